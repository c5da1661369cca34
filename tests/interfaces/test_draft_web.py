"""Pages of drafts: written, published, read, followed; who is invited, and why (E1)."""

from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from domain.draft import Manuscript
from domain.kernel import Actor
from interfaces.gateways.database import Database
from interfaces.web.draft.form import head_of, provisions_of, said_of_head
from tests.business import LIFT_CODE, Business, business, own
from tests.conftest import StoppedClock
from tests.drafting import (
    Drafting,
    after_the_window,
    listed,
    manuscript,
    proposed,
)
from tests.interfaces.visits import faults, form, site_of, told, visit
from tests.register import REGISTRAR

pytestmark = pytest.mark.database

HEAD = {
    "title": "О безопасности лифтов",
    "summary": "Лифты осматривают редко.",
    "kind": "Проект приказа",
    "degree": "low",
    "provisions": "1. Лифт осматривают.\nКаждый день.\n\n2. Ведут журнал.",
    "questions": "Сколько у вас лифтов?",
    "project": "",
}
LIFT_CONDITION = '{"object": ["lift"]}'
CHANGE = {
    "effect": "adds",
    "code": "REQ-NEW-001",
    "title": "Осматривать лифт",
    "statement": "Осматривайте лифт каждый день.",
    "condition": LIFT_CONDITION,
    "unit": "п. 1",
    "control_kind": "надзор",
    "control_body": "Ростехнадзор",
    "in_force_from": "2027-09-01",
    "sectors": "cross",
    "frequency_type": "continuous",
    "frequency_unit": "month",
    "step": "save",
}


@pytest.fixture
def world(database: Database, clock: StoppedClock) -> Business:
    return business(database, clock)


@pytest.fixture
def drafting(world: Business) -> Drafting:
    return Drafting(world)


@pytest.fixture
def viktor(drafting: Drafting) -> Actor:
    return drafting.developer()


@pytest.fixture
def site(world: Business) -> FastAPI:
    return site_of(world)


@pytest.fixture
def author(site: FastAPI, viktor: Actor) -> TestClient:
    return visit(site, viktor)


@pytest.fixture
def public(site: FastAPI) -> TestClient:
    return visit(site)


def send(visitor: TestClient, path: str, **fields: Any) -> Any:
    return visitor.post(path, data=form(**fields))


def begin(author: TestClient) -> str:
    answer = send(author, "/drafts/new", **HEAD)
    assert answer.status_code == 303, faults(answer)
    return str(answer.headers["location"]).removesuffix("/write")


def test_a_developer_writes_publishes_and_everybody_reads(
    author: TestClient, public: TestClient
) -> None:
    one = begin(author)
    added = send(author, f"{one}/write/changes/new", version=1, **CHANGE)
    hidden_yet = public.get(one).status_code
    check = author.get(f"{one}/publish")

    published = send(author, f"{one}/publish", version=2, step="send")

    page = public.get(one)
    assert (added.status_code, hidden_yet, published.status_code) == (303, 404, 303)
    assert "5 рабочих дней" in told(check)
    for said in ("Лифт осматривают.", "Каждый день.", "Осматривать лифт", "п. 1"):
        assert said in told(page)
    assert "О безопасности лифтов" in told(public.get("/drafts"))


def test_a_text_without_numbers_is_refused_beside_the_field(author: TestClient) -> None:
    wrong = HEAD | {"provisions": "Без номера", "title": ""}

    answer = send(author, "/drafts/new", **wrong)

    assert answer.status_code == 422
    assert [field for field, _ in faults(answer)] == ["title", "provisions"]
    assert "Без номера" in answer.text


def test_what_the_form_says_comes_back_from_the_draft() -> None:
    text = Manuscript.model_validate(said_of_head(dict(HEAD)))

    assert [one.text for one in text.provisions] == [
        "Лифт осматривают.\nКаждый день.",
        "Ведут журнал.",
    ]
    assert provisions_of("2.1 Так.\n3) Иначе.\n4а. Ещё.") == [
        {"number": "2.1", "text": "Так."},
        {"number": "3", "text": "Иначе."},
        {"number": "4а", "text": "Ещё."},
    ]


def test_the_form_of_a_draft_says_what_it_says(
    drafting: Drafting, viktor: Actor
) -> None:
    card = drafting.card(drafting.written(viktor))
    assert card.text

    said = Manuscript.model_validate(said_of_head(head_of(card.text)))

    assert [one.text for one in said.provisions] == [
        one.text for one in card.text.provisions
    ]
    assert said.questions == tuple(one.text for one in card.text.questions)


def test_counting_tells_whom_a_change_concerns_and_keeps_nothing(
    world: Business, drafting: Drafting, viktor: Actor, author: TestClient
) -> None:
    number = drafting.written(viktor)
    before = world.service.log.head()
    condition = {"condition": '{"op": "all", "of": []}', "code": "REQ-MORE-001"}

    answer = send(
        author,
        f"/drafts/{number}/write/changes/new",
        version=1,
        **CHANGE | condition | {"step": "count"},
    )

    assert answer.status_code == 200
    assert "меньше 5" in told(answer)
    assert "Осматривать лифт" in answer.text
    assert world.service.log.head() == before


