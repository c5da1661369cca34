"""The personal list and declarations over JSON, for both sides and nobody else."""

import time
from typing import Any
from uuid import UUID

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from domain.kernel import Actor, Role
from domain.profile import ClientKind
from interfaces.gateways.database import Database
from tests.business import (
    CRANE,
    FIRM_INN,
    LIFT_CODE,
    NO_LIFT,
    PDF,
    SCHOOLS,
    Business,
    business,
    own,
)
from tests.conftest import StoppedClock
from tests.interfaces.visits import brief, if_match, problem, seen, site_of, visit

pytestmark = pytest.mark.database

DECLARE = {
    "requirements": [LIFT_CODE],
    "ground": "object_not_used",
    "absent": list(NO_LIFT),
}
NOTHING = UUID(int=1)
DECLARATIONS = "/api/declarations"


@pytest.fixture
def world(database: Database, clock: StoppedClock) -> Business:
    found = business(database, clock)
    found.require()
    return found


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


def test_the_list_says_of_each_line_why(owner: TestClient) -> None:
    answer = owner.get("/api/list", headers={"Accept-Language": "en"}).json()

    [line] = answer["requirements"]
    assert answer["counts"] == {"applies": 0, "unknown": 1, "does_not_apply": 0}
    assert (answer["on"], answer["found"], answer["next"]) == ("2026-11-21", 1, None)
    assert (line["id"], line["group"], line["verdict"]) == (
        LIFT_CODE,
        "unknown",
        "unknown",
    )
    [why] = line["because"]
    assert (why["fact"], why["value"]) == ("object:lift", None)
    assert why["sentence"]
    assert "lift" in line["sentence"]
    assert (
        owner.get(f"/api/list/{LIFT_CODE}", headers={"Accept-Language": "en"}).json()
        == line
    )


def test_the_list_is_narrowed_paged_and_of_any_day(
    owner: TestClient, world: Business
) -> None:
    world.require("REQ-FIRE-001", {"object": ["crane"]}, "МЧС России")

    def found(**query: Any) -> list[str]:
        answer = owner.get("/api/list", params=query)
        return [one["id"] for one in answer.json()["requirements"]]

    assert set(found()) == {LIFT_CODE, "REQ-FIRE-001"}
    assert found(body="МЧС России") == ["REQ-FIRE-001"]
    assert found(group="applies") == []
    assert found(uses="lift") == [LIFT_CODE]
    assert found(on="2027-01-01") == []
    first = owner.get("/api/list?limit=1").json()
    rest = owner.get(f"/api/list?limit=1&after={first['next']}").json()
    assert rest["next"] is None
    assert first["requirements"] != rest["requirements"]


@pytest.mark.parametrize(
    ("query", "pointer"),
    [
        ("group=maybe", "#/group"),
        ("by=colour", "#/by"),
        ("on=tomorrow", "#/on"),
        ("on=9999-12-31", "#/on"),
        ("limit=0", "#/limit"),
        ("limit=201", "#/limit"),
        ("after=-1", "#/after"),
        (f"text={'я' * 201}", "#/text"),
        ("colour=red", "#/colour"),
    ],
)
def test_a_wrong_wish_is_pointed_at(
    owner: TestClient, query: str, pointer: str
) -> None:
    assert problem(owner.get(f"/api/list?{query}")) == (422, "invalid", [pointer])


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/api/list/%00", 400),
        ("/api/list/nothing", 404),
        ("/api/list/REQ-NONE-001", 404),
        ("/api/declarations/nothing", 422),
        (f"/api/declarations/{NOTHING}", 404),
        (f"/api/declarations/{NOTHING}/document", 404),
    ],
)
def test_what_is_not_there_is_not_found(
    owner: TestClient, path: str, status: int
) -> None:
    assert owner.get(path).status_code == status


@pytest.mark.parametrize("wish", ["text=%00", "body=%27", "uses=%22", "sector=я"])
def test_nothing_in_a_wish_breaks_the_list(owner: TestClient, wish: str) -> None:
    assert owner.get(f"/api/list?{wish}").status_code == (400 if "%00" in wish else 200)


