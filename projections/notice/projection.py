"""Turns notices, mailings, choices and attempts into inboxes and the outbox (I1)."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Final, LiteralString, NamedTuple
from uuid import UUID

from domain.client import Client
from domain.consent import Scope, consent_id
from domain.kernel import Event
from domain.notice import (
    AddressBook,
    Basis,
    Delivery,
    Notice,
    Reading,
    Topic,
)
from domain.notice.mailing import HELP, Mailing, mailing_key
from projections.notice.outbox import Outbox, recipients_of
from projections.notice.tables import (
    CHANNELS,
    DROP,
    FORGET,
    FORGOTTEN,
    MAIL,
    SCHEMA,
    WAITING,
)
from projections.view import Projection, Recorded, Row, Rows, Sql

MOST: Final = 20_000
"""Notices written at a time; a batch of a mailing's portions may hold a million."""
Ids = set[UUID]


class NoticeProjection(Projection):
    """A row per notice, channel and delivery; those of a forgotten client go."""

    name = "notice"
    schema = SCHEMA
    events = (
        Notice.Told,
        Reading.Read,
        Mailing.Begun,
        Mailing.Mailed,
        AddressBook.Event,
        AddressBook.Opened,
        Delivery.Event,
        Delivery.Attempted,
        Client.Forgotten,
    )

    def apply(self, sql: Sql, events: Sequence[Recorded]) -> None:
        """Write what a batch of events means."""
        for part in _parts(events):
            self._apply(sql, part)

    def _apply(self, sql: Sql, events: Sequence[Recorded]) -> None:
        happened = [one.event for one in events]
        gone = [e.originator_id for e in happened if isinstance(e, Client.Forgotten)]
        if gone:
            sql.execute(FORGET, (gone,))
        recipients = recipients_of(happened) | _mailed(happened)
        forgotten = _ids(sql, FORGOTTEN, recipients)
        if _size(happened[0]):
            self._mail(sql, events, recipients, forgotten)
        else:
            self._write(sql, events, recipients, forgotten)

    def _mail(
        self, sql: Sql, events: Sequence[Recorded], recipients: Ids, forgotten: Ids
    ) -> None:
        """Write portions of mailings; their words are kept once for all."""
        happened = [one.event for one in events]
        with (
            Rows(sql, "mailing_words", {e.originator_id for e in happened}) as mailings,
            Rows(sql, "told_words", ()) as told,
            self._outbox(sql, happened, recipients) as outbox,
        ):
            for one in events:
                mailing = mailings[one.event.originator_id]
                for row in _rows_of(one, mailing, told):
                    to = [id for id in row.clients if id not in forgotten]
                    ids = [Notice.create_id(id, row.key) for id in to]
                    bases = [row.basis(id) for id in to]
                    sql.execute(MAIL, {**row.same, "to": to, "id": ids, "basis": bases})
                    for client, id in zip(to, ids, strict=True):
                        outbox.tell(client, id, row.topic, one.at)

    def _write(
        self, sql: Sql, events: Sequence[Recorded], recipients: Ids, forgotten: Ids
    ) -> None:
        happened = [one.event for one in events]
        read = {e.notice for e in happened if isinstance(e, Reading.Read)}
        with (
            Rows(sql, "notice", read) as notices,
            Rows(sql, "mailing_words", ()) as mailings,
            self._outbox(sql, happened, recipients) as outbox,
        ):
            for one in events:
                event = one.event
                if isinstance(event, Mailing.Begun):
                    mailings[event.originator_id] = _words(event)
                elif getattr(event, "recipient", None) not in forgotten:
                    _step(one, notices, outbox)
        if outbox.removed:
            sql.execute(DROP, (list(outbox.removed),))

    @contextmanager
    def _outbox(
        self, sql: Sql, happened: Sequence[Event], recipients: Ids
    ) -> Iterator[Outbox]:
        """The rows of these recipients, saved at the end of the block."""
        rehoured = {
            e.recipient for e in happened if isinstance(e, AddressBook.QuietHoursChosen)
        }
        waiting = _ids(sql, WAITING, rehoured)
        tried = {
            e.originator_id
            for e in happened
            if isinstance(e, Delivery.Event | Delivery.Attempted)
        }
        channels = _ids(sql, CHANNELS, recipients)
        with (
            Rows(sql, "channel", channels) as kept,
            Rows(sql, "setting", recipients, "recipient") as settings,
            Rows(sql, "delivery", waiting | tried) as deliveries,
        ):
            yield Outbox(
                kept,
                settings,
                deliveries,
                _by_recipient(kept, channels),
                _by_recipient(deliveries, waiting),
            )


