"""The tables of correspondence, and how events fill them (I2)."""

from collections.abc import Callable, Sequence
from operator import attrgetter
from typing import Any, LiteralString
from uuid import UUID

from domain.client import Client
from domain.exchange import Enclosure, Message, Party, Thread
from domain.kernel import Event
from projections.view import Projection, Recorded, Rows, Sql


class ExchangeProjection(Projection):
    """Keeps a row per correspondence, who takes part, message, recipient and file.

    Those of a forgotten client go with it.
    """

    name = "exchange"
    schema = """
        CREATE TABLE thread (
            id          uuid PRIMARY KEY,
            version     integer NOT NULL,
            number      bigint NOT NULL,
            client_id   uuid NOT NULL,
            about       text NOT NULL,
            title       text NOT NULL,
            parties     jsonb NOT NULL,
            begun_at    timestamptz NOT NULL,
            messages    integer NOT NULL,
            last_number bigint
        );
        CREATE INDEX thread_client ON thread (client_id);
        CREATE INDEX thread_about ON thread (about) WHERE about <> '';
        CREATE TABLE participation (
            party       uuid,
            thread      uuid,
            side        uuid NOT NULL,
            roles       text[] NOT NULL,
            client_id   uuid NOT NULL,
            last_number bigint,
            PRIMARY KEY (party, thread)
        );
        CREATE INDEX participation_newest ON participation (party, last_number DESC);
        CREATE INDEX participation_thread ON participation (thread);
        CREATE INDEX participation_client ON participation (client_id);
        CREATE TABLE message (
            id        uuid PRIMARY KEY,
            version   integer NOT NULL,
            number    bigint NOT NULL UNIQUE,
            thread    uuid NOT NULL,
            client_id uuid NOT NULL,
            kind      text NOT NULL,
            sender    uuid NOT NULL,
            text      text NOT NULL,
            salt      text NOT NULL,
            contents  jsonb NOT NULL,
            files     uuid[] NOT NULL,
            answers   uuid,
            basis     text NOT NULL,
            sent_on   date NOT NULL,
            sent_at   timestamptz NOT NULL,
            by        text NOT NULL,
            role      text NOT NULL
        );
        CREATE INDEX message_thread ON message (thread, number DESC);
        CREATE INDEX message_client ON message (client_id);
        CREATE TABLE recipient (
            message          uuid,
            recipient        uuid,
            thread           uuid NOT NULL,
            client_id        uuid NOT NULL,
            delivered_number bigint,
            delivered_on     date,
            delivered_at     timestamptz,
            opened_number    bigint,
            opened_on        date,
            opened_at        timestamptz,
            opened_by        text,
            opened_role      text,
            PRIMARY KEY (message, recipient)
        );
        CREATE INDEX recipient_unopened ON recipient (recipient, thread)
            WHERE opened_number IS NULL;
        CREATE INDEX recipient_client ON recipient (client_id);
        CREATE TABLE enclosure (
            id         uuid PRIMARY KEY,
            client_id  uuid NOT NULL,
            owner      uuid NOT NULL,
            object     uuid NOT NULL,
            name       text NOT NULL,
            media_type text NOT NULL,
            size       bigint NOT NULL,
            sha256     text NOT NULL,
            scan       text NOT NULL,
            scanner    text,
            by         text NOT NULL,
            kept_at    timestamptz NOT NULL,
            message    uuid
        );
        CREATE INDEX enclosure_unsent ON enclosure (kept_at) WHERE message IS NULL;
        CREATE INDEX enclosure_message ON enclosure (message);
        CREATE INDEX enclosure_client ON enclosure (client_id, owner);
        CREATE TABLE gone (client_id uuid PRIMARY KEY);
    """
    events = (
        Thread.Event,
        Thread.Begun,
        Message.Event,
        Message.Sent,
        Enclosure.Event,
        Enclosure.Kept,
        Client.Forgotten,
    )

    def apply(self, sql: Sql, events: Sequence[Recorded]) -> None:
        """Write what a batch of events means."""
        forgotten = [
            one.event.originator_id
            for one in events
            if isinstance(one.event, Client.Forgotten)
        ]
        if forgotten:
            for statement in FORGET:
                sql.execute(statement, (forgotten,))
        steps = [one for one in events if not isinstance(one.event, Client.Forgotten)]
        clients = list(set(map(_client, steps)))
        gone = {row["client_id"] for row in sql.execute(GONE, (clients,), prepare=True)}
        steps = [one for one in steps if _client(one) not in gone]
        _write_files(sql, steps)
        _write_messages(sql, steps)
        _write_threads(sql, steps)


FORGET: tuple[LiteralString, ...] = (
    "INSERT INTO gone SELECT unnest(%s::uuid[]) ON CONFLICT DO NOTHING",
    "DELETE FROM thread WHERE client_id = ANY(%s)",
    "DELETE FROM participation WHERE client_id = ANY(%s)",
    "DELETE FROM message WHERE client_id = ANY(%s)",
    "DELETE FROM recipient WHERE client_id = ANY(%s)",
    "DELETE FROM enclosure WHERE client_id = ANY(%s)",
)
GONE: LiteralString = "SELECT client_id FROM gone WHERE client_id = ANY(%s)"

_client: Callable[[Recorded], UUID] = attrgetter("event.client_id")


def _of(
    steps: Sequence[Recorded], kinds: tuple[type[Event], ...]
) -> list[tuple[Recorded, Any]]:
    return [(one, one.event) for one in steps if isinstance(one.event, kinds)]


