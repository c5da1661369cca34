"""How inspections, and what surrounds them, are refused (I0 to I7)."""

from domain.errors import Invalid, NotFound, RuleBroken
from domain.kernel import Citation

DATA_FIRST = Citation(act="248-ФЗ", at="ст. 73 ч. 3")
GRAVE = Citation(act="248-ФЗ", at="ст. 91")
ORDERED = Citation(act="248-ФЗ", at="ст. 64")
ABSENCE = Citation(act="248-ФЗ", at="ст. 31 ч. 8")
IMPROVING = Citation(act="248-ФЗ", at="ст. 90 ч. 2")


class InspectedClientUnknown(Invalid):
    code = "inspected-client-unknown"
    title = "No business with this INN is registered here"
    about = "inn"


class NothingToInspect(Invalid):
    code = "nothing-to-inspect"
    title = "Name at least one requirement to inspect"
    about = "scopes"


class RequirementsUnknown(Invalid):
    """Facts: `requirements`, the codes."""

    code = "inspection-requirements-unknown"
    title = "Inspect only requirements in force that your body supervises"
    about = "scopes"


class ObjectsUnknown(Invalid):
    """Facts: `objects`, the ids."""

    code = "inspection-objects-unknown"
    title = "Some of these objects are not open objects of this client"
    about = "scopes"


class StartsEarly(RuleBroken):
    """Facts: `starts`."""

    code = "inspection-starts-early"
    title = "It does not begin before the time that the order names"
    about = "at"
    source = ORDERED


class EndsBeforeStart(Invalid):
    code = "inspection-ends-before-start"
    title = "The last day is not before the start"
    about = "last_day"


class StartsInThePast(Invalid):
    code = "inspection-starts-in-the-past"
    title = "An inspection is ordered before it starts"
    about = "starts"


class GroundWordsMissing(Invalid):
    code = "inspection-ground-words-missing"
    title = "Say what the ground is: the client reads it"
    about = "explained"


class ConfirmedByData(RuleBroken):
    """Facts: `confirmed`, each with requirement, objects and the records."""

    code = "confirmed-by-data"
    title = "Records have settled this: it may not be inspected"
    about = "scopes"
    source = DATA_FIRST


class WhyDataNotEnough(RuleBroken):
    """Facts: `requirements`, codes without a reason."""

    code = "data-reason-missing"
    title = "Say for each requirement why the data were not enough"
    about = "reasons"
    source = DATA_FIRST


class OrderBreaksLaw(RuleBroken):
    """Facts: `broken`, each with fault, rule, source, certainty and its facts."""

    code = "order-breaks-law"
    title = "This order would break the law"
    about = "order"
    source = ORDERED


class StepNotNow(RuleBroken):
    """Facts: `stage`, and `possible`, what can be done instead."""

    code = "step-not-now"
    title = "This cannot be done at this stage of the inspection"


class StepYetToCome(Invalid):
    code = "step-yet-to-come"
    title = "What has not happened yet cannot be recorded"
    about = "at"


class StepBackwards(Invalid):
    """Facts: `since`, when the step before it was."""

    code = "step-backwards"
    title = "This cannot have been before the step that came before it"
    about = "at"


class PlaceOfStepMissing(Invalid):
    code = "step-place-missing"
    title = "Say where it was"
    about = "place"


class StepBreaksLaw(RuleBroken):
    """Facts: `flags`, the gross violations that it would be, with their evidence."""

    code = "step-breaks-law"
    title = "This would be a gross violation, and the result would be invalid"
    source = GRAVE


class ReasonOfStepMissing(Invalid):
    code = "step-reason-missing"
    title = "Say why: the client reads it"
    about = "reason"


class RegisterNumberWrong(Invalid):
    """Facts: `digits`, how many it has."""

    code = "register-number-wrong"
    title = "This is not a number of the register of inspections"
    about = "number"


class RegisteredAlready(RuleBroken):
    code = "inspection-registered"
    title = "The inspection has its number in the register"


class ApprovalNotNeeded(RuleBroken):
    code = "approval-not-needed"
    title = "This inspection needs no approval of a prosecutor"


class ProsecutorDecided(RuleBroken):
    code = "prosecutor-decided"
    title = "The prosecutor has decided"


class NotInOrder(RuleBroken):
    """Facts: `requirements` and `objects` that the order does not name."""

    code = "not-in-inspection-order"
    title = "The order does not name this: it may not be inspected"
    source = ORDERED


class ActionBackwards(Invalid):
    code = "action-backwards"
    title = "An action does not end before it begins"
    about = "until"


class ViolationWordsMissing(Invalid):
    code = "violation-words-missing"
    title = "Say what was found"
    about = "violations"


class NoViolations(RuleBroken):
    code = "no-violations"
    title = "Nothing was found: there is nothing to order"


class ViolationsOpen(RuleBroken):
    code = "violations-open"
    title = "Violations were found: order their removal first"


class ImprovementTermMissing(Invalid):
    code = "improvement-term-missing"
    title = "Give a reasonable term, and say how execution is confirmed"
    about = "until"
    source = IMPROVING


class TermRuns(RuleBroken):
    """Facts: `last_day`."""

    code = "inspection-term-runs"
    title = "The term of the inspection is not over"


class SlotsMissing(Invalid):
    """Facts: `most`."""

    code = "move-slots-missing"
    title = "Offer at least one other time, and not too many"
    about = "slots"


class SlotWrong(Invalid):
    """Facts: `slots` that are past, not later than planned, or on a day off."""

    code = "move-slot-wrong"
    title = "Offer times on working days, later than planned"
    about = "slots"


class SlotTooLate(RuleBroken):
    """Facts: `latest`."""

    code = "move-slot-too-late"
    title = "An inspection is not moved further than this"
    about = "slots"
    source = ABSENCE


class MoveAsked(RuleBroken):
    code = "move-asked"
    title = "Another date was asked for already, and is being decided"


class MoveOver(RuleBroken):
    code = "move-over"
    title = "It is decided whether the date is moved"


class MoveIsRight(RuleBroken):
    code = "move-is-right"
    title = "For this reason the law gives a right to another date: offer one"
    source = ABSENCE


class NotOffered(Invalid):
    """Facts: `slots` that were offered."""

    code = "slot-not-offered"
    title = "Choose one of the times that were offered"
    about = "slot"


class MoveUndecided(RuleBroken):
    code = "inspection-move-undecided"
    title = "The client asked for another date: decide that first"
    source = ABSENCE


class DecisionRuns(RuleBroken):
    """Facts: `until`."""

    code = "move-decision-runs"
    title = "There is still time to decide"


class NotRepresented(NotFound):
    code = "not-represented"
    title = "Nobody of this name acts for you in this inspection"
