"""The web application on a test database, a browser for it, and people who use it."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

from fastapi import APIRouter, FastAPI
from fastapi.testclient import TestClient

from application.client import RegisterClient
from application.log import Receipt
from application.person import AddPerson, FoundOrganisation, SignIn
from domain.kernel import Actor, Role
from domain.person import Membership, OrganisationKind
from domain.profile import ClientKind
from interfaces.app import create_app
from interfaces.gateways.database import Database
from interfaces.problems import RESPONSES
from interfaces.read_models import projections
from interfaces.security import Rates
from interfaces.service import Service, build
from interfaces.settings import Settings
from projections.runner import Runner
from tests.conftest import StoppedClock

SYSTEM = Actor(id="system:tests", role=Role.SYSTEM)
ADMIN = Actor(id="system:tests", role=Role.ADMINISTRATOR)
MASTER_KEY = "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE="
OWN = {"Origin": "http://testserver"}


def settings_of(database: Database, **differently: str) -> Settings:
    return Settings.from_env(
        {
            "DATABASE_URL": database.conninfo,
            "SVERKA_MASTER_KEY": MASTER_KEY,
            "SVERKA_SIGN_IN": "demo",
            "SVERKA_PUBLIC_URL": "http://testserver",
            "SVERKA_FILES_URL": "memory:///",
            **differently,
        }
    )


class PromptRunner(Runner):
    """Feeds the read models when somebody waits for them, in that thread."""

    def wait(
        self, position: int, timeout: float = 5.0, names: Sequence[str] | None = None
    ) -> None:
        self.drain()


def service_of(database: Database, clock: StoppedClock, settings: Settings) -> Service:
    """The service; what was recorded can be seen as soon as somebody waits for it."""
    database.migrate(projections())
    service = build(settings, database, clock)
    runner = PromptRunner(database, service.log, projections())
    return replace(service, runner=runner)


def shell(service: Service, *routers: APIRouter, rates: Rates | None = None) -> FastAPI:
    """The application on this service, and routes of a test beside its own."""
    app = create_app(service.settings, service=service, rates=rates)
    for router in routers:
        app.include_router(router, responses=RESPONSES)
    return app


def browser(app: FastAPI, **differently: Any) -> TestClient:
    """A browser that follows no redirects and shows every fault of ours as 500."""
    return TestClient(
        app,
        follow_redirects=False,
        headers={"Sec-Fetch-Site": "same-origin"},
        **differently,
    )


def demo(browser: TestClient, person: str = "anna", to: str = "/person") -> None:
    """Sign in as a demo person."""
    form = {"person": person, "next": to}
    assert browser.post("/sign-in/demo", data=form).status_code == 303


class Cast:
    """People and organisations made by commands, and seen."""

    def __init__(self, service: Service) -> None:
        self.service = service

    def person(self, name: str = "anna") -> UUID:
        """The person behind a demo sign-in."""
        command = SignIn(issuer="demo", subject=name, name=name.title())
        return self._seen(self.service.people.sign_in(command)).id

    def authority(self, name: str = "МЧС") -> UUID:
        kind = OrganisationKind.AUTHORITY
        command = FoundOrganisation(kind=kind, name=name, bodies=("МЧС России",))
        return self._seen(self.service.people.found(command, by=ADMIN)).id

    def administrator(self, name: str = "admin") -> UUID:
        id = self.person(name)
        receipt = self.service.people.appoint(id, "Сверка", by=SYSTEM)
        return self._seen(receipt).id

    def join(self, person: UUID, organisation: UUID, role: Role) -> None:
        command = AddPerson(person_id=person, organisation=organisation, role=role)
        self._seen(self.service.people.add(command, by=ADMIN))

    def client(self, owner: UUID) -> UUID:
        """A business without anything but its owner."""
        by = Actor(id=str(owner), role=Role.PERSON)
        command = RegisterClient(
            kind=ClientKind.IE, name="Кафе «Липа»", inn="630000000119"
        )
        return self._seen(self.service.clients.register(command, by=by)).id

    def session(self, person: UUID, acting: Membership | None = None) -> str:
        return self.service.sessions.open(person, acting)

    def _seen(self, receipt: Receipt) -> Receipt:
        self.service.caught_up(receipt.position)
        return receipt
