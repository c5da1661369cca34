"""A business objects to its category (C5)."""

from uuid import UUID

from application.access import Action, allow
from application.log import EventLog, Key, Receipt
from application.ports import Clock, Documents
from application.risk.commands import ObjectToRisk
from application.risk.handling import RiskHandling
from domain.deadline import Task
from domain.kernel import Actor
from domain.risk import RiskNotObjected, RiskObjections


class RiskObjecting:
    """The commands of the business."""

    def __init__(
        self,
        log: EventLog,
        clock: Clock,
        documents: Documents,
        handling: RiskHandling,
    ) -> None:
        self._log = log
        self._clock = clock
        self._documents = documents
        self._handling = handling

    def keep_document(
        self, client_id: UUID, name: str, content: bytes, *, by: Actor
    ) -> UUID:
        """Take a file that an objection will refer to; the client."""
        allow(by, Action.OBJECT_TO_RISK, of=client_id)
        return self._documents.keep(client_id, name, content)

    def object_to(
        self,
        id: UUID,
        command: ObjectToRisk,
        *,
        by: Actor,
        key: Key | None = None,
        version: int | None = None,
    ) -> Receipt:
        """Say that a category is not right; the body answers within its term.

        Args:
            id: of the category.
            command: what is not right.
            by: who acts for the business.
            key: of the command.
            version: of the category that was seen.

        Raises:
            NotFound, Stale: of the category; NotFound also of a file.
            RiskObjectedAlready, RiskNothingToObject, RiskCriterionUnknown,
            RiskReasonMissing: see `RiskObjections.make`.
        """

        def decide() -> Receipt:
            one = self._handling.assignment(id, Action.OBJECT_TO_RISK, by, version)
            found = self._handling.objections(one)
            objections = found or RiskObjections.begin(
                client_id=one.client_id,
                assignment=one.id,
                authority=one.authority,
                by=by,
            )
            objections.make(
                one.contested,
                command.criteria,
                category=one.contested_category,
                reason=command.reason,
                files=command.files,
                by=by,
                today=self._clock.today(),
            )
            for file in command.files:
                self._documents.refer(file, one.client_id)
            task, turn = Task.ANSWER_RISK_OBJECTION, objections.turn
            deadline = self._handling.begun(task, one, turn, by)
            return self._log.record(one, objections, deadline, by=by, key=key)

        return self._log.once(by, key, decide)

    def withdraw(self, id: UUID, *, by: Actor, key: Key | None = None) -> Receipt:
        """Object no longer.

        Raises:
            NotFound: it is none of the actor's.
            RiskNotObjected: no objection waits.
        """

        def decide() -> Receipt:
            one = self._handling.assignment(id, Action.OBJECT_TO_RISK, by)
            objections = self._handling.objections(one)
            if objections is None:
                raise RiskNotObjected
            objections.withdraw(by=by, today=self._clock.today())
            task, turn = Task.ANSWER_RISK_OBJECTION, objections.turn
            done = self._handling.cancelled(task, id, turn, by)
            return self._log.record(one, objections, *done, by=by, key=key)

        return self._log.once(by, key, decide)
