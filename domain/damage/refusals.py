"""How a claim of damage, and what follows it, is refused (I9)."""

from domain.errors import Invalid, NotFound, RuleBroken
from domain.kernel import Citation

DAMAGE = Citation(act="ГК РФ", at="ст. 15, 16, 1069")
INTEREST = Citation(act="ГК РФ", at="ст. 395")


class NothingToClaimFrom(Invalid):
    code = "damage-nothing-to-claim-from"
    title = "Begin from an inspection, or from an appeal that was upheld"
    about = "about"


class AppealNotUpheld(RuleBroken):
    code = "damage-appeal-not-upheld"
    title = "This appeal was not upheld, or its decision is not opened yet"
    about = "about"
    source = DAMAGE


class ClaimedBodyUnknown(RuleBroken):
    code = "damage-body-unknown"
    title = "It is not known here which body decided this: write to it directly"
    about = "about"


class ClaimedAlready(RuleBroken):
    """Facts: `claim`, its id."""

    code = "damage-claimed-already"
    title = "There is a claim about this already"
    about = "about"


class LearnedInFuture(Invalid):
    code = "damage-learned-in-future"
    title = "You learned of it on a day that has been"
    about = "learned_on"


class StoryMissing(Invalid):
    code = "damage-story-missing"
    title = "Say what was unlawful and how it caused the damage"
    about = "story"
    source = DAMAGE


class LineEmpty(Invalid):
    code = "damage-line-empty"
    title = "Say how much it is"
    about = "kopecks"


class LineNotExplained(Invalid):
    code = "damage-line-not-explained"
    title = "Say what it was and how you counted it"
    about = "what"


class InterestNotReckoned(Invalid):
    code = "damage-interest-not-reckoned"
    title = "Interest is reckoned from a sum and its days"
    about = "kind"
    source = INTEREST


class TooManyLines(RuleBroken):
    """Facts: `most`."""

    code = "damage-too-many-lines"
    title = "A claim has no room for more lines"


class NoSuchLine(NotFound):
    code = "damage-no-such-line"
    title = "The claim has no line with this number"


class DaysMissing(Invalid):
    code = "damage-days-missing"
    title = "Choose at least one day"
    about = "days"


class DayTakenAlready(RuleBroken):
    """Facts: `days`."""

    code = "damage-day-taken-already"
    title = "This day is in the claim already"
    about = "days"


class DayHasNoMoney(RuleBroken):
    """Facts: `days`."""

    code = "damage-day-has-no-money"
    title = "Nothing in money is recorded of this day"
    about = "days"


class NoRecordedCosts(RuleBroken):
    code = "damage-no-recorded-costs"
    title = "Nothing is recorded of what the inspection took"
    about = "days"


class InterestBackwards(Invalid):
    code = "damage-interest-backwards"
    title = "The last day is before the first"
    about = "until"


class InterestInFuture(Invalid):
    """Facts: `latest`."""

    code = "damage-interest-in-future"
    title = "Interest grows day by day: name a last day that has been"
    about = "until"


class InterestTooEarly(Invalid):
    """Facts: `earliest`."""

    code = "damage-interest-too-early"
    title = "The table of the key rate begins later"
    about = "since"


class ClaimEmpty(RuleBroken):
    code = "damage-claim-empty"
    title = "Add at least one line with a sum"
    about = "lines"
    source = DAMAGE


class TooManyAnnexes(RuleBroken):
    """Facts: `most`."""

    code = "damage-too-many-annexes"
    title = "There are too many documents for one letter"
    about = "lines"


class ClaimNotNow(RuleBroken):
    """Facts: `status`, where the claim stands."""

    code = "damage-claim-not-now"
    title = "This is not done with a claim that stands here"


class AnswerNotExplained(Invalid):
    code = "damage-answer-not-explained"
    title = "Say why: the other side reads it"
    about = "words"


class OfferOutside(Invalid):
    """Facts: `most`, in kopecks."""

    code = "damage-offer-outside"
    title = "Offer a sum of at most what is claimed"
    about = "kopecks"


class NoOfferToAccept(RuleBroken):
    code = "damage-no-offer-to-accept"
    title = "The other side offers nothing now"


class PayByPast(Invalid):
    code = "damage-pay-by-past"
    title = "The day to pay by is over"
    about = "pay_by"


class PaidInFuture(Invalid):
    code = "damage-paid-in-future"
    title = "It was paid on a day that has been"
    about = "paid_on"


class PaidTooMuch(Invalid):
    """Facts: `most`, in kopecks."""

    code = "damage-paid-too-much"
    title = "This is more than is left to be paid"
    about = "kopecks"


class OutcomeSumWrong(Invalid):
    code = "damage-outcome-sum-wrong"
    title = "Name the sum that the court awarded; nothing when it denied the claim"
    about = "kopecks"


class CourtDayInFuture(Invalid):
    code = "damage-court-day-in-future"
    title = "This day has not come yet"
    about = "day"


class CaseNotNamed(Invalid):
    code = "damage-case-not-named"
    title = "Name the court and the number of the case"
    about = "case"


class KeyRateUnchanged(RuleBroken):
    code = "key-rate-unchanged"
    title = "The table says exactly this already"


class KeyRateBackwards(Invalid):
    code = "key-rate-backwards"
    title = "It is known until a day before it begins"
    about = "until"
