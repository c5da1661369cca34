"""Whose evaluation is whose: the tables of identity, for clients alone (E1, E2, E5)."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from operator import attrgetter
from typing import Any, LiteralString
from uuid import UUID

from domain.client import Client
from domain.evaluation import Said, Voice
from domain.kernel import FORGOTTEN, Value
from projections.view import Projection, Recorded, Row, Rows, Sql, View

PAGE = 50


class VoiceProjection(Projection):
    """Keeps a row per voice; a forgotten client's go.

    `left_behind` names contents that are shown no more. It says nothing of clients, and
    so outlives them.
    """

    name = "evaluation_voice"
    schema = """
        CREATE TABLE voice (
            id         uuid PRIMARY KEY,
            version    integer NOT NULL,
            client_id  uuid NOT NULL,
            subject    text NOT NULL,
            kind       text NOT NULL,
            code       text NOT NULL,
            number     integer NOT NULL,
            said       jsonb NOT NULL,
            sent       jsonb,
            digest     text,
            content    uuid UNIQUE,
            "left"     uuid[] NOT NULL,
            is_named   boolean NOT NULL,
            sent_at    timestamptz,
            changed_at timestamptz NOT NULL,
            moments    jsonb NOT NULL
        );
        CREATE INDEX voice_client ON voice (client_id, changed_at DESC);
        CREATE INDEX voice_subject ON voice (subject)
            WHERE content IS NOT NULL OR "left" <> '{}';
        CREATE TABLE left_behind (content uuid PRIMARY KEY);
        CREATE TABLE forgotten (client_id uuid PRIMARY KEY);
    """
    events = (Voice.Event, Voice.Begun, Client.Forgotten)

    def apply(self, sql: Sql, events: Sequence[Recorded]) -> None:
        """Write what a batch of events means."""
        gone = [
            one.event.originator_id
            for one in events
            if isinstance(one.event, Client.Forgotten)
        ]
        if gone:
            sql.execute(FORGET, (gone, gone))
        steps = [one for one in events if isinstance(one.event, OF_VOICE)]
        clients = list(set(map(_client, steps)))
        found = sql.execute(FORGOTTEN_CLIENTS, (clients,), prepare=True)
        forgotten = {row["client_id"] for row in found}
        left: set[UUID] = set()
        with Rows(sql, "voice", {one.event.originator_id for one in steps}) as rows:
            for one in steps:
                if _client(one) not in forgotten:
                    row = rows.get(one.event.originator_id) or _begun(one)
                    before = row["content"]
                    rows[one.event.originator_id] = _after(row, one)
                    if before and row["content"] != before:
                        left.add(before)
                        row["left"].append(before)
        if left:
            sql.execute(LEAVE, (list(left),))


OF_VOICE = (Voice.Event, Voice.Begun)

_client: Callable[[Recorded], UUID] = attrgetter("event.client_id")

FORGET: LiteralString = """
    WITH gone AS (
        INSERT INTO forgotten SELECT unnest(%s::uuid[]) ON CONFLICT DO NOTHING
    )
    DELETE FROM voice WHERE client_id = ANY(%s)
"""
FORGOTTEN_CLIENTS: LiteralString = (
    "SELECT client_id FROM forgotten WHERE client_id = ANY(%s)"
)
LEAVE: LiteralString = (
    "INSERT INTO left_behind SELECT unnest(%s::uuid[]) ON CONFLICT DO NOTHING"
)


def _begun(one: Recorded) -> Row:
    event = one.event
    assert isinstance(event, Voice.Begun)  # noqa: S101 - the log's order
    return {
        "id": event.originator_id,
        "client_id": event.client_id,
        "subject": str(event.of),
        "kind": event.of.kind.value,
        "code": event.of.code,
        "number": event.of.version,
        "said": _json(event.said),
        "sent": None,
        "digest": None,
        "content": None,
        "left": [],
        "is_named": False,
        "sent_at": None,
        "moments": [],
    }


def _after(row: Row, one: Recorded) -> Row:
    event = one.event
    row |= {"version": event.originator_version, "changed_at": one.at}
    match event:
        case Voice.Saved(said=said):
            row["said"] = _json(said)
        case Voice.Sent():
            row |= {
                "said": _json(event.said),
                "sent": _json(event.said),
                "digest": _digest(event.said),
                "content": _id(event.content),
                "is_named": event.is_named,
                "sent_at": one.at,
            }
        case Voice.Withdrawn():
            row |= {"content": None, "sent": None, "digest": None, "is_named": False}
        case Voice.NameGiven():
            row["is_named"] = True
        case Voice.NameTakenBack(content=content):
            row |= {"content": _id(content), "is_named": False}
    row["moments"].append(
        {"kind": type(event).__name__, "at": one.at, "by": event.by.id}
    )
    return row


def _json(said: str) -> Any:
    if said == FORGOTTEN:
        return {}
    return Said.model_validate_json(said).model_dump(mode="json")


def _digest(said: str) -> str | None:
    return None if said == FORGOTTEN else Said.model_validate_json(said).digest


def _id(content: str) -> UUID | None:
    return None if content == FORGOTTEN else UUID(content)


class Happened(Value):
    """A step of a client's own evaluation."""

    kind: str
    at: datetime
    by: str


