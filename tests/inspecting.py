"""Inspections for everybody's tests, on top of `tests.business`."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from application.inspection import (
    AskMove,
    ConfirmImprovement,
    DeclineMove,
    DrawAct,
    Empower,
    FinishInspection,
    FoundViolation,
    OfferMove,
    OrderImprovement,
    OrderInspection,
    PreventInspection,
    RecordAction,
    RecordApproval,
    RegisterInspection,
    TakeSlot,
    TellProsecutor,
    When,
)
from application.log import Receipt
from domain.inspection import (
    KINDS,
    Cause,
    ControlAction,
    Ending,
    Flag,
    Ground,
    Kind,
    KindTable,
    Named,
    Obstacle,
    Order,
    Power,
    Scope,
)
from domain.kernel import Actor
from projections.inspection import CaseCard, Watched
from tests.business import LIFT_CODE, Business, own
from tests.conftest import StoppedClock

CONTROL_KIND = "Федеральный государственный пожарный надзор"
"""As `tests.register.content` says it of every requirement."""
NUMBER = "63260060000000000017"
PLACE = "Самара, ул. Ленина, 1"
REASON = "Журнала проверок лифта нет ни в одной системе"


class Inspecting:
    """Inspections in few words.

    Before: `world.require()` and a client with `object_lift=True`, whose records then
    settle nothing; `supervisor()` of LIFTS. An order starts in three working days.

    Args:
        world: the service.
        clock: that it goes by.
    """

    def __init__(self, world: Business, clock: StoppedClock) -> None:
        self.world = world
        self.clock = clock
        self.service = world.service
        self.orders = world.service.inspection_orders
        self.steps = world.service.inspection_steps
        self.records = world.service.inspection_records
        self.moves = world.service.date_moves
        self.people = world.service.representatives

    def command(
        self, client: Actor, *persons: Actor, **differently: Any
    ) -> OrderInspection:
        """An order that breaks no rule; `differently` changes the order itself."""
        now = self.clock.now()
        kind = differently.get("kind", Kind.ONSITE_INSPECTION)
        rules = KindTable(KINDS).on(kind, now.date(), CONTROL_KIND)
        reasons = differently.pop("reasons", {LIFT_CODE: REASON})
        starts = differently.get("starts", self.starts())
        order = {
            "kind": kind,
            "control_kind": CONTROL_KIND,
            "ground": Ground.ORDER_DUE,
            "basis": "предписание № 5",
            "starts": starts,
            "last_day": starts.date(),
            "hours": 15,
            "persons": tuple(Named(person=one.id) for one in persons),
            "actions": rules.actions,
            "scopes": (Scope(requirements=(LIFT_CODE,)),),
        }
        return OrderInspection(
            client_id=own(client),
            order=Order.model_validate(order | differently),
            explained=differently.pop("explained", "Срок предписания истёк"),
            reasons=reasons,
        )

    def starts(self) -> datetime:
        """A working moment not before three working days from now."""
        place = self.service.places.at()
        day = place.working_days_after(place.day_of(self.clock.now()), 3)
        return datetime(day.year, day.month, day.day, 10, tzinfo=place.zone)

    def ordered(self, by: Actor, client: Actor, **differently: Any) -> UUID:
        """An inspection was ordered; `by` is who carries it out."""
        command = self.command(client, by, **differently)
        return self.seen(self.orders.order(command, by=by)).id

    def notified(self, by: Actor, client: Actor, **differently: Any) -> UUID:
        """It is in the register, and the client was told."""
        id = self.ordered(by, client, **differently)
        self.register(id, by)
        self.notify(id, by)
        return id

    def started(self, by: Actor, client: Actor, **differently: Any) -> UUID:
        """It has begun: the clock shows when it was to start."""
        id = self.notified(by, client, **differently)
        self.clock.set(self.case(id).starts)
        self.start(id, by)
        return id

    def acted(self, by: Actor, client: Actor, *found: str, **differently: Any) -> UUID:
        """Its act is drawn; `found` says in words what was found."""
        id = self.started(by, client, **differently)
        self.clock.pass_by(timedelta(hours=2))
        self.end(id, by)
        self.draw_act(id, by, *found)
        return id

    def closed(self, by: Actor, client: Actor, **differently: Any) -> UUID:
        """Nothing was found, and it is over."""
        id = self.acted(by, client, **differently)
        self.finish(id, by)
        return id

    def register(self, id: UUID, by: Actor, number: str = NUMBER) -> None:
        command = RegisterInspection(place=PLACE, number=number)
        self.seen(self.steps.register(id, command, by=by))

    def notify(self, id: UUID, by: Actor) -> None:
        self.seen(self.steps.notify(id, When(place=PLACE), by=by))

    def tell_prosecutor(self, id: UUID, by: Actor) -> None:
        command = TellProsecutor(place=PLACE, office="Прокуратура Самары")
        self.seen(self.steps.tell_prosecutor(id, command, by=by))

    def approve(self, id: UUID, by: Actor, *, approved: bool = True) -> None:
        command = RecordApproval(
            place=PLACE,
            approved=approved,
            office="Прокуратура Самары",
            number="7-12/2026",
            reason=None if approved else "Основание не подтверждено",
        )
        self.seen(self.steps.record_approval(id, command, by=by))

    def start(self, id: UUID, by: Actor, *, as_it_happened: bool = False) -> None:
        command = When(place=PLACE, as_it_happened=as_it_happened)
        self.seen(self.steps.start(id, command, by=by))

    def act(
        self,
        id: UUID,
        by: Actor,
        action: ControlAction = ControlAction.EXAMINATION,
        *,
        minutes: int = 60,
        **differently: Any,
    ) -> UUID:
        """Record an action of the last minutes."""
        now = self.clock.now()
        said = {
            "draft": uuid4(),
            "action": action,
            "since": now - timedelta(minutes=minutes),
            "until": now,
            "place": PLACE,
        }
        command = RecordAction.model_validate(said | differently)
        return self.seen(self.records.record(id, command, by=by)).id

    def prevent(
        self, id: UUID, by: Actor, obstacle: Obstacle = Obstacle.CLIENT_ABSENT
    ) -> None:
        command = PreventInspection(place=PLACE, obstacle=obstacle)
        self.seen(self.steps.prevent(id, command, by=by))

    def end(self, id: UUID, by: Actor) -> None:
        self.seen(self.steps.end(id, When(place=PLACE), by=by))

    def draw_act(self, id: UUID, by: Actor, *found: str) -> None:
        violations = tuple(
            FoundViolation(requirement=LIFT_CODE, what=what) for what in found
        )
        command = DrawAct(place=PLACE, violations=violations)
        self.seen(self.steps.draw_act(id, command, by=by))

    def demand(self, id: UUID, by: Actor, days: int = 30) -> None:
        command = OrderImprovement(
            place=PLACE,
            until=self.clock.today() + timedelta(days=days),
            how="Фотография журнала",
        )
        self.seen(self.steps.order_improvement(id, command, by=by))

    def confirm(self, id: UUID, by: Actor, rests_on: str = "/exchange/1") -> None:
        command = ConfirmImprovement(place=PLACE, rests_on=rests_on)
        self.seen(self.steps.confirm_improvement(id, command, by=by))

    def finish(
        self,
        id: UUID,
        by: Actor,
        how: Ending = Ending.CLOSED,
        reason: str | None = None,
    ) -> None:
        command = FinishInspection(place=PLACE, how=how, reason=reason)
        self.seen(self.steps.finish(id, command, by=by))

    def ask_move(
        self,
        id: UUID,
        by: Actor,
        *slots: datetime,
        cause: Cause = Cause.ILLNESS,
        reason: str | None = None,
    ) -> UUID:
        """Ask for another date: a week later, unless slots are given."""
        later = slots or (self.case(id).starts + timedelta(days=7),)
        command = AskMove(cause=cause, slots=later, reason=reason)
        return self.seen(self.moves.ask(id, command, by=by)).id

    def grant(self, move: UUID, by: Actor, slot: datetime) -> None:
        self.seen(self.moves.grant(move, TakeSlot(slot=slot), by=by))

    def offer(self, move: UUID, by: Actor, *slots: datetime) -> None:
        command = OfferMove(slots=slots, reason="В эти дни другая проверка")
        self.seen(self.moves.offer(move, command, by=by))

    def decline(self, move: UUID, by: Actor) -> None:
        command = DeclineMove(reason="Есть кому присутствовать")
        self.seen(self.moves.decline(move, command, by=by))

    def empower(
        self, id: UUID, by: Actor, person: Actor, *powers: Power, **differently: Any
    ) -> None:
        """Let a person act for the client; it may see the case at least."""
        said = {"person": person.id, "powers": frozenset(powers or (Power.SEE,))}
        command = Empower.model_validate(said | differently)
        self.seen(self.people.empower(id, command, by=by))

    def revoke(self, id: UUID, by: Actor, person: Actor) -> None:
        self.seen(self.people.revoke(id, person.id, by=by))

    def case(self, id: UUID) -> CaseCard:
        found = self.service.inspection_view.case(id)
        assert found
        return found

    def watched(self, id: UUID) -> Watched:
        """Red flags and hours, as of now."""
        return self.service.inspection_watch.of(self.case(id))

    def flags(self, id: UUID) -> list[Flag]:
        return [one.flag for one in self.watched(id).flags]

    def seen(self, receipt: Receipt) -> Receipt:
        self.service.runner.drain()
        return receipt
