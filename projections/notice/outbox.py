"""Channels and what is to go out by them, as events change them."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, time
from typing import Any
from uuid import UUID

from domain.kernel import Event
from domain.notice import (
    AddressBook,
    ChannelKind,
    Delivery,
    Outcome,
    QuietHours,
    Topic,
)
from projections.view import Row, Rows

CONFIRMED, TO_CONFIRM, REMOVED = "confirmed", "to_confirm", "removed"
WAITING, ACCEPTED, GIVEN_UP = "waiting", "accepted", "given_up"


@dataclass
class Outbox:
    """The rows of some recipients while a batch of events is applied.

    Attributes:
        channels, settings, deliveries: rows that were loaded.
        removed: channels by which nothing goes out any more.
    """

    channels: Rows
    settings: Rows
    deliveries: Rows
    of: dict[UUID, set[UUID]]
    waiting: dict[UUID, set[UUID]]
    removed: set[UUID] = field(default_factory=set)

    def tell(self, recipient: UUID, notice: UUID, topic: Topic, at: datetime) -> None:
        """Put a notice into the outbox, once for each channel that wants it."""
        for id in self.of.get(recipient, ()):
            channel = self.channels[id]
            wants = channel["topics"] is None or topic.value in channel["topics"]
            if channel["state"] == CONFIRMED and wants:
                self._put(channel, at, notice=notice)

    def chosen(self, event: AddressBook.Event) -> None:
        """What changes when a recipient chose something of its channels."""
        id, at = event.recipient, event.timestamp
        self.opened(event)
        match event:
            case AddressBook.ChannelAdded():
                self.channels[event.channel] = _channel(event)
                self.of.setdefault(id, set()).add(event.channel)
                self._put(self.channels[event.channel], at, code=1)
            case AddressBook.CodeAsked(channel=channel, code=code):
                self.channels.change(channel, code=code, mistakes=0)
                self._put(self.channels[channel], at, code=code)
            case AddressBook.TopicsChosen(topics=topics):
                for channel, wanted in topics.items():
                    self.channels.change(channel, topics=[one.value for one in wanted])
            case AddressBook.QuietHoursChosen(quiet=quiet):
                self._set_quiet(id, quiet)
            case AddressBook.LanguageChosen(language=language):
                self.settings.change(id, language=language)
            case _:
                self._change_channel(event)

    def opened(self, event: AddressBook.Event | AddressBook.Opened) -> None:
        """Keep the version of the choices."""
        if event.recipient not in self.settings:
            self.settings[event.recipient] = {
                "recipient": event.recipient,
                "version": event.originator_version,
                "quiet_since": None,
                "quiet_until": None,
                "zone": None,
                "language": "ru",
            }
        self.settings.change(event.recipient, version=event.originator_version)

    def _change_channel(self, event: AddressBook.Event) -> None:
        match event:
            case AddressBook.CodeMistaken(channel=channel):
                mistakes = self.channels[channel]["mistakes"] + 1
                self.channels.change(channel, mistakes=mistakes)
            case AddressBook.ChannelConfirmed(channel=channel):
                self.channels.change(channel, state=CONFIRMED)
            case AddressBook.ChannelRemoved(channel=channel):
                self.channels.change(channel, state=REMOVED)
                self.removed.add(channel)
            case AddressBook.SecretRenewed(channel=channel):
                self.channels.change(
                    channel, secret=event.secret, old_secret_until=event.old_until
                )

    def delivered(self, event: Event) -> None:
        """What changes when something was sent, or is to be sent once more."""
        row = self.deliveries.get(event.originator_id)
        match event:
            case Delivery.Attempted():
                channel = self.channels.get(event.channel)
                if channel is None:
                    return
                row = row or self._put(
                    channel, event.timestamp, notice=event.notice, code=event.code
                )
                self._attempted(row, event, 1)
            case Delivery.AttemptedAgain() if row:
                self._attempted(row, event, event.number)
            case Delivery.Replayed() if row:
                self._wait(row, event.timestamp)

    def _attempted(
        self,
        row: Row,
        event: Delivery.Attempted | Delivery.AttemptedAgain,
        number: int,
    ) -> None:
        moment = {
            "number": number,
            "at": event.timestamp,
            "outcome": event.outcome,
            "answer": event.answer,
        }
        row |= {"number": number, "attempts": [*row["attempts"], moment]}
        if event.next_at is not None:
            self._wait(row, event.next_at)
            return
        row["state"] = ACCEPTED if event.outcome is Outcome.ACCEPTED else GIVEN_UP
        self.deliveries[row["id"]] = row

    def _wait(self, row: Row, wanted: datetime) -> None:
        channel = self.channels.get(row["channel"])
        row |= {
            "state": WAITING,
            "wanted_at": wanted,
            "due_at": self._due(row, channel, wanted),
        }
        self.deliveries[row["id"]] = row
        self.waiting.setdefault(row["recipient"], set()).add(row["id"])

    def _put(
        self,
        channel: Row,
        at: datetime,
        *,
        notice: UUID | None = None,
        code: int | None = None,
    ) -> Row:
        id = Delivery.create_id(channel["id"], notice, code)
        row: dict[str, Any] = {
            "id": id,
            "recipient": channel["recipient"],
            "channel": channel["id"],
            "notice": notice,
            "code": code,
            "state": WAITING,
            "number": 0,
            "attempts": [],
        }
        self._wait(row, at)
        return row

    def _set_quiet(self, recipient: UUID, quiet: QuietHours | None) -> None:
        self.settings.change(
            recipient,
            quiet_since=quiet and quiet.since,
            quiet_until=quiet and quiet.until,
            zone=quiet and quiet.zone,
        )
        for id in self.waiting.get(recipient, ()):
            row = self.deliveries[id]
            if row["state"] == WAITING:
                self._wait(row, _instant(row["wanted_at"]))

    def _due(self, row: Row, channel: Row | None, wanted: datetime) -> datetime:
        """When something goes out: codes are waited for, programs are never asleep."""
        setting = self.settings.get(row["recipient"])
        if (
            row["code"] is not None
            or channel is None
            or channel["kind"] == ChannelKind.WEBHOOK
            or setting is None
            or setting["zone"] is None
        ):
            return wanted
        quiet = QuietHours(
            since=_time(setting["quiet_since"]),
            until=_time(setting["quiet_until"]),
            zone=setting["zone"],
        )
        return quiet.after(wanted)


def recipients_of(events: Iterable[Event]) -> set[UUID]:
    """Whom the events concern, as far as they name one recipient."""
    found = (getattr(one, "recipient", None) for one in events)
    return {one for one in found if one is not None}


def _channel(event: AddressBook.ChannelAdded) -> Row:
    return {
        "id": event.channel,
        "recipient": event.recipient,
        "kind": event.kind,
        "address": event.address,
        "state": TO_CONFIRM,
        "topics": None,
        "code": 1,
        "mistakes": 0,
        "secret": 1,
        "old_secret_until": None,
        "place": event.originator_version,
    }


def _instant(value: datetime | str) -> datetime:
    return datetime.fromisoformat(value) if isinstance(value, str) else value


def _time(value: time | str) -> time:
    return time.fromisoformat(value) if isinstance(value, str) else value
