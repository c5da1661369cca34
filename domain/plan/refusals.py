"""How planning says no."""

from domain.errors import Invalid, RuleBroken
from domain.kernel import Citation

FREQUENCY = Citation(act="248-ФЗ", at="ст. 25")
YEARLY = Citation(act="ПП 2428 от 31.12.2020", at="Правила формирования плана")


class PlannedClientUnknown(Invalid):
    code = "planned-client-unknown"
    title = "No business with this INN is registered in the service"
    about = "inn"


class PlanKindUnfit(Invalid):
    code = "plan-kind-unfit"
    title = "Choose a kind of inspection in which the business takes part"
    about = "kind"


class PlanControlUnknown(Invalid):
    code = "plan-control-unknown"
    title = "Your body does not supervise requirements of this kind of control"
    about = "control_kind"


class PlanObjectsUnknown(Invalid):
    """Facts: `objects`, ids of what is no open place of the business."""

    code = "plan-objects-unknown"
    title = "Choose open places of this business"
    about = "objects"


class PlanPast(Invalid):
    code = "plan-past"
    title = "Plan for a day that is still to come"
    about = "starts"


class PlanOfficersUnknown(Invalid):
    """Facts: `officers`, ids of those who do not inspect for the body."""

    code = "plan-officers-unknown"
    title = "Name inspectors of your body, at least one"
    about = "officers"


class PlanBreaksLaw(RuleBroken):
    """Facts: `broken`, each with fault, rule, source, certainty, objects and facts."""

    code = "plan-breaks-law"
    title = "What is planned here would break the law"
    source = FREQUENCY


class PlanStepNotNow(RuleBroken):
    """Facts: `status`, where the entry stands."""

    code = "plan-step-not-now"
    title = "This cannot be done with an entry of the plan that stands like this"
    source = YEARLY


class PlanReasonMissing(Invalid):
    code = "plan-reason-missing"
    title = "Say why"
    about = "reason"


class PlanDecisionMissing(Invalid):
    code = "plan-decision-missing"
    title = "Name the prosecutor's office and the number of its decision"
    about = "office"


class PlanDecisionAhead(Invalid):
    code = "plan-decision-ahead"
    title = "A decision of a day that is still to come cannot be recorded"
    about = "on"


class PlanDocumentMissing(Invalid):
    code = "plan-document-missing"
    title = "Name the document on which the entry leaves the plan"
    about = "document"


class PlanUnchanged(RuleBroken):
    code = "plan-unchanged"
    title = "The entry says exactly this already"


class RegisterFileUnreadable(Invalid):
    """Facts: `line`, where it stops being readable, if that is known."""

    code = "register-file-unreadable"
    title = "This is no file of the register of inspections that the service can read"
    about = "file"
