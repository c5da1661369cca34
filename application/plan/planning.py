"""Officers propose what to plan, the head decides, the prosecutor's word is kept."""

from collections.abc import Callable, Sequence
from typing import NamedTuple
from uuid import UUID

from application.access import Action, allow
from application.client.clients import living
from application.log import EventLog, Key, Receipt, check_version
from application.plan.commands import (
    ApproveEntries,
    ChangeEntry,
    EntryRef,
    ExcludeEntry,
    GiveNumber,
    MoveEntry,
    ProposeEntry,
    RecordDecision,
    ReturnEntries,
)
from application.plan.measuring import Measuring
from application.ports import Clock, Pseudonyms
from domain.client import Client
from domain.client.numbers import INN_DIGITS, inn_of
from domain.errors import NotFound
from domain.kernel import Actor
from domain.plan import (
    Content,
    Dates,
    Measured,
    PlanBroken,
    PlanEntry,
    PlannedClientUnknown,
    faults,
)
from domain.profile import ClientKind


class Prepared(NamedTuple):
    """An entry as it would be.

    Attributes:
        client_id: which business.
        content: what it would say.
        broken: every rule of law that it breaks.
    """

    client_id: UUID
    content: Content
    broken: tuple[PlanBroken, ...]


class Plans:
    """The commands of the plan."""

    def __init__(
        self, log: EventLog, clock: Clock, pseudonyms: Pseudonyms, measuring: Measuring
    ) -> None:
        self._log = log
        self._clock = clock
        self._pseudonyms = pseudonyms
        self._measuring = measuring

    def client(self, inn: str, *, by: Actor) -> UUID:
        """The business with an INN.

        Raises:
            NotFound: the actor plans nothing.
            PlannedClientUnknown, BadInn: there is no such business.
        """
        allow(by, Action.KEEP_PLAN)
        digits = "".join(inn.split())
        is_entity = len(digits) <= INN_DIGITS[ClientKind.LE]
        kind = ClientKind.LE if is_entity else ClientKind.IE
        id, known = living(self._log, self._pseudonyms, inn_of(digits, kind))
        if known is None:
            raise PlannedClientUnknown
        return id

    def prepare(
        self, command: ProposeEntry, *, by: Actor, instead_of: UUID | None = None
    ) -> Prepared:
        """What an entry would be, and what speaks against it.

        Args:
            command: what was asked.
            by: an officer.
            instead_of: the entry that it would change, if it is there already.

        Raises:
            NotFound: the actor plans nothing.
            PlannedClientUnknown, BadInn: there is no such business.
            PlanKindUnfit, PlanControlUnknown, PlanObjectsUnknown, PlanOfficersUnknown.
        """
        client_id = self.client(command.inn, by=by)
        content, measured = self._measuring.content(
            command, client_id, own(by), instead_of
        )
        return Prepared(client_id, content, faults(content, measured))

    def propose(
        self, command: ProposeEntry, *, by: Actor, key: Key | None = None
    ) -> Receipt:
        """Propose to check a business.

        Raises:
            Refusal: what `prepare` and `PlanEntry.propose` raise.
        """

        def decide() -> Receipt:
            client_id = self.client(command.inn, by=by)
            content, measured = self._measuring.content(command, client_id, own(by))
            entry = PlanEntry.propose(
                content,
                client_id=client_id,
                authority=own(by),
                note=command.note,
                measured=measured,
                by=by,
                today=self._clock.today(),
            )
            return self._log.record(entry, by=by, key=key)

        return self._log.once(by, key, decide)

    def change(
        self,
        id: UUID,
        command: ChangeEntry,
        *,
        by: Actor,
        key: Key | None = None,
        version: int | None = None,
    ) -> Receipt:
        """Say something else, before the head has approved it.

        Raises:
            NotFound, Stale: it is none of the actor's, or has moved on.
            Refusal: what `prepare` and `PlanEntry.change` raise.
        """

        def decide(entry: PlanEntry) -> None:
            content, measured = self._measuring.content(
                command, entry.client_id, entry.authority, entry.id
            )
            entry.change(
                content,
                note=command.note,
                measured=measured,
                by=by,
                today=self._clock.today(),
            )

        return self._one(Action.KEEP_PLAN, id, version, decide, by, key)

    def approve(
        self, command: ApproveEntries, *, by: Actor, key: Key | None = None
    ) -> Receipt:
        """Approve entries, all of them or none; the head.

        Raises:
            NotFound, Stale: one is none of the actor's, or has moved on.
            PlanStepNotNow, PlanPast, PlanBreaksLaw: of one of them.
        """

        def decide(entry: PlanEntry) -> None:
            entry.approve(
                measured=self._measured(entry), by=by, today=self._clock.today()
            )

        return self._each(Action.APPROVE_PLAN, command.entries, decide, by, key)

    def return_(
        self, command: ReturnEntries, *, by: Actor, key: Key | None = None
    ) -> Receipt:
        """Send entries back, all of them or none; the head.

        Raises:
            NotFound, Stale: as `approve`.
            PlanStepNotNow, PlanReasonMissing: of one of them.
        """

        def decide(entry: PlanEntry) -> None:
            entry.return_(reason=command.reason, by=by)

        return self._each(Action.APPROVE_PLAN, command.entries, decide, by, key)

    def record_decision(
        self, command: RecordDecision, *, by: Actor, key: Key | None = None
    ) -> Receipt:
        """Record what the prosecutor decided of entries, all of them or none.

        Raises:
            NotFound, Stale: as `approve`.
            PlanStepNotNow, PlanDecisionMissing, PlanDecisionAhead: of one of them.
        """

        def decide(entry: PlanEntry) -> None:
            entry.record_decision(
                approved=command.approved,
                office=command.office,
                number=command.number,
                on=command.on,
                reason=command.reason,
                by=by,
                today=self._clock.today(),
            )

        return self._each(Action.KEEP_PLAN, command.entries, decide, by, key)

    def give_number(
        self,
        id: UUID,
        command: GiveNumber,
        *,
        by: Actor,
        key: Key | None = None,
        version: int | None = None,
    ) -> Receipt:
        """Tell the number of an entry in the state's register.

        Raises:
            NotFound, Stale: it is none of the actor's, or has moved on.
            PlanStepNotNow, PlanUnchanged.
        """

        def decide(entry: PlanEntry) -> None:
            entry.give_number(command.number, by=by)

        return self._one(Action.KEEP_PLAN, id, version, decide, by, key)

    def move(
        self,
        id: UUID,
        command: MoveEntry,
        *,
        by: Actor,
        key: Key | None = None,
        version: int | None = None,
    ) -> Receipt:
        """Hold it at another time, or send others; the head.

        Raises:
            NotFound, Stale: it is none of the actor's, or has moved on.
            PlanOfficersUnknown: somebody does not inspect for the body.
            Refusal: what `PlanEntry.move` raises.
        """

        def decide(entry: PlanEntry) -> None:
            self._measuring.check_officers(command.officers, entry.authority)
            measured = self._measured(entry)
            changed = {
                "dates": Dates.of(command.starts, command.days, measured.place),
                "officers": tuple(dict.fromkeys(command.officers)),
            }
            entry.move(
                entry.content.model_copy(update=changed),
                reason=command.reason,
                measured=measured,
                by=by,
                today=self._clock.today(),
            )

        return self._one(Action.APPROVE_PLAN, id, version, decide, by, key)

    def exclude(
        self,
        id: UUID,
        command: ExcludeEntry,
        *,
        by: Actor,
        key: Key | None = None,
        version: int | None = None,
    ) -> Receipt:
        """Take it out of the plan; the head.

        Raises:
            NotFound, Stale: it is none of the actor's, or has moved on.
            PlanStepNotNow, PlanDocumentMissing, PlanReasonMissing.
        """

        def decide(entry: PlanEntry) -> None:
            entry.exclude(
                document=command.document,
                reason=command.reason,
                by=by,
                today=self._clock.today(),
            )

        return self._one(Action.APPROVE_PLAN, id, version, decide, by, key)

    def _one(
        self,
        action: Action,
        id: UUID,
        version: int | None,
        decide: Callable[[PlanEntry], None],
        by: Actor,
        key: Key | None,
    ) -> Receipt:
        def change() -> Receipt:
            allow(by, action)
            found = self._log.find(PlanEntry, id)
            entry = self._ours(found, version, by)
            self._check_known([entry])
            decide(entry)
            return self._log.record(entry, by=by, key=key)

        return self._log.once(by, key, change)

    def _each(
        self,
        action: Action,
        refs: Sequence[EntryRef],
        decide: Callable[[PlanEntry], None],
        by: Actor,
        key: Key | None,
    ) -> Receipt:
        def change() -> Receipt:
            allow(by, action)
            wanted = {one.id: one.version for one in refs}
            found = self._log.find_many(PlanEntry, list(wanted))
            entries = [
                self._ours(found.get(id), version, by) for id, version in wanted.items()
            ]
            self._check_known(entries)
            for entry in entries:
                decide(entry)
            return self._log.record(*entries, by=by, key=key)

        return self._log.once(by, key, change)

    def _ours(
        self, entry: PlanEntry | None, version: int | None, by: Actor
    ) -> PlanEntry:
        if entry is None or entry.authority != by.organisation:
            raise NotFound
        return check_version(entry, version)

    def _check_known(self, entries: Sequence[PlanEntry]) -> None:
        """See that no business was forgotten."""
        ids = list({one.client_id for one in entries})
        clients = self._log.find_many(Client, ids)
        if any(id not in clients or clients[id].is_forgotten for id in ids):
            raise NotFound

    def _measured(self, entry: PlanEntry) -> Measured:
        return self._measuring.again(entry)


def own(by: Actor) -> UUID:
    """The organisation somebody acts for.

    Raises:
        NotFound: for none.
    """
    if by.organisation is None:
        raise NotFound
    return by.organisation
