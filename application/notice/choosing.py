"""Recipients choose by which channels they are told what, and when (I1)."""

import hmac
from collections.abc import Callable, Mapping
from datetime import time
from typing import Annotated
from uuid import UUID, uuid4

from pydantic import Field

from application.access import Action, allow
from application.log import EventLog, Key, Receipt
from application.notice.proving import code_of
from application.ports import Carrier, Clock, Pseudonyms
from domain.errors import Invalid, NotFound, Stale
from domain.kernel import Actor, Value
from domain.notice import (
    MOST_MISTAKES,
    AddressBook,
    BadQuietHours,
    ChannelKind,
    QuietHours,
    Spoken,
    Topic,
    WrongCode,
    Zone,
)

Change = Callable[[AddressBook], None]


class ChannelNotOffered(Invalid):
    code = "channel-not-offered"
    title = "This installation does not send by such channels"
    about = "kind"


class AddChannel(Value):
    """Enter an address to which notices shall go.

    Attributes:
        kind: of the channel.
        address: e-mail; https address of a webhook; of a messenger, as it is offered.
    """

    kind: ChannelKind
    address: Annotated[
        str, Field(min_length=1, max_length=500, examples=["office@example.org"])
    ]


class ConfirmChannel(Value):
    """Enter the code that came through the channel."""

    code: Annotated[str, Field(max_length=20, examples=["120498"])]


class ChooseTopics(Value):
    """Say what goes by which channel.

    Attributes:
        topics: by the id of a confirmed channel; those not named stay as they are.
    """

    topics: dict[UUID, tuple[Topic, ...]]


class ChooseHours(Value):
    """Say when nothing is to be sent, and in which language what is sent is written.

    Attributes:
        since, until: local times; both or none: none means at no time.
        zone: IANA name, e.g. "Europe/Samara".
        language: "ru" or "en".
    """

    since: time | None = None
    until: time | None = None
    zone: Zone = "Europe/Moscow"
    language: Spoken = "ru"


