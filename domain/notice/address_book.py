"""By which channels an organisation is told what, when, and in which language (I1)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import ClassVar, Literal
from uuid import UUID, uuid5

from eventsourcing.domain import event

from domain.kernel import Actor, Aggregate, Personal
from domain.notice.quiet import QuietHours
from domain.notice.refusals import (
    ChannelInUse,
    ChannelKnown,
    ChannelNotConfirmed,
    ChannelRemoved,
    CodeUsedUp,
    NoSuchChannel,
    NotAWebhook,
    TooManyChannels,
    TooManyCodes,
)
from domain.notice.words import Topic

_BOOKS = UUID("3a7a9a0e-1d0b-5d8c-93c7-5c1c8f5a2e07")

MOST_CHANNELS = 10
MOST_CODES = 10
"""Codes of a day: whoever enters strangers' addresses does not flood them."""
MOST_MISTAKES = 5
OLD_SECRET_FOR = timedelta(days=1)
"""How long messages are signed with the secret before, too, once there is another."""

Spoken = Literal["ru", "en"]


class ChannelKind(StrEnum):
    """How a notice goes out; the inbox of the service needs no channel."""

    EMAIL = "email"
    MESSENGER = "messenger"
    WEBHOOK = "webhook"


@dataclass
class Channel:
    """An address of the recipient's, as it stands.

    Attributes:
        code: number of the code that confirms it; each one sent is another.
        mistakes: how often a wrong one was entered since.
        secret: number of the secret that signs; of webhooks.
    """

    kind: ChannelKind
    address: str
    is_confirmed: bool = False
    code: int = 1
    mistakes: int = 0
    secret: int = 1
    topics: tuple[Topic, ...] | None = field(default=None)


