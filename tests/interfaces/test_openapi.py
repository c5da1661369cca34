"""The API keeps what its OpenAPI document says, whatever it is sent."""

import os
from collections.abc import Iterator
from typing import Any
from uuid import UUID

import pytest
import schemathesis
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from requests import Request
from schemathesis import APIOperation, GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.core.result import Ok
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from domain.person import Scope
from interfaces.app import create_app
from interfaces.gateways.database import Database
from interfaces.security import Rates
from interfaces.settings import Settings
from tests.interfaces.shell import MASTER_KEY, browser
from tests.interfaces.world import CAFE, CONSENT, SEGMENT, WAREHOUSE, World, world

pytestmark = [pytest.mark.database, pytest.mark.slow]

NOWHERE = Settings.from_env(
    {"DATABASE_URL": "dbname=nowhere", "SVERKA_MASTER_KEY": MASTER_KEY}
)
DOCUMENT = create_app(NOWHERE).openapi()
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]


@schemathesis.serializer("application/x-ndjson")
def lines(_ctx: schemathesis.SerializationContext, value: Any) -> bytes:
    """A file of the register is one text to OpenAPI."""
    return (
        value.encode(errors="replace")
        if isinstance(value, str)
        else repr(value).encode()
    )


Operation = APIOperation[Any, Any, Any, Any]


def operations() -> Iterator[Operation]:
    """Every method and path of the document, all of which must be sound."""
    for found in schemathesis.openapi.from_dict(DOCUMENT).get_all_operations():
        assert isinstance(found, Ok), found
        yield found.ok()


EXAMPLES = int(os.environ.get("SVERKA_TEST_EXAMPLES", "6"))
"""Requests for each operation; the same ones each time unless told how many."""
PEOPLE = ("anna", "pavel", "nina", "galina", "elena", "tatiana", "admin")
"""A client, an inspector, a head, an appeals officer, a registrar, an ombudsman, an
administrator: together they may all."""


@pytest.fixture(scope="module")
def here(opened: Database) -> World:
    return world(opened)


@pytest.fixture(scope="module")
def site(here: World) -> Iterator[TestClient]:
    app = create_app(
        here.service.settings, service=here.service, rates=Rates().times(10_000)
    )
    with browser(app) as site:
        yield site


@pytest.fixture(scope="module")
def tokens(here: World) -> list[str]:
    return [here.token(name, Scope.READ, Scope.WRITE)[1] for name in PEOPLE]


@pytest.fixture(scope="module")
def things(here: World) -> dict[str, list[str]]:
    """What is there, to be put into paths: without it most answers are 404."""
    zoya = str(here.newcomer("zoya"))
    inspected = here.inspection(zoya)
    inspected |= here.beside(UUID(inspected["inspection_id"]))
    inspected |= here.appeal(inspected["inspection_id"], zoya)
    inspected |= here.meeting(inspected["inspection_id"], zoya)
    profile, assigned, objection = here.risk()
    return {name: [thing] for name, thing in inspected.items()} | {
        "code": [WAREHOUSE, CONSENT, here.draft()],
        "situation": [CAFE, SEGMENT],
        "confirmation_id": [str(here.confirmation(CAFE))],
        "number": [str(here.examination())],
        "compliance_id": [str(here.compliance())],
        "measure_id": [str(here.assessment())],
        "declaration_id": [str(here.declaration())],
        "token": [str(here.export("anna"))],
        "premises_id": [str(here.premises("Kiosk"))],
        "person_id": [zoya],
        "organisation_id": [str(here.authority())],
        "organisation": [str(here.cafe), str(here.authority())],
        "profile_id": [str(profile)],
        "risk_id": [str(assigned)],
        "objection_file_id": [str(objection)],
        "caution_id": [str(here.caution())],
        "visit_id": [str(here.visit())],
        "entry_id": [str(here.plan_entry())],
        "request_id": [str(here.information_request())],
    }


def cases(operation: Operation) -> st.SearchStrategy[Any]:
    """What fits the document, and what does not."""
    modes = [operation.as_strategy(generation_mode=mode) for mode in GenerationMode]
    return st.one_of(modes)


def send(site: TestClient, case: Any, headers: dict[str, str]) -> Any:
    sent = case.as_transport_kwargs(base_url="http://testserver", headers=headers)
    asked = Request(**sent).prepare()
    body: Any = asked.body or b""
    return site.request(
        asked.method or "",
        asked.url or "",
        headers={name: str(value) for name, value in asked.headers.items()},
        content=body if isinstance(body, bytes) else body.encode(),
    )


@pytest.mark.parametrize("operation", [*operations()], ids=lambda one: one.label)
def test_an_answer_is_one_that_the_document_knows(
    operation: Operation,
    site: TestClient,
    tokens: list[str],
    things: dict[str, list[str]],
) -> None:
    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        derandomize="SVERKA_TEST_EXAMPLES" not in os.environ,
        database=None,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(data=st.data())
    def answers(data: st.DataObject) -> None:
        case = data.draw(cases(operation))
        for name in case.path_parameters:
            if name in things and data.draw(st.booleans()):
                case.path_parameters[name] = data.draw(st.sampled_from(things[name]))
        token = data.draw(st.sampled_from([*tokens, ""]))
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        case.validate_response(send(site, case, headers), checks=CHECKS)

    answers()
