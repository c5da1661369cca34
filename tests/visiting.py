"""Bodies that visit businesses, on top of `tests.business`."""

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from application.log import Receipt
from application.visit import (
    AnnounceVisit,
    AskForVisit,
    AskMove,
    ChooseSlot,
    Conclude,
    GivenAdvice,
    GivenOrder,
    OfferSlots,
    OfferVisit,
    RefuseVisit,
    SayWhy,
    StartVisit,
)
from domain.deadline import Task
from domain.kernel import Actor
from domain.visit import Ground, Slot, VisitKind, Way
from projections.deadline import DeadlineCard
from projections.visit import VisitCard
from tests.business import INN, LIFT_CODE, Business, own
from tests.conftest import MOSCOW, StoppedClock
from tests.notices import Told

ABOUT = "Как следить за лифтом"
FRIDAY, MONDAY = date(2026, 12, 4), date(2026, 12, 7)
UNTIL = date(2026, 11, 30)
ADVICE = "Заведите журнал осмотров"


def at(day: date, hour: int = 10) -> datetime:
    return datetime(day.year, day.month, day.day, hour, tzinfo=MOSCOW)


def slot(day: date = FRIDAY, hour: int = 10, way: Way = Way.PLACE) -> Slot:
    starts = at(day, hour)
    return Slot(starts=starts, ends=starts + timedelta(hours=2), way=way)


SLOTS = (slot(), slot(MONDAY, way=Way.VIDEO))


class Visiting:
    """Visits in few words; each is at its first time on FRIDAY unless another is."""

    def __init__(self, world: Business) -> None:
        self.world = world
        self.service = world.service
        self.visits = world.service.visits
        self.wishes = world.service.visit_wishes
        self.outcomes = world.service.visit_outcomes

    def ask(self, by: Actor, of: Actor, **differently: Any) -> UUID:
        """A business asks the body of an officer."""
        command = AskForVisit.model_validate(
            {"body": own(of), "told": ABOUT} | differently
        )
        return self.seen(self.wishes.ask(command, by=by)).id

    def offer(self, by: Actor, **differently: Any) -> UUID:
        """An officer offers the first business of the world a visit."""
        command = OfferVisit.model_validate(self._said() | differently)
        return self.seen(self.visits.offer(command, by=by)).id

    def announce(self, by: Actor, **differently: Any) -> UUID:
        """An officer announces it a mandatory visit."""
        said = self._said() | {"ground": Ground.ORDER}
        command = AnnounceVisit.model_validate(said | differently)
        return self.seen(self.visits.announce(command, by=by)).id

    def of_kind(self, kind: VisitKind, client: Actor, officer: Actor) -> UUID:
        """A visit of a kind, with times to choose from."""
        match kind:
            case VisitKind.OFFERED:
                return self.offer(officer)
            case VisitKind.MANDATORY:
                return self.announce(officer)
        id = self.ask(client, officer)
        self.slots(id, officer)
        return id

    def slots(self, id: UUID, by: Actor, *slots: Slot) -> None:
        command = OfferSlots(slots=slots or SLOTS, until=UNTIL)
        self.seen(self.visits.offer_slots(id, command, by=by))

    def choose(self, id: UUID, by: Actor, chosen: Slot = SLOTS[0]) -> None:
        commands = self.wishes if by.role.value == "client" else self.visits
        self.seen(commands.choose(id, ChooseSlot(slot=chosen), by=by))

    def ask_move(self, id: UUID, by: Actor, *wishes: Slot) -> None:
        command = AskMove(wishes=wishes, reason="Ревизия")
        self.seen(self.wishes.ask_move(id, command, by=by))

    def agree(self, id: UUID, by: Actor, to: Slot) -> None:
        self.seen(self.visits.agree_move(id, ChooseSlot(slot=to), by=by))

    def leave(self, id: UUID, by: Actor, reason: str = "Срок проходит") -> None:
        self.seen(self.visits.decline_move(id, SayWhy(reason=reason), by=by))

    def refuse(self, id: UUID, by: Actor, reason: str | None = None) -> None:
        self.seen(self.wishes.refuse(id, RefuseVisit(reason=reason), by=by))

    def decline(self, id: UUID, by: Actor, reason: str = "Не наш надзор") -> None:
        self.seen(self.visits.decline(id, SayWhy(reason=reason), by=by))

    def call_off(self, id: UUID, by: Actor, reason: str = "Болезнь") -> None:
        self.seen(self.visits.call_off(id, SayWhy(reason=reason), by=by))

    def hold(
        self, id: UUID, client: Actor, officer: Actor, clock: StoppedClock
    ) -> None:
        """Choose the first time, let it come, meet and part."""
        self.choose(id, client)
        clock.set(SLOTS[0].starts)
        self.seen(self.visits.start(id, StartVisit(way=Way.PLACE), by=officer))
        clock.set(SLOTS[0].ends)
        self.seen(self.visits.end(id, by=officer))

    def evade(self, id: UUID, by: Actor, told: str = "Дверь закрыта") -> None:
        self.seen(self.visits.record_evasion(id, SayWhy(reason=told), by=by))

    def conclude(self, id: UUID, by: Actor, *, ordered: bool = False) -> Receipt:
        """Advise; and order, if that is wanted."""
        point = GivenOrder(
            requirement=LIFT_CODE,
            until=date(2027, 1, 20),
            found="Лифт не осмотрен",
            remedy="Осмотреть",
            proof="Журнал",
        )
        command = Conclude(
            advice=(GivenAdvice(requirement=LIFT_CODE, text=ADVICE),),
            order=(point,) if ordered else (),
        )
        return self.seen(self.outcomes.conclude(id, command, by=by))

    def thank(self, id: UUID, by: Actor) -> None:
        """Say that nothing needs to be advised."""
        self.seen(self.outcomes.conclude(id, Conclude(), by=by))

    def card(self, id: UUID) -> VisitCard:
        found = self.service.visit_view.get(id)
        assert found
        return found

    def due(self, id: UUID, task: Task) -> list[DeadlineCard]:
        found = self.service.deadline_view.about(id)
        return [one for one in found if one.task is task]

    def told(self, to: Actor) -> list[str]:
        """Templates of what somebody was told of visits, the oldest first."""
        self.world.react()
        cards = reversed(Told(self.service).inbox(to))
        return [one.template for one in cards if one.template.startswith("visit-")]

    def seen(self, receipt: Receipt) -> Receipt:
        self.service.runner.drain()
        return receipt

    def _said(self) -> dict[str, Any]:
        return {"inn": INN, "told": ABOUT, "slots": SLOTS, "until": UNTIL}
