"""Things of every kind that can be appealed against, for everybody's tests (I9)."""

from datetime import date, timedelta
from uuid import UUID

from application.inspection import AnswerInInspection, AskInInspection
from application.person import AddPerson
from application.visit import Conclude, GivenOrder
from domain.appeal import SubjectKind
from domain.inspection import Cause
from domain.kernel import Actor, Role
from tests.business import LIFT_CODE, OTHER_INN, acting, own
from tests.cautioning import Cautioning
from tests.compliance import Assessing
from tests.conftest import StoppedClock
from tests.consulting import Desk
from tests.execution import Cafe
from tests.inspecting import Inspecting
from tests.interfaces.shell import ADMIN
from tests.requesting import Requesting
from tests.risking import Risking
from tests.visiting import Visiting


class Appealable:
    """Makes a thing of a kind; the address is what an appeal about it begins with.

    Args:
        cafe: the people: anna appeals, pavel decided for a body that nina heads.
        clock: that they go by.
    """

    def __init__(self, cafe: Cafe, clock: StoppedClock) -> None:
        self.cafe = cafe
        self.world = cafe.made
        self.clock = clock
        self.anna, self.pavel, self.nina = cafe.anna, cafe.pavel, cafe.nina
        self.inspecting = Inspecting(self.world, clock)

    def made(self, kind: SubjectKind, **differently: bool) -> str:
        """A thing of a kind, that its client knows of; its address."""
        address: str = getattr(self, kind.value)(**differently)
        self.world.react()
        return address

    def client_of(self, kind: SubjectKind) -> Actor:
        """Whose it is: boris alone has no lift, and could declare so."""
        return self.boris if kind is SubjectKind.DECLARATION else self.anna

    def issued(self) -> None:
        """Papers are made and sent."""
        self.world.react()
        self.world.service.papers.issue_due()
        self.world.react()

    def inspection(self) -> str:
        id = self.inspecting.notified(self.pavel, self.anna)
        return f"/inspections/{id}"

    def inspection_conduct(self) -> str:
        id = self.inspecting.started(self.pavel, self.anna)
        return f"/inspections/{id}#inspection_conduct"

    def act(self) -> str:
        id = self.inspecting.acted(self.pavel, self.anna, "Журнала нет")
        return f"/inspections/{id}#act"

    def improvement_order(self) -> str:
        id = self.inspecting.acted(self.pavel, self.anna, "Журнала нет")
        self.inspecting.demand(id, self.pavel)
        return f"/inspections/{id}#improvement_order"

    def date_move(self) -> str:
        id = self.inspecting.notified(self.pavel, self.anna)
        move = self.inspecting.ask_move(
            id, self.anna, cause=Cause.OTHER, reason="Ремонт"
        )
        self.inspecting.decline(move, self.pavel)
        return f"/inspections/{id}#date_move-{move}"

    def caution(self) -> str:
        return f"/cautions/{Cautioning(self.world).issue(self.pavel)}"

    def caution_answer(self) -> str:
        doing = Cautioning(self.world)
        id = doing.issue(self.pavel)
        self.world.react()
        doing.object(id, self.anna)
        doing.keep(id, self.pavel)
        return f"/cautions/{id}#caution_answer"

    def risk_category(self) -> str:
        return f"/risk/{self._risk()}"

    def risk_answer(self) -> str:
        id, doing = self._risk(), Risking(self.world)
        doing.object(id, self.anna)
        doing.answer(id, self.nina)
        return f"/risk/{id}#risk_answer"

    def visit(self) -> str:
        return f"/visits/{Visiting(self.world).announce(self.pavel)}"

    def visit_order(self, *, is_opened: bool = True) -> str:
        doing = Visiting(self.world)
        id = doing.announce(self.pavel)
        doing.hold(id, self.anna, self.pavel, self.clock)
        point = GivenOrder(
            requirement=LIFT_CODE,
            until=date(2027, 1, 20),
            found="Лифт не осмотрен",
            remedy="Осмотреть",
            proof="Журнал",
        )
        command = Conclude(order=(point,))
        outcomes = self.world.service.visit_outcomes
        self.world.seen(outcomes.conclude(id, command, by=self.pavel))
        self.world.react()
        outcome = doing.card(id).outcome
        assert outcome
        if is_opened:
            self.open(outcome.message, self.anna)
        return f"/visits/{id}#visit_order"

    def information_request(self) -> str:
        return f"/information-requests/{Requesting(self.world).ask(self.pavel)}"

    def declaration(self) -> str:
        self.boris = self.world.client("boris", inn=OTHER_INN)
        id = self.world.declare(self.boris).id
        self.world.contest(id, self.pavel)
        return f"/declarations/{id}"

    def compliance(self) -> str:
        doing = Assessing(self.world)
        doing.assess(self.anna, shown_by=("инструкция", "приказ"))
        id = doing.declare(self.anna).id
        doing.annul(self.pavel, id)
        return f"/compliance/{id}"

    def execution(self) -> str:
        id = self.cafe.carry_out(self.anna)
        self.cafe.question(id, self.pavel)
        return f"/execution-confirmations/{id}#execution-{own(self.pavel)}"

    def answer(self) -> str:
        desk = Desk(self.world)
        id = desk.ask(self.anna).id
        desk.answer(id, self.pavel)
        return f"/questions/{id}"

    def inaction(self) -> str:
        id = Desk(self.world).ask(self.anna).id
        self.world.react()
        (deadline,) = self.world.service.deadline_view.about(id)
        self.clock.set(deadline.reckoning.ends + timedelta(hours=1))
        return f"/deadlines/{deadline.id}"

    def colleague(self, name: str) -> Actor:
        """One more inspector of pavel's body."""
        person, authority = self.world.person(name), own(self.pavel)
        command = AddPerson(
            person_id=UUID(person.id), organisation=authority, role=Role.INSPECTOR
        )
        self.world.seen(self.world.service.people.add(command, by=ADMIN))
        return acting(person, authority, Role.INSPECTOR)

    def open_in_case(self, inspection: UUID, message: UUID) -> None:
        """The client opens what came in a case."""
        talk = self.world.service.inspection_talk
        self.world.seen(talk.open(inspection, message, by=self.anna))

    def talk(self, inspection: UUID, by: Actor) -> None:
        """The client asks something in a case, and an officer answers."""
        talk = self.world.service.inspection_talk
        asked = AskInInspection(text="Какие журналы нужны?")
        question = self.world.seen(talk.ask(inspection, asked, by=self.anna)).id
        answer = AnswerInInspection(text="Журнал осмотров")
        self.world.seen(talk.answer(inspection, question, answer, by=by))

    def open(self, message: UUID, by: Actor) -> None:
        """Somebody opens a message."""
        self.world.seen(self.world.service.correspondence.open(message, by=by))

    def _risk(self) -> UUID:
        doing = Risking(self.world)
        doing.keep(self.nina)
        return doing.assign(self.nina)
