"""How a caution, and what follows it, is refused (C6)."""

from domain.errors import Invalid, NotFound, RuleBroken
from domain.kernel import Citation

CAUTION = Citation(act="248-ФЗ", at="ст. 49")
CONTENT = Citation(act="248-ФЗ", at="ст. 49 ч. 3")
OBJECTION = Citation(act="248-ФЗ", at="ст. 49 ч. 4")
STANDARD = Citation(act="Стандарт «Государство для бизнеса»", at="п. 4.8")


class CautionEmpty(Invalid):
    """Facts: `points`, numbers of those that are not whole."""

    code = "caution-empty"
    title = "Name the requirement, what can lead to its breach, and what you propose"
    about = "points"
    source = CONTENT


class RequirementTwice(Invalid):
    """Facts: `requirements`, the codes."""

    code = "caution-requirement-twice"
    title = "Name each requirement once"
    about = "points"


class NotYourRequirement(Invalid):
    """Facts: `requirements`, the codes."""

    code = "caution-not-your-requirement"
    title = "Caution only about requirements in force that your body supervises"
    about = "points"


class KindsMixed(Invalid):
    """Facts: `kinds`, names of the kinds of control."""

    code = "caution-kinds-mixed"
    title = "Requirements of different kinds of control take a caution each"
    about = "points"


class CautionedClientUnknown(Invalid):
    code = "cautioned-client-unknown"
    title = "No business with this number is registered here"
    about = "inn"


class SignsMissing(Invalid):
    code = "caution-signs-missing"
    title = "Say what the signs are: the business reads it"
    about = "told"
    source = CAUTION


class SignsInFuture(Invalid):
    code = "caution-signs-in-future"
    title = "The signs came to you on a day that has been"
    about = "received"


class CautionLate(RuleBroken):
    """Facts: `last_day`; `rule` and `certainty` of the term."""

    code = "caution-late"
    title = "The term to issue a caution after these signs is over"
    about = "received"
    source = CAUTION


class DemandsDocuments(RuleBroken):
    """Facts: `found`, each with the number of a point and the sentence."""

    code = "caution-demands-documents"
    title = "A caution may not demand documents or data: propose what to do instead"
    about = "points"
    source = CONTENT


class AlgorithmNotNamed(RuleBroken):
    """Facts: `points`, each with its number and the codes to choose from."""

    code = "caution-algorithm-not-named"
    title = "Name the algorithm that removes the risk"
    about = "points"
    source = STANDARD


class CautionOver(RuleBroken):
    code = "caution-over"
    title = "This caution is closed or withdrawn"


class ObjectionReasonMissing(Invalid):
    code = "caution-objection-reason-missing"
    title = "Say what you object to, and why"
    about = "reason"


class ObjectedAlready(RuleBroken):
    code = "caution-objected-already"
    title = "You have objected to this caution already"
    source = OBJECTION


class ObjectionLate(RuleBroken):
    """Facts: `last_day`; `rule` and `certainty` of the term."""

    code = "caution-objection-late"
    title = "The term to object is over"
    source = OBJECTION


class NotObjected(RuleBroken):
    code = "caution-not-objected"
    title = "No objection waits for an answer"


class CautionReasonMissing(Invalid):
    code = "caution-reason-missing"
    title = "Say why: the business reads it"
    about = "reason"


class CautionUnchanged(Invalid):
    code = "caution-unchanged"
    title = "Drop a point or say it in other words"
    about = "points"


class NothingLeft(RuleBroken):
    code = "caution-nothing-left"
    title = "No point would be left: withdraw the caution instead"
    about = "dropped"


class NoSuchPoint(NotFound):
    code = "no-such-point"
    title = "The caution has no point with this number"


class ExecutionUnknown(Invalid):
    """Facts: `points`, numbers of those that name it."""

    code = "caution-execution-unknown"
    title = "You have no such execution of an algorithm"
    about = "measures"


class MeasureMissing(Invalid):
    """Facts: `points`, numbers of those of which nothing is said."""

    code = "caution-measure-missing"
    title = "Say what you did"
    about = "measures"