def test_anybody_may_have_a_described_business_judged(site: FastAPI) -> None:
    public = visit(site)

    answer = public.post(
        "/api/judge", json={"client_kind": "IE", "objects": {"lift": True}}
    )
    wrong = public.post("/api/judge", json={"employees": -1, "okved": "56"})

    assert answer.json()["counts"]["applies"] == 1
    assert problem(wrong) == (422, "invalid", ["#/okved", "#/employees"])


def test_a_declaration_is_made_read_and_named_once(owner: TestClient) -> None:
    key = {"Idempotency-Key": "declare-1"}

    made = seen(owner, owner.post(DECLARATIONS, json=DECLARE, headers=key))
    again = owner.post(DECLARATIONS, json=DECLARE, headers=key)
    reused = owner.post(DECLARATIONS, json=DECLARE | {"explanation": "x"}, headers=key)
    twice = owner.post(DECLARATIONS, json=DECLARE)
    read = owner.get(made.headers["Location"])
    moved = owner.get(f"/api/list/{LIFT_CODE}").json()

    assert (made.status_code, again.status_code) == (201, 201)
    assert made.json() == again.json()
    assert problem(reused)[:2] == (422, "key-reused")
    assert problem(twice)[:2] == (409, "already-declared")
    assert twice.json()["declaration"] == made.json()["changed"][0]["id"]
    assert (read.headers["ETag"], read.json()["status"]) == ('"1"', "declared")
    assert (moved["group"], moved["verdict"]) == ("does_not_apply", "unknown")
    assert moved["declaration"] == read.json()["id"]


@pytest.mark.parametrize(
    ("change", "status", "code", "pointers"),
    [
        ({"requirements": []}, 422, "invalid", ["#/requirements"]),
        ({"absent": []}, 422, "invalid", ["#/absent"]),
        ({"ground": "laziness"}, 422, "invalid", ["#/ground"]),
        ({"absent": ["object:pool"]}, 422, "not-a-ground", ["#/absent"]),
        ({"requirements": ["REQ-NONE-001"]}, 404, "not-found", []),
        (
            {"requirements": ["\x00"]},
            422,
            "invalid",
            ["#/requirements/0", "#/requirements"],
        ),
        ({"seen": {LIFT_CODE: 7}}, 412, "requirement-version-changed", ["#/seen"]),
        ({"document_id": str(NOTHING)}, 404, "not-found", []),
        ({"document_id": "plan.pdf"}, 422, "invalid", ["#/document_id"]),
        ({"explanation": "я" * 5001}, 422, "invalid", ["#/explanation"]),
        ({"explanation": "\x00"}, 422, "forbidden-character", []),
        ({"colour": "red"}, 422, "invalid", ["#/colour"]),
    ],
    ids=brief,
)
def test_a_wrong_declaration_is_refused_with_its_field(
    owner: TestClient,
    change: dict[str, Any],
    status: int,
    code: str,
    pointers: list[str],
) -> None:
    answer = owner.post(DECLARATIONS, json=DECLARE | change)

    assert problem(answer) == (status, code, pointers)


def test_of_many_each_that_cannot_be_declared_is_named(
    owner: TestClient, world: Business
) -> None:
    world.require("REQ-CRANE-001", CRANE)
    world.require("REQ-LIFT-002")

    both = {"requirements": [LIFT_CODE, "REQ-CRANE-001", "REQ-LIFT-002"]}
    answer = owner.post(DECLARATIONS, json=DECLARE | both)

    assert problem(answer) == (409, "some-cannot-be-declared", ["#/requirements"])
    assert answer.json()["refused"] == [
        {"requirement": "REQ-CRANE-001", "problem": "ground-not-enough"}
    ]
    assert owner.get(DECLARATIONS).json()["declarations"] == []


