"""Writes what became of appeals."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from domain.appeal import OPEN, AppealStatus, DraftPart, Restoration, Suspension
from domain.appeal import events as happening
from domain.kernel import Event
from projections.appeal.deciding import DECIDING
from projections.appeal.following import Stood
from projections.appeal.stored import numbered, plain, stamp
from projections.view import Recorded, Row, Rows, Sql


def happen(sql: Sql, events: Sequence[Recorded], stages: Mapping[int, Stood]) -> None:
    """Write what became of some appeals; see `follow` for the stages."""
    with Rows(sql, "appeal", {one.event.originator_id for one in events}) as rows:
        for one in events:
            event = one.event
            row = (
                _row(event, one, stages[one.position])
                if isinstance(event, happening.Begun)
                else rows[event.originator_id]
            )
            _WRITING[type(event)](row, event)
            rows[event.originator_id] = row | _standing(row, one)


def _row(event: happening.Begun, one: Recorded, stood: Stood) -> Row:
    matter = event.matter
    return dict.fromkeys(_UNKNOWN) | {
        "id": event.originator_id,
        "place": one.position,
        "client_id": event.client_id,
        "authority": matter.authority,
        "kind": matter.kind,
        "subject_id": matter.id,
        "control_kind": matter.control_kind,
        "name": matter.name,
        "inspection": stood.inspection,
        "procedure": stood.procedure,
        "stage": stood.stage,
        "subject": plain(matter),
        "told": event.told,
        "begun_on": event.on,
        "status": AppealStatus.DRAFT,
        "suspension": Suspension.NOT_ASKED,
        "restoration": Restoration.NOT_ASKED,
        "late": False,
        "points": [],
        "parts": {},
        "additions": [],
        "information": [],
        "explanations": [],
        "extensions": [],
        "history": [],
    }


def _standing(row: Row, one: Recorded) -> Row:
    """What follows from all the rest."""
    event = one.event
    is_open = row["status"] in OPEN
    asked = row["information"] if is_open else []
    waits = [one for one in asked if not one["given_at"] and not one["passed_at"]]
    silent = [one for one in row["explanations"] if not one["explained_at"]]
    term = min(_terms(row, waits), key=_ends) if is_open else None
    row["history"].append(
        {
            "what": _name(event),
            "at": one.at.isoformat(),
            "by": event.by.id,
            "by_role": event.by.role,
            "version": event.originator_version,
        }
    )
    return {
        "version": event.originator_version,
        "is_open": is_open,
        "waits_for_client": bool(waits),
        "due": term and _ends(term),
        "due_day": term and date.fromisoformat(term["last_day"]),
        "decide_by": row["decision"] and _ends(row["decision"]),
        "explain_by": min((_ends(one["until"]) for one in silent), default=None)
        if is_open
        else None,
        "changed_at": one.at,
        **({} if is_open else _not_needed(row)),
    }


def _not_needed(row: Row) -> dict[str, Any]:
    """What becomes of requests that nobody ruled on when an appeal is over."""
    found: dict[str, Any] = {}
    if row["suspension"] == Suspension.WAITS:
        found["suspension"] = Suspension.NOT_NEEDED
    if row["restoration"] == Restoration.WAITS:
        found["restoration"] = Restoration.NOT_NEEDED
    return found


def _terms(row: Row, waits: Sequence[Row]) -> list[Mapping[str, Any]]:
    """The reckonings of what is to be done."""
    found = [one["until"] for one in waits] or [row["decision"]]
    if row["suspension"] == Suspension.WAITS:
        found.append(row["suspension_term"])
    if row["status"] == AppealStatus.SENT:
        found.append(row["acceptance"])
    return found


def _ends(reckoning: Mapping[str, Any]) -> datetime:
    return datetime.fromisoformat(reckoning["ends"])


def _name(event: Event) -> str:
    """Of an event in small letters: InformationAsked is "information_asked"."""
    return re.sub(r"(?<=.)(?=[A-Z])", "_", type(event).__name__).lower()


def _begun(row: Row, event: happening.Begun) -> None:
    pass


def _addressed(row: Row, event: happening.Addressed) -> None:
    known = {
        "authority": str(event.authority),
        "control_kind": event.control_kind,
        "decided_on": event.decided_on and event.decided_on.isoformat(),
        "register_number": event.register_number,
    }
    row["subject"] |= known
    row |= {
        "authority": event.authority,
        "control_kind": event.control_kind,
        "told": event.told,
    }


def _point(row: Row, event: happening.PointWritten) -> None:
    point = {
        "number": event.number,
        "ground": event.ground,
        "words": event.words,
        "leans_on": event.leans_on,
        "evidence": plain(event.evidence),
        "upheld": None,
        "reason": None,
    }
    others = [one for one in row["points"] if one["number"] != event.number]
    row["points"] = sorted([*others, point], key=lambda one: int(one["number"]))


def _dropped(row: Row, event: happening.PointDropped) -> None:
    row["points"] = [one for one in row["points"] if one["number"] != event.number]


def _changed(row: Row, event: happening.Changed) -> None:
    row["parts"][event.part.value] = {
        "part": event.part,
        "wanted": event.wanted,
        "words": event.words,
        "files": [str(one) for one in event.files],
        "learned_on": event.learned_on and event.learned_on.isoformat(),
        "office": event.office and str(event.office),
    }


def _discarded(row: Row, _: happening.Discarded) -> None:
    row["status"] = AppealStatus.DISCARDED


def _sent(row: Row, event: happening.Sent) -> None:
    asked = row["parts"].get(DraftPart.RESTORATION, {}).get("wanted", False)
    row |= {
        "status": AppealStatus.SENT,
        "authority": event.authority,
        "number": event.number,
        "form": event.form,
        "learned_on": event.learned_on,
        "filing": plain(event.filing),
        "late": event.late,
        "signed_by": event.signed_by,
        "document": event.document,
        "thread": event.thread,
        "message": event.message,
        "sent_at": event.at,
        "acceptance": plain(event.acceptance),
        "decision": plain(event.decision),
        "points": [one for one in row["points"] if one["number"] in event.points],
    }
    if event.suspension is not None:
        row["suspension"] = Suspension.WAITS
        row["suspension_term"] = plain(event.suspension)
    if event.late and asked:
        row["restoration"] = Restoration.WAITS


def _added(row: Row, event: happening.Added) -> None:
    row["additions"].append(
        {
            "number": event.number,
            "words": event.words,
            "files": [str(one) for one in event.files],
            "message": str(event.message),
            "at": event.at.isoformat(),
        }
    )


def _withdrawn(row: Row, event: happening.Withdrawn) -> None:
    said = stamp(event)
    del said["by"]
    row |= {
        "status": AppealStatus.WITHDRAWN,
        "withdrawn": {"reason": event.reason, **said},
    }


def _asked(row: Row, event: happening.InformationAsked) -> None:
    row["information"].append(
        {
            "number": event.number,
            "what": event.what,
            "until": plain(event.until),
            **stamp(event),
            "given_at": None,
            "passed_at": None,
        }
    )


def _given(row: Row, event: happening.InformationGiven) -> None:
    row["decision"] = plain(event.decision)
    numbered(row["information"], event.number).update(
        words=event.words,
        files=[str(one) for one in event.files],
        answer=str(event.message),
        given_at=event.at.isoformat(),
    )


def _passed(row: Row, event: happening.InformationTermPassed) -> None:
    row["decision"] = plain(event.decision)
    numbered(row["information"], event.number)["passed_at"] = event.at.isoformat()


_WRITING: Mapping[type[Event], Callable[[Row, Any], None]] = {
    happening.Begun: _begun,
    happening.Addressed: _addressed,
    happening.PointWritten: _point,
    happening.PointDropped: _dropped,
    happening.Changed: _changed,
    happening.Discarded: _discarded,
    happening.Sent: _sent,
    happening.Added: _added,
    happening.Withdrawn: _withdrawn,
    happening.InformationAsked: _asked,
    happening.InformationGiven: _given,
    happening.InformationTermPassed: _passed,
    **DECIDING,
}

_UNKNOWN = (
    "number",
    "officer",
    "assigned_on",
    "form",
    "learned_on",
    "filing",
    "signed_by",
    "document",
    "thread",
    "message",
    "sent_at",
    "acceptance",
    "decision",
    "suspension_term",
    "suspended",
    "suspension_ended_at",
    "restored",
    "refusal",
    "judging",
    "draft",
    "decided",
    "outcome",
    "days",
    "withdrawn",
    "delivered_at",
    "court",
)
"""Columns of which nothing is known when an appeal is begun."""
