"""People over JSON: who one is, tokens, organisations, memberships, forgetting."""

from typing import Any

import pytest
from fastapi.testclient import TestClient

from application.person import IssueToken
from domain.kernel import Actor, Role
from domain.person import Scope
from interfaces.service import build
from tests.interfaces.shell import Cast, browser, demo, shell

pytestmark = pytest.mark.database

FIRE = {"kind": "authority", "name": "ГУ МЧС", "bodies": ["МЧС России"]}


def bearer(cast: Cast, by: Actor, *scopes: Scope) -> dict[str, str]:
    command = IssueToken(name="test", scopes=frozenset(scopes or tuple(Scope)))
    issued = cast.service.people.issue_token(command, by=by)
    cast.service.caught_up(issued.receipt.position)
    return {"Authorization": f"Bearer {issued.token}"}


@pytest.fixture
def admin(cast: Cast) -> dict[str, str]:
    id = cast.administrator()
    [way] = cast.service.person_view.memberships(id)
    by = Actor(id=str(id), role=way.role, organisation=way.organisation_id)
    return bearer(cast, by)


def seen(cast: Cast, answer: Any) -> Any:
    cast.service.caught_up(answer.json()["position"])
    return answer


def test_a_token_is_told_even_while_read_models_are_late(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("interfaces.service.PATIENCE", 0.05)
    late = build(cast.service.settings, cast.service.database, cast.service.clock)
    with browser(shell(late)) as site:
        secret = cast.service.sessions.open(cast.person())
        site.cookies.set("sverka", secret)

        made = site.post("/api/person/tokens", json={"name": "учёт", "days": 30})

    assert made.status_code == 201, made.text
    cast.service.runner.drain()
    assert cast.service.sessions.by_token(made.json()["token"])


def test_a_token_is_issued_used_listed_and_revoked(site: TestClient) -> None:
    demo(site)

    made = site.post("/api/person/tokens", json={"name": "учёт", "days": 30})
    program = {"Authorization": f"Bearer {made.json()['token']}"}
    site.cookies.clear()
    who = site.get("/api/person", headers=program)
    listed = site.get("/api/person/tokens", headers=program)
    refused = site.post("/api/person/tokens", json={"name": "x"}, headers=program)
    demo(site)
    revoked = site.delete(f"/api/person/tokens/{made.json()['token_id']}")

    assert made.status_code == 201
    assert made.headers["ETag"] == '"2"'
    assert who.json()["signed"] == {
        "person_id": made.json()["receipt"]["changed"][0]["id"],
        "name": "Анна Кузнецова",
        "role": "person",
        "organisation_id": None,
        "organisation": "",
        "scopes": ["read"],
    }
    assert [one["name"] for one in listed.json()] == ["учёт"]
    assert refused.json()["code"] == "only-in-person"
    assert revoked.status_code == 200
    site.cookies.clear()
    assert site.get("/api/person", headers=program).status_code == 401


def test_a_token_that_may_write_still_makes_no_other(
    site: TestClient, cast: Cast
) -> None:
    by = Actor(id=str(cast.person()), role=Role.PERSON)

    answer = site.post(
        "/api/person/tokens", json={"name": "x"}, headers=bearer(cast, by)
    )

    assert (answer.status_code, answer.json()["code"]) == (403, "only-in-person")


@pytest.mark.parametrize(
    "header",
    ["Bearer sverka_nonsense", "Bearer ", "Basic YTpi", "bearer\tx", "Bearer \xff"],
)
def test_a_token_that_is_none_lets_nobody_in(site: TestClient, header: str) -> None:
    answer = site.get(
        "/api/person", headers={b"Authorization": header.encode("latin-1")}
    )

    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"].startswith("Bearer")


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"name": ""},
        {"name": "x", "days": 0},
        {"name": "x", "days": 367},
        {"name": "x", "scopes": []},
        {"name": "x", "scopes": ["everything"]},
        {"name": "x" * 301},
        {"name": "x", "acting": "king"},
    ],
)
def test_a_wrong_token_request_is_refused(
    site: TestClient, sent: dict[str, object]
) -> None:
    demo(site)

    assert site.post("/api/person/tokens", json=sent).status_code == 422


def test_a_repeated_command_is_done_once(
    site: TestClient, admin: dict[str, str]
) -> None:
    key = {"Idempotency-Key": "found-fire"} | admin

    one = site.post("/api/organisations", json=FIRE, headers=key)
    two = site.post("/api/organisations", json=FIRE, headers=key)
    other = site.post("/api/organisations", json=FIRE | {"name": "Я"}, headers=key)
    without = site.post("/api/organisations", json=FIRE, headers=admin)

    assert (one.status_code, two.status_code) == (201, 201)
    assert one.json() == two.json()
    assert other.json()["code"] == "key-reused"
    assert without.json()["code"] == "organisation-known"


def test_an_organisation_is_corrected_by_whoever_read_it(
    site: TestClient, cast: Cast, admin: dict[str, str]
) -> None:
    made = seen(cast, site.post("/api/organisations", json=FIRE, headers=admin))
    path = made.headers["Location"]
    change = {"name": "МЧС", "bodies": ["МЧС России", "ГПН"]}

    read = site.get(path, headers=admin)
    blind = site.put(path, json=change, headers=admin)
    nonsense = site.put(path, json=change, headers=admin | {"If-Match": "three"})
    done = site.put(
        path, json=change, headers=admin | {"If-Match": read.headers["ETag"]}
    )
    late = site.put(
        path, json=change, headers=admin | {"If-Match": read.headers["ETag"]}
    )
    seen(cast, done)

    assert (blind.status_code, nonsense.status_code) == (428, 422)
    assert (done.status_code, done.headers["ETag"]) == (200, '"2"')
    assert late.status_code == 412
    assert site.get(path, headers=admin).json()["organisation"]["bodies"] == [
        "МЧС России",
        "ГПН",
    ]