def test_a_declaration_is_contested_answered_and_decided(
    owner: TestClient, inspector: TestClient
) -> None:
    path = seen(owner, owner.post(DECLARATIONS, json=DECLARE)).headers["Location"]

    def step(by: TestClient, name: str, version: int, **said: str | None) -> Any:
        return seen(by, by.post(f"{path}/{name}", json=said, headers=if_match(version)))

    step(inspector, "contest", 1, reason="Лифт виден")
    early = inspector.post(
        f"{path}/uphold-contest", json={"reason": "Да"}, headers=if_match(2)
    )
    step(owner, "answer", 2, answer="Его сняли")
    step(inspector, "drop-contest", 3, reason=None)
    step(inspector, "contest", 4, reason="Снова виден")
    step(owner, "answer", 5, answer="Нет")
    upheld = step(inspector, "uphold-contest", 6, reason="Работает")
    done = owner.post(f"{path}/withdraw", json={}, headers=if_match(7))

    assert problem(early)[:2] == (409, "answer-awaited")
    assert upheld.headers["ETag"] == '"7"'
    assert problem(done)[:2] == (409, "declaration-not-in-effect")
    assert [one["text"] for one in inspector.get(path).json()["moments"]] == [
        None,
        "Лифт виден",
        "Его сняли",
        None,
        "Снова виден",
        "Нет",
        "Работает",
    ]


@pytest.mark.parametrize("name", ["withdraw", "answer", "reconfirm"])
def test_a_step_of_the_client_wants_the_version_that_was_read(
    owner: TestClient, name: str
) -> None:
    path = seen(owner, owner.post(DECLARATIONS, json=DECLARE)).headers["Location"]
    said = {"answer": "Нет"} if name == "answer" else {}

    blind = owner.post(f"{path}/{name}", json=said)
    stale = owner.post(f"{path}/{name}", json=said, headers=if_match(2))

    assert problem(blind)[:2] == (428, "version-needed")
    assert problem(stale)[:2] == (412, "stale")


def test_a_new_version_is_reconfirmed_or_withdrawn(
    owner: TestClient, world: Business
) -> None:
    path = seen(owner, owner.post(DECLARATIONS, json=DECLARE)).headers["Location"]
    world.amend(title="Иначе")
    world.react()

    put_up = owner.get(path).json()
    done = owner.post(f"{path}/reconfirm", headers=if_match(2))
    withdrawn = owner.post(
        f"{path}/withdraw", json={"reason": "Передумала"}, headers=if_match(3)
    )

    assert (put_up["status"], put_up["why"], put_up["newest_version"]) == (
        "to_reconfirm",
        "new_version",
        2,
    )
    assert (done.status_code, withdrawn.status_code) == (200, 200)


def test_nobody_else_reads_or_touches_a_declaration(
    owner: TestClient, site: FastAPI, world: Business
) -> None:
    document = owner.post("/api/documents", files={"document": ("a.pdf", PDF)})
    declare = DECLARE | document.json()
    path = seen(owner, owner.post(DECLARATIONS, json=declare)).headers["Location"]
    strangers = [
        world.client("oleg", FIRM_INN, ClientKind.LE),
        world.supervisor(SCHOOLS, "olga"),
        world.person("vera"),
        world.supervisor(name="galina", role=Role.APPEALS_OFFICER),
    ]

    for by in strangers:
        visitor = visit(site, by)
        for method, tail, said in [
            ("GET", "", None),
            ("GET", "/document", None),
            ("POST", "/withdraw", {}),
            ("POST", "/reconfirm", None),
            ("POST", "/answer", {"answer": "Нет"}),
            ("POST", "/contest", {"reason": "Да"}),
            ("POST", "/drop-contest", {}),
            ("POST", "/uphold-contest", {"reason": "Да"}),
        ]:
            answer = visitor.request(
                method, f"{path}{tail}", json=said, headers=if_match(1)
            )
            assert problem(answer)[:2] == (404, "not-found"), (by, tail)
    for tail in ("", "/document"):
        assert problem(visit(site).get(f"{path}{tail}"))[0] == 401


def test_the_document_is_read_by_both_sides(
    owner: TestClient, inspector: TestClient, database: Database
) -> None:
    kept = owner.post("/api/documents", files={"document": ("план.pdf", PDF)})
    declare = DECLARE | kept.json()
    path = seen(owner, owner.post(DECLARATIONS, json=declare)).headers["Location"]

    for reader in (owner, inspector):
        answer = reader.get(f"{path}/document")
        assert (answer.content, answer.headers["content-type"]) == (
            PDF,
            "application/pdf",
        )
        assert answer.headers["content-disposition"].startswith("attachment")
    with database.connection() as connection:
        row = connection.execute("SELECT about, content FROM documents").fetchone()
    assert row
    assert PDF not in row[1]
    assert b"pdf" not in row[0]


