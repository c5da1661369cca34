"""How a preventive visit, and what comes of it, is refused (C6)."""

from domain.errors import Invalid, NotFound, RuleBroken
from domain.kernel import Citation

ON_REQUEST = Citation(act="248-ФЗ", at="ст. 52")
MANDATORY = Citation(act="248-ФЗ", at="ст. 52.1")
ORDER = Citation(act="248-ФЗ", at="ст. 52.1, 90.1")
REMEDY = Citation(act="248-ФЗ", at="ст. 90 ч. 2, 90.1")
STANDARD = Citation(act="Стандарт «Государство для бизнеса»", at="п. 4.8")


class NotEligible(RuleBroken):
    """Facts: `rule` and `certainty`."""

    code = "visit-not-eligible"
    title = (
        "Small businesses, socially oriented non-profits and state or municipal"
        " institutions may ask for a visit"
    )
    about = "claim"
    source = ON_REQUEST


class VisitAskedAlready(RuleBroken):
    """Facts: `earliest`, the first day to ask again; `rule` and `certainty`."""

    code = "visit-asked-already"
    title = "You have asked for as many visits this year as the law gives"
    source = ON_REQUEST


class VisitedBodyUnknown(Invalid):
    code = "visit-body-unknown"
    title = "No organisation here answers for this body"
    about = "body"


class VisitedClientUnknown(Invalid):
    code = "visited-client-unknown"
    title = "No business with this number is registered here"
    about = "inn"


class VisitAboutMissing(Invalid):
    code = "visit-about-missing"
    title = "Say what the visit is about"
    about = "told"


class VisitReasonMissing(Invalid):
    code = "visit-reason-missing"
    title = "Say why: the other side reads it"
    about = "reason"


class SlotsMissing(Invalid):
    code = "visit-slots-missing"
    title = "Offer at least one time, and no more than ten"
    about = "slots"


class SlotPast(Invalid):
    code = "visit-slot-past"
    title = "Offer times that are still to come"
    about = "slots"


class SlotTooLong(RuleBroken):
    """Facts: `latest`, the last day that it may take; `rule` and `certainty`."""

    code = "visit-slot-too-long"
    title = "A visit may not last as long as this"
    about = "slots"
    source = ON_REQUEST


class ChoiceTooLate(Invalid):
    code = "visit-choice-too-late"
    title = "Let the business choose before the first of the times, from today on"
    about = "until"


class NoticeTooShort(RuleBroken):
    """Facts: `last_day` on which it could be announced; `rule` and `certainty`."""

    code = "visit-notice-too-short"
    title = "A mandatory visit is announced earlier than this"
    about = "slots"
    source = MANDATORY


class VisitTooLate(RuleBroken):
    """Facts: `last_day`; `rule` and `certainty`."""

    code = "visit-too-late"
    title = "The term within which this visit may take place ends earlier"
    about = "slots"
    source = MANDATORY


class RiskKindMissing(Invalid):
    code = "visit-risk-kind-missing"
    title = "A category of risk is one of a kind of control: say which"
    about = "control_kind"


class VisitNotByRisk(RuleBroken):
    """Facts: `category`; `rules`, ids of those that say what may be planned."""

    code = "visit-not-by-risk"
    title = "For this category of risk the law plans no mandatory visits"
    about = "ground"
    source = Citation(act="248-ФЗ", at="ст. 25")


class VisitTooSoon(RuleBroken):
    """Facts: `earliest`, the first day; `category`; `rule` and `certainty`."""

    code = "visit-too-soon"
    title = "For this category of risk the next mandatory visit is not due yet"
    about = "ground"
    source = MANDATORY


class NotificationMissing(Invalid):
    code = "visit-notification-missing"
    title = "Say when the business told that it began"
    about = "notified"
    source = MANDATORY


class VisitPlaceUnknown(Invalid):
    code = "visit-place-unknown"
    title = "The business has no such place of work"
    about = "premises"


class NoSuchSlot(NotFound):
    code = "no-such-slot"
    title = "This time is not offered, or not any more"


class StillChoosing(RuleBroken):
    """Facts: `until`."""

    code = "visit-still-choosing"
    title = "The business has time to choose"
    source = STANDARD


class VisitNotThere(RuleBroken):
    """Facts: `status`."""

    code = "visit-not-there"
    title = "The visit is not at a stage at which this can be done"


class MoveTooLate(RuleBroken):
    code = "visit-move-too-late"
    title = "A visit can be moved before it begins"


class MoveTooFar(RuleBroken):
    """Facts: `last_day`; `rule` and `certainty`."""

    code = "visit-move-too-far"
    title = "A mandatory visit cannot be moved as far as this"
    about = "wishes"
    source = Citation(act="248-ФЗ", at="ст. 31 ч. 8")


class MoveUndecided(RuleBroken):
    code = "visit-move-undecided"
    title = "The business asked to move the visit: decide that first"
    source = STANDARD


class MoveNotDue(RuleBroken):
    code = "visit-move-not-due"
    title = "The body still has time to decide"


class CannotRefuse(RuleBroken):
    code = "visit-cannot-refuse"
    title = "A mandatory visit cannot be refused; you can ask to move it"
    source = MANDATORY


class RefusalLate(RuleBroken):
    """Facts: `last_day`; `rule` and `certainty`."""

    code = "visit-refusal-late"
    title = "The term to refuse this visit is over"
    source = MANDATORY


class NotOnTheDay(RuleBroken):
    """Facts: `day`."""

    code = "visit-not-on-the-day"
    title = "The visit begins on the day that was agreed"


class OnlyMandatoryEvaded(RuleBroken):
    code = "visit-not-mandatory"
    title = "Only a mandatory visit can be evaded"
    source = MANDATORY


class NotEvadedYet(RuleBroken):
    code = "visit-not-evaded-yet"
    title = "The time of the visit is not over"
    source = MANDATORY


class NotHeld(RuleBroken):
    code = "visit-not-held"
    title = "Nothing comes of a visit that has not been held"


class AdviceEmpty(Invalid):
    """Facts: `advice`, numbers of those without words."""

    code = "visit-advice-empty"
    title = "Say what you advise"
    about = "advice"


class OrderNotAllowed(RuleBroken):
    """Facts: `rule`, that would allow it; none when there is none."""

    code = "visit-order-not-allowed"
    title = "This visit ends in advice: the law allows no order after it"
    about = "order"
    source = ORDER


class OrderEmpty(Invalid):
    """Facts: `points`, numbers of those that are not whole."""

    code = "visit-order-empty"
    title = "Say what was found, what to do, until when, and how to confirm it"
    about = "order"
    source = REMEDY


class OrderedAlready(RuleBroken):
    code = "visit-ordered-already"
    title = "An order was given after this visit"


class OutcomeThere(RuleBroken):
    code = "visit-outcome-there"
    title = "What comes of this visit has been said"


class NotSupervised(Invalid):
    """Facts: `requirements`, the codes."""

    code = "visit-not-supervised"
    title = "The body visits, advises and orders only about what it supervises"
    about = "requirements"


class AlgorithmMissing(RuleBroken):
    """Facts: `advice`, each with its number and the codes to choose from."""

    code = "visit-algorithm-missing"
    title = "Name the algorithm to follow"
    about = "advice"
    source = STANDARD
