"""Recording what inspectors do, with photos, over a poor line (I0, I8)."""

from collections.abc import Sequence
from typing import BinaryIO
from uuid import UUID

from application.exchange import Correspondence, Enclosures
from application.inspection.commands import RecordAction
from application.inspection.handling import Handling
from application.inspection.ports import InspectionsKnown
from application.log import EventLog, Key, Receipt
from application.ports import Clock
from domain.exchange import Kind, Letter, Part, Party, Thread
from domain.inspection import ActionRecord, Inspection
from domain.kernel import Actor, Aggregate


class ActionRecords:
    """The commands of actions; what is sent again is recorded once.

    Photos and other files go to the client with the record, in the correspondence of
    the case: sealed for the client, with a receipt for both sides.
    """

    def __init__(
        self,
        log: EventLog,
        clock: Clock,
        known: InspectionsKnown,
        handling: Handling,
        correspondence: Correspondence,
        enclosures: Enclosures,
    ) -> None:
        self._log = log
        self._clock = clock
        self._known = known
        self._handling = handling
        self._correspondence = correspondence
        self._enclosures = enclosures

    def attach(
        self,
        id: UUID,
        name: str,
        content: BinaryIO,
        *,
        by: Actor,
        key: Key | None = None,
    ) -> Receipt:
        """Take a file that the next action will name.

        Args:
            id: of the inspection.
            name: as the officer calls it.
            content: can be read again from the beginning.
            by: an officer of the body.
            key: repeats change nothing.

        Raises:
            NotFound: the inspection is none of the body's.
            Refusal: what `Enclosures.attach` raises.
        """
        held = self._handling.held_by(id, None, by)
        return self._enclosures.take_in(
            name,
            content,
            client_id=held.client_id,
            owner=held.authority,
            by=by,
            key=key,
        )

    def record(
        self, id: UUID, command: RecordAction, *, by: Actor, key: Key | None = None
    ) -> Receipt:
        """Record what was done; the same draft again is recorded once.

        Returns:
            A receipt that names the record.

        Raises:
            StepBreaksLaw: it would be a gross violation.
            NotTheirFile: a file is not the body's, or is not for this client.
            Refusal: what `ActionRecord.record` raises.
        """

        def decide() -> Receipt:
            inspection = self._handling.held_by(id, None, by)
            same = ActionRecord.create_id(id, command.draft)
            if (known := self._log.find(ActionRecord, same)) is not None:
                return self._log.record(known, by=by, key=key)
            given = {n: getattr(command, n) for n in type(command).model_fields}
            as_is = given.pop("as_it_happened")
            record = ActionRecord.record(
                inspection, **given, by=by, now=self._clock.now()
            )
            done = self._known.done(id)
            before = self._handling.flags(inspection, done)
            after = self._handling.flags(inspection, [*done, record.done])
            self._handling.check(before, after, as_is=as_is)
            sent = self._sent(inspection, command, by) if command.files else ()
            return self._log.record(record, *sent, by=by, key=key)

        return self._log.once(by, key, decide)

    def _sent(
        self, inspection: Inspection, command: RecordAction, by: Actor
    ) -> Sequence[Aggregate]:
        """The files on their way to the client, in the correspondence of the case."""
        address = f"/inspections/{inspection.id}"
        text = "\n\n".join(filter(None, (command.place.strip(), command.said)))
        letter = Letter(kind=Kind.FILE, text=text, basis=address)
        thread = Thread.of_case(address)
        if self._log.find(Thread, thread) is not None:
            return self._correspondence.write(thread, letter, command.files, by=by)
        return self._correspondence.compose(
            client_id=inspection.client_id,
            about=address,
            title=inspection.number or address,
            parties=(
                Party.of(inspection.client_id, Part.CLIENT),
                Party.of(inspection.authority, Part.BODY),
            ),
            letter=letter,
            files=command.files,
            id=thread,
            by=by,
        )
