"""Appeals for everybody's tests, on top of `tests.business` and `tests.inspecting`."""

from datetime import date
from typing import Any
from uuid import UUID

from application.appeal import (
    AddressAppeal,
    AddToAppeal,
    AskBody,
    AskClient,
    AssignAppeal,
    BeginAppeal,
    ChangePart,
    CheckDecision,
    DraftDecision,
    EmpowerInAppeal,
    ExplainAppealed,
    ExtendAppeal,
    JudgedPoint,
    OrderedEffect,
    OutsideMatter,
    RefuseConsideration,
    Ruling,
    WithdrawAppeal,
    WritePoint,
)
from application.log import Receipt
from application.person import AddPerson
from domain.appeal import (
    Appeal,
    AppealPower,
    DraftPart,
    Effect,
    Evidence,
    SubjectKind,
)
from domain.kernel import Actor, Role
from projections.deadline import DeadlineCard
from tests.business import LIFTS, Business, acting, own
from tests.conftest import StoppedClock
from tests.inspecting import Inspecting
from tests.interfaces.shell import ADMIN

TOLD = "Письмо № 7: велели поставить второй лифт"
WORDS = "О проверке узнали в день её начала"
ASKS = "Отменить"
REASON = "Уведомление отправили в день начала"
WHOLE = "Жалоба обоснованна"


