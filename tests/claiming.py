"""Claims of damage for everybody's tests, on top of `tests.inspecting`."""

from datetime import date
from typing import Any
from uuid import UUID

from application.damage import (
    AcceptOffer,
    AnswerClaim,
    BeginClaim,
    GoToCourt,
    InterestOn,
    OfferSum,
    PutLine,
    RecordOutcome,
    RecordPayment,
    TakeDays,
    TellStory,
    WithdrawClaim,
)
from application.log import Receipt
from application.person import AddPerson
from domain.damage import BodyAnswer, CourtOutcome, LineKind
from domain.kernel import Actor, Role
from projections.damage import ClaimCard
from tests.business import PDF, Business, acting, own
from tests.interfaces.shell import ADMIN

STORY = "Склад был опечатан без основания, три дня он стоял"
WHAT = "Испорченный товар по накладной № 7"
WHY = "Решение не отменено"


class Claiming:
    """Claims and what follows them in few words."""

    def __init__(self, world: Business) -> None:
        self.world = world
        self.service = world.service
        self.drafts = world.service.damage.drafts
        self.sending = world.service.damage.sending
        self.talks = world.service.damage.talks

    def head(self, of: Actor, name: str = "nina") -> Actor:
        """The head of somebody's body."""
        person = self.world.person(name)
        joining = AddPerson(
            person_id=UUID(person.id), organisation=own(of), role=Role.HEAD
        )
        self.seen(self.service.people.add(joining, by=ADMIN))
        return acting(person, own(of), Role.HEAD)

    def begun(self, by: Actor, inspection: UUID, **differently: Any) -> UUID:
        command = BeginClaim(inspection=inspection, **differently)
        return self.seen(self.drafts.begin(command, by=by)).id

    def tell(self, id: UUID, by: Actor, story: str = STORY) -> None:
        self.seen(self.drafts.tell(id, TellStory(story=story), by=by))

    def add(self, id: UUID, by: Actor, **differently: Any) -> Receipt:
        said = {"kind": LineKind.ACTUAL, "kopecks": 50_000_00, "what": WHAT}
        command = PutLine.model_validate(said | differently)
        return self.seen(self.drafts.add(id, command, by=by))

    def grow(self, id: UUID, by: Actor, since: date, until: date) -> Receipt:
        """Add interest on a hundred thousand roubles."""
        on = InterestOn(principal=100_000_00, since=since, until=until)
        return self.add(id, by, kind=LineKind.INTEREST, kopecks=0, interest=on)

    def take(self, id: UUID, by: Actor, *days: date) -> None:
        self.seen(self.drafts.take(id, TakeDays(days=days), by=by))

    def written(self, by: Actor, inspection: UUID) -> UUID:
        """A draft that can be sent, with a document."""
        id = self.begun(by, inspection)
        self.tell(id, by)
        file = self.drafts.keep(id, "накладная.pdf", PDF, by=by)
        self.add(id, by, files=(file,))
        return id

    def sent(self, by: Actor, inspection: UUID) -> UUID:
        id = self.written(by, inspection)
        self.seen(self.sending.send(id, by=by))
        return id

    def answer(
        self, id: UUID, by: Actor, answer: BodyAnswer, **differently: Any
    ) -> None:
        if message := self.card(id).message:
            self.seen(self.service.correspondence.open(message, by=by))
        command = AnswerClaim.model_validate(
            {"answer": answer, "words": WHY} | differently
        )
        self.seen(self.talks.answer(id, command, by=by))

    def offer(self, id: UUID, by: Actor, kopecks: int, **differently: Any) -> None:
        said = {"kopecks": kopecks, "words": "Мирно"} | differently
        command = OfferSum.model_validate(said)
        self.seen(self.talks.offer(id, command, by=by))

    def accept(self, id: UUID, by: Actor, words: str = "") -> None:
        self.seen(self.talks.accept(id, AcceptOffer(words=words), by=by))

    def pay(self, id: UUID, by: Actor, kopecks: int) -> None:
        today = self.service.clock.today()
        command = RecordPayment(kopecks=kopecks, paid_on=today)
        self.seen(self.talks.pay(id, command, by=by))

    def sue(self, id: UUID, by: Actor, case: str = "А55-1/2026") -> None:
        command = GoToCourt(case=case, day=self.service.clock.today())
        self.seen(self.talks.go_to_court(id, command, by=by))

    def judge(self, id: UUID, by: Actor, outcome: CourtOutcome, kopecks: int) -> None:
        day = self.service.clock.today()
        command = RecordOutcome(outcome=outcome, kopecks=kopecks, day=day)
        self.seen(self.talks.decide_in_court(id, command, by=by))

    def withdraw(self, id: UUID, by: Actor, words: str = "Ошибка в сумме") -> None:
        self.seen(self.talks.withdraw(id, WithdrawClaim(words=words), by=by))

    def discard(self, id: UUID, by: Actor) -> None:
        self.seen(self.drafts.discard(id, by=by))

    def card(self, id: UUID) -> ClaimCard:
        found = self.service.damage.view.get(id)
        assert found
        return found

    def seen(self, receipt: Receipt) -> Receipt:
        self.service.runner.drain()
        return receipt
