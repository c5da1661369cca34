"""Why an algorithm is not changed."""

from domain.errors import RuleBroken
from domain.kernel import Citation

STANDARD = Citation(act="Стандарт «Государство для бизнеса»", at="п. 4.8")


class AlgorithmCodeTaken(RuleBroken):
    code = "algorithm-code-taken"
    title = "There is an algorithm with this code already"
    about = "code"


class AlgorithmUnchanged(RuleBroken):
    code = "algorithm-unchanged"
    title = "The algorithm says exactly this already"


class AlgorithmWithdrawn(RuleBroken):
    code = "algorithm-withdrawn"
    title = "This algorithm is withdrawn"


class AlgorithmFaulty(RuleBroken):
    """Facts: `findings`, each with its kind, step and requirement."""

    code = "algorithm-faulty"
    title = "The algorithm cannot guarantee anything yet: correct what the checks found"
    source = STANDARD


class NothingToApprove(RuleBroken):
    code = "nothing-to-approve"
    title = "There is no draft to approve"


class NotCompetent(RuleBroken):
    """Facts: `bodies`, those that could approve."""

    code = "not-competent"
    title = "Your body supervises none of the requirements that wait for approval"
    source = STANDARD


class VersionMoved(RuleBroken):
    """Facts: `version`, the number of the draft as it is now."""

    code = "algorithm-version-moved"
    title = "There is a newer draft: read it before you approve"
    about = "number"


class AlreadyAsked(RuleBroken):
    code = "algorithm-asked-already"
    title = "You have asked for an algorithm already"


class AlgorithmExists(RuleBroken):
    """Facts: `algorithms`, codes of those that serve the requirement."""

    code = "algorithm-exists"
    title = "There is an algorithm for this requirement already"