def _step(one: Recorded, notices: Rows, outbox: Outbox) -> None:
    match one.event:
        case Notice.Told() as event:
            notices[event.originator_id] = _row(one, event)
            outbox.tell(event.recipient, event.originator_id, event.theme, one.at)
        case Reading.Read() as event:
            if event.notice in notices:
                notices.change(event.notice, read_at=one.at, read_by=event.by.id)
        case AddressBook.Opened() as event:
            outbox.opened(event)
        case AddressBook.Event() as event:
            outbox.chosen(event)
        case Delivery.Attempted() | Delivery.Event() as event:
            outbox.delivered(event)


def _row(one: Recorded, event: Notice.Told) -> Row:
    return {
        "id": event.originator_id,
        "place": one.position,
        "recipient": event.recipient,
        "topic": event.theme,
        "template": event.template,
        "template_version": event.template_version,
        "values": event.values,
        "words": None,
        "about": event.about,
        "basis": event.basis,
        "told_at": one.at,
        "read_at": None,
        "read_by": None,
    }


class _Mailed(NamedTuple):
    """One and the same notice to several clients.

    Attributes:
        clients: whom.
        key: of each of their notices.
        topic: what it is about.
        same: the columns that are the same for all.
        law, consent: on what it rests.
    """

    clients: Sequence[UUID]
    key: str
    topic: Topic
    same: dict[str, Any]
    law: str | None
    consent: Scope | None

    def basis(self, client: UUID) -> str:
        """The basis of one client's notice, as JSON."""
        if self.consent is None or self.law is not None:
            return Basis.by_law(str(self.law)).model_dump_json()
        return Basis.by_consent(consent_id(client, self.consent)).model_dump_json()


def _rows_of(one: Recorded, mailing: Row, told: Rows) -> Iterator[_Mailed]:
    event = one.event
    if not isinstance(event, Mailing.Mailed):
        return
    topic = Topic.OFFERS if mailing["template"] == HELP else Topic.REQUIREMENTS
    for number, part in enumerate(event.told):
        words = f"{one.position}/{number}"
        told[words] = {
            "id": words,
            "mailing": event.originator_id,
            "concerns": [concern.model_dump(mode="json") for concern in part.concerns],
        }
        same = {
            "place": one.position,
            "topic": topic.value,
            "template": mailing["template"],
            "version": mailing["template_version"],
            "words": words,
            "about": mailing["about"],
            "at": one.at,
        }
        yield _Mailed(
            part.clients,
            mailing_key(event.originator_id),
            topic,
            same,
            mailing["law"],
            part.consent,
        )


def _words(event: Mailing.Begun) -> Row:
    return {
        "id": event.originator_id,
        "template": event.template,
        "template_version": event.template_version,
        "about": event.about,
        "law": event.law,
        "subjects": [one.model_dump(mode="json") for one in event.subjects],
    }


def _parts(events: Sequence[Recorded]) -> Iterator[list[Recorded]]:
    """The events in their order: portions of mailings apart, of so many notices."""
    part: list[Recorded] = []
    notices = 0
    for one in events:
        size = _size(one.event)
        if part and (bool(size) != bool(notices) or notices + size > MOST):
            yield part
            part, notices = [], 0
        part.append(one)
        notices += size
    if part:
        yield part


def _size(event: Event) -> int:
    if not isinstance(event, Mailing.Mailed):
        return 0
    return sum(len(part.clients) for part in event.told)


def _mailed(happened: Sequence[Event]) -> Ids:
    return {
        client
        for event in happened
        if isinstance(event, Mailing.Mailed)
        for part in event.told
        for client in part.clients
    }


def _ids(sql: Sql, query: LiteralString, ids: Ids) -> Ids:
    if not ids:
        return set()
    found = sql.execute(query, (list(ids),), prepare=True)
    return {id for row in found for id in row.values()}


def _by_recipient(rows: Rows, ids: Ids) -> dict[UUID, Ids]:
    found: dict[UUID, Ids] = {}
    for id in ids:
        found.setdefault(rows[id]["recipient"], set()).add(id)
    return found
