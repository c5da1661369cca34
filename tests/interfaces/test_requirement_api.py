"""The register over JSON: anybody reads, a registrar keeps it (L1)."""

import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from interfaces.service import Service
from tests.conftest import StoppedClock
from tests.interfaces.requirement import FIRE, publish, said, seen, visitors

pytestmark = pytest.mark.database

STARTER = Path(__file__).parents[2] / "starter"
LINES = {"Content-Type": "application/x-ndjson"}
OCTETS = {"Content-Type": "application/octet-stream"}
AT_1 = {"If-Match": '"1"'}
AT_2 = {"If-Match": '"2"'}


@pytest.fixture
def both(shell_service: Service) -> Iterator[tuple[TestClient, TestClient]]:
    with visitors(shell_service) as both:
        yield both


@pytest.fixture
def public(both: tuple[TestClient, TestClient]) -> TestClient:
    return both[0]


@pytest.fixture
def registrar(both: tuple[TestClient, TestClient]) -> TestClient:
    return both[1]


def shown(visitor: TestClient, **asked: str) -> dict[str, Any]:
    answer = visitor.get(f"/api/requirements/{FIRE}", params=asked)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def row(code: str = FIRE, **changes: Any) -> str:
    return json.dumps({"code": code} | said() | changes, ensure_ascii=False)


def test_a_draft_exists_for_registrars_only(
    public: TestClient, registrar: TestClient
) -> None:
    made = registrar.post("/api/requirements", json={"code": FIRE, "content": said()})
    seen(registrar)

    assert made.status_code == 201
    assert (made.headers["ETag"], made.headers["Location"]) == (
        '"1"',
        f"/api/requirements/{FIRE}",
    )
    assert shown(registrar)["status"] == "draft"
    assert [one["code"] for one in registrar.get("/api/requirements/drafts").json()]
    assert public.get(f"/api/requirements/{FIRE}").status_code == 404
    assert public.get("/api/requirements/drafts").status_code == 401


def test_a_published_requirement_is_found_and_read_by_anybody(
    public: TestClient, registrar: TestClient
) -> None:
    publish(registrar)

    found = public.get("/api/requirements", params={"text": "руковадитель"}).json()
    one = public.get(f"/api/requirements/{FIRE}")

    assert [line["code"] for line in found["items"]] == [FIRE]
    assert found["corrected"] == "руководитель"
    assert one.headers["ETag"] == '"2"'
    assert one.json()["content"] == said()
    assert (one.json()["validity"], one.json()["successor_unknown"]) == (
        "ends_successor_unknown",
        True,
    )


def test_an_amendment_needs_the_version_that_was_read(
    public: TestClient, registrar: TestClient
) -> None:
    publish(registrar)
    body = {"content": said(title="Иначе"), "corrects": 1}
    address = f"/api/requirements/{FIRE}"

    without = registrar.put(address, json=body)
    stale = registrar.put(address, json=body, headers=AT_1)
    right = registrar.put(address, json=body, headers=AT_2)
    seen(registrar)

    assert [without.status_code, stale.status_code, right.status_code] == [
        428,
        412,
        200,
    ]
    assert shown(public)["content"]["title"] == "Иначе"
    versions = public.get(f"{address}/versions").json()
    assert [(one["number"], one["corrects"]) for one in versions] == [
        (1, None),
        (2, 1),
    ]


def test_what_was_known_before_a_correction_can_still_be_asked(
    public: TestClient, registrar: TestClient, clock: StoppedClock
) -> None:
    publish(registrar)
    before = clock.now().isoformat()
    clock.pass_by(timedelta(minutes=1))
    body = {"content": said(title="Иначе"), "corrects": 1}
    registrar.put(f"/api/requirements/{FIRE}", json=body, headers=AT_2)
    seen(registrar)

    assert shown(public, known_at=before)["number"] == 1
    assert shown(public)["number"] == 2
    assert shown(public, on="2020-01-01")["validity"] == "not_yet"
    long_ago = public.get(
        f"/api/requirements/{FIRE}", params={"known_at": "2020-01-01T00:00:00Z"}
    )
    assert long_ago.status_code == 404


def test_a_requirement_is_suspended_resumed_and_repealed(
    public: TestClient, registrar: TestClient
) -> None:
    publish(registrar)
    suspended = registrar.post(
        f"/api/requirements/{FIRE}/suspend",
        json={"from_day": "2026-11-01", "reason": "Мораторий", "act": "ПП 336"},
        headers=AT_2,
    )
    seen(registrar)
    first = shown(public)
    registrar.post(
        f"/api/requirements/{FIRE}/resume",
        json={"from_day": "2026-11-20", "act": "ПП 337"},
        headers={"If-Match": suspended.headers["ETag"]},
    )
    seen(registrar)
    second = shown(public)
    registrar.post(
        f"/api/requirements/{FIRE}/repeal",
        json={"from_day": "2026-11-21", "reason": "Отменено"},
        headers={"If-Match": '"4"'},
    )
    seen(registrar)

    assert (first["validity"], first["suspension"]["act"]) == ("suspended", "ПП 336")
    assert second["validity"] == "ends_successor_unknown"
    assert shown(public)["validity"] == "repealed"
    assert shown(public, on="2026-11-20")["validity"] == "in_force"


