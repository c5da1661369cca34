"""Bodies that ask businesses for information, on top of `tests.business`."""

from io import BytesIO
from typing import Any
from uuid import UUID

from application.exchange import Attach
from application.information_request import (
    AskedItem,
    AskForInformation,
    AskMoreTime,
    DeclareAbsence,
    DeclineMoreTime,
    GiveInformation,
    GiveMoreTime,
    GivenItem,
    WithdrawRequest,
)
from application.log import Receipt
from domain.deadline import Task
from domain.information_request import Ground
from domain.kernel import Actor
from projections.deadline import DeadlineCard
from projections.information_request import RequestCard
from tests.business import INN, PDF, Business, own

GIVE, MORE = Task.GIVE_INFORMATION, Task.DECIDE_MORE_TIME
PURPOSE = "Оценка добросовестности за 2026 год"
WHAT = "Договор на обслуживание лифта"


class Requesting:
    """Requests and answers in few words."""

    def __init__(self, world: Business) -> None:
        self.world = world
        self.service = world.service
        self.requests = world.service.information_requests
        self.answers = world.service.information_answers

    def command(self, *items: dict[str, Any], **differently: Any) -> AskForInformation:
        asked = items or ({},)
        return AskForInformation.model_validate(
            {
                "inn": INN,
                "ground": Ground.GOOD_FAITH,
                "purpose": PURPOSE,
                "items": [
                    AskedItem.model_validate({"kind": "archive", "what": WHAT} | one)
                    for one in asked
                ],
            }
            | differently
        )

    def ask(self, by: Actor, *items: dict[str, Any], **differently: Any) -> UUID:
        command = self.command(*items, **differently)
        return self.seen(self.requests.ask(command, by=by)).id

    def more_time(self, id: UUID, by: Actor, days: int | None = None) -> None:
        command = AskMoreTime(days=days)
        self.seen(self.answers.ask_more_time(id, command, by=by))

    def give_time(self, id: UUID, by: Actor, days: int = 5) -> None:
        command = GiveMoreTime(days=days)
        self.seen(self.requests.give_more_time(id, command, by=by))

    def decline_time(self, id: UUID, by: Actor, reason: str = "Времени хватит") -> None:
        command = DeclineMoreTime(reason=reason)
        self.seen(self.requests.decline_more_time(id, command, by=by))

    def file(self, id: UUID, by: Actor) -> UUID:
        place = Attach(thread=self.card(id).thread)
        attached = self.service.enclosures.attach(
            place, "договор.pdf", BytesIO(PDF), by=by
        )
        return self.seen(attached).id

    def answer(self, id: UUID, by: Actor, **differently: Any) -> Receipt:
        """Answer everything in words, unless items are given."""
        items = differently.get("items") or {
            one.item.number: GivenItem(text="Вот он") for one in self.card(id).items
        }
        command = GiveInformation(items=items)
        return self.seen(self.answers.give(id, command, by=by))

    def withdraw(self, id: UUID, by: Actor) -> None:
        self.seen(self.requests.withdraw(id, WithdrawRequest(), by=by))

    def absent(self, by: Actor, since: str, until: str) -> Receipt:
        command = DeclareAbsence.model_validate({"since": since, "until": until})
        return self.seen(self.service.absences.declare(own(by), command, by=by))

    def card(self, id: UUID) -> RequestCard:
        found = self.service.information_request_view.get(id)
        assert found
        return found

    def due(self, id: UUID, task: Task = GIVE) -> list[DeadlineCard]:
        found = self.service.deadline_view.about(id)
        return [one for one in found if one.task is task]

    def seen(self, receipt: Receipt) -> Receipt:
        self.service.runner.drain()
        return receipt
