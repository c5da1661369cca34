"""The tables of meetings by video, and how events fill them (I6)."""

from collections.abc import Sequence
from typing import Any, Final, LiteralString
from uuid import UUID

from domain.client import Client
from domain.kernel import Event
from domain.video import Conference, Recording, Room, Standing
from projections.view import Projection, Recorded, Rows, Sql


class VideoProjection(Projection):
    """Keeps a row per meeting, stay, consent, recording and piece.

    Those of a forgotten client go with it.
    """

    name = "video"
    schema = """
        CREATE TABLE meeting (
            id            uuid PRIMARY KEY,
            version       integer NOT NULL,
            number        bigint NOT NULL,
            client_id     uuid NOT NULL,
            authority     uuid NOT NULL,
            about         text NOT NULL,
            purpose       text NOT NULL,
            link          text,
            proposed_by   text NOT NULL,
            starts        timestamptz NOT NULL,
            ends          timestamptz NOT NULL,
            standing      text NOT NULL,
            called_off_by text,
            reason        text,
            ended_at      timestamptz,
            ended_number  bigint,
            recording     uuid,
            recorder      text,
            room_open     boolean NOT NULL,
            changed_at    timestamptz NOT NULL
        );
        CREATE INDEX meeting_client ON meeting (client_id, number DESC);
        CREATE INDEX meeting_authority ON meeting (authority, number DESC);
        CREATE INDEX meeting_about ON meeting (about);
        CREATE INDEX meeting_ahead ON meeting (starts) WHERE standing = 'agreed';
        CREATE INDEX meeting_open ON meeting (ends) WHERE room_open;
        CREATE TABLE stay (
            number      bigint PRIMARY KEY,
            meeting     uuid NOT NULL,
            client_id   uuid NOT NULL,
            person      text NOT NULL,
            side        text NOT NULL,
            role        text NOT NULL,
            arrived_at  timestamptz NOT NULL,
            waits       boolean NOT NULL,
            admitted_at timestamptz,
            left_at     timestamptz,
            how         text
        );
        CREATE INDEX stay_meeting ON stay (meeting, number);
        CREATE INDEX stay_there ON stay (meeting, person) WHERE left_at IS NULL;
        CREATE INDEX stay_client ON stay (client_id);
        CREATE TABLE consenting (
            meeting   uuid,
            person    text,
            client_id uuid NOT NULL,
            agrees    boolean NOT NULL,
            PRIMARY KEY (meeting, person)
        );
        CREATE INDEX consenting_client ON consenting (client_id);
        CREATE TABLE recording (
            id          uuid PRIMARY KEY,
            meeting     uuid NOT NULL,
            client_id   uuid NOT NULL,
            number      bigint NOT NULL,
            person      text NOT NULL,
            begun_at    timestamptz NOT NULL,
            stopped_at  timestamptz,
            why         text,
            kept_number bigint,
            pieces      integer NOT NULL,
            size        bigint NOT NULL,
            sha256      text NOT NULL
        );
        CREATE INDEX recording_meeting ON recording (meeting, number);
        CREATE INDEX recording_client ON recording (client_id);
        CREATE INDEX recording_unfinished ON recording (stopped_at)
            WHERE kept_number IS NULL;
        CREATE TABLE piece (
            recording uuid,
            number    integer,
            client_id uuid NOT NULL,
            object    uuid NOT NULL,
            size      bigint NOT NULL,
            PRIMARY KEY (recording, number)
        );
        CREATE INDEX piece_client ON piece (client_id);
        CREATE TABLE gone (client_id uuid PRIMARY KEY);
    """
    events = (
        Conference.Event,
        Conference.Proposed,
        Room.Event,
        Recording.Event,
        Recording.Begun,
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
        steps = [
            (one, one.event)
            for one in events
            if not isinstance(one.event, Client.Forgotten)
        ]
        clients = list({_client(event) for _, event in steps})
        gone = {row["client_id"] for row in sql.execute(GONE, (clients,), prepare=True)}
        steps = [step for step in steps if _client(step[1]) not in gone]
        _write_meetings(sql, steps)
        _write_stays(sql, steps)
        _write_consent(sql, steps)
        _write_recordings(sql, steps)
        _write_pieces(sql, steps)


Steps = Sequence[tuple[Recorded, Event]]

FORGET: Final[tuple[LiteralString, ...]] = (
    "INSERT INTO gone SELECT unnest(%s::uuid[]) ON CONFLICT DO NOTHING",
    "DELETE FROM meeting WHERE client_id = ANY(%s)",
    "DELETE FROM stay WHERE client_id = ANY(%s)",
    "DELETE FROM consenting WHERE client_id = ANY(%s)",
    "DELETE FROM recording WHERE client_id = ANY(%s)",
    "DELETE FROM piece WHERE client_id = ANY(%s)",
)
GONE: LiteralString = "SELECT client_id FROM gone WHERE client_id = ANY(%s)"
STAYS: LiteralString = (
    "SELECT number FROM stay WHERE meeting = ANY(%s) AND left_at IS NULL"
)


def _client(event: Event) -> UUID:
    client_id: UUID = vars(event)["client_id"]
    return client_id


def _meeting(event: Event) -> UUID | None:
    """The meeting that an event of one, or of its room, is about."""
    if isinstance(event, Conference.Event | Conference.Proposed):
        return event.originator_id
    if isinstance(event, Room.Event):
        return event.conference
    return None


def _write_meetings(sql: Sql, steps: Steps) -> None:
    ids = {id for _, event in steps if (id := _meeting(event))}
    with Rows(sql, "meeting", ids) as rows:
        for one, event in steps:
            id = _meeting(event)
            if isinstance(event, Conference.Proposed):
                rows[event.originator_id] = _proposed(one, event)
            elif id is not None and id in rows:
                rows.change(id, **_changed(one, event))


def _proposed(one: Recorded, event: Conference.Proposed) -> dict[str, Any]:
    return {
        "id": event.originator_id,
        "version": event.originator_version,
        "number": one.position,
        "client_id": event.client_id,
        "authority": event.authority,
        "about": event.about,
        "purpose": event.purpose,
        "link": event.link,
        "proposed_by": event.side,
        "starts": event.starts,
        "ends": event.ends,
        "standing": Standing.PROPOSED,
        "called_off_by": None,
        "reason": None,
        "ended_at": None,
        "ended_number": None,
        "recording": None,
        "recorder": None,
        "room_open": False,
        "changed_at": one.at,
    }


def _changed(one: Recorded, event: Event) -> dict[str, Any]:
    changed = _changed_by_side(one, event)
    if isinstance(event, Conference.Event):
        told = {"version": event.originator_version, "changed_at": one.at}
        return changed | told
    match event:
        case Room.Arrived():
            return {"room_open": True}
        case Room.RecordingBegun():
            return {"recording": event.recording, "recorder": event.by.id}
        case Room.RecordingStopped():
            return {"recording": None, "recorder": None}
        case Room.Closed():
            return {"room_open": False}
    return {}


def _changed_by_side(one: Recorded, event: Event) -> dict[str, Any]:
    match event:
        case Conference.TimeProposed():
            return {
                "proposed_by": event.side,
                "starts": event.starts,
                "ends": event.ends,
                "standing": Standing.PROPOSED,
            }
        case Conference.Agreed():
            return {"standing": Standing.AGREED}
        case Conference.CalledOff():
            return {
                "standing": Standing.CALLED_OFF,
                "called_off_by": event.side,
                "reason": event.reason,
            }
        case Conference.Ended():
            return {
                "standing": Standing.ENDED,
                "ended_at": event.at,
                "ended_number": one.position,
            }
    return {}


def _write_stays(sql: Sql, steps: Steps) -> None:
    found = [(one, event) for one, event in steps if isinstance(event, Room.Event)]
    meetings = list({event.conference for _, event in found})
    open = [row["number"] for row in sql.execute(STAYS, (meetings,), prepare=True)]
    with Rows(sql, "stay", open, "number") as rows:
        there = {(rows[n]["meeting"], rows[n]["person"]): n for n in open}
        for one, event in found:
            match event:
                case Room.Arrived():
                    rows[one.position] = _arrived(one, event)
                    there[event.conference, event.by.id] = one.position
                case Room.Admitted():
                    number = there[event.conference, event.person]
                    rows.change(number, waits=False, admitted_at=event.at)
                case Room.Left():
                    number = there.pop((event.conference, event.person))
                    rows.change(number, left_at=event.at, how=event.how)
                case Room.Closed():
                    mine = [key for key in there if key[0] == event.conference]
                    for key in mine:
                        rows.change(there.pop(key), left_at=event.at)


def _arrived(one: Recorded, event: Room.Arrived) -> dict[str, Any]:
    return {
        "number": one.position,
        "meeting": event.conference,
        "client_id": event.client_id,
        "person": event.by.id,
        "side": event.side,
        "role": event.by.role,
        "arrived_at": event.at,
        "waits": event.waits,
        "admitted_at": None,
        "left_at": None,
        "how": None,
    }


def _write_consent(sql: Sql, steps: Steps) -> None:
    found = [
        (event, isinstance(event, Room.RecordingAgreed))
        for _, event in steps
        if isinstance(event, Room.RecordingAgreed | Room.RecordingRefused)
    ]
    keys = [(event.conference, event.by.id) for event, _ in found]
    with Rows(sql, "consenting", keys, ("meeting", "person")) as rows:
        for key, (event, agrees) in zip(keys, found, strict=True):
            rows[key] = {
                "meeting": event.conference,
                "person": event.by.id,
                "client_id": event.client_id,
                "agrees": agrees,
            }


def _recording(event: Event) -> UUID | None:
    if isinstance(event, Recording.Event | Recording.Begun):
        return event.originator_id
    return event.recording if isinstance(event, Room.RecordingStopped) else None


def _write_recordings(sql: Sql, steps: Steps) -> None:
    ids = {id for _, event in steps if (id := _recording(event))}
    with Rows(sql, "recording", ids) as rows:
        for one, event in steps:
            id = _recording(event)
            match event:
                case Recording.Begun():
                    rows[id] = _begun(one, event)
                case Recording.PieceKept():
                    row = rows[id]
                    rows.change(id, pieces=event.number, size=row["size"] + event.size)
                case Recording.Kept():
                    rows.change(id, kept_number=one.position, sha256=event.sha256)
                case Room.RecordingStopped():
                    rows.change(id, stopped_at=event.at, why=event.why)


def _begun(one: Recorded, event: Recording.Begun) -> dict[str, Any]:
    return {
        "id": event.originator_id,
        "meeting": event.conference,
        "client_id": event.client_id,
        "number": one.position,
        "person": event.by.id,
        "begun_at": event.at,
        "stopped_at": None,
        "why": None,
        "kept_number": None,
        "pieces": 0,
        "size": 0,
        "sha256": "",
    }


def _write_pieces(sql: Sql, steps: Steps) -> None:
    found = [event for _, event in steps if isinstance(event, Recording.PieceKept)]
    keys = [(event.originator_id, event.number) for event in found]
    with Rows(sql, "piece", keys, ("recording", "number")) as rows:
        for key, event in zip(keys, found, strict=True):
            rows[key] = {
                "recording": event.originator_id,
                "number": event.number,
                "client_id": event.client_id,
                "object": event.object,
                "size": event.size,
            }
