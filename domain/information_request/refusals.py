"""How a request for information, and what follows it, is refused (C4)."""

from domain.errors import Invalid, NotFound, RuleBroken
from domain.kernel import Citation

SUFFICIENT = Citation(act="Стандарт «Государство для бизнеса»", at="п. 4.8")
ALREADY_HELD = Citation(act="248-ФЗ", at="ст. 72, 80; 210-ФЗ, ст. 7")
MORE_TIME = Citation(act="248-ФЗ", at="ст. 80")


class NothingAsked(Invalid):
    code = "nothing-asked"
    title = "Say what you ask for"
    about = "items"


class PurposeOfRequestMissing(Invalid):
    code = "request-purpose-missing"
    title = "Say what for, and on what ground: the business reads it"
    about = "purpose"


class UnknownDocumentKind(Invalid):
    """Facts: `kind`."""

    code = "unknown-document-kind"
    title = "There is no such kind of document in the table of lead times"
    about = "items"


class RequestedClientUnknown(Invalid):
    code = "requested-client-unknown"
    title = "No business with this number is registered here"
    about = "inn"


class NotYourRequirement(Invalid):
    """Facts: `requirements`, the codes."""

    code = "request-not-your-requirement"
    title = "Ask only about requirements that your body supervises"
    about = "items"


class StateHoldsIt(RuleBroken):
    """Facts: `held`, each with the item's number and the record."""

    code = "state-holds-it"
    title = "The state has this already: use the record instead of asking the business"
    about = "items"
    source = ALREADY_HELD


class RequestTooLarge(RuleBroken):
    """Facts: `needed` and `allowed`, in working days."""

    code = "request-too-large"
    title = "This takes longer than the law allows: ask for less, or split the request"
    about = "items"
    source = SUFFICIENT


class TermTooShort(RuleBroken):
    """Facts: `least`, in working days."""

    code = "term-too-short"
    title = "The time cannot be less than what was reckoned for this business"
    about = "days"
    source = SUFFICIENT


class RequestOver(RuleBroken):
    code = "information-request-over"
    title = "This request is answered or withdrawn"


class MoreTimeAsked(RuleBroken):
    code = "more-time-asked"
    title = "More time was asked for already: the body decides within the term"
    source = MORE_TIME


class MoreTimeNotAsked(RuleBroken):
    code = "more-time-not-asked"
    title = "Nobody waits for a decision about more time"


class ReasonOfDeclineMissing(Invalid):
    code = "more-time-reason-missing"
    title = "Say why: the business reads it"
    about = "reason"


class AnswersMissing(Invalid):
    """Facts: `items`, numbers of those without an answer."""

    code = "information-answers-missing"
    title = "Answer everything that was asked: in words, with a file, or both"
    about = "answers"


class NoSuchItem(NotFound):
    code = "no-such-item"
    title = "Nothing was asked under this number"


class AbsenceBackwards(Invalid):
    code = "absence-backwards"
    title = "The last day is not before the first"
    about = "until"


class AbsencePast(Invalid):
    code = "absence-past"
    title = "An absence is declared before it is over"
    about = "until"


class AbsenceTooFar(Invalid):
    """Facts: `latest`, the furthest last day."""

    code = "absence-too-far"
    title = "An absence is declared at most a year ahead"
    about = "until"


class AbsencesOverlap(RuleBroken):
    code = "absences-overlap"
    title = "You have declared an absence on some of these days"
    about = "since"


class AbsenceUnknown(NotFound):
    code = "absence-unknown"
    title = "There is no such absence"
