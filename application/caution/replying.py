"""A business gets a caution, objects to it, or says what it did (C6)."""

from collections.abc import Mapping
from uuid import UUID

from application.caution.commands import ObjectToCaution, TellMeasures
from application.caution.handling import CautionHandling, letter
from application.exchange import DELIVER, Correspondence
from application.log import EventLog, Key, Receipt
from application.ports import Clock
from domain.caution import Caution, ExecutionUnknown, Measure
from domain.errors import NotFound, Stale
from domain.exchange import Kind, Message
from domain.execution import Execution
from domain.kernel import Actor, Event


class CautionReplies:
    """The commands of the business that is cautioned."""

    def __init__(
        self,
        log: EventLog,
        clock: Clock,
        correspondence: Correspondence,
        handling: CautionHandling,
    ) -> None:
        self._log = log
        self._clock = clock
        self._correspondence = correspondence
        self._handling = handling

    def object(
        self,
        id: UUID,
        command: ObjectToCaution,
        *,
        by: Actor,
        key: Key | None = None,
        version: int | None = None,
    ) -> Receipt:
        """Object; it is sent in the correspondence of the caution.

        Raises:
            NotFound, Stale: of the caution.
            Refusal: what `Caution.check_objecting` raises; of the files.
        """

        def decide() -> Receipt:
            caution = self._handling.issued_to(id, version, by)
            now = self._clock.now()
            caution.check_objecting(command.reason, now)
            said = letter(Kind.STATEMENT, id, command.reason)
            written = self._correspondence.write(
                caution.thread, said, command.files, by=by
            )
            terms = self._handling.terms(caution.client_id, caution.control_kind)
            answer = terms.to_answer(now)
            caution.object(
                command.reason,
                message=written[0].id,
                answer=answer,
                at=now,
                by=by,
                today=self._clock.today(),
            )
            due = self._handling.objected(caution, answer, by)
            return self._log.record(caution, *written, *due, by=by, key=key)

        return self._log.once(by, key, decide)

    def tell(
        self,
        id: UUID,
        command: TellMeasures,
        *,
        by: Actor,
        key: Key | None = None,
        version: int | None = None,
    ) -> Receipt:
        """Say what was done; nobody may demand it, and nothing has to be proven.

        Raises:
            NotFound, Stale: of the caution.
            CautionOver, NoSuchPoint, MeasureMissing: see `Caution.tell`.
            ExecutionUnknown: an execution that is named is not the business's own.
        """

        def decide() -> Receipt:
            caution = self._handling.issued_to(id, version, by)
            measures = {
                number: Measure(what=one.what, execution=one.execution)
                for number, one in command.measures.items()
            }
            self._check_executions(measures, caution.client_id)
            caution.tell(measures, by=by, today=self._clock.today())
            return self._log.record(caution, by=by, key=key)

        return self._log.once(by, key, decide)

    def _check_executions(self, told: Mapping[int, Measure], client: UUID) -> None:
        strange = []
        for number, measure in told.items():
            if measure.execution is not None:
                known = self._log.find(Execution, measure.execution)
                if known is None or known.client_id != client:
                    strange.append(number)
        if strange:
            raise ExecutionUnknown(points=strange)


class CautionDelivery:
    """A reaction: a caution whose message was delivered has reached its business.

    The message of an earlier edition, or one delivered before, changes nothing.
    """

    on = (Message.Delivered,)

    def __init__(self, log: EventLog, handling: CautionHandling) -> None:
        self._log = log
        self._handling = handling

    def react(self, happened: Event) -> None:
        """Note that it is received, and let the term to object run."""
        if not isinstance(happened, Message.Delivered):
            return
        message = self._log.load(Message, happened.originator_id)
        id = _caution_of(message.basis)
        if id is None:
            return
        try:
            self._receive(id, happened)
        except Stale:  # one of its sides did something meanwhile
            self._receive(id, happened)

    def _receive(self, id: UUID, happened: Message.Delivered) -> None:
        try:
            caution: Caution = self._handling.load(id)
        except NotFound:  # its client was forgotten
            return
        if caution.message != happened.originator_id:
            return
        due = self._handling.received(caution, happened.timestamp, DELIVER)
        if caution.pending_events:
            self._log.record(caution, *due, by=DELIVER)


def _caution_of(basis: str) -> UUID | None:
    """The caution that an address is of; None when it is of something else."""
    place, _, id = basis.rpartition("/")
    return UUID(id) if place == "/cautions" else None
