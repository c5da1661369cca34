"""Appeals of the demo businesses: one waits to be taken up, one was decided (I9)."""

from collections.abc import Mapping
from datetime import timedelta
from functools import partial
from typing import Any
from uuid import UUID

from application.appeal import (
    AssignAppeal,
    BeginAppeal,
    ChangePart,
    DraftDecision,
    OutsideMatter,
    WritePoint,
)
from domain.appeal import Appeal, DraftPart
from domain.kernel import Actor
from interfaces.demo_key import demo_key
from interfaces.service import Service


class DemoAppeals:
    """Files demo appeals by the service's own commands; what was done is not repeated.

    Args:
        service: where.
        officers: who act for bodies, by their demo names.
        bodies: organisations, by their demo names.
    """

    def __init__(
        self,
        service: Service,
        officers: Mapping[str, Actor],
        bodies: Mapping[str, UUID],
    ) -> None:
        self._service = service
        self._officers = officers
        self._bodies = bodies

    def file(self, told: Mapping[str, Any], owner: Actor) -> None:
        """Write and send an appeal, and decide it where the data say so."""
        key_of = partial(demo_key, f"appeal-{told['id']}")
        drafts = self._service.appeal_drafts
        today = self._service.clock.today()
        happened = today - timedelta(days=told["days_ago"])
        matter = OutsideMatter(
            told=told["told"],
            authority=self._bodies[told["body"]],
            control_kind=told["control_kind"],
            decided_on=happened,
        )
        begun = drafts.begin(BeginAppeal(outside=matter), by=owner, key=key_of("begin"))
        for number, point in enumerate(told["points"]):
            written = WritePoint.model_validate(point)
            drafts.write_point(
                begun.id, written, by=owner, key=key_of(f"point-{number}")
            )
        learned = {"part": DraftPart.LEARNED, "learned_on": happened}
        for said in (learned, *told["parts"]):
            part = ChangePart.model_validate(said)
            drafts.change(begun.id, part, by=owner, key=key_of(f"part-{part.part}"))
        drafts.send(begun.id, by=owner, key=key_of("send"))
        if "decision" in told:
            self._decide(begun.id, told)

    def _decide(self, id: UUID, told: Mapping[str, Any]) -> None:
        key_of = partial(demo_key, f"appeal-{told['id']}")
        officer = self._officers[told["officer"]]
        cases, decisions = self._service.appeal_cases, self._service.appeal_decisions
        cases.assign(
            id, AssignAppeal(officer=officer.id), by=officer, key=key_of("assign")
        )
        for number, message in enumerate(self._service.log.load(Appeal, id).submitted):
            self._service.correspondence.open(
                message, by=officer, key=key_of(f"open-{number}")
            )
        cases.accept(id, by=officer, key=key_of("accept"))
        until = self._service.clock.today() + timedelta(days=told["within_days"])
        said = told["decision"]
        effects = [one | {"until": until} for one in said["effects"]]
        drafted = DraftDecision.model_validate(said | {"effects": effects})
        decisions.draft(id, drafted, by=officer, key=key_of("draft"))
        decisions.decide(id, by=officer, key=key_of("decide"))
