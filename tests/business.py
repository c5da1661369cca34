"""Businesses, bodies and requirements at work: commands, and what is seen of them."""

from base64 import b64encode
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from application.applicability import Answer, Declare, OptionalReason, Reason
from application.client import OpenPremises, RegisterClient, StateFacts
from application.log import Key, Receipt
from application.person import AddPerson, FoundOrganisation, SignIn
from application.requirement import (
    AmendRequirement,
    DraftRequirement,
    RepealRequirement,
    ResumeRequirement,
    SuspendRequirement,
)
from domain.condition import Ground
from domain.kernel import Actor, Role
from domain.person import OrganisationKind
from domain.profile import ClientKind, FactValue
from interfaces.gateways.database import Database
from interfaces.reactions import Reactions
from interfaces.service import Service
from projections.applicability import DeclarationCard
from projections.client import ClientCard
from tests.conftest import MASTER_KEY, StoppedClock
from tests.interfaces.shell import ADMIN, service_of, settings_of
from tests.register import REGISTRAR, content

INN, OTHER_INN, FIRM_INN = "630000000119", "630000000292", "6300000034"
LIFT_CODE, TEACHING_CODE, POOL_CODE = "REQ-LIFT-001", "REQ-EDU-001", "REQ-POOL-001"
LIFTS, SCHOOLS = "Ростехнадзор", "Рособрнадзор"
LIFT = {"op": "all", "of": [{"client_kind": ["LE", "IE"]}, {"object": ["lift"]}]}
TEACHING = {
    "op": "any",
    "of": [{"okved_prefix": ["85"]}, {"activity": ["educational_programs"]}],
}
CRANE = {"object": ["lift", "crane"]}
NO_LIFT = ("object:lift",)
PDF = b"%PDF-1.7\nA plan of the floor."
ACT = "Постановление № 336"


