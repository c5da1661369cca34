"""Bodies that caution businesses, on top of `tests.business`."""

from typing import Any
from uuid import UUID

from application.caution import (
    AnswerCaution,
    CautionPoint,
    ChangeCaution,
    IssueCaution,
    ObjectToCaution,
    TellMeasures,
    ToldMeasure,
)
from application.log import Receipt
from domain.caution import SignSource
from domain.deadline import Task
from domain.kernel import Actor
from projections.caution import CautionCard
from projections.deadline import DeadlineCard
from tests.algorithm import ALGORITHM
from tests.business import INN, LIFT_CODE, Business

OBJECT, ANSWER = Task.OBJECT_TO_CAUTION, Task.ANSWER_CAUTION_OBJECTION
TOLD = "В новостях пишут, что лифт стоит открытым"
CONDUCT = "Лифтом пользуются без осмотра"
PROPOSAL = "Осматривать лифт каждый день и записывать это в журнал"


class Cautioning:
    """Cautions and what follows them in few words."""

    def __init__(self, world: Business) -> None:
        self.world = world
        self.service = world.service
        self.cautions = world.service.cautions
        self.replies = world.service.caution_replies

    def command(self, *points: dict[str, Any], **differently: Any) -> IssueCaution:
        standard = {
            "requirement": LIFT_CODE,
            "algorithm": ALGORITHM,
            "conduct": CONDUCT,
            "proposal": PROPOSAL,
        }
        return IssueCaution.model_validate(
            {
                "inn": INN,
                "source": SignSource.MEDIA,
                "received": self.service.clock.today(),
                "told": TOLD,
                "points": [
                    CautionPoint.model_validate(standard | one)
                    for one in points or ({},)
                ],
            }
            | differently
        )

    def issue(self, by: Actor, *points: dict[str, Any], **differently: Any) -> UUID:
        command = self.command(*points, **differently)
        return self.seen(self.cautions.issue(command, by=by)).id

    def object(self, id: UUID, by: Actor, reason: str = "Лифта у нас нет") -> None:
        command = ObjectToCaution(reason=reason)
        self.seen(self.replies.object(id, command, by=by))

    def tell(
        self, id: UUID, by: Actor, *numbers: int, execution: UUID | None = None
    ) -> None:
        one = ToldMeasure(what="Завели журнал", execution=execution)
        said = dict.fromkeys(numbers, one)
        self.seen(self.replies.tell(id, TellMeasures(measures=said), by=by))

    def keep(self, id: UUID, by: Actor, reason: str = "Лифт виден на фото") -> None:
        self.seen(self.cautions.keep(id, AnswerCaution(reason=reason), by=by))

    def change(self, id: UUID, by: Actor, **differently: Any) -> None:
        said = {"reason": "Уточнили", "dropped": (2,)} | differently
        command = ChangeCaution.model_validate(said)
        self.seen(self.cautions.change(id, command, by=by))

    def withdraw(self, id: UUID, by: Actor, reason: str = "Не тот дом") -> None:
        self.seen(self.cautions.withdraw(id, AnswerCaution(reason=reason), by=by))

    def close(self, id: UUID, by: Actor) -> None:
        self.seen(self.cautions.close(id, by=by))

    def card(self, id: UUID) -> CautionCard:
        self.service.runner.drain()
        found = self.service.caution_view.get(id)
        assert found
        return found

    def due(self, id: UUID, task: Task = OBJECT) -> list[DeadlineCard]:
        self.service.runner.drain()
        found = self.service.deadline_view.about(id)
        return [one for one in found if one.task is task]

    def seen(self, receipt: Receipt) -> Receipt:
        self.service.runner.drain()
        return receipt
