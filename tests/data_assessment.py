"""Looks and surveys at work: commands said briefly, and what is seen of them."""

from typing import Any
from uuid import UUID

from stdnum.ru import inn as inn_number

from application.client import REGISTERS
from application.data_assessment import (
    AskSurvey,
    LookAtRecords,
    OfferHelp,
    RemarkOnLook,
)
from domain.client import RegisterAnswer, RegisterFact
from domain.data_assessment import Finding, Outcome, Segment, Why
from domain.kernel import Actor, Certainty
from domain.profile import FactValue
from interfaces.gateways.registers import ERVK
from projections.data_assessment import LookCard, SurveyCard
from tests.algorithm import ALGORITHM
from tests.business import INN, LIFT_CODE, Business, own

PURPOSE = "План профилактики на 2027 год, п. 3"


class Looking:
    """What bodies do in a world without leaving their desks."""

    def __init__(self, made: Business) -> None:
        self.made = made
        self.service = made.service

    def look(self, by: Actor, *codes: str, inn: str | None = INN, **how: Any) -> UUID:
        command = LookAtRecords.model_validate(
            {"inn": inn, "requirements": codes or (LIFT_CODE,), "purpose": PURPOSE}
            | how
        )
        return self.made.seen(self.service.looks.look(command, by=by)).id

    def finding(self, by: Actor, code: str = LIFT_CODE, **how: Any) -> Finding:
        """What the records say of one requirement now."""
        [found] = self.card(self.look(by, code, **how)).findings
        return found

    def came_of(
        self, by: Actor, code: str = LIFT_CODE, **how: Any
    ) -> tuple[Outcome, Why]:
        found = self.finding(by, code, **how)
        return found.outcome, found.why

    def remark(self, id: UUID, by: Actor, text: str = "Журнал обновлён") -> None:
        command = RemarkOnLook(text=text)
        self.made.seen(self.service.looks.remark(id, command, by=by))

    def ask(self, by: Actor, *codes: str, **segment: Any) -> UUID:
        """Ask a survey; nobody has gone through it yet."""
        command = AskSurvey(
            requirements=codes or (LIFT_CODE,),
            purpose=PURPOSE,
            segment=Segment.model_validate(segment),
        )
        return self.made.seen(self.service.surveys.ask(command, by=by)).id

    def survey(self, by: Actor, *codes: str, **segment: Any) -> UUID:
        """A survey that was gone through."""
        id = self.ask(by, *codes, **segment)
        self.go_through()
        return id

    def go_through(self) -> None:
        self.service.surveys.go_on_with_all()
        self.service.runner.drain()

    def offer(
        self, id: UUID, by: Actor, code: str = LIFT_CODE, algorithm: str = ALGORITHM
    ) -> UUID:
        command = OfferHelp(requirement=code, algorithm=algorithm)
        self.made.seen(self.service.surveys.offer(id, command, by=by))
        return self.survey_card(id).offers[-1].id

    def dismiss(self, offer: UUID, by: Actor) -> None:
        self.made.seen(self.service.offers.dismiss(own(by), offer, by=by))

    def register_says(
        self,
        inn: str = INN,
        reference: str = "У003/000000017",
        certainty: Certainty = Certainty.CERTAIN,
        **facts: FactValue,
    ) -> None:
        """A state register says facts; `object_lift` stands for "object:lift"."""
        told = tuple(
            RegisterFact(
                fact=name.replace("_", ":", 1),
                value=value,
                since=self.service.clock.today(),
                reference=reference,
                certainty=certainty,
            )
            for name, value in facts.items()
        )
        answer = RegisterAnswer(registry=ERVK, inn=inn, ogrn=None, facts=told)
        self.service.state_registers.take([answer], by=REGISTERS)
        self.service.runner.drain()

    def card(self, id: UUID) -> LookCard:
        found = self.service.look_view.get(id)
        assert found
        return found

    def survey_card(self, id: UUID) -> SurveyCard:
        found = self.service.survey_view.get(id)
        assert found
        return found


def inn_number_of(n: int) -> str:
    """The INN of the n-th person, from 1."""
    digits = f"63{n:08d}"
    return digits + str(inn_number.calc_personal_check_digits(digits))
