"""Tells those whom it concerns what happened: event to notice (I1).

Who evaluated a rule is not told what became of it: nobody but the client itself can
tell that the evaluation is its own, and a notice in the log would.
"""

from collections.abc import Iterable, Mapping
from typing import NamedTuple
from uuid import UUID

from application.log import EventLog
from application.notice import Notices
from application.ports import BodyOrganisations
from domain.applicability import Declaration
from domain.client import Dispute
from domain.compliance import ComplianceDeclaration
from domain.confirmation import Confirmation
from domain.consultation import Question
from domain.data_assessment import Look
from domain.execution import ExecutionConfirmation
from domain.kernel import Event
from domain.notice import Basis

DECLARATIONS, QUESTIONS, DISPUTES = "/declarations", "/questions", "/disputes"
CONFIRMATIONS, LOOKS = "/execution-confirmations", "/looks"


class Telling(NamedTuple):
    """What is told when something happened.

    Attributes:
        of: the class of the event.
        template: the words.
        path: under which the thing it happened to has its page.
    """

    of: type[Event]
    template: str
    path: str


TO_CLIENTS = (
    Telling(Declaration.Contested, "declaration-contested", DECLARATIONS),
    Telling(Declaration.ContestDropped, "declaration-accepted", DECLARATIONS),
    Telling(Declaration.ContestUpheld, "declaration-not-accepted", DECLARATIONS),
    Telling(Declaration.PutUp, "declaration-put-up", DECLARATIONS),
    Telling(Question.Answered, "question-answered", QUESTIONS),
    Telling(Question.Explained, "question-answered", QUESTIONS),
    Telling(Question.Forwarded, "question-forwarded", QUESTIONS),
    Telling(ExecutionConfirmation.Questioned, "execution-questioned", CONFIRMATIONS),
    Telling(ExecutionConfirmation.QuestionDropped, "execution-accepted", CONFIRMATIONS),
    Telling(
        ExecutionConfirmation.QuestionUpheld, "execution-not-accepted", CONFIRMATIONS
    ),
    Telling(ExecutionConfirmation.Lapsed, "execution-lapsed", CONFIRMATIONS),
    Telling(Dispute.Accepted, "dispute-accepted", DISPUTES),
    Telling(Dispute.Declined, "dispute-declined", DISPUTES),
    Telling(ComplianceDeclaration.Annulled, "compliance-annulled", "/compliance"),
    Telling(Look.Made, "records-looked-at", LOOKS),
    Telling(Confirmation.PutUp, "confirmation-put-up", "/confirmations"),
)
TO_BODIES = (
    Telling(Declaration.Answered, "declaration-answered", DECLARATIONS),
    Telling(ExecutionConfirmation.Replied, "execution-replied", CONFIRMATIONS),
    Telling(Dispute.Raised, "dispute-raised", DISPUTES),
    Telling(Look.Remarked, "look-remarked", LOOKS),
)


class Happenings:
    """A reaction; one that is repeated tells nobody twice.

    Args:
        log: knows the things to which something happened.
        notices: tells.
        bodies: knows who stands behind the names of bodies and registers.
    """

    on = tuple(one.of for one in (*TO_CLIENTS, *TO_BODIES))

    def __init__(
        self, log: EventLog, notices: Notices, bodies: BodyOrganisations
    ) -> None:
        self._log = log
        self._notices = notices
        self._bodies = bodies

    def react(self, happened: Event) -> None:
        """Tell whoever is to know of one event."""
        for one in TO_CLIENTS:
            if isinstance(happened, one.of):
                self._tell(one, happened, [_client(happened)])
        for one in TO_BODIES:
            if isinstance(happened, one.of):
                self._tell(one, happened, self._behind(happened))

    def _tell(self, one: Telling, happened: Event, to: Iterable[UUID]) -> None:
        id, version = happened.originator_id, happened.originator_version
        self._notices.tell_each(
            to,
            template=one.template,
            values=self._values(happened),
            about=f"{one.path}/{id}",
            basis=Basis.own_matter(),
            key=f"{one.template}/{id}/{version}",
        )

    def _values(self, happened: Event) -> Mapping[str, str]:
        id = happened.originator_id
        if isinstance(happened, Declaration.Event):
            return {"requirement": self._log.load(Declaration, id).requirement}
        if isinstance(happened, ExecutionConfirmation.Event):
            found = self._log.load(ExecutionConfirmation, id)
            return {"algorithm": found.algorithm}
        return {}

    def _behind(self, happened: Event) -> Iterable[UUID]:
        """The organisations that wait for what a client said."""
        match happened:
            case Declaration.Answered():
                found = self._log.load(Declaration, happened.originator_id)
                return self._bodies.answering_for(found.control_body)
            case ExecutionConfirmation.Replied():
                return [happened.authority]
            case Dispute.Raised(registry=registry) if registry is not None:
                return self._bodies.keeping(registry)
            case Dispute.Raised(authority=authority) if authority is not None:
                return [authority]
            case Look.Remarked():
                return [self._log.load(Look, happened.originator_id).authority]
        return []


def _client(happened: Event) -> UUID:
    client_id: UUID = getattr(happened, "client_id")  # noqa: B009 - of every kind
    return client_id
