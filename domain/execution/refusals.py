"""Why an execution, or what came of it, is not changed."""

from domain.errors import Invalid, RuleBroken
from domain.kernel import Citation

STANDARD = Citation(act="Стандарт «Государство для бизнеса»", at="п. 4.8")


class AlgorithmNotForYou(RuleBroken):
    code = "algorithm-not-for-you"
    title = "This algorithm is made for other businesses"
    about = "algorithm"


class AlgorithmHasCircle(RuleBroken):
    """Facts: `steps` that wait for each other."""

    code = "algorithm-has-circle"
    title = "Some steps of this algorithm wait for each other, so nobody can finish it"
    about = "algorithm"


class AlgorithmChanged(RuleBroken):
    """Facts: `steps` that are to be done anew."""

    code = "algorithm-changed"
    title = "The algorithm was changed after you began: go on with the new version"


class NoSuchPlace(Invalid):
    code = "no-such-place"
    title = "Choose one of your premises"
    about = "place"


class ExecutionPaused(RuleBroken):
    code = "execution-paused"
    title = "You have paused this: resume first"


class NotPaused(RuleBroken):
    code = "execution-not-paused"
    title = "This is not paused"


class ExecutionOver(RuleBroken):
    code = "execution-over"
    title = "This is over: nothing can be changed in it any more"


class StepNotReady(RuleBroken):
    """Facts: `waits_for`, the numbers of the steps to be done before."""

    code = "step-not-ready"
    title = "Other steps come first"
    about = "step"


class StepSettled(RuleBroken):
    code = "step-settled"
    title = "This step is done or left out: open it again first"
    about = "step"


class StepNotSettled(RuleBroken):
    code = "step-not-settled"
    title = "This step is open"
    about = "step"


class NothingShown(Invalid):
    """Facts: `accepted`, forms of evidence that would do."""

    code = "nothing-shown"
    title = "Attach what shows that this step was done"
    about = "evidence"


class EmptyEvidence(Invalid):
    code = "empty-evidence"
    title = "Give a file, write it down, or name the record"
    about = "evidence"


class TooMuchEvidence(RuleBroken):
    code = "too-much-evidence"
    title = "There is enough evidence here: remove some of it first"
    about = "evidence"


class ReasonForSkipping(Invalid):
    code = "skip-reason-missing"
    title = "Say why this step is left out"
    about = "reason"


class NotYourColleague(Invalid):
    code = "not-your-colleague"
    title = "Choose somebody who works for your business here"
    about = "person"


class StepsOpen(RuleBroken):
    """Facts: `steps`, the numbers of the open ones."""

    code = "steps-open"
    title = "Some steps are still open"


class NothingConfirmed(RuleBroken):
    code = "nothing-confirmed"
    title = "What was done confirms none of the requirements"
    source = STANDARD


class NothingToRenew(RuleBroken):
    code = "nothing-to-renew"
    title = "Nothing in this confirmation has lapsed or is about to"


class ConfirmationOver(RuleBroken):
    code = "confirmation-over"
    title = "This confirmation is no longer in force"


class NotConfirmedHere(Invalid):
    code = "not-confirmed-here"
    title = (
        "Choose requirements that this confirmation confirms and your body supervises"
    )
    about = "requirements"


class QuestionedAlready(RuleBroken):
    code = "questioned-already"
    title = "Your body has questioned this confirmation already"


class NotQuestioned(RuleBroken):
    code = "not-questioned"
    title = "Nobody questions this confirmation"


class ReplyAwaited(RuleBroken):
    code = "reply-awaited"
    title = "The business has not replied yet"


class WordsMissing(Invalid):
    code = "words-missing"
    title = "Write it in your own words"
    about = "reason"