def test_people_join_leave_and_are_forgotten(
    site: TestClient, cast: Cast, admin: dict[str, str]
) -> None:
    anna, fire = cast.person("anna"), cast.authority()
    place = {"organisation": str(fire), "role": "inspector"}
    path = f"/api/people/{anna}"

    demo(site, "admin")
    joined = seen(cast, site.post(f"{path}/memberships", json=place))
    site.cookies.clear()
    ways = site.get(f"{path}/memberships", headers=admin)
    inspector = bearer(
        cast, Actor(id=str(anna), role=Role.INSPECTOR, organisation=fire)
    )
    before = site.get("/api/person", headers=inspector)
    left = site.delete(f"{path}/memberships/{fire}/inspector", headers=admin)
    after = site.get("/api/person", headers=inspector)
    forgotten = site.post(f"{path}/forget", headers=admin)
    again = site.post(f"{path}/forget", headers=admin)

    assert joined.status_code == 201
    assert [way["role"] for way in ways.json()] == ["inspector"]
    assert (before.status_code, left.status_code, after.status_code) == (200, 200, 401)
    assert forgotten.status_code == 200
    assert (again.status_code, again.json()["code"]) == (409, "person-forgotten")
    assert site.get(path, headers=admin).status_code == 404
    assert site.get(f"{path}/memberships", headers=admin).status_code == 404


@pytest.mark.parametrize(
    "path", ["/api/people/{id}/memberships", "/people/{id}/memberships"]
)
def test_a_token_lets_nobody_into_an_organisation(
    site: TestClient, cast: Cast, admin: dict[str, str], path: str
) -> None:
    anna, fire = cast.person("anna"), cast.authority()
    place = {"organisation": str(fire), "role": "inspector"}
    kind = "json" if path.startswith("/api") else "data"
    sent: dict[str, Any] = {kind: place}

    answer = site.post(path.format(id=anna), headers=admin, **sent)

    assert answer.status_code == 403
    assert cast.service.person_view.memberships(anna) == []


def test_a_token_lets_no_colleague_in(site: TestClient, cast: Cast) -> None:
    anna, boris = cast.person("anna"), cast.person("boris")
    client = cast.client(anna)
    by = Actor(id=str(anna), role=Role.CLIENT, organisation=client)
    program = bearer(cast, by, Scope.READ, Scope.WRITE)
    place = {"organisation": str(client), "role": "client"}

    over_json = site.post(
        f"/api/people/{boris}/memberships", json=place, headers=program
    )
    as_form = site.post(
        "/person/colleagues", data={"person_id": str(boris)}, headers=program
    )

    assert (over_json.status_code, over_json.json()["code"]) == (
        403,
        "only-in-person",
    )
    assert as_form.status_code == 403
    assert cast.service.person_view.memberships(boris) == []


def test_lists_are_paged_to_the_end(
    site: TestClient, cast: Cast, admin: dict[str, str]
) -> None:
    for number in range(5):
        cast.person(f"p{number}")
        cast.authority(f"Орган {number}")

    for path, most in (("/api/people?text=p&", 5), ("/api/organisations?", 6)):
        found: list[str] = []
        after: str | None = ""
        while after is not None:
            answer = site.get(f"{path}limit=2&after={after}", headers=admin).json()
            found += [one["name"] for one in answer["items"]]
            after = answer["next"]
        assert len(found) == len(set(found)) == most
        assert found == sorted(found)


@pytest.mark.parametrize(
    "after", ["x", "====", "я", "AAAA", "A" * 24 + "_w==", "A" * 23 + "="]
)
def test_a_made_up_place_in_a_list_is_refused(
    site: TestClient, admin: dict[str, str], after: str
) -> None:
    answer = site.get("/api/people", params={"after": after}, headers=admin)

    assert (answer.status_code, answer.json()["code"]) == (422, "bad-cursor")


@pytest.mark.parametrize("limit", ["0", "201", "x"])
def test_a_page_has_its_bounds(
    site: TestClient, admin: dict[str, str], limit: str
) -> None:
    answer = site.get(f"/api/people?limit={limit}", headers=admin)

    assert answer.status_code == 422


def test_nobody_but_administrators_sees_or_keeps_people(
    site: TestClient, cast: Cast
) -> None:
    anna, fire = cast.person(), cast.authority()
    cast.join(anna, fire, Role.HEAD)
    head = bearer(cast, Actor(id=str(anna), role=Role.HEAD, organisation=fire))
    place = {"organisation": str(fire), "role": "inspector"}

    demo(site)
    let_in = site.post(f"/api/people/{anna}/memberships", json=place)
    site.cookies.clear()
    assert let_in.status_code == 404
    for method, path, sent in [
        ("GET", "/api/people", None),
        ("GET", f"/api/people/{anna}", None),
        ("GET", f"/api/people/{anna}/memberships", None),
        ("DELETE", f"/api/people/{anna}/memberships/{fire}/head_of_inspection", None),
        ("POST", f"/api/people/{anna}/forget", None),
        ("GET", "/api/organisations", None),
        ("POST", "/api/organisations", FIRE),
        ("GET", f"/api/organisations/{fire}", None),
    ]:
        mine = site.request(method, path, json=sent, headers=head)
        nobody = site.request(method, path, json=sent)
        assert (mine.status_code, nobody.status_code) == (404, 401), (method, path)
