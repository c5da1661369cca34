"""What happened in appeals and by them, in one plain sentence each (R5)."""

from collections.abc import Mapping
from typing import Final

from domain.appeal import AppealRepresentation, events
from domain.applicability import Declaration
from domain.caution import Caution
from domain.compliance import ComplianceDeclaration
from domain.damage import Claim
from domain.execution import ExecutionConfirmation
from domain.information_request import InformationRequest
from domain.inspection import DateMove, Inspection
from domain.kernel import Event
from domain.risk import RiskAssignment
from domain.visit import Outcome, Visit
from interfaces.locale import N_

APPEALS: Final[Mapping[type[Event], str]] = {
    events.Begun: N_("The business began to write an appeal"),
    events.Addressed: N_("It was said whose decision is appealed"),
    events.PointWritten: N_("A point of an appeal was written"),
    events.PointDropped: N_("A point was taken out of an appeal"),
    events.Changed: N_("The draft of an appeal was changed"),
    events.Discarded: N_("The draft of an appeal was thrown away"),
    events.Sent: N_("An appeal was signed and sent"),
    events.Added: N_("Something was added to an appeal"),
    events.Withdrawn: N_("An appeal was withdrawn"),
    events.Assigned: N_("It was said who considers an appeal"),
    events.Accepted: N_("An appeal is being considered"),
    events.ConsiderationRefused: N_("It was refused to consider an appeal"),
    events.RestorationDecided: N_(
        "It was decided whether the missed term to appeal is restored"
    ),
    events.SuspensionDecided: N_("It was decided whether an appeal suspends execution"),
    events.SuspensionEnded: N_("What an appeal had suspended goes on"),
    events.InformationAsked: N_("More information was asked for about an appeal"),
    events.InformationGiven: N_("The business gave information about its appeal"),
    events.InformationTermPassed: N_(
        "The time to give information about an appeal is over"
    ),
    events.ExplanationAsked: N_("The body was asked to explain what is appealed"),
    events.Explained: N_("The body explained what is appealed"),
    events.Extended: N_("The time to decide an appeal was extended"),
    events.Decided: N_("An appeal was decided"),
    events.Delivered: N_("The answer to an appeal was opened"),
    AppealRepresentation.Named: N_("Somebody was named for an appeal"),
    AppealRepresentation.Empowered: N_(
        "It was said what a representative may do in an appeal"
    ),
    AppealRepresentation.Revoked: N_(
        "The powers of a representative in an appeal were revoked"
    ),
}
DAMAGE: Final[Mapping[type[Event], str]] = {
    Claim.Begun: N_("The business began to write a claim of damage"),
    Claim.Told: N_("It was said how the damage came about"),
    Claim.LinePut: N_("A line of a claim of damage was written"),
    Claim.LineRemoved: N_("A line was taken out of a claim of damage"),
    Claim.Discarded: N_("The draft of a claim of damage was thrown away"),
    Claim.Sent: N_("A claim of damage was signed and sent"),
    Claim.Answered: N_("The body answered a claim of damage"),
    Claim.Offered: N_("A sum was offered to settle a claim of damage"),
    Claim.Settled: N_("Both sides agreed on what is paid for the damage"),
    Claim.Paid: N_("The business said that money came for the damage"),
    Claim.WentToCourt: N_("The business took a claim of damage to a court"),
    Claim.CourtDecided: N_("A court decided about a claim of damage"),
    Claim.Withdrawn: N_("A claim of damage was withdrawn"),
}
BY_APPEAL: Final[Mapping[type[Event], str]] = {
    Declaration.ContestAnnulled: N_(
        "By an appeal: the contest of the declaration was annulled"
    ),
    Caution.Annulled: N_("By an appeal: the caution was annulled"),
    ComplianceDeclaration.AnnulmentLifted: N_(
        "By an appeal: the declaration of compliance stands again"
    ),
    ExecutionConfirmation.QuestionAnnulled: N_(
        "By an appeal: the confirmation is questioned no more"
    ),
    InformationRequest.Annulled: N_(
        "By an appeal: the request for information was annulled"
    ),
    InformationRequest.Suspended: N_(
        "By an appeal: the request for information stands still"
    ),
    InformationRequest.Resumed: N_(
        "After an appeal: the request for information goes on"
    ),
    Inspection.Suspended: N_("By an appeal: an inspection stands still"),
    Inspection.Resumed: N_("After an appeal: an inspection goes on"),
    Inspection.Annulled: N_(
        "By an appeal: an inspection, its act or its order was annulled"
    ),
    Inspection.ActCorrected: N_("By an appeal: the act of an inspection was corrected"),
    Inspection.ImprovementTermSet: N_(
        "By an appeal: an improvement order has another term"
    ),
    DateMove.Allowed: N_("By an appeal: an inspection may be moved"),
    RiskAssignment.LoweredByAppeal: N_("By an appeal: the risk category was lowered"),
    Visit.Annulled: N_("By an appeal: a preventive visit was annulled"),
    Visit.Suspended: N_("By an appeal: a preventive visit stands still"),
    Visit.Resumed: N_("After an appeal: a preventive visit goes on"),
    Outcome.OrderAnnulled: N_("By an appeal: the order after a visit was annulled"),
    Outcome.OrderTermsSet: N_("By an appeal: the order after a visit has another term"),
    Outcome.OrderSuspended: N_("By an appeal: the order after a visit stands still"),
    Outcome.OrderResumed: N_("After an appeal: the order after a visit goes on"),
}
