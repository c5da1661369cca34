"""A body that plans checks, on top of `tests.business`."""

from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any
from uuid import UUID

from application.log import Receipt
from application.person import AddPerson
from application.plan import (
    ApproveEntries,
    ChangeEntry,
    EntryRef,
    ExcludeEntry,
    GiveNumber,
    MoveEntry,
    ProposeEntry,
    RecordDecision,
    ReturnEntries,
    TakenIn,
)
from domain.inspection import Kind
from domain.kernel import Actor, Role
from domain.plan import PlanBreaksLaw
from domain.risk import Category, Measure, Reckoned, RiskAssignment
from interfaces.erknm import rows_of
from projections.plan import EntryCard
from tests.business import INN, Business, acting, own
from tests.interfaces.shell import ADMIN

CONTROL = "Федеральный государственный пожарный надзор"
"""As `tests.register.content` says it of every requirement."""
STARTS = date(2027, 3, 1)
NUMBER = "63270061000000000001"
SAMPLES = Path(__file__).parent / "samples"


class Planning:
    """Plans in few words; `pavel` proposes, `helena` is the head."""

    def __init__(self, world: Business) -> None:
        self.world = world
        self.service = world.service
        self.plans = world.service.plans
        self.pavel = world.supervisor()
        self._helena: Actor | None = None

    def helena(self) -> Actor:
        """The head of the same body."""
        if self._helena:
            return self._helena
        person = self.world.person("helena")
        joining = AddPerson(
            person_id=UUID(person.id), organisation=own(self.pavel), role=Role.HEAD
        )
        self.seen(self.service.people.add(joining, by=ADMIN))
        self._helena = acting(person, own(self.pavel), Role.HEAD)
        return self._helena

    def risk(self, client: Actor, category: Category, *places: UUID | None) -> None:
        """The body has decided about the risk of places, or of the whole."""
        reckoned = Reckoned(
            edition=1, on=date(2026, 1, 1), lines=(), score=0, category=category
        )
        for premises in places or (None,):
            assigned = RiskAssignment.assign(
                reckoned,
                client_id=own(client),
                premises=premises,
                control_kind=CONTROL,
                authority=own(self.pavel),
                by=self.pavel,
                today=date(2026, 1, 1),
            )
            self.seen(self.service.log.record(assigned, by=self.pavel))

    def shop(self, client: Actor) -> UUID:
        """A place of the business."""
        before = set(self.service.execution_view.places(own(client)))
        self.world.open_premises(client)
        (shop,) = set(self.service.execution_view.places(own(client))) - before
        return shop

    def what(self, **differently: Any) -> dict[str, Any]:
        """What an entry says; a visit of five days, unless it is said otherwise."""
        return {
            "measure": Measure.VISIT,
            "kind": None,
            "control_kind": CONTROL,
            "starts": STARTS,
            "days": 5,
            "officers": (self.pavel.id,),
        } | differently

    def propose(self, by: Actor | None = None, **differently: Any) -> UUID:
        said = {"inn": INN} | self.what(**differently)
        command = ProposeEntry.model_validate(said)
        return self.seen(self.plans.propose(command, by=by or self.pavel)).id

    def inspection(self, **differently: Any) -> UUID:
        onsite = {"measure": Measure.INSPECTION, "kind": Kind.ONSITE_INSPECTION}
        return self.propose(**(onsite | differently))

    def change(self, id: UUID, **differently: Any) -> None:
        command = ChangeEntry.model_validate(self.what(**differently))
        self.seen(self.plans.change(id, command, by=self.pavel))

    def approve(self, *ids: UUID, by: Actor) -> None:
        command = ApproveEntries(entries=self.refs(*ids))
        self.seen(self.plans.approve(command, by=by))

    def send_back(self, *ids: UUID, by: Actor, reason: str = "Другая неделя") -> None:
        command = ReturnEntries(entries=self.refs(*ids), reason=reason)
        self.seen(self.plans.return_(command, by=by))

    def prosecutor(self, *ids: UUID, **differently: Any) -> None:
        said = {
            "entries": self.refs(*ids),
            "approved": True,
            "office": "Прокуратура Самарской области",
            "number": "7-1-2026",
            "on": self.service.clock.today(),
        }
        command = RecordDecision.model_validate(said | differently)
        self.seen(self.plans.record_decision(command, by=self.pavel))

    def number(self, id: UUID, number: str = NUMBER) -> None:
        self.seen(self.plans.give_number(id, GiveNumber(number=number), by=self.pavel))

    def move(self, id: UUID, by: Actor, **differently: Any) -> None:
        said = {
            "starts": date(2027, 4, 5),
            "days": 5,
            "officers": (self.pavel.id,),
            "reason": "Отпуск инспектора",
        }
        command = MoveEntry.model_validate(said | differently)
        self.seen(self.plans.move(id, command, by=by))

    def exclude(self, id: UUID, by: Actor) -> None:
        command = ExcludeEntry(document="Приказ № 12", reason="Объект закрыт")
        self.seen(self.plans.exclude(id, command, by=by))

    def take_in(self, content: bytes) -> TakenIn:
        report = self.service.register_imports.take_in(
            rows_of(BytesIO(content)), by=self.pavel
        )
        self.service.runner.drain()
        return report

    def card(self, id: UUID) -> EntryCard:
        found = self.service.plan_view.get(id)
        assert found
        return found

    def refs(self, *ids: UUID) -> tuple[EntryRef, ...]:
        return tuple(EntryRef(id=id, version=self.card(id).version) for id in ids)

    def seen(self, receipt: Receipt) -> Receipt:
        self.service.runner.drain()
        return receipt


def only_broken(refused: PlanBreaksLaw) -> dict[str, Any]:
    """The one rule of law that a refusal names."""
    broken = refused.facts["broken"]
    assert isinstance(broken, list)
    (one,) = broken
    return dict(one)


def month(inn: str = INN, **changes: str) -> bytes:
    """The synthetic month, its first record about a business of the tests."""
    text = (SAMPLES / "erknm_month.xml").read_text(encoding="utf-8")
    text = text.replace("0000000177", inn)
    for before, after in changes.items():
        text = text.replace(REPLACED[before], after)
    return text.encode()


REPLACED = {
    "control": (
        "Федеральный государственный санитарно-эпидемиологический контроль (надзор)"
    ),
    "status": "TYPE_WAITING_CARRY_OUT",
}
