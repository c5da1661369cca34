"""How a client, and what is disputed about it, says no."""

from domain.errors import Invalid, RuleBroken
from domain.kernel import Citation

IDENTIFICATION = Citation(act="Налоговый кодекс РФ", at="ст. 84 п. 7")
REGISTRATION = Citation(act="129-ФЗ", at="ст. 5")
PERSONAL_DATA = Citation(act="152-ФЗ", at="ст. 21")


class BadInn(Invalid):
    code = "bad-inn"
    title = "The INN is wrong: check its digits"
    about = "inn"
    source = IDENTIFICATION


class BadOgrn(Invalid):
    code = "bad-ogrn"
    title = "The OGRN is wrong: check its digits"
    about = "ogrn"
    source = REGISTRATION


class NameMissing(Invalid):
    code = "name-missing"
    title = "Give the name"
    about = "name"


class UnknownFact(Invalid):
    code = "unknown-fact"
    title = "There is no such fact in the vocabulary, or its value is of another kind"
    about = "facts"


class KindIsRegistered(Invalid):
    code = "kind-is-registered"
    title = "What a business is in law follows from its registration"
    about = "facts"
    source = REGISTRATION


class UnknownRegion(Invalid):
    code = "unknown-region"
    title = "There is no region with this code"
    about = "region"


class AlreadyRegistered(RuleBroken):
    code = "already-registered"
    title = "This business is registered: ask the person who did it to add you"
    about = "inn"


class NothingChanged(RuleBroken):
    code = "nothing-changed"
    title = "Nothing was changed: everything you sent is known already"


class PremisesClosedAlready(RuleBroken):
    code = "premises-closed"
    title = "These premises were closed"


class ClientForgotten(RuleBroken):
    code = "client-forgotten"
    title = "The data of this business were deleted"
    source = PERSONAL_DATA


class SinceTooFar(Invalid):
    code = "since-too-far"
    title = "Give a day that is at most a year ahead"
    about = "since"


class ProposalSettled(RuleBroken):
    code = "proposal-settled"
    title = "You have said already whether this place is yours"


class NothingToDispute(RuleBroken):
    code = "nothing-to-dispute"
    title = "No state register and no inspector says this: correct it yourself"


class DisputeOpen(RuleBroken):
    code = "dispute-open"
    title = "You dispute this already, and the answer is awaited"


class DisputeClosed(RuleBroken):
    code = "dispute-closed"
    title = "This dispute was answered or withdrawn"


class DisputeReasonMissing(Invalid):
    code = "dispute-reason-missing"
    title = "Say why, so that the other side can understand it"
    about = "reason"


class ClaimAgrees(Invalid):
    code = "claim-agrees"
    title = "This is what the other side says already: give what would be right"
    about = "claim"


class NothingCorrected(Invalid):
    code = "nothing-corrected"
    title = "This is the disputed value: give the right one, or decline"
    about = "value"
