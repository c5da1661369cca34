"""Businesses that assess themselves and declare: commands, said briefly."""

from datetime import date
from typing import Any
from uuid import UUID

from application.applicability import OptionalReason, Reason
from application.compliance import (
    Assess,
    ChangeMeasure,
    DeclareCompliance,
    PlanMeasure,
    RenewCompliance,
)
from application.log import Receipt
from domain.compliance import ControlScope, Degree
from domain.kernel import Actor
from projections.compliance import AssessmentCard, ComplianceCard, SheetWanted
from tests.business import LIFT_CODE, Business, own

INSTRUCTION, ORDER = "инструкция", "приказ"
"""What every requirement of `tests.register.content` asks for as evidence."""


class Assessing:
    """What people of a `Business` do here."""

    def __init__(self, world: Business) -> None:
        self.world = world
        self.service = world.service

    def assess(
        self,
        by: Actor,
        *codes: str,
        degree: Degree = Degree.COMPLIES,
        version: int | None = None,
        **given: Any,
    ) -> Receipt:
        command = Assess.model_validate(
            {"requirements": codes or (LIFT_CODE,), "degree": degree} | given
        )
        return self.world.seen(
            self.service.assessments.assess(own(by), command, by=by, version=version)
        )

    def plan(
        self, by: Actor, due: date, what: str = "Починить", code: str = LIFT_CODE
    ) -> UUID:
        """Plan a measure; its id."""
        command = PlanMeasure(what=what, due=due)
        self.world.seen(self.service.assessments.plan(own(by), code, command, by=by))
        card = self.card(by, code)
        return next(
            one.id for one in card.measures if (one.what, one.due) == (what, due)
        )

    def change(self, by: Actor, id: UUID, due: date, what: str = "Заменить") -> Receipt:
        command = ChangeMeasure(what=what, due=due)
        return self.world.seen(
            self.service.assessments.change_measure(
                own(by), LIFT_CODE, id, command, by=by
            )
        )

    def finish(self, by: Actor, id: UUID, code: str = LIFT_CODE) -> Receipt:
        return self.world.seen(
            self.service.assessments.finish_measure(own(by), code, id, by=by)
        )

    def drop(self, by: Actor, id: UUID, code: str = LIFT_CODE) -> Receipt:
        return self.world.seen(
            self.service.assessments.drop_measure(own(by), code, id, by=by)
        )

    def declare(
        self, by: Actor, scope: ControlScope | None = None, **requirements: int
    ) -> Receipt:
        """Declare all that is observed of a scope, or what is named."""
        scope = scope or ControlScope()
        command = DeclareCompliance(
            scope=scope, requirements=named(requirements) or self.observed(by, scope)
        )
        return self.world.seen(self.service.compliance.declare(own(by), command, by=by))

    def renew(self, by: Actor, id: UUID, **requirements: int) -> Receipt:
        card = self.service.compliance_view.get(id, self.today)
        scope = ControlScope(control_body=card.control_body) if card else ControlScope()
        command = RenewCompliance(
            requirements=named(requirements) or self.observed(by, scope)
        )
        return self.world.seen(self.service.compliance.renew(id, command, by=by))

    def withdraw(self, by: Actor, id: UUID, reason: str | None = None) -> Receipt:
        command = OptionalReason(reason=reason)
        return self.world.seen(self.service.compliance.withdraw(id, command, by=by))

    def annul(self, by: Actor, id: UUID, reason: str = "Журнал не ведётся") -> Receipt:
        command = Reason(reason=reason)
        return self.world.seen(self.service.compliance.annul(id, command, by=by))

    def observed(self, by: Actor, scope: ControlScope) -> dict[str, int]:
        """What somebody says is observed, of a scope."""
        sheet = self.service.assessment_view.sheet(
            own(by),
            SheetWanted(
                on=self.today,
                body=scope.control_body or "",
                kind=scope.control_kind or "",
                degree=Degree.COMPLIES,
                limit=200,
            ),
        )
        return {one.code: one.version for one in sheet.lines}

    def card(self, by: Actor, code: str = LIFT_CODE) -> AssessmentCard:
        found = self.service.assessment_view.card(own(by), code)
        assert found
        return found

    def declaration(self, id: UUID) -> ComplianceCard:
        found = self.service.compliance_view.get(id, self.today)
        assert found
        return found

    @property
    def today(self) -> date:
        return self.service.clock.today()


def named(requirements: dict[str, int]) -> dict[str, int]:
    """`REQ_LIFT_001=1` stands for "REQ-LIFT-001"."""
    return {code.replace("_", "-"): n for code, n in requirements.items()}