def test_a_condition_that_names_a_stranger_is_refused_beside_its_field(
    drafting: Drafting, viktor: Actor, author: TestClient
) -> None:
    number = drafting.written(viktor)
    strange = CHANGE | {"condition": '{"object": ["saucer"]}', "code": "REQ-X"}

    answer = send(author, f"/drafts/{number}/write/changes/new", version=1, **strange)

    assert answer.status_code == 422
    assert [field for field, _ in faults(answer)] == ["condition"]


def test_an_amendment_begins_with_what_is_in_force(
    world: Business, drafting: Drafting, viktor: Actor, author: TestClient
) -> None:
    world.require(LIFT_CODE, title="Лифт осмотрен")
    path = f"/drafts/{drafting.written(viktor)}/write/changes/new"

    page = author.get(path, params={"effect": "amends", "requirement": LIFT_CODE})

    assert "Лифт осмотрен" in page.text


def test_a_change_is_taken_out(
    drafting: Drafting, viktor: Actor, author: TestClient
) -> None:
    number = drafting.written(viktor)
    path = f"/drafts/{number}/write/changes/REQ-NEW-001"
    shown = author.get(path)

    answer = send(author, path, version=1, **CHANGE | {"step": "remove"})

    assert (shown.status_code, answer.status_code) == (200, 303)
    text = drafting.card(number).text
    assert text
    assert text.proposals == ()


def test_whoever_read_an_older_draft_is_told(
    drafting: Drafting, viktor: Actor, author: TestClient
) -> None:
    number = drafting.written(viktor)

    answer = send(author, f"/drafts/{number}/write/head", version=7, **HEAD)

    assert answer.status_code == 412


def test_a_comparison_marks_the_words_that_changed(
    drafting: Drafting, viktor: Actor, public: TestClient
) -> None:
    number = drafting.published(viktor)
    revised = [
        {"number": "1", "text": "Лифт осматривают каждую неделю."},
        {"number": "2", "text": "Осмотр записывают в журнал лифта."},
    ]
    drafting.service.drafts.rewrite(number, manuscript(provisions=revised), by=viktor)
    drafting.publish(number, viktor, because="По замечаниям")

    page = public.get(f"/drafts/{number}/compare")

    assert "<del> каждый день.</del><ins> каждую неделю.</ins>" in page.text
    assert "По замечаниям" in page.text
    earlier = public.get(f"/drafts/{number}/versions/1")
    assert "каждый день" in told(earlier)
    assert public.get(f"/drafts/{number}/versions/3").status_code == 404


def test_an_adopted_draft_is_entered_and_told_at_its_requirements(
    site: FastAPI,
    drafting: Drafting,
    viktor: Actor,
    author: TestClient,
    public: TestClient,
    clock: StoppedClock,
) -> None:
    number = drafting.published(viktor)
    act = {"name": "О лифтах", "number": "77", "date": "2027-01-10"}
    early = send(author, f"/drafts/{number}/adopt", version=2, **act)
    clock.pass_by(after_the_window(drafting.card(number)))
    author = visit(site, viktor)
    adopted = send(author, f"/drafts/{number}/adopt", version=2, **act)
    elena = visit(site, drafting.registrar())
    queue, check = elena.get("/drafts/to-enter"), elena.get(f"/drafts/{number}/enter")

    entered = send(elena, f"/drafts/{number}/enter", version=3)

    assert (early.status_code, adopted.status_code) == (409, 303)
    assert number in queue.text
    assert "REQ-NEW-001" in check.text
    assert entered.status_code == 303
    assert "Появилось из этого проекта" in told(public.get("/requirements/REQ-NEW-001"))
    assert "Внесено в реестр" in told(public.get(f"/drafts/{number}"))


def test_a_dropped_draft_says_why_to_everybody(
    drafting: Drafting, viktor: Actor, author: TestClient, public: TestClient
) -> None:
    number = drafting.published(viktor)

    empty = send(author, f"/drafts/{number}/drop", version=2, reason=" ")
    dropped = send(author, f"/drafts/{number}/drop", version=2, reason="Дорого")

    assert (empty.status_code, dropped.status_code) == (422, 303)
    assert "Дорого" in told(public.get(f"/drafts/{number}"))
    assert number in public.get("/drafts?state=dropped").text


def test_a_listed_draft_leads_to_where_its_text_is(
    drafting: Drafting, public: TestClient
) -> None:
    drafting.service.draft_imports.listed(listed(900001), by=REGISTRAR)
    drafting.service.runner.drain()

    page = public.get("/drafts/RG-900001")

    assert "https://regulation.gov.ru/projects/900001" in page.text
    assert "Идет обсуждение" in told(page)


