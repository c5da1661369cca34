"""A body does what a decision obliged it to, and says so (I9)."""

from uuid import UUID

from application.appeal.commands import ReportCarriedOut
from application.appeal.handling import AppealHandling
from application.deadline import Deadlines
from application.log import EventLog, Key, Receipt
from application.ports import Clock
from domain.appeal import CarriedOutHow, NothingObliged
from domain.deadline import Task
from domain.exchange import Kind
from domain.kernel import Actor

CARRY_OUT = Task.CARRY_OUT_APPEAL_DECISION


class AppealObligations:
    """The command of the body that has to do something by a decision.

    What it obliges to is a deadline of the body; the effect's place in the decision is
    its turn.
    """

    def __init__(
        self,
        log: EventLog,
        clock: Clock,
        deadlines: Deadlines,
        handling: AppealHandling,
    ) -> None:
        self._log = log
        self._clock = clock
        self._deadlines = deadlines
        self._handling = handling

    def carry_out(
        self,
        id: UUID,
        number: int,
        command: ReportCarriedOut,
        *,
        by: Actor,
        key: Key | None = None,
    ) -> Receipt:
        """Say that it is done, and how; the client gets it in the correspondence.

        Args:
            id: of the appeal.
            number: place of the effect in the decision, from 1.
            command: how it was done.
            by: who decides appeals in the body.
            key: of the command.

        Raises:
            NotFound: the appeal is none of the actor's.
            NothingObliged: the decision does not oblige to it, or it is done.
            CarriedOutHow: it is not said how.
        """

        def decide() -> Receipt:
            appeal = self._handling.of_body(id, None, by)
            due = self._deadlines.find(CARRY_OUT, id, number)
            if due is None or not due.is_open:
                raise NothingObliged
            if not command.words.strip():
                raise CarriedOutHow
            message = self._handling.from_body(
                appeal, Kind.STATEMENT, command.words, by
            )
            due.keep(at=self._clock.now(), by=by)
            return self._log.record(*message, due, by=by, key=key)

        return self._log.once(by, key, decide)
