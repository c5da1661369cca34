"""Writes what became of inspections."""

from collections.abc import Sequence
from typing import Any

from domain.inspection import (
    NEXT,
    OVER,
    Inspection,
    Kind,
    Stage,
    Step,
    falls_with,
    stage_without,
    tells_client,
)
from domain.inspection import events as happening
from domain.kernel import Event
from projections.view import Recorded, Row, Rows, Sql

_SIMPLE: dict[type[Event], Step] = {
    Inspection.Registered: Step.REGISTER,
    Inspection.Notified: Step.NOTIFY,
    Inspection.NoticeRead: Step.READ,
    Inspection.ProsecutorTold: Step.TELL_PROSECUTOR,
    Inspection.Moved: Step.MOVE,
    Inspection.Started: Step.START,
    Inspection.Prevented: Step.PREVENT,
    Inspection.Ended: Step.END,
    Inspection.ActDrawn: Step.DRAW_ACT,
    Inspection.ImprovementOrdered: Step.DEMAND,
    Inspection.ImprovementConfirmed: Step.CONFIRM,
}


def step(sql: Sql, events: Sequence[Recorded]) -> None:
    """Write what became of some inspections."""
    ids = {one.event.originator_id for one in events}
    with Rows(sql, "inspection_case", ids) as rows:
        for one in events:
            event = one.event
            row = (
                _row(event, one)
                if isinstance(event, happening.Ordered)
                else rows[event.originator_id]
            )
            rows[event.originator_id] = _advanced(row, one)


def _row(event: happening.Ordered, one: Recorded) -> Row:
    order = event.order
    return {
        "id": event.originator_id,
        "number": one.position,
        "register_number": None,
        "client_id": event.client_id,
        "authority": event.authority,
        "kind": order.kind,
        "control_kind": order.control_kind,
        "ground": order.ground,
        "stage": Stage.ANNOUNCED,
        "is_known": False,
        "starts": order.starts,
        "last_day": order.last_day,
        "ordered_on": event.on,
        "ordered_by": event.by.id,
        "order": order.model_dump(mode="json"),
        "explained": event.explained,
        "known": event.known,
        "approval": event.approval,
        "assessed": event.assessed,
        "remaining": [one.model_dump(mode="json") for one in event.remaining],
        "notice": None,
        "prosecutor": None,
        "steps": [],
        "actions": 0,
        "began_at": None,
        "ended_at": None,
        "obstacle": None,
        "violations": [],
        "improve_until": None,
        "improve_how": None,
        "rests_on": None,
        "ending": None,
        "reason": None,
        "suspended": [],
        "stood": [],
        "void": [],
        "corrections": [],
    }


def _advanced(row: Row, one: Recorded) -> Row:
    """The row after what happened."""
    event = one.event
    if taken := step_of(event):
        stage = Stage(row["stage"])
        row["stage"] = NEXT.get((taken, stage), stage)
        row["is_known"] |= tells_client(taken, Kind(row["kind"]))
        row["steps"].append(_told(taken, one))
    _tell(row, event)
    row["version"] = event.originator_version
    row["changed_at"] = one.at
    row["is_over"] = row["stage"] in OVER
    return row


def step_of(event: Any) -> Step | None:
    """The step that an event tells of; None: it is none."""
    match event:
        case happening.Ordered():
            return Step.ORDER
        case happening.ProsecutorDecided(approved=approved):
            return Step.APPROVE if approved else Step.REJECT
        case happening.Finished(how=how):
            return how.step
    return _SIMPLE.get(type(event))


def _told(taken: Step, one: Recorded) -> Row:
    event = one.event
    at = getattr(event, "at", one.at)
    return {
        "step": taken,
        "at": at.isoformat(),
        "place": getattr(event, "place", ""),
        "by": event.by.id,
        "by_role": event.by.role,
        "version": event.originator_version,
        "recorded_at": one.at.isoformat(),
    }


def _tell(row: Row, event: Any) -> None:
    match event:
        case happening.Reasoned(requirements=codes, reason=reason):
            for asked in row["remaining"]:
                if asked["code"] in codes:
                    asked["reason"] = reason
        case happening.Registered(number=number):
            row["register_number"] = number
        case happening.Notified(notice=notice):
            row["notice"] = notice or row["notice"]
        case happening.ProsecutorTold() | happening.ProsecutorDecided():
            row["prosecutor"] = (row["prosecutor"] or {}) | _decided(event)
        case happening.Moved(starts=starts, last_day=last_day):
            times = {"starts": starts, "last_day": last_day}
            row |= times
            row["order"] |= {n: day.isoformat() for n, day in times.items()}
        case _:
            _tell_course(row, event)


def _tell_course(row: Row, event: Any) -> None:
    match event:
        case happening.Started(at=at):
            row["began_at"] = at
        case happening.Ended(at=at):
            row["ended_at"] = at
        case happening.Prevented(obstacle=obstacle, reason=reason):
            row |= {"obstacle": obstacle, "reason": reason}
        case happening.Finished(how=how, reason=reason):
            row |= {"ending": how, "reason": reason}
        case _:
            _tell_outcome(row, event)


def _decided(event: happening.ProsecutorTold | happening.ProsecutorDecided) -> Row:
    if isinstance(event, happening.ProsecutorTold):
        return {"office": event.office}
    return {
        "office": event.office,
        "approved": event.approved,
        "number": event.number,
        "reason": event.reason,
    }


def _tell_outcome(row: Row, event: Any) -> None:
    match event:
        case happening.ViolationFound(number=number, what=what):
            row["violations"].append(
                {"number": number, "requirement": "", "what": what}
            )
        case happening.ActDrawn(violations=violations):
            words = {one["number"]: one["what"] for one in row["violations"]}
            row["violations"] = [
                one.model_dump(mode="json") | {"what": words[one.number]}
                for one in violations
            ]
        case happening.ImprovementOrdered(until=until, how=how):
            row |= {"improve_until": until, "improve_how": how}
        case happening.ImprovementConfirmed(rests_on=rests_on):
            row["rests_on"] = rests_on
        case _:
            _tell_appealed(row, event)


def _tell_appealed(row: Row, event: Any) -> None:
    """What appeals did to it."""
    match event:
        case happening.Suspended(appeal=appeal, at=at):
            told = appeal.model_dump(mode="json") | {"at": at.isoformat()}
            row["suspended"].append(told)
        case happening.Resumed():
            _resume(row, event)
        case happening.Annulled(undone=undone):
            row["stage"] = stage_without(undone, Stage(row["stage"]))
            row["void"] = sorted({*row["void"], *falls_with(undone)})
        case happening.ActCorrected(appeal=appeal, words=words):
            told = appeal.model_dump(mode="json") | {"words": words}
            row["corrections"].append(told)
        case happening.ImprovementTermSet(until=until):
            row["improve_until"] = until


def _resume(row: Row, event: happening.Resumed) -> None:
    since = row["suspended"][0]["at"]
    left = [o for o in row["suspended"] if o["appeal"] != str(event.appeal.appeal)]
    if not left:
        row["stood"].append({"since": since, "until": event.at.isoformat()})
    elif left[0]["at"] != since:
        left[0]["at"] = since
    row |= {
        "suspended": left,
        "last_day": event.last_day,
        "improve_until": event.improve_until,
    }
    row["order"]["last_day"] = event.last_day.isoformat()