def test_a_client_is_invited_to_what_concerns_it_and_told_why(
    world: Business, site: FastAPI, drafting: Drafting, viktor: Actor
) -> None:
    world.require(LIFT_CODE)
    ends = {
        "effect": "repeals",
        "code": LIFT_CODE,
        "from_day": "2027-01-01",
        "reason": "Устарело",
    }
    sure = drafting.published(viktor, manuscript(ends, title="О старых лифтах"))
    perhaps = drafting.published(
        viktor,
        manuscript(
            {
                "effect": "adds",
                "code": "REQ-P",
                "proposed": proposed(condition={"object": ["pool"]}),
            },
            title="О бассейнах",
        ),
    )
    not_mine = drafting.published(
        viktor,
        manuscript(
            {
                "effect": "adds",
                "code": "REQ-Q",
                "proposed": proposed(condition={"client_kind": ["KFH"]}),
            },
            title="О фермерах",
        ),
    )
    anna = visit(site, world.client(facts={"object:lift": True}))

    page, home = anna.get("/drafts/mine"), anna.get("/client")

    assert f"/drafts/{sure}" in page.text
    assert f"/drafts/{perhaps}" in page.text
    assert f"/drafts/{not_mine}" not in page.text
    assert "Касается вас" in told(page)
    assert "Может касаться вас" in told(page)
    assert "Оцените 1 проект правил" in told(anna.get("/")) + told(home)


def test_a_client_follows_sees_what_is_new_and_stops(
    world: Business, site: FastAPI, drafting: Drafting, viktor: Actor
) -> None:
    client = world.client()
    anna = visit(site, client)
    empty = send(anna, "/following", act="", activity="", region="", body="")
    wrong = send(anna, "/following", activity="cafes")
    followed = send(anna, "/following", act="лифт")
    number = drafting.published(viktor)
    news = anna.get("/following")

    position = world.service.draft_view.news(own(client))[0].position
    seen = send(anna, "/following/seen", position=position)
    nothing = anna.get("/following")
    stopped = send(anna, "/following/stop", place=1)

    assert (empty.status_code, wrong.status_code) == (422, 422)
    assert [field for field, _ in faults(wrong)] == ["activity"]
    assert (followed.status_code, seen.status_code, stopped.status_code) == (303,) * 3
    assert number in news.text
    assert "акт: лифт" in told(news)
    assert number not in nothing.text
    assert "Вы следите" not in told(anna.get("/following"))


def test_a_condition_is_tried_out_without_a_script(
    world: Business, author: TestClient
) -> None:
    world.require(LIFT_CODE)

    page = author.get(
        "/impact", params={"condition": LIFT_CONDITION, "requirement": LIFT_CODE}
    )
    wrong = author.get("/impact", params={"condition": "lift"})
    stranger = author.get(
        "/impact", params={"condition": LIFT_CONDITION, "requirement": "REQ-NONE-001"}
    )

    assert page.status_code == 200
    assert "лифт" in told(page)
    assert (wrong.status_code, stranger.status_code) == (422, 422)
    assert [field for field, _ in faults(wrong)] == ["condition"]
    assert [field for field, _ in faults(stranger)] == ["requirement"]


def test_the_states_list_is_taken_in_on_a_page(
    site: FastAPI, drafting: Drafting, public: TestClient
) -> None:
    elena = visit(site, drafting.registrar())
    wrong = listed(1, 1).read()

    nothing = elena.post("/drafts/import", files={"drafts": ("a.xml", b"")})
    refused = elena.post("/drafts/import", files={"drafts": ("a.xml", b"<!x")})
    faulty = elena.post("/drafts/import", files={"drafts": ("a.xml", wrong)})
    done = elena.post("/drafts/import", files={"drafts": ("a.xml", listed(1).read())})

    assert (nothing.status_code, refused.status_code) == (422, 422)
    assert faulty.status_code == 422
    assert "Такой номер уже есть" in told(faulty)
    assert done.status_code == 200
    assert "RG-1" in public.get("/drafts").text


def test_the_impact_of_a_published_draft_is_told_to_everybody(
    drafting: Drafting, viktor: Actor, public: TestClient
) -> None:
    number = drafting.published(viktor)

    page = public.get(f"/drafts/{number}/impact")

    assert page.status_code == 200
    assert "числа округлены до 5" in told(page)


def test_the_list_is_narrowed_and_a_wrong_code_is_told(
    drafting: Drafting, viktor: Actor, public: TestClient
) -> None:
    number = drafting.published(viktor)

    found = public.get("/drafts", params={"body": "Минстрой России", "text": "лифт"})
    other = public.get("/drafts", params={"body": "Минздрав России"})
    wrong = public.get("/drafts", params={"activity": "cafes"})

    assert number in found.text
    assert number not in other.text
    assert [field for field, _ in faults(wrong)] == ["activity"]
