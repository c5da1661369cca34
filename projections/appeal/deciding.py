"""Writes what a body asked, drafted and decided of appeals."""

from collections.abc import Callable, Mapping
from typing import Any

from domain.appeal import AppealStatus, Restoration, Suspension
from domain.appeal import events as happening
from domain.kernel import Event
from projections.appeal.stored import numbered, plain, stamp
from projections.view import Row


def _assigned(row: Row, event: happening.Assigned) -> None:
    row |= {"officer": event.officer, "assigned_on": event.on}


def _accepted(row: Row, _: happening.Accepted) -> None:
    row["status"] = AppealStatus.ACCEPTED


def _not_considered(row: Row, event: happening.ConsiderationRefused) -> None:
    row |= {
        "status": AppealStatus.NOT_CONSIDERED,
        "refusal": {"ground": event.ground, "reason": event.reason, **stamp(event)},
    }


def _restoration(row: Row, event: happening.RestorationDecided) -> None:
    is_granted = event.granted
    row |= {
        "restoration": Restoration.GRANTED if is_granted else Restoration.REFUSED,
        "restored": _ruled(event),
    }


def _suspension(row: Row, event: happening.SuspensionDecided) -> None:
    row |= {
        "suspension": Suspension.GRANTED if event.granted else Suspension.REFUSED,
        "suspended": _ruled(event) | {"tell": plain(event.tell)},
    }


def _suspension_ended(row: Row, event: happening.SuspensionEnded) -> None:
    row |= {"suspension": Suspension.ENDED, "suspension_ended_at": event.at}


def _ruled(
    event: happening.RestorationDecided | happening.SuspensionDecided,
) -> dict[str, Any]:
    return {"granted": event.granted, "reason": event.reason, **stamp(event)}


def _explanation_asked(row: Row, event: happening.ExplanationAsked) -> None:
    row["explanations"].append(
        {
            "number": event.number,
            "what": event.what,
            "until": plain(event.until),
            "by": event.by.id,
            "at": event.at.isoformat(),
            "explained_at": None,
        }
    )


def _explained(row: Row, event: happening.Explained) -> None:
    numbered(row["explanations"], event.number).update(
        words=event.words,
        documents=list(event.documents),
        message=str(event.message),
        explained_by=event.by.id,
        explained_at=event.at.isoformat(),
    )


def _extended(row: Row, event: happening.Extended) -> None:
    row["decision"] = plain(event.decision)
    row["extensions"].append(
        {"reason": event.reason, "decision": plain(event.decision), **stamp(event)}
    )


def _judged(row: Row, event: happening.PointJudged) -> None:
    _judging(row, event.draft)["points"].append(
        {"number": event.number, "upheld": event.upheld, "reason": event.reason}
    )


def _worded(row: Row, event: happening.EffectWorded) -> None:
    _judging(row, event.draft)["effects"][str(event.number)] = event.words


def _judging(row: Row, draft: int) -> Row:
    """What was said so far of a draft that is being stored."""
    known: Row | None = row["judging"]
    if known is None or known["draft"] != draft:
        known = row["judging"] = {"draft": draft, "points": [], "effects": {}}
    return known


def _drafted(row: Row, event: happening.DecisionDrafted) -> None:
    judging = _judging(row, event.draft)
    row["draft"] = {
        "draft": event.draft,
        "outcome": event.outcome,
        "words": event.words,
        "points": judging["points"],
        "effects": [
            plain(one) | {"words": judging["effects"].get(str(number))}
            for number, one in enumerate(event.effects, 1)
        ],
        "by": event.by.id,
        "at": event.timestamp.isoformat(),
        "checked": None,
    }


def _checked(row: Row, event: happening.DecisionChecked) -> None:
    row["draft"]["checked"] = {
        "agrees": event.agrees,
        "reason": event.reason,
        "by": event.by.id,
        "at": event.timestamp.isoformat(),
    }


def _decided(row: Row, event: happening.Decided) -> None:
    reasons = {one["number"]: one for one in row["draft"]["points"]}
    for point in row["points"]:
        judged = reasons.get(point["number"], {})
        point["upheld"] = point["number"] in event.upheld
        point["reason"] = judged.get("reason")
    row |= {
        "status": AppealStatus.DECIDED,
        "outcome": event.outcome,
        "days": _days(row, event),
        "decided": row["draft"]
        | {
            "decided_by": event.by.id,
            "decided_at": event.at.isoformat(),
            "late": event.late,
            "deliver": plain(event.deliver),
            "message": str(event.message),
        },
    }


def _days(row: Row, event: happening.Decided) -> int:
    """From the day of sending to that of the decision, where the client is."""
    sent: str = row["acceptance"]["event"]
    return (event.deliver.event - event.deliver.event.fromisoformat(sent)).days


def _delivered(row: Row, event: happening.Delivered) -> None:
    row |= {"delivered_at": event.at, "court": plain(event.court)}


DECIDING: Mapping[type[Event], Callable[[Row, Any], None]] = {
    happening.Assigned: _assigned,
    happening.Accepted: _accepted,
    happening.ConsiderationRefused: _not_considered,
    happening.RestorationDecided: _restoration,
    happening.SuspensionDecided: _suspension,
    happening.SuspensionEnded: _suspension_ended,
    happening.ExplanationAsked: _explanation_asked,
    happening.Explained: _explained,
    happening.Extended: _extended,
    happening.PointJudged: _judged,
    happening.EffectWorded: _worded,
    happening.DecisionDrafted: _drafted,
    happening.DecisionChecked: _checked,
    happening.Decided: _decided,
    happening.Delivered: _delivered,
}
