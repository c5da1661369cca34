"""Ombudsmen, costs and ratings in inspections, on top of `tests.inspecting`."""

from datetime import date
from typing import Any
from uuid import UUID

from application.burden import RateTools, RecordDay
from application.log import Receipt
from application.ombudsman import (
    Advise,
    AskBothSides,
    DeclineInvitation,
    InviteOmbudsman,
    LeaveInspection,
)
from application.person import AddPerson, FoundOrganisation
from domain.burden import Amounts, Rating, Tool, Who, Work
from domain.kernel import Actor, Role
from domain.ombudsman import Case
from domain.person import OrganisationKind
from projections.ombudsman import TakingPart
from tests.business import Business, acting
from tests.interfaces.shell import ADMIN

TIME = Amounts(work=(Work(who=Who.OWNER, minutes=90, rate=1000),))
OPINION = "Срок проверки превышен"


class Helping:
    """The ombudsman and the burden in few words."""

    def __init__(self, world: Business) -> None:
        self.world = world
        self.service = world.service
        self.commands = world.service.ombudsmen
        self.burdens = world.service.burdens

    def ombudsman(
        self, name: str = "tatiana", office: str = "Аппарат уполномоченного"
    ) -> Actor:
        """Somebody of an ombudsman's office."""
        person, people = self.world.person(name), self.service.people
        founding = FoundOrganisation(
            kind=OrganisationKind.OMBUDSMAN_OFFICE, name=office
        )
        id = people.found(founding, by=ADMIN).id
        joining = AddPerson(
            person_id=UUID(person.id), organisation=id, role=Role.OMBUDSMAN
        )
        self.seen(people.add(joining, by=ADMIN))
        return acting(person, id, Role.OMBUDSMAN)

    def invite(self, inspection: UUID, by: Actor, **differently: Any) -> UUID:
        case = Case.of_inspection(inspection)
        return self.invite_to(case, by, **differently)

    def invite_to(self, case: Case, by: Actor, **differently: Any) -> UUID:
        command = InviteOmbudsman.model_validate(differently)
        return self.seen(self.commands.invite(case, command, by=by)).id

    def accept(self, id: UUID, by: Actor) -> None:
        self.seen(self.commands.accept(id, by=by))

    def joined(self, inspection: UUID, client: Actor, ombudsman: Actor) -> UUID:
        """Invited by the client, and takes part."""
        id = self.invite(inspection, client, office=ombudsman.organisation)
        self.accept(id, ombudsman)
        return id

    def decline(self, id: UUID, by: Actor, reason: str = "Заняты") -> None:
        command = DeclineInvitation(reason=reason)
        self.seen(self.commands.decline(id, command, by=by))

    def advise(self, id: UUID, by: Actor, opinion: str = OPINION) -> None:
        self.seen(self.commands.advise(id, Advise(opinion=opinion), by=by))

    def ask(self, id: UUID, by: Actor, question: str = "Почему так долго?") -> UUID:
        command = AskBothSides(question=question)
        return self.seen(self.commands.ask(id, command, by=by)).id

    def leave(self, id: UUID, by: Actor) -> None:
        self.seen(self.commands.leave(id, LeaveInspection(), by=by))

    def withdraw(self, id: UUID, by: Actor) -> None:
        self.seen(self.commands.withdraw(id, by=by))

    def card(self, id: UUID) -> TakingPart:
        found = self.service.ombudsman_view.get(id)
        assert found
        return found

    def spend(
        self, inspection: UUID, by: Actor, day: date | None = None, **differently: Any
    ) -> Receipt:
        """Record what a day took: today, an hour and a half."""
        said = {"day": day or self.service.clock.today(), "amounts": TIME}
        command = RecordDay.model_validate(said | differently)
        return self.seen(self.burdens.record(inspection, command, by=by))

    def rate(self, inspection: UUID, by: Actor, **scores: int) -> Receipt:
        """Rate tools by their names."""
        ratings = {Tool(tool): Rating(score=n) for tool, n in scores.items()}
        command = RateTools(ratings=ratings)
        return self.seen(self.burdens.rate(inspection, command, by=by))

    def seen(self, receipt: Receipt) -> Receipt:
        self.service.runner.drain()
        return receipt
