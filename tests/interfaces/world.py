"""The service with its starter data and demo people, some of whom have begun work."""

from dataclasses import dataclass
from uuid import UUID

from application.applicability import Declare
from application.client import OpenPremises
from application.person import AddPerson, IssueToken
from application.requirement import DraftRequirement
from domain.client import Client
from domain.condition import Ground
from domain.kernel import Actor, Role
from domain.person import Membership, Scope
from interfaces.gateways.database import Database
from interfaces.gateways.sign_in import demo_people
from interfaces.service import Service
from interfaces.starter import load_starter
from tests.conftest import EMPTY, StoppedClock
from tests.interfaces.shell import ADMIN, Cast, service_of, settings_of
from tests.register import content

FIRE = "МЧС России"
WAREHOUSE = "REQ-FIRE-011"
"""Supervised by FIRE; stands on object:warehouse or object:production_room."""
DRAFT = "REQ-DRAFT-001"
PDF = b"%PDF-1.7\nA plan of the floor, without a warehouse."


@dataclass(frozen=True)
class Someone:
    """A person, and as whom that person acts."""

    id: UUID
    acting: Membership | None

    @property
    def actor(self) -> Actor:
        role = self.acting.role if self.acting else Role.PERSON
        organisation = self.acting.organisation if self.acting else None
        return Actor(id=str(self.id), role=role, organisation=organisation)


class World:
    """The demo people at work; "galina" is an appeals officer of the fire authority."""

    def __init__(self, service: Service) -> None:
        self.service = service
        load_starter(service)
        service.runner.drain()
        self.people = {one.id: self._known(one.id) for one in demo_people()}
        self.people["galina"] = self._appeals_officer()
        self.cafe = self._organisation("anna")

    def actor(self, name: str) -> Actor:
        return self.people[name].actor

    def session(self, name: str) -> str:
        """The secret of a session that begins now."""
        someone = self.people[name]
        return self.service.sessions.open(someone.id, someone.acting)

    def token(self, name: str, *scopes: Scope) -> tuple[UUID, str]:
        """An access token for a program of somebody: its id and itself."""
        command = IssueToken(name="A program", scopes=frozenset(scopes))
        issued = self.service.people.issue_token(command, by=self.actor(name))
        self.service.runner.drain()
        assert issued.token_id
        assert issued.token
        return issued.token_id, issued.token

    def premises(self, name: str) -> UUID:
        """One more place of the café."""
        by = self.actor("anna")
        receipt = self.service.clients.open_premises(
            self.cafe, OpenPremises(name=name), by=by
        )
        self.service.caught_up(receipt.position)
        card = self.service.client_view.get(self.cafe)
        assert card
        return next(one.id for one in card.premises if one.name == name)

    def version_of_client(self, name: str) -> int:
        """Of the business that somebody acts for; 1 when that is none."""
        someone = self.people.get(name)
        if not someone or not someone.acting or someone.acting.role is not Role.CLIENT:
            return 1
        return self.service.log.load(Client, someone.acting.organisation).version

    def draft(self) -> str:
        """A requirement that only registrars see."""
        command = DraftRequirement(code=DRAFT, content=content())
        self.service.requirements.draft(command, by=self.actor("elena"))
        self.service.runner.drain()
        return DRAFT

    def declaration(self, requirement: str = WAREHOUSE) -> UUID:
        """The café declares that it has neither a store nor a production room."""
        by = self.actor("anna")
        document = self.service.applicability.keep_document(
            self.cafe, "plan.pdf", PDF, by=by
        )
        command = Declare(
            requirements=(requirement,),
            ground=Ground.OBJECT_NOT_USED,
            absent=("object:warehouse", "object:production_room"),
            document_id=document,
        )
        receipt = self.service.applicability.declare(self.cafe, command, by=by)
        self.service.runner.drain()
        return receipt.id

    def authority(self) -> UUID:
        """That supervises fire safety."""
        return self._organisation("pavel")

    def newcomer(self, name: str) -> UUID:
        """Somebody who has just signed in for the first time."""
        return Cast(self.service).person(name)

    def _known(self, name: str) -> Someone:
        id = self.service.pseudonyms.of("person", f"demo\n{name}\n0")
        ways = self.service.person_view.memberships(id)
        acting = (
            Membership(organisation=ways[0].organisation_id, role=ways[0].role)
            if ways
            else None
        )
        return Someone(id, acting)

    def _appeals_officer(self) -> Someone:
        id = Cast(self.service).person("galina")
        acting = Membership(
            organisation=self._organisation("pavel"), role=Role.APPEALS_OFFICER
        )
        command = AddPerson(person_id=id, **acting.model_dump())
        self.service.people.add(command, by=ADMIN)
        self.service.runner.drain()
        return Someone(id, acting)

    def _organisation(self, name: str) -> UUID:
        acting = self.people[name].acting
        assert acting
        return acting.organisation


def world(database: Database, **differently: str) -> World:
    """A fresh world in this database; everything that was there is gone."""
    with database.connection() as connection:
        connection.execute(EMPTY)
    settings = settings_of(database, **differently)
    return World(service_of(database, StoppedClock(), settings))
