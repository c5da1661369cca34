"""The simulator: a list without signing in; the answers stay in the browser."""

import json
import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from domain.kernel import Role
from domain.profile import Profile
from interfaces.gateways.database import Database
from projections.applicability import Wanted
from tests.business import FIRM_INN, business
from tests.conftest import EMPTY, StoppedClock
from tests.interfaces.visits import faults, form, ids, site_of, told, visit
from tests.interfaces.world import World

pytestmark = pytest.mark.database

QUESTION, LIST = "/simulator/question", "/simulator/list"


@pytest.fixture(scope="module")
def starter(opened: Database) -> World:
    """The starter register; the tests leave it as it is, but for one registration."""
    with opened.connection() as connection:
        connection.execute(EMPTY)
    return World(business(opened, StoppedClock()).service)


@pytest.fixture(scope="module")
def site(starter: World) -> FastAPI:
    return site_of(starter)  # type: ignore[arg-type]


@pytest.fixture
def visitor(site: FastAPI) -> TestClient:
    return visit(site)


def given(visitor: TestClient) -> dict[str, Any]:
    """What the browser keeps."""
    packed = visitor.cookies.get("answers") or ""
    return json.loads(urlsafe_b64decode(packed)) if packed else {}


def keep(visitor: TestClient, content: bytes) -> None:
    packed = urlsafe_b64encode(content).decode()
    visitor.cookies.set("answers", packed, domain="testserver.local", path="/")


def asked(visitor: TestClient) -> str:
    """The fact of the next question; "" when there is none."""
    page = visitor.get(QUESTION)
    found = re.findall(r'name="fact" value="([^"]+)"', page.text)
    return found[-1] if found else ""


def answer(visitor: TestClient, fact: str, value: str, **more: Any) -> Any:
    return visitor.post(QUESTION, data={"fact": fact, "value": value} | more)


def test_a_cafe_sees_its_list_after_a_dozen_questions(
    visitor: TestClient, starter: World
) -> None:
    told_first = {"client_kind": "IE", "okved": "56.10", "employees": "8"}
    begun = visitor.get("/simulator")
    questions = []

    while True:
        fact = asked(visitor)
        questions.append(fact)
        went_on = answer(visitor, fact, told_first.get(fact, "yes"))
        if went_on.headers["Location"] == LIST:
            break

    assert f'href="{QUESTION}"' in begun.text
    assert questions[:4] == ["client_kind", "okved", "employees", "object:premises"]
    assert len(questions) == len(set(questions)) == 12
    page = visitor.get(LIST)
    profile = Profile().with_facts(
        {f: tuple(v) if isinstance(v, list) else v for f, v in given(visitor).items()}
    )
    expected = starter.service.personal_lists.of_profile(
        profile, Wanted(on=starter.service.clock.today())
    )
    for count in expected.counts.values():
        assert f'<span class="count">{count}</span>' in page.text
    assert 'href="/client/register"' in page.text


def test_not_knowing_is_an_answer_and_is_not_asked_again(visitor: TestClient) -> None:
    for _ in range(4):
        answer(visitor, asked(visitor), "")

    assert given(visitor) == dict.fromkeys(
        ("client_kind", "okved", "employees", "object:premises")
    )
    assert asked(visitor) not in given(visitor)
    assert visitor.get(LIST).status_code == 200


def test_an_activity_is_found_by_a_word_and_chosen(visitor: TestClient) -> None:
    found = visitor.get(QUESTION, params={"fact": "okved", "text": "ресторан"})
    code = re.findall(r'name="codes" value="([^"]+)"', found.text)[0]
    answer(visitor, "okved", "47.11", codes=[code, "56.10"])
    nothing = visitor.get(QUESTION, params={"fact": "okved", "text": "щщщ"})

    assert given(visitor)["okved"] == list(dict.fromkeys([code, "56.10", "47.11"]))
    assert "Ничего не нашлось" in told(nothing)


@pytest.mark.parametrize(
    ("fact", "value"),
    [
        ("employees", "восемь"),
        ("employees", "9" * 5000),
        ("okved", "кафе"),
        ("client_kind", "king"),
        ("object:premises", "maybe"),
    ],
    ids=["words", "endless", "okved", "kind", "flag"],
)
def test_an_answer_that_cannot_be_read_is_asked_again(
    visitor: TestClient, fact: str, value: str
) -> None:
    page = answer(visitor, fact, value)

    assert page.status_code == 422
    assert [to for to, _ in faults(page)] == ["value"]
    assert "value" in ids(page)
    assert given(visitor) == {}


def test_a_question_that_there_is_not_leads_on(visitor: TestClient) -> None:
    assert visitor.get(f"{QUESTION}?fact=object:ufo").headers["Location"] == LIST
    assert answer(visitor, "object:ufo", "yes").headers["Location"] == "/simulator"


