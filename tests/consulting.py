"""Clients who ask and officers who answer, on top of `tests.business`."""

from uuid import UUID

from application.consultation import (
    AnswerWith,
    Ask,
    Explain,
    FollowUp,
    Forward,
    GiveAnswer,
    PublishAnswer,
    Rate,
)
from application.log import Key, Receipt
from application.person import AddPerson, FoundOrganisation
from domain.kernel import Actor, Role
from domain.person import OrganisationKind
from projections.consultation import AnswerCard, QuestionCard
from tests.business import LIFT_CODE, Business, acting, own
from tests.interfaces.shell import ADMIN

SAME = (
    "Нужно ли обследовать лифт каждый год?",
    "Каждый год нужно обследовать лифт или реже?",
    "Обследовать лифт нужно каждый год в старом доме?",
    "Должны ли мы обследовать наш лифт каждый год",
    "Лифт обследовать каждый год?",
)
"""Questions that say much the same."""
QUESTION, ANSWER = "Нужно ли обследовать лифт?", "Да, раз в год."


class Desk:
    """Questions and answers in few words."""

    def __init__(self, world: Business) -> None:
        self.world = world
        self.commands = world.service.consultations
        self.public = world.service.public_answers

    def registrar(self, name: str = "elena") -> Actor:
        """Somebody who keeps the register, for an organisation."""
        person = self.world.person(name)
        people = self.world.service.people
        founding = FoundOrganisation(
            kind=OrganisationKind.REGISTRAR, name="Оператор реестра"
        )
        id = people.found(founding, by=ADMIN).id
        joining = AddPerson(
            person_id=UUID(person.id), organisation=id, role=Role.REGISTRAR
        )
        self.world.seen(people.add(joining, by=ADMIN))
        return acting(person, id, Role.REGISTRAR)

    def clients(self, count: int) -> list[Actor]:
        return [self.world.client(f"client{n}", inn=inn_of(n)) for n in range(count)]

    def ask(
        self,
        by: Actor,
        question: str = QUESTION,
        requirement: str | None = LIFT_CODE,
        key: Key | None = None,
    ) -> Receipt:
        command = Ask(question=question, requirement=requirement)
        return self.world.seen(self.commands.ask(own(by), command, by=by, key=key))

    def ask_the_same(self, clients: list[Actor]) -> list[UUID]:
        """One question of each, all much the same."""
        return [
            self.ask(by, SAME[place % len(SAME)]).id for place, by in enumerate(clients)
        ]

    def answer(self, id: UUID, by: Actor, answer: str = ANSWER) -> Receipt:
        command = GiveAnswer(answer=answer)
        return self.world.seen(self.commands.answer(id, command, by=by))

    def answer_with(self, id: UUID, explanation: UUID, by: Actor) -> Receipt:
        command = AnswerWith(explanation=explanation)
        return self.world.seen(self.commands.answer_with(id, command, by=by))

    def forward(
        self, id: UUID, by: Actor, body: str, reason: str = "Не наше"
    ) -> Receipt:
        command = Forward(body=body, reason=reason)
        return self.world.seen(self.commands.forward(id, command, by=by))

    def follow_up(self, id: UUID, by: Actor, question: str = "А если нет?") -> Receipt:
        command = FollowUp(question=question)
        return self.world.seen(self.commands.follow_up(id, command, by=by))

    def rate(
        self, id: UUID, by: Actor, rating: int = 5, turn: int = 1, comment: str = ""
    ) -> Receipt:
        command = Rate(turn=turn, rating=rating, comment=comment or None)
        return self.world.seen(self.commands.rate(id, command, by=by))

    def read(self, id: UUID, by: Actor) -> Receipt:
        return self.world.seen(self.commands.mark_read(id, by=by))

    def close(self, id: UUID, by: Actor) -> Receipt:
        return self.world.seen(self.commands.close(id, by=by))

    def publish(
        self,
        id: UUID,
        by: Actor,
        question: str = "Как часто обследуют лифты?",
        answer: str = "Раз в год, пока лифт работает.",
        unmet: str | None = None,
    ) -> Receipt:
        command = PublishAnswer(
            question_id=id, question=question, answer=answer, unmet=unmet
        )
        return self.world.seen(self.public.publish(command, by=by))

    def explain(
        self, ids: list[UUID], by: Actor, answer: str = "Каждый лифт, раз в год."
    ) -> Receipt:
        command = Explain(
            questions=tuple(ids), question="Как часто обследуют лифты?", answer=answer
        )
        return self.world.seen(self.public.explain(command, by=by))

    def card(self, id: UUID) -> QuestionCard:
        found = self.world.service.question_view.get(id)
        assert found
        return found

    def public_answer(self, id: UUID) -> AnswerCard:
        return self.world.service.answer_view.by_ids([id])[id]


def inn_of(place: int) -> str:
    """A sound INN of a person, another for each place."""
    digits = [int(digit) for digit in f"6399{place:06}"]
    for weights in (
        (7, 2, 4, 10, 3, 5, 9, 4, 6, 8),
        (3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8),
    ):
        total = sum(w * d for w, d in zip(weights, digits, strict=True))
        digits.append(total % 11 % 10)
    return "".join(map(str, digits))
