"""A registrar and the public before the register."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from fastapi.testclient import TestClient

from application.person import FoundOrganisation
from domain.kernel import Role
from domain.person import Membership, OrganisationKind
from interfaces.api import requirement as requirement_api
from interfaces.service import Service
from interfaces.web import requirement as requirement_web
from tests.interfaces.shell import ADMIN, Cast, browser, shell
from tests.register import content

FIRE = "REQ-FIRE-001"


def said(**changes: Any) -> dict[str, Any]:
    """What a requirement says, as JSON."""
    return content(**changes).model_dump(mode="json")


@contextmanager
def visitors(service: Service) -> Iterator[tuple[TestClient, TestClient]]:
    """A browser of nobody, and one of a registrar."""
    app = shell(service, requirement_api.router, requirement_web.router)
    with browser(app) as public, browser(app) as registrar:
        registrar.cookies.set("sverka", registrar_session(service))
        yield public, registrar


def registrar_session(service: Service) -> str:
    cast = Cast(service)
    command = FoundOrganisation(kind=OrganisationKind.REGISTRAR, name="Реестр")
    receipt = service.people.found(command, by=ADMIN)
    service.caught_up(receipt.position)
    rita = cast.person("rita")
    cast.join(rita, receipt.id, Role.REGISTRAR)
    acting = Membership(organisation=receipt.id, role=Role.REGISTRAR)
    return cast.session(rita, acting)


def publish(registrar: TestClient, code: str = FIRE, **changes: Any) -> None:
    """Draft and publish over the API, and wait until people see it."""
    drafted = registrar.post(
        "/api/requirements", json={"code": code, "content": said(**changes)}
    )
    assert drafted.status_code == 201, drafted.text
    published = registrar.post(
        f"/api/requirements/{code}/publish", headers={"If-Match": '"1"'}
    )
    assert published.status_code == 200, published.text
    seen(registrar)


def seen(visitor: TestClient) -> None:
    """Let the read models catch up."""
    visitor.app.state.service.caught_up(1)  # type: ignore[attr-defined]