class Business:
    """The service with what tests need of it, said briefly."""

    def __init__(self, service: Service) -> None:
        self.service = service
        self.clients = service.clients
        self.applicability = service.applicability
        self._authorities: dict[str, UUID] = {}

    def person(self, name: str = "anna") -> Actor:
        command = SignIn(issuer="demo", subject=name, name=name.title())
        id = self.seen(self.service.people.sign_in(command)).id
        return Actor(id=str(id), role=Role.PERSON)

    def client(
        self,
        name: str = "anna",
        inn: str = INN,
        kind: ClientKind = ClientKind.IE,
        facts: dict[str, FactValue] | None = None,
    ) -> Actor:
        """A registered business: its owner, acting for it."""
        person = self.person(name)
        command = RegisterClient(
            kind=kind, name=f"ИП {name}", inn=inn, facts=facts or {}
        )
        receipt = self.seen(self.clients.register(command, by=person))
        return acting(person, receipt.id, Role.CLIENT)

    def supervisor(
        self, body: str = LIFTS, name: str = "pavel", role: Role = Role.INSPECTOR
    ) -> Actor:
        """Somebody who acts for an authority that answers for a supervisory body."""
        person = self.person(name)
        id = self._authorities.get(body) or self._founded(body)
        joining = AddPerson(person_id=UUID(person.id), organisation=id, role=role)
        self.seen(self.service.people.add(joining, by=ADMIN))
        return acting(person, id, role)

    def _founded(self, body: str) -> UUID:
        authority = FoundOrganisation(
            kind=OrganisationKind.AUTHORITY, name=f"Управление: {body}", bodies=(body,)
        )
        id = self.service.people.found(authority, by=ADMIN).id
        self._authorities[body] = id
        return id

    def require(
        self,
        code: str = LIFT_CODE,
        condition: dict[str, Any] = LIFT,
        body: str = LIFTS,
        **changes: Any,
    ) -> None:
        """Publish a requirement."""
        said = content(condition=condition, control_body=body, **changes)
        command = DraftRequirement(code=code, content=said)
        self.service.requirements.draft(command, by=REGISTRAR)
        self.seen(self.service.requirements.publish(code, by=REGISTRAR))

    def amend(self, code: str = LIFT_CODE, **changes: Any) -> None:
        """Correct the newest version."""
        card = self.service.requirement_view.get(code)
        assert card
        command = AmendRequirement(
            content=card.content.model_copy(update=changes),
            corrects=None
            if "in_force_from" in changes
            else card.history.versions[-1].number,
        )
        self.seen(self.service.requirements.amend(code, command, by=REGISTRAR))

    def suspend(self, code: str = LIFT_CODE, until: date | None = None) -> None:
        command = SuspendRequirement(
            from_day=self.service.clock.today(),
            until=until,
            reason="Мораторий",
            act=ACT,
        )
        self.seen(self.service.requirements.suspend(code, command, by=REGISTRAR))

    def resume(self, code: str = LIFT_CODE) -> None:
        command = ResumeRequirement(from_day=self.service.clock.today(), act=ACT)
        self.seen(self.service.requirements.resume(code, command, by=REGISTRAR))

    def repeal(self, code: str = LIFT_CODE) -> None:
        command = RepealRequirement(
            from_day=self.service.clock.today(), reason="Отменено"
        )
        self.seen(self.service.requirements.repeal(code, command, by=REGISTRAR))

    def state(self, by: Actor, **facts: FactValue) -> Receipt:
        """Say facts; `object_lift` stands for "object:lift"."""
        said = {
            key.replace("_", ":", 1) if key.startswith(FLAGS) else key: value
            for key, value in facts.items()
        }
        command = StateFacts(facts=said)
        return self.seen(self.clients.state_facts(own(by), command, by=by))

    def open_premises(self, by: Actor, **facts: FactValue) -> Receipt:
        said = {key.replace("_", ":", 1): value for key, value in facts.items()}
        command = OpenPremises(name="Цех", address="Самара, 1", facts=said)
        return self.seen(self.clients.open_premises(own(by), command, by=by))

    def declare(
        self, by: Actor, *codes: str, key: Key | None = None, **differently: Any
    ) -> Receipt:
        """Declare, of the requirement about lifts unless others are named: no lift."""
        command = Declare.model_validate(
            {
                "requirements": codes or (LIFT_CODE,),
                "ground": Ground.OBJECT_NOT_USED,
                "absent": NO_LIFT,
            }
            | differently
        )
        return self.seen(self.applicability.declare(own(by), command, by=by, key=key))

    def contest(self, id: UUID, by: Actor, reason: str = "Лифт виден") -> None:
        self.seen(self.applicability.contest(id, Reason(reason=reason), by=by))

    def answer(self, id: UUID, by: Actor, answer: str = "Его сняли") -> None:
        self.seen(self.applicability.answer(id, Answer(answer=answer), by=by))

    def accept(self, id: UUID, by: Actor, reason: str | None = None) -> None:
        command = OptionalReason(reason=reason)
        self.seen(self.applicability.drop_contest(id, command, by=by))

    def uphold(self, id: UUID, by: Actor, reason: str = "Лифт работает") -> None:
        self.seen(self.applicability.uphold_contest(id, Reason(reason=reason), by=by))

    def withdraw(self, id: UUID, by: Actor, reason: str | None = None) -> None:
        command = OptionalReason(reason=reason)
        self.seen(self.applicability.withdraw(id, command, by=by))

    def reconfirm(self, id: UUID, by: Actor) -> None:
        self.seen(self.applicability.reconfirm(id, by=by))

    def forget(self, client_id: UUID) -> None:
        self.seen(self.clients.forget(client_id, by=ADMIN))

    def react(self) -> None:
        """Let the service do what follows from what has happened."""
        self.service.runner.drain()
        Reactions(self.service).drain()
        self.service.runner.drain()

    def card(self, by: Actor) -> ClientCard:
        found = self.service.client_view.get(own(by))
        assert found
        return found

    def declaration(self, id: UUID) -> DeclarationCard:
        found = self.service.declaration_view.get(id)
        assert found
        return found

    def seen(self, receipt: Receipt) -> Receipt:
        self.service.runner.drain()
        return receipt


FLAGS = ("activity_", "object_", "life_situation_")


def business(database: Database, clock: StoppedClock) -> Business:
    """A service without a row, whose log the fixture `log` can read."""
    master_key = b64encode(MASTER_KEY).decode()
    settings = settings_of(database, SVERKA_MASTER_KEY=master_key)
    return Business(service_of(database, clock, settings))


def acting(person: Actor, organisation: UUID, role: Role) -> Actor:
    return person.model_copy(update={"organisation": organisation, "role": role})


def own(by: Actor) -> UUID:
    """The organisation somebody acts for."""
    assert by.organisation
    return by.organisation


def key(text: str = "k", fingerprint: str = "f") -> Key:
    return Key(key=text, fingerprint=fingerprint)


def stranger(role: Role = Role.CLIENT) -> Actor:
    """Somebody of an organisation that has nothing to do with anything."""
    return Actor(id=str(uuid4()), role=role, organisation=uuid4())
