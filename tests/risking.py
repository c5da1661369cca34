"""Criteria, categories and objections, on top of `tests.business`."""

from datetime import date
from typing import Any
from uuid import UUID

from application.log import Receipt
from application.risk import (
    AnswerRiskObjection,
    AssignRisk,
    DecideRise,
    KeepRiskCriteria,
    ObjectToRisk,
)
from domain.deadline import Task
from domain.kernel import Actor, Role
from domain.risk import Category, RiskAssignment, RiskProfile
from projections.deadline import DeadlineCard
from projections.risk import RiskCard
from tests.business import INN, LIFTS, Business, own

CONTROL = "Надзор за лифтами"
SOURCE = "Положение о виде контроля, приложение 1"
RISE, ANSWER = Task.DECIDE_RISE_OF_RISK, Task.ANSWER_RISK_OBJECTION


def named(id: str) -> dict[str, str]:
    return {"ru": f"Критерий {id}", "en": f"Criterion {id}"}


def criteria(since: date, **differently: Any) -> dict[str, Any]:
    """A lift weighs 50, a big staff 30; good faith takes off what it says."""
    known = {"source": SOURCE, "certainty": "likely"}
    return {
        "since": since.isoformat(),
        "bands": [
            {"category": "low", "points": 0},
            {"category": "moderate", "points": 30},
            {"category": "medium", "points": 60},
        ],
        "harm": [
            {
                "id": "lift",
                "name": named("lift"),
                "condition": {"object": ["lift"]},
                "points": 50,
                **known,
            },
            {
                "id": "staff",
                "name": named("staff"),
                "condition": {"employees_min": 100},
                "points": 30,
                **known,
            },
        ],
        "good_faith": [
            {
                "id": "algorithms",
                "name": named("algorithms"),
                "merit": "algorithms",
                "points": 20,
                "most": 2,
                **known,
            },
            {
                "id": "assessed",
                "name": named("assessed"),
                "merit": "self_assessment",
                "points": 5,
                "months": 12,
                **known,
            },
            {
                "id": "refuted",
                "name": named("refuted"),
                "merit": "nothing_refuted",
                "points": 10,
                "months": 24,
                **known,
            },
        ],
        **known,
        **differently,
    }


class Risking:
    """Categories in few words."""

    def __init__(self, world: Business) -> None:
        self.world = world
        self.service = world.service

    def head(self) -> Actor:
        return self.world.supervisor(LIFTS, "nina", Role.HEAD)

    def command(self, **differently: Any) -> KeepRiskCriteria:
        since = differently.pop("since", self.service.clock.today())
        said = {
            "control_kind": CONTROL,
            "control_body": LIFTS,
            "number": "006",
            "reason": differently.pop("reason", "Первые критерии"),
            "criteria": criteria(since, **differently),
        }
        return KeepRiskCriteria.model_validate(said)

    def keep(self, by: Actor, **differently: Any) -> UUID:
        command = self.command(**differently)
        return self.seen(self.service.risk_profiles.keep(command, by=by)).id

    def assign(self, by: Actor, premises: UUID | None = None, inn: str = INN) -> UUID:
        command = AssignRisk(inn=inn, premises=premises, control_kind=CONTROL)
        return self.seen(self.service.risk_assignments.assign(command, by=by)).id

    def object(self, id: UUID, by: Actor, **differently: Any) -> Receipt:
        said = {"criteria": ("lift",), "reason": "Лифт снят"} | differently
        command = ObjectToRisk.model_validate(said)
        return self.seen(self.service.risk_objecting.object_to(id, command, by=by))

    def answer(self, id: UUID, by: Actor, category: Category | None = None) -> Receipt:
        command = AnswerRiskObjection(category=category, reason="Проверили")
        return self.seen(self.service.risk_assignments.answer(id, command, by=by))

    def decide(self, id: UUID, by: Actor, *, rises: bool) -> Receipt:
        command = DecideRise(rises=rises, reason="Посмотрели данные")
        return self.seen(self.service.risk_assignments.decide_rise(id, command, by=by))

    def card(self, id: UUID) -> RiskCard:
        found = self.service.risk_view.get(id)
        assert found
        return found

    def id_of(self, by: Actor, premises: UUID | None = None) -> UUID:
        return RiskAssignment.create_id(own(by), premises, CONTROL)

    def profile_id(self) -> UUID:
        return RiskProfile.create_id(CONTROL)

    def due(self, id: UUID, task: Task) -> list[DeadlineCard]:
        found = self.service.deadline_view.about(id)
        return [one for one in found if one.task is task]

    def seen(self, receipt: Receipt) -> Receipt:
        self.service.runner.drain()
        return receipt