class AddressBooks:
    """The commands of channels; each takes whose they are first.

    Args:
        log: where the choices are recorded.
        clock: tells the day.
        pseudonyms: hold the key of the codes.
        carriers: the kinds of channels that this installation has.
    """

    def __init__(
        self,
        log: EventLog,
        clock: Clock,
        pseudonyms: Pseudonyms,
        carriers: Mapping[ChannelKind, Carrier],
    ) -> None:
        self._log = log
        self._clock = clock
        self._pseudonyms = pseudonyms
        self._carriers = carriers

    def add(
        self,
        recipient: UUID,
        command: AddChannel,
        *,
        by: Actor,
        key: Key | None = None,
    ) -> Receipt:
        """Enter an address; a code goes there.

        Raises:
            ChannelNotOffered: this installation has no such channels.
            ChannelKnown, TooManyChannels, TooManyCodes; what the channel says of the
            address.
        """
        allow(by, Action.KEEP_CHANNELS, of=recipient)
        carrier = self._carriers.get(command.kind)
        if carrier is None:
            raise ChannelNotOffered(kinds=sorted(self._carriers))
        address = carrier.check(command.address.strip())

        def add(book: AddressBook) -> None:
            book.add(
                channel=uuid4(),
                kind=command.kind,
                address=address,
                by=by,
                today=self._clock.today(),
            )

        return self._changed(recipient, add, by, key)

    def ask_code(
        self, recipient: UUID, channel: UUID, *, by: Actor, key: Key | None = None
    ) -> Receipt:
        """Send another code to an address that is not confirmed.

        Raises:
            NoSuchChannel, ChannelInUse, TooManyCodes.
        """
        allow(by, Action.KEEP_CHANNELS, of=recipient)

        def ask(book: AddressBook) -> None:
            book.ask_code(channel, by=by, today=self._clock.today())

        return self._changed(recipient, ask, by, key)

    def confirm(
        self,
        recipient: UUID,
        channel: UUID,
        command: ConfirmChannel,
        *,
        by: Actor,
        key: Key | None = None,
    ) -> Receipt:
        """Enter the code; with the right one the channel is used from then on.

        Raises:
            WrongCode: it is noted, too.
            NoSuchChannel, ChannelInUse, CodeUsedUp.
        """
        allow(by, Action.KEEP_CHANNELS, of=recipient)

        def decide() -> Receipt:
            book = self._kept(recipient)
            sent = code_of(self._pseudonyms, channel, book.channel(channel).code)
            given = "".join(command.code.split())
            is_right = hmac.compare_digest(sent.encode(), given.encode())
            if book.confirm(channel, is_right=is_right, by=by):
                return self._log.record(book, by=by, key=key)
            left = MOST_MISTAKES - book.channel(channel).mistakes
            # Without the key: a repetition is another try.
            self._log.record(book, by=by)
            raise WrongCode(left=left)

        return self._log.once(by, key, decide)

    def remove(
        self, recipient: UUID, channel: UUID, *, by: Actor, key: Key | None = None
    ) -> Receipt:
        """Send nothing there any more.

        Raises:
            NoSuchChannel, ChannelRemoved.
        """
        allow(by, Action.KEEP_CHANNELS, of=recipient)
        return self._changed(
            recipient, lambda book: book.remove(channel, by=by), by, key
        )

    def renew_secret(
        self, recipient: UUID, channel: UUID, *, by: Actor, key: Key | None = None
    ) -> Receipt:
        """Sign with another secret; for a day with the one before, too.

        Raises:
            NoSuchChannel, NotAWebhook.
        """
        allow(by, Action.KEEP_CHANNELS, of=recipient)

        def renew(book: AddressBook) -> None:
            book.renew_secret(channel, by=by, now=self._clock.now())

        return self._changed(recipient, renew, by, key)

    def choose_topics(
        self,
        recipient: UUID,
        command: ChooseTopics,
        *,
        by: Actor,
        key: Key | None = None,
        version: int | None = None,
    ) -> Receipt:
        """Say what goes by which channel.

        Raises:
            NoSuchChannel, ChannelNotConfirmed.
        """
        allow(by, Action.KEEP_CHANNELS, of=recipient)
        return self._changed(
            recipient,
            lambda book: book.choose_topics(command.topics, by=by),
            by,
            key,
            version,
        )

    def choose_hours(
        self,
        recipient: UUID,
        command: ChooseHours,
        *,
        by: Actor,
        key: Key | None = None,
        version: int | None = None,
    ) -> Receipt:
        """Say when nothing is to be sent, and in which language it is written.

        Raises:
            BadQuietHours: only one end is given, or both are the same.
        """
        allow(by, Action.KEEP_CHANNELS, of=recipient)
        quiet = _quiet(command)

        def choose(book: AddressBook) -> None:
            book.choose_quiet_hours(quiet, by=by)
            book.choose_language(command.language, by=by)

        return self._changed(recipient, choose, by, key, version)

    def _changed(
        self,
        recipient: UUID,
        change: Change,
        by: Actor,
        key: Key | None,
        version: int | None = None,
    ) -> Receipt:
        def decide() -> Receipt:
            book = self._log.find(AddressBook, AddressBook.create_id(recipient))
            if version is not None and version != (book.version if book else 0):
                raise Stale(version=book.version if book else 0)
            if book is None:
                book = AddressBook.open(recipient=recipient, by=by)
            change(book)
            return self._log.record(book, by=by, key=key)

        return self._log.once(by, key, decide)

    def _kept(self, recipient: UUID) -> AddressBook:
        book = self._log.find(AddressBook, AddressBook.create_id(recipient))
        if book is None:
            raise NotFound
        return book


def _quiet(command: ChooseHours) -> QuietHours | None:
    if command.since is None and command.until is None:
        return None
    if command.since is None or command.until is None or command.since == command.until:
        raise BadQuietHours
    return QuietHours(since=command.since, until=command.until, zone=command.zone)
