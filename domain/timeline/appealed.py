"""Appeals, claims of damage, and what appeals change: how each step is told (R5)."""

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
from domain.timeline.kinds import Kind, Telling
from domain.visit import Outcome, Visit

DRAFTED: Final = Telling(Kind.WORK, ("I9",))
ASKED: Final = Telling(Kind.REQUEST, ("I9",), shared=True)
ANSWERED: Final = Telling(Kind.ANSWER, ("I9",), shared=True)
DECIDED: Final = Telling(Kind.DECISION, ("I9",), shared=True)
FOLLOWED: Final = Telling(Kind.CHANGE, ("I9",), shared=True)
NAMED: Final = Telling(Kind.ACCESS, ("I5", "I9"))

APPEALS: Final[Mapping[type[Event], Telling]] = {
    events.Begun: DRAFTED,
    events.Addressed: DRAFTED,
    events.PointWritten: DRAFTED,
    events.PointDropped: DRAFTED,
    events.Changed: DRAFTED,
    events.Discarded: DRAFTED,
    events.Sent: ASKED,
    events.Added: ASKED,
    events.Withdrawn: ASKED,
    events.Assigned: DECIDED,
    events.Accepted: DECIDED,
    events.ConsiderationRefused: DECIDED,
    events.RestorationDecided: DECIDED,
    events.SuspensionDecided: DECIDED,
    events.SuspensionEnded: FOLLOWED,
    events.InformationAsked: ASKED,
    events.InformationGiven: ANSWERED,
    events.InformationTermPassed: FOLLOWED,
    events.ExplanationAsked: ASKED,
    events.Explained: ANSWERED,
    events.Extended: DECIDED,
    events.Decided: DECIDED,
    events.Delivered: Telling(Kind.NOTICE, ("I9",), shared=True),
    AppealRepresentation.Named: NAMED,
    AppealRepresentation.Empowered: NAMED,
    AppealRepresentation.Revoked: NAMED,
}

DAMAGE: Final[Mapping[type[Event], Telling]] = {
    Claim.Begun: DRAFTED,
    Claim.Told: DRAFTED,
    Claim.LinePut: DRAFTED,
    Claim.LineRemoved: DRAFTED,
    Claim.Discarded: DRAFTED,
    Claim.Sent: ASKED,
    Claim.Answered: ANSWERED,
    Claim.Offered: ASKED,
    Claim.Settled: DECIDED,
    Claim.Paid: Telling(Kind.STATEMENT, ("I9",), shared=True),
    Claim.WentToCourt: Telling(Kind.STATEMENT, ("I9",), shared=True),
    Claim.CourtDecided: Telling(Kind.STATEMENT, ("I9",), shared=True),
    Claim.Withdrawn: ASKED,
}

BY_APPEAL: Final[Mapping[type[Event], Telling]] = dict.fromkeys(
    (
        Declaration.ContestAnnulled,
        Caution.Annulled,
        ComplianceDeclaration.AnnulmentLifted,
        ExecutionConfirmation.QuestionAnnulled,
        InformationRequest.Annulled,
        InformationRequest.Suspended,
        InformationRequest.Resumed,
        Inspection.Suspended,
        Inspection.Resumed,
        Inspection.Annulled,
        Inspection.ActCorrected,
        Inspection.ImprovementTermSet,
        DateMove.Allowed,
        RiskAssignment.LoweredByAppeal,
        Visit.Annulled,
        Visit.Suspended,
        Visit.Resumed,
        Outcome.OrderAnnulled,
        Outcome.OrderTermsSet,
        Outcome.OrderSuspended,
        Outcome.OrderResumed,
    ),
    DECIDED,
)
"""What an appeal changed in the thing that it was against."""
