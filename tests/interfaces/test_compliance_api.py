"""Self-assessment and declarations of compliance over JSON (L9)."""

from typing import Any
from uuid import UUID

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from domain.compliance import ControlScope, Degree
from domain.kernel import Actor
from interfaces.gateways.database import Database
from tests.business import (
    LIFT_CODE,
    LIFTS,
    PDF,
    SCHOOLS,
    TEACHING,
    TEACHING_CODE,
    Business,
    business,
    own,
)
from tests.compliance import Assessing
from tests.conftest import StoppedClock
from tests.interfaces.visits import if_match, problem, seen, site_of, visit

pytestmark = pytest.mark.database

ASSESSMENT, COMPLIANCE = "/api/assessment", "/api/compliance"
LIFT = f"{ASSESSMENT}/{LIFT_CODE}"


@pytest.fixture
def world(database: Database, clock: StoppedClock) -> Business:
    found = business(database, clock)
    found.require()
    found.require(TEACHING_CODE, TEACHING, SCHOOLS)
    return found


@pytest.fixture
def doing(world: Business) -> Assessing:
    return Assessing(world)


@pytest.fixture
def site(world: Business) -> FastAPI:
    return site_of(world)


@pytest.fixture
def anna(world: Business) -> Actor:
    return world.client()


@pytest.fixture
def owner(site: FastAPI, anna: Actor) -> TestClient:
    return visit(site, anna)


@pytest.fixture
def inspector(site: FastAPI, world: Business) -> TestClient:
    return visit(site, world.supervisor())


def assess(owner: TestClient, **differently: Any) -> Any:
    return owner.post(
        ASSESSMENT,
        json={"requirements": [LIFT_CODE], "degree": "complies"} | differently,
    )


def declare(owner: TestClient, body: str = LIFTS) -> Any:
    command = {"scope": {"control_body": body}, "requirements": {LIFT_CODE: 1}}
    return owner.post(COMPLIANCE, json=command)


def test_a_client_assesses_plans_mends_and_declares(owner: TestClient) -> None:
    first = seen(owner, assess(owner, degree="partly", note="Спросить"))
    card = owner.get(LIFT)
    planned = seen(
        owner,
        owner.post(
            f"{LIFT}/measures",
            json={"what": "Починить", "due": "2026-12-01"},
            headers=if_match(1),
        ),
    )
    [measure] = owner.get(f"{ASSESSMENT}/plan").json()["measures"]
    done = seen(
        owner,
        owner.post(
            f"{LIFT}/measures/{measure['id']}/done",
            headers={"If-Match": planned.headers["ETag"]},
        ),
    )
    seen(owner, assess(owner, shown_by=["инструкция"]))
    declared = seen(owner, declare(owner))

    assert (first.status_code, first.headers["ETag"]) == (201, '"1"')
    assert card.headers["ETag"] == '"1"'
    assert card.json()["answers"][0]["note"] == "Спросить"
    assert done.headers["ETag"] == '"3"'
    assert declared.status_code == 201
    told = owner.get(declared.headers["Location"])
    assert told.json()["declaration"]["state"] == "in_effect"
    assert told.json()["declaration"]["valid_until"] == "2027-11-21"
    assert told.json()["requirements"][0]["shown_by"] == ["инструкция"]
    assert told.json()["term"]["id"] == "LAW-051"
    assert told.json()["term"]["certainty"] == "likely"
    assert owner.get(f"{ASSESSMENT}/summary").json() == {
        "total": 2,
        "assessed": 1,
        "look_again": 0,
        "to_mend": 0,
        "measures": 0,
        "overdue": 0,
        "next_due": None,
        "in_effect": 1,
        "declared_until": "2027-11-21",
        "lapsed": 0,
    }


def test_the_sheet_is_narrowed_and_paged(owner: TestClient) -> None:
    seen(owner, assess(owner))

    whole = owner.get(ASSESSMENT).json()
    left = owner.get(ASSESSMENT, params={"state": "unassessed"}).json()
    second = owner.get(ASSESSMENT, params={"limit": 1, "after": 1}).json()

    assert [one["code"] for one in whole["lines"]] == [TEACHING_CODE, LIFT_CODE]
    assert whole["whole"]["assessed"] == 1
    assert [one["code"] for one in left["lines"]] == [TEACHING_CODE]
    assert ([one["code"] for one in second["lines"]], second["after"]) == (
        [LIFT_CODE],
        None,
    )


def test_refusals_say_which_requirements_are_at_fault(owner: TestClient) -> None:
    unfinished = declare(owner)
    seen(owner, assess(owner, degree="does_not"))
    not_observed = declare(owner)
    nothing = owner.post(COMPLIANCE, json={"requirements": {}})

    assert problem(unfinished) == (409, "assessment-unfinished", ["#/requirements"])
    assert unfinished.json()["requirements"] == [LIFT_CODE]
    assert unfinished.json()["source"] == "248-ФЗ, ст. 51"
    assert problem(not_observed)[1] == "only-what-is-observed"
    assert not_observed.json()["requirements"] == [LIFT_CODE]
    assert problem(nothing)[:2] == (422, "nothing-to-declare")


