"""Algorithms to try the service with."""

import json
from typing import Any

from application.algorithm import (
    AmendAlgorithm,
    ApproveAlgorithm,
    AskForAlgorithm,
    DraftAlgorithm,
    WithdrawAlgorithm,
)
from application.log import Receipt
from domain.algorithm import AlgorithmContent
from domain.kernel import Actor
from projections.algorithm import AlgorithmCard
from tests.business import LIFT_CODE, Business, own
from tests.register import REGISTRAR

ALGORITHM = "ALG-LIFT-001"


def step(number: int, **changes: Any) -> dict[str, Any]:
    """A step that an order shows, but for changes."""
    return {
        "number": number,
        "action": f"Сделать дело {number}",
        "evidence_kind": "document",
        "evidence_name": "приказ",
    } | changes


def algorithm(*steps: dict[str, Any], **changes: Any) -> AlgorithmContent:
    """How to comply with the requirement about lifts in two steps, but for changes."""
    return AlgorithmContent.model_validate(
        {
            "title": "Исправный лифт",
            "situation": "В здании есть лифт",
            "guarantees": [LIFT_CODE],
            "steps": steps or (step(1), step(2, requirements=[LIFT_CODE])),
        }
        | changes
    )


def draft(
    world: Business, content: AlgorithmContent | None = None, code: str = ALGORITHM
) -> Receipt:
    """A registrar writes an algorithm down."""
    command = DraftAlgorithm(code=code, content=content or algorithm())
    return world.seen(world.service.algorithms.draft(command, by=REGISTRAR))


def amend(world: Business, code: str = ALGORITHM, **changes: Any) -> Receipt:
    """A registrar amends it; as `algorithm()` but for changes."""
    command = AmendAlgorithm(content=algorithm(**changes))
    return world.seen(world.service.algorithms.amend(code, command, by=REGISTRAR))


def approve(world: Business, by: Actor, number: int = 1, code: str = ALGORITHM) -> None:
    """A head approves a version."""
    command = ApproveAlgorithm(number=number, basis="Приказ № 12")
    world.seen(world.service.algorithms.approve(code, command, by=by))


def withdraw(world: Business, by: Actor, code: str = ALGORITHM) -> None:
    command = WithdrawAlgorithm(reason="Порядок изменён")
    world.seen(world.service.algorithms.withdraw(code, command, by=by))


def ask(world: Business, by: Actor, requirement: str = LIFT_CODE) -> Receipt:
    """A client asks for an algorithm."""
    command = AskForAlgorithm(requirement=requirement)
    return world.seen(world.service.algorithms.ask(own(by), command, by=by))


def card(world: Business, code: str = ALGORITHM) -> AlgorithmCard:
    found = world.service.algorithm_view.get(code)
    assert found
    return found


def lines(*rows: dict[str, Any]) -> list[bytes]:
    """A file of algorithms."""
    return [json.dumps(row, ensure_ascii=False).encode() + b"\n" for row in rows]


def row(**changes: Any) -> dict[str, Any]:
    """A line of such a file, about the requirement about lifts, but for changes."""
    return {
        "id": ALGORITHM,
        "title": "Исправный лифт",
        "life_situation": "В здании есть лифт",
        "guarantees": [LIFT_CODE],
        "steps": [
            {
                "n": 1,
                "action": "Заключить договор",
                "evidence": {"kind": "document", "name": "договор"},
                "performed_by": "client",
                "requirements": [LIFT_CODE],
            }
        ],
        "repeat": {"every": {"n": 1, "unit": "year"}},
        "limits": "Не охватывает эскалаторы",
        "status": "draft_not_approved_by_authority",
        "certainty": "likely",
    } | changes