class VoiceCard(Value):
    """A client's own evaluation.

    Attributes:
        id, version: of the voice; the ETag.
        subject: name of the rule's version; kind, code, number: its parts.
        said: as it is being written.
        sent: as it was sent; None: not sent, or withdrawn.
        content: what leads to the number; None before it is sent.
        is_named: whether the developer may see the name.
        counted_on: the day of the round that showed it; None while it waits.
        due: until when it is to be considered, once it is counted.
        moments: everything the client did.
    """

    id: UUID
    version: int
    client_id: UUID
    subject: str
    kind: str
    code: str
    number: int
    said: Said
    sent: Said | None
    content: UUID | None
    is_named: bool
    sent_at: datetime | None
    changed_at: datetime
    counted_on: date | None
    due: date | None
    is_current: bool
    moments: tuple[Happened, ...]

    @property
    def is_draft(self) -> bool:
        """Whether something is written that was not sent."""
        return self.sent != self.said


class VoiceView(View):
    """Answers clients, and the job of rounds."""

    def get(self, id: UUID) -> VoiceCard | None:
        """One evaluation, with what came of it; None when there is none."""
        return self.one(VoiceCard, f"{CARD} WHERE v.id = %s", (id,))

    def of_client(self, client_id: UUID) -> list[VoiceCard]:
        """A client's evaluations, the one changed last first."""
        return self.all(
            VoiceCard,
            f"{CARD} WHERE v.client_id = %s ORDER BY v.changed_at DESC LIMIT {PAGE}",
            (client_id,),
        )

    def subjects(self) -> list[str]:
        """Names of the rules for which something waits, sorted."""
        with self.read() as sql:
            found = sql.execute(
                f"SELECT DISTINCT v.subject {WAITING} ORDER BY v.subject"
            )
            return [row["subject"] for row in found]

    def of_subject(self, subject: str, limit: int) -> list[UUID]:
        """Ids of the voices of which something waits."""
        with self.read() as sql:
            found = sql.execute(
                f"SELECT v.id {WAITING} AND v.subject = %s ORDER BY v.content LIMIT %s",
                (subject, limit),
            )
            return [row["id"] for row in found]


CARD: LiteralString = """
    SELECT v.id, v.version, v.client_id, v.subject, v.kind, v.code, v.number, v.said,
        v.sent, v.content, v.is_named, v.sent_at, v.changed_at, v.moments,
        e.given_on AS counted_on, e.due,
        e.id IS NULL OR e.digest = v.digest AS is_current
    FROM evaluation_voice.voice AS v
    LEFT JOIN evaluation.entry AS e ON e.id = v.content
"""
WAITING: LiteralString = """
    FROM evaluation_voice.voice AS v
    LEFT JOIN evaluation.entry AS e ON e.id = v.content
    WHERE (v.content IS NOT NULL OR v."left" <> '{}') AND (
        v.content IS NOT NULL AND (
            e.id IS NULL OR e.digest <> v.digest OR e.is_named <> v.is_named
            OR e.is_named AND e."group" IS NOT NULL)
        OR EXISTS (
            SELECT FROM evaluation.entry AS gone
            WHERE gone.id = ANY(v."left") AND NOT gone.is_withdrawn))
"""