def test_a_repeated_request_is_done_once(owner: TestClient) -> None:
    headers = {"Idempotency-Key": "once"}
    command = {"requirements": [LIFT_CODE], "degree": "complies"}

    answers = [owner.post(ASSESSMENT, json=command, headers=headers) for _ in range(2)]

    assert answers[0].json() == answers[1].json()
    seen(owner, answers[0])
    assert len(owner.get(LIFT).json()["answers"]) == 1


def test_a_change_wants_the_version_that_was_read(
    owner: TestClient, doing: Assessing, anna: Actor
) -> None:
    doing.assess(anna, degree=Degree.PARTLY)
    measure = doing.plan(anna, doing.today)
    path = f"{LIFT}/measures/{measure}"
    body = {"what": "Заменить", "due": "2026-12-01"}

    assert owner.put(path, json=body).status_code == 428
    assert owner.put(path, json=body, headers=if_match(1)).status_code == 412
    seen(owner, owner.put(path, json=body, headers=if_match(2)))
    assert owner.delete(path, headers=if_match(2)).status_code == 412
    seen(owner, owner.delete(path, headers=if_match(3)))
    assert owner.get(f"{ASSESSMENT}/plan").json()["measures"] == []


@pytest.fixture
def made(doing: Assessing, anna: Actor, world: Business) -> UUID:
    document = world.service.assessments.keep_document(
        own(anna), "plan.pdf", PDF, by=anna
    )
    doing.assess(anna, document_id=document, note="Тайна")
    doing.assess(anna, TEACHING_CODE, degree=Degree.DOES_NOT)
    return doing.declare(anna, ControlScope(control_body=LIFTS)).id


def test_the_body_sees_what_is_declared_to_it_and_nothing_else(
    inspector: TestClient, made: UUID
) -> None:
    told = inspector.get(f"{COMPLIANCE}/{made}")
    queue = inspector.get(COMPLIANCE).json()["declarations"]
    file = inspector.get(f"{COMPLIANCE}/{made}/documents/{LIFT_CODE}")

    assert told.status_code == 200
    assert "Тайна" not in told.text
    assert TEACHING_CODE not in told.text
    assert [one["id"] for one in queue] == [str(made)]
    assert (file.content, file.headers["Content-Type"]) == (PDF, "application/pdf")
    for path in ("", "/summary", "/plan", f"/{LIFT_CODE}", f"/{LIFT_CODE}/document"):
        assert inspector.get(ASSESSMENT + path).status_code == 404


def test_another_body_sees_nothing_of_it(
    site: FastAPI, world: Business, made: UUID
) -> None:
    other = visit(site, world.supervisor(SCHOOLS, "olga"))

    assert other.get(f"{COMPLIANCE}/{made}").status_code == 404
    assert other.get(f"{COMPLIANCE}/{made}/documents/{LIFT_CODE}").status_code == 404
    assert other.get(COMPLIANCE).json()["declarations"] == []
    refused = other.post(
        f"{COMPLIANCE}/{made}/annul", json={"reason": "Так"}, headers=if_match(1)
    )
    assert refused.status_code == 404


def test_the_body_annuls_with_a_reason_that_the_client_reads(
    owner: TestClient, inspector: TestClient, made: UUID
) -> None:
    path = f"{COMPLIANCE}/{made}"
    silent = inspector.post(f"{path}/annul", json={"reason": " "}, headers=if_match(1))
    seen(
        inspector,
        inspector.post(
            f"{path}/annul", json={"reason": "Журнала нет"}, headers=if_match(1)
        ),
    )

    told = owner.get(path).json()["declaration"]
    renewed = owner.post(
        f"{path}/renew", json={"requirements": {LIFT_CODE: 1}}, headers=if_match(2)
    )

    assert problem(silent)[:2] == (422, "reason-missing")
    assert (told["state"], told["moments"][-1]["text"]) == ("annulled", "Журнала нет")
    assert problem(renewed)[:2] == (409, "compliance-declaration-ended")


def test_a_client_renews_and_withdraws(owner: TestClient, made: UUID) -> None:
    path = f"{COMPLIANCE}/{made}"

    seen(
        owner,
        owner.post(
            f"{path}/renew", json={"requirements": {LIFT_CODE: 1}}, headers=if_match(1)
        ),
    )
    seen(owner, owner.post(f"{path}/withdraw", json={}, headers=if_match(2)))

    assert owner.get(path).json()["declaration"]["state"] == "withdrawn"
    assert owner.get(COMPLIANCE, params={"state": "in_effect"}).json() == {
        "declarations": [],
        "after": None,
    }


def test_the_file_given_last_is_downloaded_by_the_client(
    owner: TestClient,
    made: UUID,  # noqa: ARG001 - with it the file
) -> None:
    assert owner.get(f"{LIFT}/document").content == PDF
    assert owner.get(f"{ASSESSMENT}/{TEACHING_CODE}/document").status_code == 404
    assert owner.get(f"{ASSESSMENT}/REQ-NONE-999").status_code == 404
