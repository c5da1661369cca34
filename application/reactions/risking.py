"""Categories of risk follow what happens, and those whom it concerns are told (C5)."""

from typing import NamedTuple
from uuid import UUID

from application.log import EventLog
from application.notice import Notices
from application.risk import RiskRecomputations
from domain.applicability import Declaration
from domain.client import Client, Dispute
from domain.compliance import ComplianceDeclaration, SelfAssessment
from domain.deadline import Deadline
from domain.execution import ExecutionConfirmation
from domain.kernel import Event
from domain.notice import Basis
from domain.risk import RiskAssignment, RiskObjections, RiskProfile

FACTS = (
    Client.FactsStated,
    Client.PremisesFactsStated,
    Dispute.Raised,
    Dispute.Accepted,
    Dispute.Declined,
    Dispute.Withdrawn,
)
RECORD = (
    ExecutionConfirmation.Issued,
    ExecutionConfirmation.Lapsed,
    ExecutionConfirmation.Superseded,
    ExecutionConfirmation.Recalled,
    ExecutionConfirmation.QuestionUpheld,
    ExecutionConfirmation.QuestionAnnulled,
    SelfAssessment.Assessed,
    SelfAssessment.AssessedAgain,
    ComplianceDeclaration.Annulled,
    ComplianceDeclaration.AnnulmentLifted,
    Declaration.ContestUpheld,
    Declaration.ContestAnnulled,
    Deadline.Kept,
    Deadline.Passed,
)


class RiskChanges:
    """A reaction: categories are reckoned again when what they rest on changes.

    Nothing that an inspector did is among it (248-ФЗ, ст. 30).
    """

    on = (
        *FACTS,
        *RECORD,
        Client.PremisesClosed,
        RiskProfile.Amended,
    )

    def __init__(self, log: EventLog, recomputations: RiskRecomputations) -> None:
        self._log = log
        self._recomputations = recomputations

    def react(self, happened: Event) -> None:
        """Do what follows from one event; read models are at least that far."""
        match happened:
            case Client.PremisesClosed(originator_id=id, premises_id=premises):
                self._recomputations.close(id, premises)
            case RiskProfile.Amended(originator_id=id):
                profile = self._log.load(RiskProfile, id)
                self._recomputations.of_kind(profile.control_kind)
            case _:
                self._reckon_again(happened)

    def _reckon_again(self, happened: Event) -> None:
        client_id = self._client(happened)
        if client_id is not None:
            self._recomputations.of_client(client_id)

    def _client(self, happened: Event) -> UUID | None:
        match happened:
            case Client.FactsStated() | Client.PremisesFactsStated():
                return happened.originator_id
            case Deadline.Kept() | Deadline.Passed():
                owes = self._log.load(Deadline, happened.originator_id).owed_by
                return owes.organisation if owes.is_client else None
        client_id: UUID = getattr(happened, "client_id")  # noqa: B009 - of every other
        return client_id


OF_OBJECTIONS = (
    RiskObjections.Made,
    RiskObjections.Upheld,
    RiskObjections.Declined,
    RiskObjections.Withdrawn,
)


class _News(NamedTuple):
    """Whom an event is told, and in which words."""

    to: UUID
    template: str


class RiskNews:
    """A reaction: tells the business what becomes of its category, and who objects.

    One that is repeated tells nobody twice.
    """

    on = (
        RiskAssignment.Assigned,
        RiskAssignment.Recomputed,
        RiskAssignment.RiseFound,
        RiskAssignment.Raised,
        RiskAssignment.RiseDeclined,
        *OF_OBJECTIONS,
    )

    def __init__(self, log: EventLog, notices: Notices) -> None:
        self._log = log
        self._notices = notices

    def react(self, happened: Event) -> None:
        """Tell the side that did not do it."""
        one = self._assignment(happened)
        if one is None or one.is_over:
            return
        for to, template in _news(happened, one):
            self._notices.tell(
                to=to,
                template=template,
                values={},
                about=f"/risk/{one.id}",
                basis=Basis.own_matter(),
                key=f"{template}/{one.id}/{happened.originator_version}",
            )

    def _assignment(self, happened: Event) -> RiskAssignment | None:
        id = happened.originator_id
        if isinstance(happened, OF_OBJECTIONS):
            objections = self._log.find(RiskObjections, id)
            if objections is None:
                return None
            id = objections.assignment
        return self._log.find(RiskAssignment, id)


def _news(happened: Event, one: RiskAssignment) -> list[_News]:
    match happened:
        case RiskAssignment.Recomputed(was=was, category=now) if was is now:
            return []
        case RiskAssignment.Recomputed():
            return [_News(one.client_id, "risk-lowered")]
        case RiskAssignment.RiseFound():
            return [
                _News(one.client_id, "risk-rise-found"),
                _News(one.authority, "risk-rise-to-decide"),
            ]
        case RiskObjections.Made():
            return [_News(one.authority, "risk-objection-made")]
        case RiskObjections.Withdrawn():
            return [_News(one.authority, "risk-objection-withdrawn")]
    return [_News(one.client_id, TO_CLIENT[type(happened)])]


TO_CLIENT: dict[type[Event], str] = {
    RiskAssignment.Assigned: "risk-assigned",
    RiskAssignment.Raised: "risk-raised",
    RiskAssignment.RiseDeclined: "risk-rise-declined",
    RiskObjections.Upheld: "risk-objection-upheld",
    RiskObjections.Declined: "risk-objection-declined",
}
