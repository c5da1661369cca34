"""Executions at work: commands said briefly, and what is seen of them."""

from io import BytesIO
from typing import Any
from uuid import UUID

from application.execution import (
    DoStep,
    GiveEvidence,
    HandStep,
    QuestionConfirmation,
    Recall,
    Reply,
    ShareEvidence,
    SkipStep,
    StartExecution,
    WithoutReason,
    WithReason,
)
from application.log import EventLog, Receipt
from application.person import AddPerson
from domain.execution import ExecutionConfirmation, Form
from domain.kernel import Actor, Role
from projections.execution import ConfirmationCard, ExecutionCard
from tests.algorithm import ALGORITHM, algorithm, draft, step
from tests.business import LIFT_CODE, SCHOOLS, Business, acting, own
from tests.interfaces.shell import ADMIN

PHOTO = b"\xff\xd8\xff a photo of the lift"
MONTHLY = {"every": {"n": 1, "unit": "month"}}
STEPS = (
    step(1, repeats=False),
    step(2, requirements=[LIFT_CODE], evidence_kind="photo"),
)


class Carrying:
    """What people do with executions in a world."""

    def __init__(self, made: Business) -> None:
        self.made = made
        self.service = made.service

    def start(self, by: Actor, code: str = ALGORITHM, **differently: Any) -> UUID:
        command = StartExecution(algorithm=code, **differently)
        return self.seen(self.service.executions.start(own(by), command, by=by)).id

    def attach(
        self, id: UUID, number: int, by: Actor, content: bytes = PHOTO
    ) -> Receipt:
        receipt = self.service.steps.give_file(
            id, number, "фото.jpg", BytesIO(content), by=by
        )
        return self.seen(receipt)

    def write(self, id: UUID, number: int, by: Actor, text: str = "№ 12") -> Receipt:
        command = GiveEvidence(form=Form.RECORD, text=text)
        return self.seen(self.service.steps.give(id, number, command, by=by))

    def share(self, id: UUID, number: int, evidence: UUID, by: Actor) -> None:
        command = ShareEvidence(evidence=evidence)
        self.seen(self.service.steps.share(id, number, command, by=by))

    def do(self, id: UUID, number: int, by: Actor, note: str | None = None) -> None:
        command = DoStep(note=note)
        self.seen(self.service.steps.do(id, number, command, by=by))

    def skip(self, id: UUID, number: int, by: Actor, reason: str = "Нет") -> None:
        command = SkipStep(reason=reason)
        self.seen(self.service.steps.skip(id, number, command, by=by))

    def hand(self, id: UUID, number: int, to: UUID | None, by: Actor) -> None:
        command = HandStep(person=to)
        self.seen(self.service.steps.hand(id, number, command, by=by))

    def carry_out(self, by: Actor, **differently: Any) -> UUID:
        """Begin, do both steps of STEPS and finish; the confirmation's id."""
        id = self.start(by, **differently)
        self.write(id, 1, by)
        self.do(id, 1, by, "Приказ подписан")
        self.attach(id, 2, by)
        self.do(id, 2, by)
        return self.finish(id, by)

    def finish(self, id: UUID, by: Actor) -> UUID:
        self.seen(self.service.executions.finish(id, by=by))
        return ExecutionConfirmation.create_id(id)

    def renew(self, id: UUID, by: Actor) -> UUID:
        return self.seen(self.service.executions.renew(id, by=by)).id

    def question(
        self, id: UUID, by: Actor, *codes: str, reason: str = "Не видно"
    ) -> None:
        command = QuestionConfirmation(
            requirements=codes or (LIFT_CODE,), reason=reason
        )
        self.seen(self.service.execution_confirmations.question(id, command, by=by))

    def reply(self, id: UUID, to: Actor, by: Actor, reply: str = "Видно") -> None:
        command = Reply(authority=own(to), reply=reply)
        self.seen(self.service.execution_confirmations.reply(id, command, by=by))

    def accept(self, id: UUID, by: Actor) -> None:
        command = WithoutReason()
        self.seen(
            self.service.execution_confirmations.drop_question(id, command, by=by)
        )

    def uphold(self, id: UUID, by: Actor) -> None:
        command = WithReason(reason="Всё равно не видно")
        self.seen(
            self.service.execution_confirmations.uphold_question(id, command, by=by)
        )

    def recall(self, id: UUID, by: Actor, reason: str | None = None) -> None:
        command = Recall(reason=reason)
        self.seen(self.service.execution_confirmations.recall(id, command, by=by))

    def employee(self, of: Actor, name: str = "denis") -> Actor:
        """Somebody who works for a business and does what is handed over."""
        person = self.made.person(name)
        command = AddPerson(
            person_id=UUID(person.id), organisation=own(of), role=Role.EMPLOYEE
        )
        self.seen(self.service.people.add(command, by=of))
        return acting(person, own(of), Role.EMPLOYEE)

    def card(self, id: UUID) -> ExecutionCard:
        found = self.service.execution_view.get(id)
        assert found
        return found

    def confirmation(self, id: UUID) -> ConfirmationCard:
        found = self.service.execution_confirmation_view.get(id)
        assert found
        return found

    def seen(self, receipt: Receipt) -> Receipt:
        return self.made.seen(receipt)


def two_steps(**changes: Any) -> Any:
    """An order, then a photo that is taken anew each month."""
    return algorithm(*STEPS, **({"repeat": MONTHLY} | changes))


class Cafe(Carrying):
    """A café with a lift, the body that supervises lifts, and an algorithm."""

    def __init__(self, made: Business) -> None:
        super().__init__(made)
        made.require()
        draft(made, two_steps())
        self.anna = made.client(facts={"object:lift": True})
        self.pavel = made.supervisor()
        self.nina = self.head_of(self.pavel)
        self.olga = made.supervisor(SCHOOLS, "olga")

    def head_of(self, inspector: Actor) -> Actor:
        """The head of an inspector's authority."""
        person, authority = self.made.person("nina"), own(inspector)
        command = AddPerson(
            person_id=UUID(person.id), organisation=authority, role=Role.HEAD
        )
        self.seen(self.service.people.add(command, by=ADMIN))
        return acting(person, authority, Role.HEAD)

    def log(self) -> EventLog:
        return self.service.log

    def lapsed(self, id: UUID) -> list[tuple[str | None, str | None]]:
        """What has lapsed of a confirmation, and why."""
        self.made.react()
        return [(r.code, r.lapsed) for r in self.confirmation(id).requirements]
