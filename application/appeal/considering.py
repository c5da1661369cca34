"""An officer takes up an appeal, asks about it, suspends, extends (I9)."""

from collections.abc import Callable, Sequence
from uuid import UUID

from application.appeal.commands import (
    AskBody,
    AskClient,
    AssignAppeal,
    ExtendAppeal,
    RefuseConsideration,
    Ruling,
)
from application.appeal.handling import DECIDING, AppealHandling, by_appeal
from application.appeal.ports import Effects
from application.log import EventLog, Key, Receipt
from application.ports import Clock
from domain.appeal import Appeal, Grounds, OfficerUnknown, Suspension
from domain.exchange import Kind
from domain.kernel import Actor, Aggregate
from domain.person import Membership, Person

_Act = Callable[[Appeal], Sequence[Aggregate]]


class AppealCases:
    """The commands of whoever decides appeals; each takes id and version."""

    def __init__(
        self,
        log: EventLog,
        clock: Clock,
        grounds: Grounds,
        effects: Effects,
        handling: AppealHandling,
    ) -> None:
        self._log = log
        self._clock = clock
        self._grounds = grounds
        self._effects = effects
        self._handling = handling

    def assign(
        self,
        id: UUID,
        command: AssignAppeal,
        *,
        by: Actor,
        key: Key | None = None,
        version: int | None = None,
    ) -> Receipt:
        """Give it to an officer of the body, who took no part in what is appealed.

        Raises:
            NotFound, Stale: of the appeal.
            OfficerUnknown: nobody of this number decides appeals there.
            AppealNotOpen, TookPartInIt: see `Appeal.assign`.
        """

        def decide() -> Receipt:
            appeal = self._handling.of_body(id, version, by)
            self._check_officer(appeal, command.officer)
            parts = self._handling.parts(appeal)
            today = self._clock.today()
            appeal.assign(command.officer, parts, by=by, today=today)
            return self._log.record(appeal, by=by, key=key)

        return self._log.once(by, key, decide)

    def accept(
        self,
        id: UUID,
        *,
        by: Actor,
        key: Key | None = None,
        version: int | None = None,
    ) -> Receipt:
        """Take it up; as `of_officer`, `AppealHandling.check_read`, `Appeal.accept`."""

        def act(appeal: Appeal) -> Sequence[Aggregate]:
            self._handling.check_read(appeal)
            appeal.accept(at=self._clock.now(), by=by)
            return ()

        return self._done(id, version, act, by, key)

    def refuse(
        self,
        id: UUID,
        command: RefuseConsideration,
        *,
        by: Actor,
        key: Key | None = None,
        version: int | None = None,
    ) -> Receipt:
        """Not consider it; raises as `accept`, and as `Appeal.check_refusing`."""

        def act(appeal: Appeal) -> Sequence[Aggregate]:
            self._handling.check_read(appeal)
            now = self._clock.now()
            appeal.check_refusing(command.ground, command.reason, self._grounds, now)
            suspended = appeal.suspension is Suspension.GRANTED
            message, *files = self._told(appeal, Kind.DECISION, command.reason, by)
            appeal.refuse_consideration(
                command.ground,
                command.reason,
                self._grounds,
                message=message.id,
                at=now,
                by=by,
            )
            resumed: tuple[Aggregate, ...] = ()
            if suspended:
                resumed = self._effects.resume(
                    appeal.matter, appeal=by_appeal(appeal), by=by
                )
            return (message, *files, *resumed)

        return self._done(id, version, act, by, key)

    def decide_restoration(
        self,
        id: UUID,
        command: Ruling,
        *,
        by: Actor,
        key: Key | None = None,
        version: int | None = None,
    ) -> Receipt:
        """Restore the missed term, or not; as `accept`, `Appeal.check_restoring`.

        Raises:
            Refusal: what these raise.
        """

        def act(appeal: Appeal) -> Sequence[Aggregate]:
            self._handling.check_read(appeal)
            appeal.check_restoring(command.reason)
            message, *files = self._told(appeal, Kind.DECISION, command.reason, by)
            appeal.decide_restoration(
                command.reason,
                granted=command.granted,
                message=message.id,
                at=self._clock.now(),
                by=by,
            )
            return (message, *files)

        return self._done(id, version, act, by, key)

    def decide_suspension(
        self,
        id: UUID,
        command: Ruling,
        *,
        by: Actor,
        key: Key | None = None,
        version: int | None = None,
    ) -> Receipt:
        """Suspend execution, or not; what is suspended stands still from that moment.

        Raises:
            Refusal: what `of_officer` and `Appeal.check_suspending` raise;
                EffectImpossible when there is nothing to suspend any more.
            AppealNotRead: something of the client is not opened.
        """

        def act(appeal: Appeal) -> Sequence[Aggregate]:
            self._handling.check_read(appeal)
            now = self._clock.now()
            appeal.check_suspending(command.reason)
            message, *files = self._told(appeal, Kind.DECISION, command.reason, by)
            appeal.decide_suspension(
                command.reason,
                granted=command.granted,
                tell=self._handling.terms(appeal).to_tell_suspension(now),
                message=message.id,
                at=now,
                by=by,
            )
            stands: tuple[Aggregate, ...] = ()
            if command.granted:
                stands = self._effects.suspend(
                    appeal.matter, appeal=by_appeal(appeal), by=by
                )
            return (message, *files, *stands)

        return self._done(id, version, act, by, key)

    def ask_client(
        self,
        id: UUID,
        command: AskClient,
        *,
        by: Actor,
        key: Key | None = None,
        version: int | None = None,
    ) -> Receipt:
        """Ask the client for more; raises as `of_officer`, `Appeal.check_asking`."""

        def act(appeal: Appeal) -> Sequence[Aggregate]:
            now = self._clock.now()
            appeal.check_asking(command.what, now)
            message, *files = self._told(appeal, Kind.REQUEST, command.what, by)
            appeal.ask_client(
                command.what,
                until=self._handling.terms(appeal).to_inform(now),
                message=message.id,
                at=now,
                by=by,
            )
            return (message, *files)

        return self._done(id, version, act, by, key)

    def ask_body(
        self,
        id: UUID,
        command: AskBody,
        *,
        by: Actor,
        key: Key | None = None,
        version: int | None = None,
    ) -> Receipt:
        """Ask the body to prove it was lawful; as `of_officer`, `Appeal.ask_body`."""

        def act(appeal: Appeal) -> Sequence[Aggregate]:
            now = self._clock.now()
            until = self._handling.terms(appeal).to_explain(now, command.days)
            appeal.ask_body(command.what, until=until, at=now, by=by)
            return ()

        return self._done(id, version, act, by, key)

    def extend(
        self,
        id: UUID,
        command: ExtendAppeal,
        *,
        by: Actor,
        key: Key | None = None,
        version: int | None = None,
    ) -> Receipt:
        """Let the decision come later; raises as `of_officer`, `check_extending`.

        Raises:
            ExtensionTooLong: by more than the law allows.
        """

        def act(appeal: Appeal) -> Sequence[Aggregate]:
            now = self._clock.now()
            appeal.check_extending(command.reason, now)
            longer = self._handling.extended(appeal, command.days)
            message, *files = self._told(appeal, Kind.DECISION, command.reason, by)
            appeal.extend(
                command.reason, decision=longer, message=message.id, at=now, by=by
            )
            return (message, *files)

        return self._done(id, version, act, by, key)

    def _told(
        self, appeal: Appeal, kind: Kind, text: str, by: Actor
    ) -> tuple[Aggregate, ...]:
        return self._handling.from_body(appeal, kind, text, by)

    def _check_officer(self, appeal: Appeal, officer: str) -> None:
        try:
            person = self._log.find(Person, UUID(officer))
        except ValueError:
            person = None
        if person is None or person.is_forgotten or appeal.authority is None:
            raise OfficerUnknown
        ways = {
            Membership(organisation=appeal.authority, role=role) for role in DECIDING
        }
        if not ways & set(person.memberships):
            raise OfficerUnknown

    def _done(
        self, id: UUID, version: int | None, act: _Act, by: Actor, key: Key | None
    ) -> Receipt:
        """Let the officer whose it is do something, with what follows from it."""

        def decide() -> Receipt:
            appeal = self._handling.of_officer(id, version, by)
            others = act(appeal)
            return self._log.record(appeal, *others, by=by, key=key)

        return self._log.once(by, key, decide)
