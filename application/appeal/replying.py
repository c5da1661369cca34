"""A client after it has sent an appeal: adds, gives, withdraws, reads (I9)."""

from uuid import UUID

from application.appeal.commands import AddToAppeal, WithdrawAppeal
from application.appeal.handling import AppealHandling, by_appeal
from application.appeal.ports import Effects
from application.appeal.wording import WITHDRAWN
from application.exchange import Correspondence
from application.log import EventLog, Key, Receipt
from application.ports import Clock
from domain.appeal import Appeal, AppealPower, Suspension
from domain.errors import NotFound
from domain.exchange import Message
from domain.kernel import Actor, Aggregate


class AppealReplies:
    """The commands of the client, and of those who act for it."""

    def __init__(
        self,
        log: EventLog,
        clock: Clock,
        correspondence: Correspondence,
        effects: Effects,
        handling: AppealHandling,
    ) -> None:
        self._log = log
        self._clock = clock
        self._correspondence = correspondence
        self._effects = effects
        self._handling = handling

    def add(
        self,
        id: UUID,
        command: AddToAppeal,
        *,
        by: Actor,
        key: Key | None = None,
        version: int | None = None,
    ) -> Receipt:
        """Add to what was sent.

        Raises:
            NotFound, Stale: of the appeal.
            AppealNotOpen, AdditionEmpty: see `Appeal.add`; of the files.
        """

        def decide() -> Receipt:
            appeal = self._handling.of_client(id, version, by, AppealPower.ADD)
            appeal.check_adding(command.words)
            message, *files = self._handling.from_client(
                appeal, command.words, command.files, by
            )
            appeal.add(
                command.words,
                files=command.files,
                message=message.id,
                at=self._clock.now(),
                by=by,
            )
            return self._log.record(appeal, message, *files, by=by, key=key)

        return self._log.once(by, key, decide)

    def give(
        self,
        id: UUID,
        command: AddToAppeal,
        *,
        by: Actor,
        key: Key | None = None,
        version: int | None = None,
    ) -> Receipt:
        """Give what was asked for; the term to decide goes on.

        Raises:
            NotFound, Stale: of the appeal.
            Refusal: what `Appeal.check_giving` raises; of the files.
        """

        def decide() -> Receipt:
            appeal = self._handling.of_client(id, version, by, AppealPower.ADD)
            now = self._clock.now()
            appeal.check_giving(command.words, command.files, now)
            message, *files = self._handling.from_client(
                appeal, command.words, command.files, by
            )
            appeal.give(
                command.words,
                files=command.files,
                message=message.id,
                decision=self._handling.going_on(appeal, now),
                at=now,
                by=by,
            )
            return self._log.record(appeal, message, *files, by=by, key=key)

        return self._log.once(by, key, decide)

    def withdraw(
        self,
        id: UUID,
        command: WithdrawAppeal,
        *,
        by: Actor,
        key: Key | None = None,
        version: int | None = None,
    ) -> Receipt:
        """Take it back; what was suspended goes on at once.

        Raises:
            NotFound, Stale: of the appeal.
            AppealNotOpen: it is decided, or over.
        """

        def decide() -> Receipt:
            appeal = self._handling.of_client(id, version, by, AppealPower.WITHDRAW)
            appeal.check_open()
            suspended = appeal.suspension is Suspension.GRANTED
            message, *files = self._handling.from_client(
                appeal, command.reason or WITHDRAWN, (), by
            )
            appeal.withdraw(
                command.reason, message=message.id, at=self._clock.now(), by=by
            )
            resumed = self._resumed(appeal, by) if suspended else ()
            return self._log.record(appeal, message, *files, *resumed, by=by, key=key)

        return self._log.once(by, key, decide)

    def open(
        self, id: UUID, message: UUID, *, by: Actor, key: Key | None = None
    ) -> Receipt:
        """Open what the body sent; of a decision, the term to go to court runs then.

        Raises:
            NotFound: it is of another appeal, or the actor may not receive it.
        """
        appeal = self._handling.of_client(id, None, by, AppealPower.RECEIVE)
        found = self._log.load(Message, message)
        if found.thread != appeal.thread:
            raise NotFound
        reader = self._handling.side(appeal, by)
        return self._correspondence.open(message, reader=reader, by=by, key=key)

    def _resumed(self, appeal: Appeal, by: Actor) -> tuple[Aggregate, ...]:
        return self._effects.resume(appeal.matter, appeal=by_appeal(appeal), by=by)
