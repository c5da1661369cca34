"""How evaluating may be refused (E1 to E5)."""

from domain.errors import Invalid, RuleBroken, Stale
from domain.kernel import Citation

STANDARD = Citation(act="Стандарт «Государство для бизнеса»", at="п. 4.7")


class NothingSaid(Invalid):
    code = "nothing-said"
    title = "Say something of the rule: a score, a cost or a remark"
    about = "clarity"


class QuoteNotThere(Invalid):
    code = "quote-not-there"
    title = "These words are not in the text: copy them as they stand"
    about = "quote"


class ClashWithItself(Invalid):
    code = "clash-with-itself"
    title = "Name another requirement than the one you evaluate"
    about = "clashes"


class UnknownClash(Invalid):
    code = "unknown-clash"
    title = "There is no requirement with this code"
    about = "clashes"


class SubjectChanged(Stale):
    code = "evaluated-version-changed"
    title = "The text changed after you opened it: read it again"


class WindowClosed(RuleBroken):
    code = "evaluation-window-closed"
    title = "The time to evaluate this draft is over"


class TooOften(RuleBroken):
    code = "evaluated-too-often"
    title = "You have sent this evaluation several times today: revise it tomorrow"


class NotSent(RuleBroken):
    code = "evaluation-not-sent"
    title = "This evaluation is not sent, or was withdrawn"


class NamedAlready(RuleBroken):
    code = "named-already"
    title = "You have consented already: your name is shown with this evaluation"


class NotNamed(RuleBroken):
    code = "not-named"
    title = "There is no consent to take back: your name is not shown"


class NoSuchRemark(Invalid):
    code = "no-such-remark"
    title = "The evaluation has no such remark"
    about = "remark"


class ReleasedAlready(RuleBroken):
    code = "remark-released-already"
    title = "Somebody has decided on this text already"


class AuthorMayNotRelease(RuleBroken):
    code = "author-may-not-release"
    title = "Whoever writes the rule does not release texts about it"
    source = STANDARD


class ReleaseTellsWho(Invalid):
    code = "release-tells-who"
    title = "The text still holds a number or an address: take it out, or keep it back"
    about = "text"


class NotToBeSeen(RuleBroken):
    code = "remark-not-released"
    title = "This remark is not released: nobody may answer it yet"


class ReasonMissing(Invalid):
    code = "consideration-reason-missing"
    title = "Say why: the client and everybody else read it"
    about = "reason"


class ConsideredAlready(RuleBroken):
    code = "considered-already"
    title = "This was answered already"
