"""The row of a confirmation, as what happens changes it, and its receipt."""

from collections.abc import Sequence
from hashlib import sha256
from typing import Any
from uuid import UUID

import orjson

from domain.algorithm import AlgorithmContent, algorithm_id
from domain.execution import Dispute, ExecutionConfirmation, Force
from domain.kernel import Event
from domain.requirement import requirement_id
from projections.execution.moments import Row
from projections.execution.running import said
from projections.view import Recorded, Rows


def issued(event: ExecutionConfirmation.Issued, one: Recorded, executions: Rows) -> Row:
    own = executions[event.execution]
    content = AlgorithmContent.model_validate(own["content"])
    steps = []
    for proof in event.steps:
        step = content.step(proof.step)
        steps.append(
            proof.model_dump(mode="json")
            | {
                "action": step.action if step else "",
                "evidence_kind": step.evidence_kind if step else None,
                "evidence_name": step.evidence_name if step else None,
                "text": said(own, proof.step),
                "lapsed": False,
            }
        )
    ends = {proof.step: proof.until for proof in event.steps}
    requirements = [
        confirmed.model_dump(mode="json")
        | {"until": _first([ends[n] for n in confirmed.steps]), "lapsed": None}
        for confirmed in event.requirements
    ]
    row = {
        "id": event.originator_id,
        "number": one.position,
        "client_id": event.client_id,
        "execution": event.execution,
        "algorithm": event.algorithm,
        "algorithm_id": algorithm_id(event.algorithm),
        "algorithm_version": event.algorithm_version,
        "title": content.title,
        "guarantees": event.guarantees,
        "place": event.place,
        "place_name": event.place_name,
        "address": event.address,
        "object": event.object,
        "on": event.on,
        "issued_at": one.at,
        "force": Force.IN_FORCE,
        "requirements": requirements,
        "steps": steps,
        "questions": {},
        "waits": False,
        "renews": event.renews,
        "renewed_by": None,
        "moments": [],
    }
    receipt = _receipt(row, executions)
    return row | {
        "receipt": receipt,
        "sha256": sha256(receipt.encode()).hexdigest(),
    }


def _receipt(row: Row, executions: Rows) -> str:
    """What the client keeps: everything that is confirmed, in one canonical text."""
    told = {
        name: row[name]
        for name in (
            "id",
            "number",
            "issued_at",
            "client_id",
            "execution",
            "algorithm",
            "algorithm_version",
            "title",
            "guarantees",
            "place_name",
            "address",
            "object",
            "on",
            "requirements",
            "renews",
        )
    }
    told["steps"] = [
        {
            name: step[name]
            for name in ("step", "action", "how", "on", "until", "text", "execution")
        }
        | {"evidence": _shown(step, executions)}
        for step in row["steps"]
    ]
    options = orjson.OPT_SORT_KEYS | orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE
    return orjson.dumps(told, option=options).decode()


def _shown(step: Row, executions: Rows) -> list[Row]:
    wanted = set(step["evidence"])
    found = executions.get(UUID(step["execution"])) or {"evidence": []}
    return [
        {name: item[name] for name in ("id", "form", "name", "sha256", "text")}
        for item in found["evidence"]
        if item["id"] in wanted
    ]


def _first(days: Sequence[Any]) -> Any:
    return min((day for day in days if day), default=None)


def stand(row: Row, event: Event, one: Recorded) -> None:
    """Change the row of a confirmation."""
    match event:
        case ExecutionConfirmation.Lapsed():
            for step in row["steps"]:
                step["lapsed"] = step["lapsed"] or step["step"] in event.steps
            _lapse(row, event.requirements, event.why, event.on)
        case ExecutionConfirmation.Superseded():
            row["renewed_by"] = event.by_confirmation
        case ExecutionConfirmation.Recalled():
            row["force"] = Force.WITHDRAWN
        case _:
            _dispute(row, event, one)
    row["force"] = _force(row)
    row["waits"] = any(q["state"] == Dispute.ASKED for q in row["questions"].values())


def _dispute(row: Row, event: Event, one: Recorded) -> None:
    match event:
        case ExecutionConfirmation.Questioned():
            row["questions"][str(event.authority)] = {
                "authority": str(event.authority),
                "state": Dispute.ASKED,
                "requirements": list(event.requirements),
                "reason": event.reason,
                "at": one.at,
            }
        case ExecutionConfirmation.Replied():
            _asked(row, event.authority).update(
                state=Dispute.REPLIED, reply=event.reply, at=one.at
            )
        case ExecutionConfirmation.QuestionDropped():
            _asked(row, event.authority).update(
                state=Dispute.DROPPED, decision=event.reason, at=one.at
            )
        case ExecutionConfirmation.QuestionAnnulled():
            _asked(row, event.authority).update(state=Dispute.DROPPED, at=one.at)
            for line in row["requirements"]:
                if line["code"] in event.requirements:
                    line |= {"lapsed": None, "lapsed_on": None}
        case ExecutionConfirmation.QuestionUpheld():
            _asked(row, event.authority).update(
                state=Dispute.UPHELD, decision=event.reason, at=one.at
            )
            _lapse(row, event.requirements, "question_upheld", one.at.date())


def _lapse(row: Row, codes: Sequence[str], why: str, on: Any) -> None:
    for line in row["requirements"]:
        if line["code"] in codes and not line["lapsed"]:
            line |= {"lapsed": why, "lapsed_on": on}


def _asked(row: Row, authority: UUID) -> Row:
    found: Row = row["questions"][str(authority)]
    return found


def _force(row: Row) -> Force:
    if row["force"] == Force.WITHDRAWN:
        return Force.WITHDRAWN
    if row["renewed_by"]:
        return Force.RENEWED
    lapsed = [bool(line["lapsed"]) for line in row["requirements"]]
    if all(lapsed):
        return Force.LAPSED
    return Force.PARTLY if any(lapsed) else Force.IN_FORCE


def confirmed_lines(row: Row) -> list[Row]:
    stands = row["force"] in {Force.IN_FORCE, Force.PARTLY}
    return [
        {
            "confirmation": row["id"],
            "code": line["code"],
            "requirement_id": requirement_id(line["code"]),
            "version": line["version"],
            "control_body": line["control_body"],
            "client_id": row["client_id"],
            "number": row["number"],
            "on": row["on"],
            "until": line["until"],
            "guarantees": row["guarantees"],
            "stands": stands and not line["lapsed"],
        }
        for line in row["requirements"]
    ]