def test_a_declaration_without_a_document_has_none(owner: TestClient) -> None:
    path = seen(owner, owner.post(DECLARATIONS, json=DECLARE)).headers["Location"]

    assert problem(owner.get(f"{path}/document"))[0] == 404


@pytest.mark.parametrize(
    ("content", "status", "code"),
    [
        (b"MZ", 422, "bad-document"),
        (b"", 422, "bad-document"),
        (b"%PDF-" + bytes(10 * 1024 * 1024 - 5), 201, None),
        (b"%PDF-" + bytes(10 * 1024 * 1024 - 4), 422, "bad-document"),
        (b"%PDF-" + bytes(11 * 1024 * 1024), 413, "too-large"),
    ],
    ids=["program", "nothing", "10 MiB", "a byte more", "far more"],
)
def test_a_document_is_a_picture_or_a_pdf_of_at_most_ten_megabytes(
    owner: TestClient, content: bytes, status: int, code: str | None
) -> None:
    answer = owner.post("/api/documents", files={"document": ("a.pdf", content)})

    assert answer.status_code == status
    assert answer.json().get("code") == code


def test_each_side_has_its_own_queue(
    owner: TestClient, inspector: TestClient, site: FastAPI, world: Business
) -> None:
    world.require("REQ-LIFT-002")
    for code in (LIFT_CODE, "REQ-LIFT-002"):
        seen(owner, owner.post(DECLARATIONS, json=DECLARE | {"requirements": [code]}))
    other = visit(site, world.supervisor(SCHOOLS, "olga"))

    def found(by: TestClient, query: str = "") -> list[str]:
        queue = by.get(f"{DECLARATIONS}?{query}").json()["declarations"]
        return [one["requirement"] for one in queue]

    newest_first = ["REQ-LIFT-002", LIFT_CODE]
    assert found(owner) == found(inspector) == newest_first
    assert (
        found(owner, "status=contested") == found(inspector, "status=contested") == []
    )
    assert found(owner, "status=declared&limit=1") == newest_first[:1]
    page = inspector.get(f"{DECLARATIONS}?limit=1").json()
    assert found(inspector, f"limit=1&after={page['after']}") == newest_first[1:]
    assert found(other) == []


def test_a_read_waits_for_the_position_that_was_written(owner: TestClient) -> None:
    made = owner.post(DECLARATIONS, json=DECLARE)

    position = {"Sverka-Position": made.headers["Sverka-Position"]}
    read = owner.get(made.headers["Location"], headers=position)

    assert read.status_code == 200


@pytest.mark.parametrize("told", ["", "two", "-1", "1.5", "9" * 19, "٣"])
def test_a_position_that_is_no_number_is_refused(owner: TestClient, told: str) -> None:
    refused = owner.get("/api/list", headers={b"Sverka-Position": told.encode()})

    assert problem(refused) == (422, "bad-sverka-position", ["#/Sverka-Position"])


def test_a_position_that_nobody_was_told_is_refused_at_once(
    owner: TestClient, world: Business
) -> None:
    ahead = world.service.log.head() + 1

    began = time.monotonic()
    refused = owner.get("/api/list", headers={"Sverka-Position": str(ahead)})
    took = time.monotonic() - began

    assert problem(refused) == (422, "position-ahead", ["#/Sverka-Position"])
    assert refused.json()["title"].startswith("Нет такой отметки Sverka-Position")
    assert took < 1


def test_a_forgotten_clients_declaration_is_gone_for_everybody(
    owner: TestClient, inspector: TestClient, world: Business, anna: Actor
) -> None:
    kept = owner.post("/api/documents", files={"document": ("a.pdf", PDF)})
    made = owner.post(DECLARATIONS, json=DECLARE | kept.json())
    path = seen(owner, made).headers["Location"]

    world.forget(own(anna))

    for reader in (owner, inspector):
        assert problem(reader.get(path))[0] == 404
        assert problem(reader.get(f"{path}/document"))[0] == 404
    late = inspector.post(f"{path}/drop-contest", json={}, headers=if_match(1))
    assert problem(late)[0] == 404
    assert inspector.get(DECLARATIONS).json()["declarations"] == []