class AddressBook(Aggregate):
    """The channels of one organisation, and when and how it wants to be told."""

    class Event(Aggregate.Event):
        subject: ClassVar[str] = "recipient"
        recipient: UUID

    class Opened(Aggregate.Created):
        """The organisation chose something for the first time."""

        recipient: UUID

    class ChannelAdded(Event):
        """An address was entered; a code goes there to see that it is theirs.

        Attributes:
            channel: its id.
            on: the day.
        """

        channel: UUID
        kind: ChannelKind
        address: Personal
        on: date

    class CodeAsked(Event):
        """Another code goes to the address; the ones before are worth nothing.

        Attributes:
            code: its number.
        """

        channel: UUID
        code: int
        on: date

    class CodeMistaken(Event):
        """A wrong code was entered."""

        channel: UUID

    class ChannelConfirmed(Event):
        """The right code was entered: notices of every topic go there from now on."""

        channel: UUID

    class ChannelRemoved(Event):
        """Nothing goes there any more."""

        channel: UUID

    class SecretRenewed(Event):
        """A webhook is signed with another secret.

        Attributes:
            secret: its number.
            old_until: until when it is signed with the one before, too.
        """

        channel: UUID
        secret: int
        old_until: datetime

    class TopicsChosen(Event):
        """What goes by which of the confirmed channels; the inbox gets everything."""

        topics: dict[UUID, tuple[Topic, ...]]

    class QuietHoursChosen(Event):
        """When nothing is to be sent; None: at no time."""

        quiet: QuietHours | None

    class LanguageChosen(Event):
        """In which language what is sent is written."""

        language: Spoken

    @classmethod
    def open(cls, *, recipient: UUID, by: Actor) -> "AddressBook":
        """An empty book."""
        return cls(recipient=recipient, by=by)

    def add(
        self, *, channel: UUID, kind: ChannelKind, address: str, by: Actor, today: date
    ) -> None:
        """Enter an address; it must be confirmed before it is used.

        Raises:
            ChannelKnown, TooManyChannels, TooManyCodes.
        """
        if any((one.kind, one.address) == (kind, address) for one in self._all):
            raise ChannelKnown
        if len(self.channels) >= MOST_CHANNELS:
            raise TooManyChannels(most=MOST_CHANNELS)
        self._check_codes(today)
        self._add(
            recipient=self.recipient,
            channel=channel,
            kind=kind,
            address=address,
            on=today,
            by=by,
        )

    def ask_code(self, channel: UUID, *, by: Actor, today: date) -> None:
        """Send another code.

        Raises:
            NoSuchChannel, ChannelInUse, TooManyCodes.
        """
        found = self.channel(channel)
        if found.is_confirmed:
            raise ChannelInUse
        self._check_codes(today)
        self._ask_code(
            recipient=self.recipient,
            channel=channel,
            code=found.code + 1,
            on=today,
            by=by,
        )

    def confirm(self, channel: UUID, *, is_right: bool, by: Actor) -> bool:
        """Confirm a channel, or note that a wrong code was entered.

        Args:
            channel: which.
            is_right: whether the code was the one that was sent.
            by: whoever entered it.

        Returns:
            Whether it is confirmed.

        Raises:
            NoSuchChannel, ChannelInUse, CodeUsedUp.
        """
        found = self.channel(channel)
        if found.is_confirmed:
            raise ChannelInUse
        if found.mistakes >= MOST_MISTAKES:
            raise CodeUsedUp
        note = self._confirm if is_right else self._mistake
        note(recipient=self.recipient, channel=channel, by=by)
        return is_right

    def remove(self, channel: UUID, *, by: Actor) -> None:
        """Send nothing there any more.

        Raises:
            ChannelRemoved: that was done before.
            NoSuchChannel: there is none.
        """
        if channel in self.removed:
            raise ChannelRemoved
        self.channel(channel)
        self._remove(recipient=self.recipient, channel=channel, by=by)

    def renew_secret(self, channel: UUID, *, by: Actor, now: datetime) -> None:
        """Sign with another secret, and for a day with the one before too.

        Raises:
            NoSuchChannel, NotAWebhook.
        """
        found = self.channel(channel)
        if found.kind is not ChannelKind.WEBHOOK:
            raise NotAWebhook
        self._renew_secret(
            recipient=self.recipient,
            channel=channel,
            secret=found.secret + 1,
            old_until=now + OLD_SECRET_FOR,
            by=by,
        )

    def choose_topics(
        self, topics: Mapping[UUID, tuple[Topic, ...]], *, by: Actor
    ) -> None:
        """Say what goes by which channel; channels that are not named stay as they are.

        Raises:
            NoSuchChannel, ChannelNotConfirmed.
        """
        for id in topics:
            if not self.channel(id).is_confirmed:
                raise ChannelNotConfirmed(channel=id)
        wanted = {id: tuple(t for t in Topic if t in topics[id]) for id in topics}
        if any(self.channels[id].topics != chosen for id, chosen in wanted.items()):
            self._choose_topics(recipient=self.recipient, topics=wanted, by=by)

    def choose_quiet_hours(self, quiet: QuietHours | None, *, by: Actor) -> None:
        """Say when nothing is to be sent; None: at no time."""
        if quiet != self.quiet:
            self._choose_quiet_hours(recipient=self.recipient, quiet=quiet, by=by)

    def choose_language(self, language: Spoken, *, by: Actor) -> None:
        """Say in which language what is sent is written."""
        if language != self.language:
            self._choose_language(recipient=self.recipient, language=language, by=by)

    def channel(self, id: UUID) -> Channel:
        """One that was not removed.

        Raises:
            NoSuchChannel: there is none.
        """
        if id not in self.channels:
            raise NoSuchChannel
        return self.channels[id]

    @property
    def _all(self) -> list[Channel]:
        return list(self.channels.values())

    def _check_codes(self, today: date) -> None:
        if self.codes.get(today, 0) >= MOST_CODES:
            raise TooManyCodes(most=MOST_CODES)

    @staticmethod
    def create_id(recipient: UUID) -> UUID:
        """One book per organisation: the primary key enforces it."""
        return uuid5(_BOOKS, str(recipient))

    @event(Opened)
    def __init__(self, recipient: UUID, by: Actor) -> None:
        self.recipient = recipient
        self.channels: dict[UUID, Channel] = {}
        self.removed: set[UUID] = set()
        self.codes: dict[date, int] = {}
        self.quiet: QuietHours | None = None
        self.language: Spoken = "ru"

    @event(ChannelAdded)
    def _add(
        self,
        recipient: UUID,
        channel: UUID,
        kind: ChannelKind,
        address: str,
        on: date,
        by: Actor,
    ) -> None:
        self.channels[channel] = Channel(kind, address)
        self.codes = {on: self.codes.get(on, 0) + 1}

    @event(CodeAsked)
    def _ask_code(
        self, recipient: UUID, channel: UUID, code: int, on: date, by: Actor
    ) -> None:
        found = self.channels[channel]
        found.code, found.mistakes = code, 0
        self.codes = {on: self.codes.get(on, 0) + 1}

    @event(CodeMistaken)
    def _mistake(self, recipient: UUID, channel: UUID, by: Actor) -> None:
        self.channels[channel].mistakes += 1

    @event(ChannelConfirmed)
    def _confirm(self, recipient: UUID, channel: UUID, by: Actor) -> None:
        self.channels[channel].is_confirmed = True

    @event(ChannelRemoved)
    def _remove(self, recipient: UUID, channel: UUID, by: Actor) -> None:
        del self.channels[channel]
        self.removed.add(channel)

    @event(SecretRenewed)
    def _renew_secret(
        self,
        recipient: UUID,
        channel: UUID,
        secret: int,
        old_until: datetime,
        by: Actor,
    ) -> None:
        self.channels[channel].secret = secret

    @event(TopicsChosen)
    def _choose_topics(
        self, recipient: UUID, topics: dict[UUID, tuple[Topic, ...]], by: Actor
    ) -> None:
        for id, chosen in topics.items():
            self.channels[id].topics = chosen

    @event(QuietHoursChosen)
    def _choose_quiet_hours(
        self, recipient: UUID, quiet: QuietHours | None, by: Actor
    ) -> None:
        self.quiet = quiet

    @event(LanguageChosen)
    def _choose_language(self, recipient: UUID, language: Spoken, by: Actor) -> None:
        self.language = language