def _write_files(sql: Sql, steps: Sequence[Recorded]) -> None:
    found = _of(steps, (Enclosure.Event, Enclosure.Kept))
    ids = {event.originator_id for _, event in found}
    with Rows(sql, "enclosure", ids) as rows:
        for one, event in found:
            id = event.originator_id
            match event:
                case Enclosure.Kept():
                    rows[id] = _kept(one, event)
                case Enclosure.Enclosed(message=message):
                    rows.change(id, message=message)
                case Enclosure.Removed():
                    del rows[id]


def _kept(one: Recorded, event: Enclosure.Kept) -> dict[str, Any]:
    return {
        "id": event.originator_id,
        "client_id": event.client_id,
        "owner": event.owner,
        "object": event.object,
        "name": event.name,
        "media_type": event.media_type,
        "size": event.size,
        "sha256": event.sha256,
        "scan": event.scan,
        "scanner": event.scanner,
        "by": event.by.id,
        "kept_at": one.at,
        "message": None,
    }


def _write_messages(sql: Sql, steps: Sequence[Recorded]) -> None:
    found = _of(steps, (Message.Event, Message.Sent))
    ids = {event.originator_id for _, event in found}
    reached = [
        (event.originator_id, event.recipient)
        for _, event in found
        if isinstance(event, Message.Delivered | Message.Opened)
    ]
    with (
        Rows(sql, "message", ids) as rows,
        Rows(sql, "recipient", reached, ("message", "recipient")) as recipients,
    ):
        for one, event in found:
            id, version = event.originator_id, event.originator_version
            if isinstance(event, Message.Sent):
                rows[id] = _sent(one, event)
                for recipient in event.recipients:
                    recipients[id, recipient] = _waiting(event, recipient)
            else:
                rows.change(id, version=version)
                recipients.change((id, event.recipient), **_reached(one, event))


def _sent(one: Recorded, event: Message.Sent) -> dict[str, Any]:
    return {
        "id": event.originator_id,
        "version": event.originator_version,
        "number": one.position,
        "thread": event.thread,
        "client_id": event.client_id,
        "kind": event.kind,
        "sender": event.sender,
        "text": event.text,
        "salt": event.salt,
        "contents": event.contents,
        "files": event.files,
        "answers": event.answers,
        "basis": event.basis,
        "sent_on": event.on,
        "sent_at": one.at,
        "by": event.by.id,
        "role": event.by.role,
    }


def _waiting(event: Message.Sent, recipient: UUID) -> dict[str, Any]:
    known = {
        "message": event.originator_id,
        "recipient": recipient,
        "thread": event.thread,
        "client_id": event.client_id,
    }
    return dict.fromkeys(REACHED) | known


REACHED = (
    "delivered_number",
    "delivered_on",
    "delivered_at",
    "opened_number",
    "opened_on",
    "opened_at",
    "opened_by",
    "opened_role",
)


def _reached(
    one: Recorded, event: Message.Delivered | Message.Opened
) -> dict[str, Any]:
    if isinstance(event, Message.Delivered):
        return {
            "delivered_number": one.position,
            "delivered_on": event.on,
            "delivered_at": one.at,
        }
    return {
        "opened_number": one.position,
        "opened_on": event.on,
        "opened_at": one.at,
        "opened_by": event.by.id,
        "opened_role": event.by.role,
    }


def _write_threads(sql: Sql, steps: Sequence[Recorded]) -> None:
    found = _of(steps, (Thread.Event, Thread.Begun, Message.Sent))
    touched = {_thread(event) for _, event in found}
    with Rows(sql, "thread", touched) as rows:
        for one, event in found:
            id = _thread(event)
            rows[id] = _after(rows.get(id), one, event)
        wanted = _participations(rows, touched)
    left = [
        (event.party, event.originator_id)
        for _, event in found
        if isinstance(event, Thread.Left)
    ]
    keys = [(row["party"], row["thread"]) for row in wanted]
    with Rows(sql, "participation", [*keys, *left], ("party", "thread")) as rows:
        for key in left:
            del rows[key]
        for key, row in zip(keys, wanted, strict=True):
            rows[key] = row


def _after(row: dict[str, Any] | None, one: Recorded, event: Any) -> dict[str, Any]:
    """The row of a correspondence after one more event."""
    if row is None:
        return _begun(one, event)
    match event:
        case Message.Sent():
            sent = row["messages"] + 1
            return row | {"messages": sent, "last_number": one.position}
        case Thread.Joined(party=party):
            row |= {"parties": [*row["parties"], _plain(party)]}
        case Thread.Left(party=gone):
            left = [p for p in row["parties"] if p["id"] != str(gone)]
            row |= {"parties": left}
    return row | {"version": event.originator_version}


def _thread(event: Event) -> UUID:
    id = event.thread if isinstance(event, Message.Sent) else event.originator_id
    return UUID(str(id))


def _begun(one: Recorded, event: Thread.Begun) -> dict[str, Any]:
    return {
        "id": event.originator_id,
        "version": event.originator_version,
        "number": one.position,
        "client_id": event.client_id,
        "about": event.about,
        "title": event.title,
        "parties": [_plain(party) for party in event.parties],
        "begun_at": one.at,
        "messages": 0,
        "last_number": None,
    }


def _plain(party: Party) -> dict[str, Any]:
    return party.model_dump(mode="json")


def _participations(rows: Rows, threads: set[UUID]) -> list[dict[str, Any]]:
    """As which parties people read each of these correspondences."""
    return [
        {
            "party": UUID(party["id"]),
            "thread": id,
            "side": party["acts_for"] or party["id"],
            "roles": party["roles"],
            "client_id": rows[id]["client_id"],
            "last_number": rows[id]["last_number"],
        }
        for id in threads
        for party in rows[id]["parties"]
    ]