class Appealing:
    """Appeals in few words.

    An officer of the body is `world.supervisor(name="olga",
    role=Role.APPEALS_OFFICER)`; see `officer`.

    Args:
        world: the service.
        clock: that it goes by.
    """

    def __init__(self, world: Business, clock: StoppedClock) -> None:
        self.world = world
        self.clock = clock
        self.service = world.service
        self.inspecting = Inspecting(world, clock)
        self.drafts = world.service.appeal_drafts
        self.replies = world.service.appeal_replies
        self.people = world.service.appeal_representatives
        self.cases = world.service.appeal_cases
        self.decisions = world.service.appeal_decisions
        self.explanations = world.service.appeal_explanations

    def officer(
        self, name: str = "olga", role: Role = Role.APPEALS_OFFICER, body: str = LIFTS
    ) -> Actor:
        """Somebody who decides appeals in a body."""
        return self.world.supervisor(body, name, role)

    def colleague(
        self, of: Actor, name: str, role: Role = Role.APPEALS_OFFICER
    ) -> Actor:
        """One more person of somebody's body."""
        person = self.world.person(name)
        command = AddPerson(person_id=UUID(person.id), organisation=own(of), role=role)
        self.seen(self.service.people.add(command, by=ADMIN))
        return acting(person, own(of), role)

    # What the client does

    def begun(self, client: Actor, about: str) -> UUID:
        """A draft against what stands at an address."""
        command = BeginAppeal(about=about)
        return self.seen(self.drafts.begin(command, by=client)).id

    def outside(
        self, client: Actor, body: Actor | None = None, **differently: Any
    ) -> UUID:
        """A draft against something that the service does not know."""
        said = {"told": TOLD, "authority": own(body) if body else None} | differently
        command = BeginAppeal(outside=OutsideMatter.model_validate(said))
        return self.seen(self.drafts.begin(command, by=client)).id

    def address(self, id: UUID, by: Actor, body: Actor, told: str = TOLD) -> None:
        command = AddressAppeal(told=told, authority=own(body))
        self.seen(self.drafts.address(id, command, by=by))

    def point(
        self,
        id: UUID,
        by: Actor,
        ground: str = "not-proven",
        words: str = WORDS,
        *,
        number: int | None = None,
        evidence: Evidence | None = None,
    ) -> None:
        command = WritePoint(
            number=number,
            ground=ground,
            words=words,
            evidence=evidence or Evidence(),
        )
        self.seen(self.drafts.write_point(id, command, by=by))

    def change(
        self, id: UUID, by: Actor, part: DraftPart, words: str = "", **more: Any
    ) -> None:
        said = {"part": part, "words": words} | more
        command = ChangePart.model_validate(said)
        self.seen(self.drafts.change(id, command, by=by))

    def written(
        self,
        client: Actor,
        about: str | None = None,
        *,
        body: Actor | None = None,
        points: int = 1,
        suspend: bool = False,
        learned_on: date | None = None,
    ) -> UUID:
        """A whole draft: against what stands at an address, or outside, of a body."""
        id = self.begun(client, about) if about else self.outside(client, body)
        for _ in range(points):
            self.point(id, client)
        self.change(id, client, DraftPart.ASKS, ASKS)
        if suspend:
            self.change(id, client, DraftPart.SUSPENSION, "Иначе закроемся")
        if learned_on or self.load(id).learned() is None:
            learned = learned_on or self.clock.today()
            self.change(id, client, DraftPart.LEARNED, learned_on=learned)
        return id

    def send(self, id: UUID, by: Actor) -> None:
        self.seen(self.drafts.send(id, by=by))

    def sent(self, client: Actor, about: str | None = None, **differently: Any) -> UUID:
        """An appeal that was sent; arguments as of `written`."""
        id = self.written(client, about, **differently)
        self.send(id, client)
        return id

    def add(self, id: UUID, by: Actor, words: str = "Ещё одно письмо") -> None:
        self.seen(self.replies.add(id, AddToAppeal(words=words), by=by))

    def give(self, id: UUID, by: Actor, words: str = "Вот журнал") -> None:
        self.seen(self.replies.give(id, AddToAppeal(words=words), by=by))

    def withdraw(self, id: UUID, by: Actor, reason: str | None = None) -> None:
        command = WithdrawAppeal(reason=reason)
        self.seen(self.replies.withdraw(id, command, by=by))

    def open(self, id: UUID, by: Actor) -> None:
        """Open the decision, or the refusal to consider."""
        message = self.load(id).message
        assert message
        self.seen(self.replies.open(id, message, by=by))
        self.world.react()

    def empower(
        self, id: UUID, by: Actor, person: Actor, *powers: AppealPower, **more: Any
    ) -> None:
        given = frozenset(powers or (AppealPower.PREPARE,))
        said = {"person": person.id, "powers": given} | more
        command = EmpowerInAppeal.model_validate(said)
        self.seen(self.people.empower(id, command, by=by))

    def revoke(self, id: UUID, by: Actor, person: Actor) -> None:
        self.seen(self.people.revoke(id, person.id, by=by))

    # What the body does

    def assign(self, id: UUID, by: Actor, to: Actor | None = None) -> None:
        command = AssignAppeal(officer=(to or by).id)
        self.seen(self.cases.assign(id, command, by=by))

    def read(self, id: UUID, by: Actor) -> None:
        """Open all that the client sent."""
        for message in self.load(id).submitted:
            self.seen(self.service.correspondence.open(message, by=by))

    def accept(self, id: UUID, by: Actor) -> None:
        self.read(id, by)
        self.seen(self.cases.accept(id, by=by))

    def accepted(self, client: Actor, officer: Actor, **differently: Any) -> UUID:
        """An appeal that this officer considers; arguments as of `written`.

        Without `about` it is against something outside, of the officer's body.
        """
        if "about" not in differently:
            differently.setdefault("body", officer)
        id = self.sent(client, **differently)
        self.assign(id, officer)
        self.accept(id, officer)
        return id

    def refuse(
        self, id: UUID, by: Actor, ground: str = "sent-before", reason: str = "Было"
    ) -> None:
        self.read(id, by)
        command = RefuseConsideration(ground=ground, reason=reason)
        self.seen(self.cases.refuse(id, command, by=by))

    def restore(self, id: UUID, by: Actor, *, granted: bool = True) -> None:
        self.read(id, by)
        command = Ruling(granted=granted, reason="Болезнь подтверждена")
        self.seen(self.cases.decide_restoration(id, command, by=by))

    def suspend(self, id: UUID, by: Actor, *, granted: bool = True) -> None:
        self.read(id, by)
        command = Ruling(granted=granted, reason="Вред был бы невосполним")
        self.seen(self.cases.decide_suspension(id, command, by=by))

    def ask_client(self, id: UUID, by: Actor, what: str = "Пришлите журнал") -> None:
        self.seen(self.cases.ask_client(id, AskClient(what=what), by=by))

    def ask_body(
        self, id: UUID, by: Actor, days: int = 3, what: str = "Когда уведомили?"
    ) -> None:
        self.seen(self.cases.ask_body(id, AskBody(what=what, days=days), by=by))

    def explain(self, id: UUID, by: Actor, words: str = "Уведомили накануне") -> None:
        self.seen(self.explanations.explain(id, ExplainAppealed(words=words), by=by))

    def extend(self, id: UUID, by: Actor, days: int = 5) -> None:
        command = ExtendAppeal(days=days, reason="Ждём экспертизу")
        self.seen(self.cases.extend(id, command, by=by))

    def draft(
        self,
        id: UUID,
        by: Actor,
        *effects: OrderedEffect,
        upheld: tuple[int, ...] | None = None,
        words: str = WHOLE,
    ) -> None:
        """Draft a decision: every point is upheld, unless said otherwise.

        Without effects, what is upheld is annulled, or its body obliged.
        """
        self.read(id, by)
        appeal = self.load(id)
        chosen = tuple(appeal.points) if upheld is None else upheld
        command = DraftDecision(
            points={
                n: JudgedPoint(upheld=n in chosen, reason=REASON) for n in appeal.points
            },
            effects=effects or (self.usual(appeal),) if chosen else (),
            words=words,
        )
        self.seen(self.decisions.draft(id, command, by=by))

    def usual(self, appeal: Appeal) -> OrderedEffect:
        """What usually follows when an appeal is upheld."""
        if appeal.matter.kind in {SubjectKind.OUTSIDE, SubjectKind.INSPECTION_CONDUCT}:
            until = date.fromordinal(self.clock.today().toordinal() + 10)
            return OrderedEffect(
                effect=Effect.OBLIGE, until=until, words="Ответить по существу"
            )
        return OrderedEffect(effect=Effect.ANNUL)

    def check(
        self, id: UUID, by: Actor, *, agrees: bool = True, reason: str | None = None
    ) -> None:
        self.read(id, by)
        command = CheckDecision(agrees=agrees, reason=reason)
        self.seen(self.decisions.check(id, command, by=by))

    def decide(self, id: UUID, by: Actor) -> None:
        self.read(id, by)
        self.seen(self.decisions.decide(id, by=by))

    def decided(self, client: Actor, officer: Actor, **differently: Any) -> UUID:
        """An appeal that was upheld; `upheld` names points, the rest as `written`."""
        upheld = differently.pop("upheld", None)
        id = self.accepted(client, officer, **differently)
        self.draft(id, officer, upheld=upheld)
        self.decide(id, officer)
        return id

    # What is seen

    def load(self, id: UUID) -> Appeal:
        """The appeal itself."""
        return self.service.log.load(Appeal, id)

    def due(self, id: UUID) -> list[DeadlineCard]:
        """Deadlines of an appeal, after everything that follows by itself."""
        self.world.react()
        return list(self.service.deadline_view.about(id))

    def seen(self, receipt: Receipt) -> Receipt:
        self.service.runner.drain()
        return receipt
