"""A row for each claim of damage, and one for each key rate that was entered (I9)."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from operator import attrgetter
from uuid import UUID

from domain.client import Client
from domain.damage import (
    Claim,
    ClaimEvent,
    ClaimSide,
    ClaimStatus,
    RateRecord,
)
from domain.damage.events import Begun, LinePut
from projections.damage.cards import MoveKind
from projections.view import Projection, Recorded, Row, Rows, Sql

FORGET = (
    "INSERT INTO forgotten SELECT unnest(%s::uuid[]) ON CONFLICT DO NOTHING",
    "DELETE FROM damage_claim WHERE client_id = ANY(%s)",
)
FORGOTTEN = "SELECT client_id FROM forgotten WHERE client_id = ANY(%s)"
Rate = RateRecord.Entered | RateRecord.Corrected

KINDS: Mapping[type[ClaimEvent], MoveKind] = {
    Claim.Answered: MoveKind.ANSWERED,
    Claim.Offered: MoveKind.OFFERED,
    Claim.Settled: MoveKind.SETTLED,
    Claim.Paid: MoveKind.PAID,
    Claim.WentToCourt: MoveKind.COURT,
    Claim.CourtDecided: MoveKind.DECIDED,
    Claim.Withdrawn: MoveKind.WITHDRAWN,
}
STANDS: Mapping[type[ClaimEvent], ClaimStatus] = {
    Claim.Answered: ClaimStatus.TALKS,
    Claim.Settled: ClaimStatus.SETTLED,
    Claim.Paid: ClaimStatus.PAID,
    Claim.WentToCourt: ClaimStatus.COURT,
    Claim.CourtDecided: ClaimStatus.DECIDED,
    Claim.Withdrawn: ClaimStatus.WITHDRAWN,
}
SAID = ("kopecks", "pay_by", "answer", "outcome", "message")

_client: Callable[[Recorded], UUID] = attrgetter("event.client_id")


class DamageProjection(Projection):
    """Keeps them; claims of a forgotten client go with it."""

    name = "damage"
    schema = """
        CREATE TABLE damage_claim (
            id           uuid PRIMARY KEY,
            version      integer NOT NULL,
            number       bigint NOT NULL,
            client_id    uuid NOT NULL,
            authority    uuid NOT NULL,
            control_kind text NOT NULL,
            appeal       uuid,
            inspection   uuid,
            status       text NOT NULL,
            kopecks      bigint NOT NULL,
            owed         bigint NOT NULL,
            paid         bigint NOT NULL,
            begun_on     date NOT NULL,
            learned_on   date NOT NULL,
            limitation   jsonb NOT NULL,
            story        text NOT NULL,
            lines        jsonb NOT NULL,
            answer_by    jsonb,
            moves        jsonb NOT NULL,
            thread       uuid,
            message      uuid,
            letter       uuid,
            sent_on      date,
            changed_at   timestamptz NOT NULL
        );
        CREATE INDEX damage_claim_client ON damage_claim (client_id, number DESC);
        CREATE INDEX damage_claim_authority ON damage_claim (authority, number DESC)
            WHERE sent_on IS NOT NULL;
        CREATE INDEX damage_claim_appeal ON damage_claim (appeal);
        CREATE INDEX damage_claim_inspection ON damage_claim (inspection);
        CREATE TABLE damage_rate (
            since    date PRIMARY KEY,
            version  integer NOT NULL,
            position bigint NOT NULL,
            rate     jsonb NOT NULL,
            reason   text NOT NULL
        );
        CREATE TABLE forgotten (client_id uuid PRIMARY KEY);
    """
    events = (
        Claim.Begun,
        ClaimEvent,
        RateRecord.Entered,
        RateRecord.Corrected,
        Client.Forgotten,
    )

    def apply(self, sql: Sql, events: Sequence[Recorded]) -> None:
        """Write what a batch of events means."""
        gone = [
            one.event.originator_id
            for one in events
            if isinstance(one.event, Client.Forgotten)
        ]
        for statement in FORGET if gone else ():
            sql.execute(statement, (gone,))
        _rates(sql, [one for one in events if isinstance(one.event, Rate)])
        steps = [
            one for one in events if isinstance(one.event, Claim.Begun | ClaimEvent)
        ]
        found = sql.execute(FORGOTTEN, (list(set(map(_client, steps))),), prepare=True)
        forgotten = {row["client_id"] for row in found}
        steps = [one for one in steps if _client(one) not in forgotten]
        ids = {one.event.originator_id for one in steps}
        with Rows(sql, "damage_claim", ids) as rows:
            for one in steps:
                event = one.event
                row = (
                    _row(event, one)
                    if isinstance(event, Begun)
                    else rows[event.originator_id]
                )
                rows[event.originator_id] = _advanced(row, one)


def _rates(sql: Sql, events: Sequence[Recorded]) -> None:
    found = [one for one in events if isinstance(one.event, Rate)]
    sinces = {_since(one) for one in found}
    with Rows(sql, "damage_rate", [(one,) for one in sinces], ("since",)) as rows:
        for one in found:
            event = one.event
            if not isinstance(event, Rate):
                continue
            rows[_since(one),] = {
                "since": event.rate.since,
                "version": event.originator_version,
                "position": one.position,
                "rate": event.rate,
                "reason": event.reason,
            }


def _since(one: Recorded) -> date:
    found: date = one.event.rate.since  # type: ignore[attr-defined]
    return found


def _row(event: Begun, one: Recorded) -> Row:
    return {
        "id": event.originator_id,
        "number": one.position,
        "client_id": event.client_id,
        "authority": event.authority,
        "control_kind": event.control_kind,
        "appeal": event.appeal,
        "inspection": event.inspection,
        "status": ClaimStatus.DRAFT,
        "kopecks": 0,
        "owed": 0,
        "paid": 0,
        "begun_on": event.on,
        "learned_on": event.learned_on,
        "limitation": event.limitation,
        "story": "",
        "lines": [],
        "answer_by": None,
        "moves": [],
        "thread": None,
        "message": None,
        "letter": None,
        "sent_on": None,
    }


def _advanced(row: Row, one: Recorded) -> Row:
    """The row after what happened."""
    event = one.event
    match event:
        case Claim.Told():
            row["story"] = event.story
        case LinePut():
            _put(row, event)
        case Claim.LineRemoved():
            row["lines"] = [
                line for line in row["lines"] if line["number"] != event.number
            ]
        case Claim.Sent():
            row |= {
                "status": ClaimStatus.SENT,
                "answer_by": event.answer,
                "thread": event.thread,
                "message": event.message,
                "letter": event.letter,
                "sent_on": event.on,
            }
        case Claim.Discarded():
            row["status"] = ClaimStatus.DISCARDED
        case ClaimEvent():
            _stand(row, event)
            row["moves"].append(_moved(event))
    row["kopecks"] = sum(line["line"]["kopecks"] for line in row["lines"])
    row["version"] = event.originator_version
    row["changed_at"] = one.at
    return row


def _put(row: Row, event: LinePut) -> None:
    said = {
        "number": event.number,
        "line": event.line.model_dump(mode="json"),
        "what": event.what,
    }
    others = [one for one in row["lines"] if one["number"] != event.number]
    row["lines"] = sorted([*others, said], key=lambda one: one["number"])


def _stand(row: Row, event: ClaimEvent) -> None:
    """Where the claim stands after what happened since it was sent."""
    match event:
        case Claim.Settled() | Claim.CourtDecided():
            row["owed"] = event.kopecks
        case Claim.Paid():
            row["paid"] += event.kopecks
            if row["paid"] < row["owed"]:
                return
    row["status"] = STANDS.get(type(event), row["status"])


def _moved(event: ClaimEvent) -> Row:
    """What happened after the claim was sent, as both sides read it."""
    said: Row = event.model_dump(mode="json")
    is_body = isinstance(event, Claim.Answered)
    return {
        "kind": KINDS[type(event)],
        "side": said.get("side", ClaimSide.BODY if is_body else ClaimSide.CLIENT),
        "words": said.get("words", said.get("case")),
        "on": said.get("paid_on") or said.get("on") or said.get("day"),
        **{name: said[name] for name in SAID if name in said},
    }