def test_an_answer_is_changed_from_the_list_and_all_are_forgotten(
    visitor: TestClient,
) -> None:
    answer(visitor, "employees", "8")
    assert f'href="{QUESTION}?fact=employees"' in visitor.get(LIST).text
    again = visitor.get(f"{QUESTION}?fact=employees")
    answer(visitor, "employees", "9")

    assert 'value="8"' in again.text
    assert given(visitor) == {"employees": 9}
    visitor.post("/simulator/again")
    assert given(visitor) == {}
    assert "answers" not in visitor.cookies


GARBAGE = [
    b"nonsense",
    b"[]",
    b"7",
    b'"text"',
    b"null",
    b'{"employees": "many"}',
    b'{"employees": -1}',
    b'{"object:ufo": true}',
    b'{"colour": "red"}',
    b'{"activities": 5, "activity:cooks_food": true}',
    b'{"life_situations": 5, "life_situation:x": true}',
    b'{"okved": [["56"]]}',
    b'{"okved": {"56": 1}}',
    b'{"region": "00"}',
    b'{"employees": ' + b"9" * 2000 + b"}",
    b"[" * 2400,
    b"\xff\xfe",
    b'{"\xed\xa0\x80": 1}',
]


@pytest.mark.parametrize("garbage", GARBAGE, ids=lambda content: repr(content[:24]))
def test_garbage_in_the_cookie_is_no_answer(
    visitor: TestClient, garbage: bytes
) -> None:
    keep(visitor, garbage)

    for path in ("/simulator", QUESTION, LIST, f"{LIST}/ended", "/client/register"):
        assert visitor.get(path).status_code < 400, path
    assert asked(visitor) == "client_kind"


def test_a_cookie_that_is_not_even_base64_is_no_answer(visitor: TestClient) -> None:
    visitor.cookies.set("answers", "%%%")

    assert asked(visitor) == "client_kind"


def test_what_is_right_beside_garbage_is_kept(visitor: TestClient) -> None:
    keep(visitor, b'{"employees": 8, "object:ufo": true, "region": "00"}')

    answer(visitor, "client_kind", "IE")

    assert given(visitor) == {"employees": 8, "client_kind": "IE"}


def test_more_answers_than_a_browser_keeps_are_told_of(visitor: TestClient) -> None:
    answer(visitor, "employees", "8")
    codes = ", ".join(
        f"{part}.{kind}" for part in range(10, 99) for kind in range(1, 10)
    )

    page = answer(visitor, "okved", codes)

    assert (page.status_code, faults(page)[0][0]) == (422, "value")
    assert given(visitor) == {"employees": 8}


def test_each_line_has_a_page_with_its_reason(visitor: TestClient) -> None:
    for fact, value in (
        ("client_kind", "IE"),
        ("employees", "8"),
        ("object:premises", "yes"),
    ):
        answer(visitor, fact, value)
    listed = visitor.get(LIST)
    codes = re.findall(rf'href="{LIST}/(REQ-[\w-]+)"', listed.text)

    for code in codes[:5]:
        page = visitor.get(f"{LIST}/{code}")
        assert page.status_code == 200
        assert 'class="lead verdict"' in page.text
        assert f"/declare?requirement={code}" not in page.text
    assert visitor.get(f"{LIST}/REQ-NONE-001").status_code == 404


@pytest.mark.parametrize("path", ["/simulator", QUESTION, LIST, f"{LIST}/ended"])
@pytest.mark.parametrize("language", ["ru", "en"])
def test_every_page_stands_in_both_languages(
    visitor: TestClient, path: str, language: str
) -> None:
    visitor.cookies.set("lang", language)
    answer(visitor, "employees", "8")

    page = visitor.get(path)

    assert (page.status_code, page.headers["Content-Language"]) == (200, language)
    assert sorted(set(ids(page))) == sorted(ids(page))


def test_the_answers_are_kept_with_the_registration_and_leave_the_browser(
    site: FastAPI, starter: World
) -> None:
    by = starter.actor("newcomer")
    newcomer = visit(site, by)
    keep(newcomer, b'{"client_kind": "IE", "employees": 8, "object:lift": null}')
    taken = starter.service.pseudonyms.of("inn", FIRM_INN)

    asked = newcomer.get("/client/register")
    done = newcomer.post(
        "/client/register",
        data=form(kind="IE", name="ИП Новый", inn="500100732259", ogrn=""),
    )

    assert re.search(r'value="IE" checked', asked.text)
    assert done.headers["Location"] == "/list"
    assert "answers" not in newcomer.cookies
    [way] = starter.service.person_view.memberships(by.id)  # type: ignore[arg-type]
    assert way.role is Role.CLIENT
    assert way.organisation_id != taken
    card = starter.service.client_view.get(way.organisation_id)
    assert card
    assert {fact: known.value for fact, known in card.facts.items()} == {
        "client_kind": "IE",
        "employees": 8,
    }