@pytest.mark.parametrize(
    ("path", "body", "status", "code"),
    [
        ("publish", None, 409, "requirement-already-published"),
        (
            "suspend",
            {
                "from_day": "2026-11-02",
                "until": "2026-11-01",
                "reason": "a",
                "act": "b",
            },
            422,
            "requirement-period-backwards",
        ),
        (
            "resume",
            {"from_day": "2026-11-02", "act": "b"},
            409,
            "requirement-not-suspended",
        ),
        (
            "repeal",
            {"from_day": "2026-11-02", "reason": "a", "successor": FIRE},
            422,
            "requirement-own-successor",
        ),
        (
            "repeal",
            {"from_day": "2026-11-02", "reason": "a", "successor": "NONE"},
            422,
            "requirement-successor-unknown",
        ),
    ],
)
def test_a_wrong_step_is_refused_as_a_problem(
    registrar: TestClient, path: str, body: Any, status: int, code: str
) -> None:
    publish(registrar)

    answer = registrar.post(f"/api/requirements/{FIRE}/{path}", json=body, headers=AT_2)

    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert answer.headers["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize(
    ("changes", "pointer"),
    [
        ({"title": ""}, "#/content/title"),
        ({"in_force_until": "2020-01-01"}, "#/content/in_force_until"),
        ({"condition": {"object": ["no_such_thing!"]}}, "#/content/condition/object/0"),
        ({"frequency": {"type": "never"}}, "#/content/frequency"),
        ({"certainty": {}}, "#/content/certainty/rule"),
    ],
)
def test_a_wrong_field_is_pointed_at(
    registrar: TestClient, changes: dict[str, Any], pointer: str
) -> None:
    answer = registrar.post(
        "/api/requirements", json={"code": FIRE, "content": said() | changes}
    )

    assert answer.status_code == 422
    assert pointer in [one["pointer"] for one in answer.json()["errors"]]


def test_a_condition_names_only_what_the_vocabulary_has(registrar: TestClient) -> None:
    content = said() | {"condition": {"object": ["no_such_thing"]}}

    answer = registrar.post(
        "/api/requirements", json={"code": FIRE, "content": content}
    )

    assert (answer.status_code, answer.json()["code"]) == (
        422,
        "condition-not-understood",
    )


def test_a_repeated_draft_under_one_key_is_one_draft(registrar: TestClient) -> None:
    body = {"code": FIRE, "content": said()}
    key = {"Idempotency-Key": "once"}

    first = registrar.post("/api/requirements", json=body, headers=key)
    second = registrar.post("/api/requirements", json=body, headers=key)
    without = registrar.post("/api/requirements", json=body)

    assert first.json() == second.json()
    assert without.status_code == 409


def test_a_file_is_imported_once(public: TestClient, registrar: TestClient) -> None:
    starter = (STARTER / "requirements.jsonl").read_bytes()

    first = registrar.post("/api/requirements/import", content=starter, headers=LINES)
    again = registrar.post("/api/requirements/import", content=starter, headers=LINES)
    seen(registrar)

    assert (first.status_code, first.json()["new"]) == (200, 162)
    assert (again.json()["new"], again.json()["same"]) == (0, 162)
    assert public.get("/api/requirements/facets").json()["total"] == 162


def test_an_import_with_a_wrong_row_is_refused_with_its_report(
    registrar: TestClient,
) -> None:
    lines = "\n".join([row("REQ-1"), row("REQ-2", title=""), "{"])

    refused = registrar.post(
        "/api/requirements/import", content=lines.encode(), headers=LINES
    )
    skipping = registrar.post(
        "/api/requirements/import?skip_rejected=true",
        content=lines.encode(),
        headers=LINES,
    )

    report = refused.json()["report"]
    assert (refused.status_code, refused.json()["code"]) == (422, "import-rejected")
    assert [(one["line"], one["pointer"]) for one in report["rejections"]] == [
        (2, "#/title"),
        (3, "#"),
    ]
    assert (skipping.json()["new"], skipping.json()["rejected"]) == (1, 2)


def test_the_classifier_is_loaded_and_asked(
    public: TestClient, registrar: TestClient
) -> None:
    titles = (STARTER / "okved_titles.tsv").read_bytes()

    loaded = registrar.post(
        "/api/requirements/import/okved", content=titles, headers=OCTETS
    )
    again = registrar.post(
        "/api/requirements/import/okved", content=titles, headers=OCTETS
    )
    wrong = registrar.post(
        "/api/requirements/import/okved", content=b"a,b", headers=OCTETS
    )
    seen(registrar)
    found = public.get("/api/requirements/activities", params={"text": "ресторан"})

    assert [loaded.status_code, again.status_code, wrong.status_code] == [
        200,
        409,
        422,
    ]
    assert [one["code"] for one in found.json()] == ["56.1", "56.10", "56.10.1"]


@pytest.mark.parametrize(
    "asked",
    [
        "limit=0",
        "limit=101",
        "validity=maybe",
        "activity=56.x",
        "on=yesterday",
        "colour=red",
        "after=nonsense",
        "text=" + "a" * 201,
    ],
)
def test_a_search_that_makes_no_sense_is_refused(
    public: TestClient, asked: str
) -> None:
    assert public.get(f"/api/requirements?{asked}").status_code == 422


@pytest.mark.parametrize("path", ["req-1", "REQ 1", "A" * 65])
def test_an_address_without_a_code_leads_nowhere(public: TestClient, path: str) -> None:
    assert public.get(f"/api/requirements/{path}").status_code in {404, 422}


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("POST", ""),
        ("PUT", f"/{FIRE}"),
        ("POST", f"/{FIRE}/publish"),
        ("POST", f"/{FIRE}/suspend"),
        ("POST", f"/{FIRE}/resume"),
        ("POST", f"/{FIRE}/repeal"),
        ("POST", "/import"),
        ("POST", "/import/okved"),
    ],
)
def test_nobody_keeps_the_register_without_signing_in(
    public: TestClient, method: str, path: str
) -> None:
    answer = public.request(method, f"/api/requirements{path}", json={})

    assert answer.status_code == 401
