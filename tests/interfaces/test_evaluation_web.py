"""Pages of evaluations: filled in, reckoned, sent; read, released, answered."""

from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from domain.evaluation import number_of
from domain.kernel import Actor
from interfaces.gateways.database import Database
from tests.business import LIFT_CODE, business
from tests.conftest import StoppedClock
from tests.evaluating import K, Poll
from tests.interfaces.visits import faults, form, hidden, ids, site_of, told, visit

pytestmark = pytest.mark.database

QUEUE = f"/consideration/requirements/{LIFT_CODE}"
SUMMARY = f"/requirements/{LIFT_CODE}/evaluations"
FILLED: dict[str, Any] = {
    "kind": "requirement",
    "code": LIFT_CODE,
    "version": "1",
    "clarity": "2",
    "yearly_hours": "3,5",
    "yearly_roubles": "12 000",
    "themes": ["cost"],
    "remark_place": ["", ""],
    "remark_quote": ["", ""],
    "remark_text": ["Слишком часто, говорит Анна Кузнецова", ""],
    "remark_tone": ["hinders", "works"],
}


@pytest.fixture
def poll(database: Database, clock: StoppedClock) -> Poll:
    world = business(database, clock)
    world.require(title="Лифт осмотрен")
    return Poll(world)


@pytest.fixture
def site(poll: Poll) -> FastAPI:
    return site_of(poll.world)


@pytest.fixture
def anna(poll: Poll) -> Actor:
    return poll.client(0)


@pytest.fixture
def owner(site: FastAPI, anna: Actor) -> TestClient:
    return visit(site, anna)


def sent(owner: TestClient, **changes: Any) -> str:
    """Send through the pages; the address of the evaluation."""
    check = owner.post("/evaluations/new", data=form(**FILLED | {"step": "check"}))
    answer = owner.post("/evaluations", data=hidden(check) | changes)
    assert answer.status_code == 303, told(answer)
    return str(answer.headers["Location"]).removesuffix("/sent")


def test_before_sending_the_page_says_who_sees_what(owner: TestClient) -> None:
    page = owner.post("/evaluations/new", data=form(**FILLED | {"step": "check"}))

    said = told(page)
    assert "Кто это увидит" in said
    assert f"не менее чем по {K} бизнесам" in said
    assert "Кто вы, никто из них не видит" in said
    assert "3,5 ч" in said
    assert "12 000 ₽" in said.replace("\xa0", " ")
    assert "30 календарных дней" in said


def test_what_was_checked_is_sent_and_has_a_number(
    owner: TestClient, poll: Poll, anna: Actor
) -> None:
    address = sent(owner)

    page = owner.get(f"{address}/sent")
    number = number_of(poll.content(anna))
    assert number in told(page)
    assert number in told(owner.get(address))
    assert number in told(owner.get("/evaluations"))


def test_a_calculator_fills_the_cost_in_without_a_script(owner: TestClient) -> None:
    reckon = {"work_hours": "2", "work_price": "500", "work_expenses": "100"}
    given = FILLED | reckon | {"work_times": "4", "step": "yearly"}

    page = owner.post("/evaluations/new", data=form(**given))

    assert (
        'name="yearly_hours" type="text" autocomplete="off" value="8.00"' in page.text
    )
    assert 'value="4400"' in page.text


def test_a_draft_is_kept_and_comes_back(owner: TestClient) -> None:
    kept = owner.post("/evaluations/new", data=form(**FILLED | {"step": "save"}))

    page = owner.get(f"/evaluations/new?code={LIFT_CODE}")

    assert "Черновик" in told(owner.get(kept.headers["Location"]))
    assert "Слишком часто" in page.text


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"clarity": "9"}, "clarity"),
        ({"yearly_hours": "много"}, "yearly_hours"),
        ({"remark_quote": ["чего нет", ""]}, "quote"),
        ({"duplicates": "REQ-NO-1"}, "clashes"),
    ],
)
def test_what_is_wrong_is_told_at_its_field(
    owner: TestClient, given: dict[str, Any], field: str
) -> None:
    page = owner.post(
        "/evaluations/new", data=form(**FILLED | given | {"step": "check"})
    )

    [(to, _)] = faults(page)
    assert page.status_code == 422
    where = {"quote": "remark-1-quote", "clashes": "duplicates"}
    assert to == where.get(field, field)
    assert to in ids(page)


def test_one_step_more_makes_room_and_change_goes_back(owner: TestClient) -> None:
    more = owner.post("/evaluations/new", data=form(**FILLED | {"step": "more"}))
    check = owner.post("/evaluations/new", data=form(**FILLED | {"step": "check"}))

    back = owner.post("/evaluations", data=hidden(check) | {"change": "yes"})

    assert "remark-3-text" in more.text
    assert "Слишком часто" in back.text


def test_words_go_from_the_client_over_the_ombudsman_to_the_developer(
    owner: TestClient, site: FastAPI, poll: Poll, anna: Actor
) -> None:
    address = sent(owner)
    for by in poll.clients(*range(1, K)):
        poll.send(by)
    poll.round()
    roman, viktor = visit(site, poll.ombudsman()), visit(site, poll.developer())
    content = poll.content(anna)

    page = roman.get(f"/releases/{content}")
    proposed = "Слишком часто, говорит ▇▇▇"
    assert proposed in page.text
    released = roman.post(
        f"/releases/{content}", data=hidden(page) | {"text": "Слишком часто"}
    )
    queue = viktor.get(QUEUE)
    words = "Слишком часто"
    mine = poll.service.evaluation_queue.piles(f"requirement/{LIFT_CODE}/1")
    [pile] = [one for one in mine if one.leading.alike]
    answer = {
        "number": "1",
        "which": [f"{id}:{version}" for id, version in pile.versions.items()],
        "outcome": "accepted",
        "reason": "Сделаем раз в два года",
        "used_in": "п. 2",
    }
    answered = viktor.post(QUEUE, data=form(**answer))

    assert (released.status_code, answered.status_code) == (303, 303)
    assert words in told(queue)
    assert "Кузнецова" not in queue.text
    assert "Сделаем раз в два года" in told(owner.get(address))
    assert "Сделаем раз в два года" in told(visit(site).get(SUMMARY))


def test_a_reason_is_asked_for(site: FastAPI, poll: Poll) -> None:
    for by in poll.clients(*range(K)):
        poll.send(by)
    poll.round()
    viktor = visit(site, poll.developer())
    [pile] = poll.service.evaluation_queue.piles(f"requirement/{LIFT_CODE}/1")
    which = [f"{id}:{version}" for id, version in pile.versions.items()]

    page = viktor.post(
        QUEUE, data=form(number="1", which=which, outcome="accepted", reason=" ")
    )

    assert page.status_code == 422
    assert faults(page)


def test_everybody_reads_figures_and_takes_them_as_data(
    site: FastAPI, poll: Poll
) -> None:
    anybody = visit(site)
    before = anybody.get(SUMMARY)
    for by in poll.clients(*range(2 * K)):
        poll.send(by, {"clarity": 2, "yearly": {"roubles": 1000}, "themes": ["cost"]})
    poll.round()

    page, table = anybody.get(SUMMARY), anybody.get(f"{SUMMARY}.csv")

    assert f"не менее {K}" in told(before)
    assert "<svg" in page.text
    assert "от 1 000 до 3 000" in told(page).replace("\xa0", " ")
    assert "score,,clarity,2,10" in table.text
    assert "theme,,theme:cost" not in table.text
    assert "theme,,cost,at least,10" in table.text


def test_the_board_shows_what_waits_and_what_costs(site: FastAPI, poll: Poll) -> None:
    for by in poll.clients(*range(2 * K)):
        poll.send(by, {"yearly": {"roubles": 50_000}})
    poll.round()
    viktor = visit(site, poll.developer())

    for sort in ("waiting", "cost", "ends", "code"):
        page = viktor.get(f"/consideration?sort={sort}")
        assert LIFT_CODE in page.text
        assert "от 30 000 до 100 000" in told(page).replace("\xa0", " ")


def test_consent_is_given_and_taken_back_on_the_page(
    owner: TestClient, poll: Poll, anna: Actor
) -> None:
    address = sent(owner, is_named="yes")
    assert poll.voice(anna).is_named
    version = poll.voice(anna).version

    taken = owner.post(f"{address}/take-name-back", data=form(version=version))
    gone = owner.post(f"{address}/withdraw", data=form(version=version + 1))
    stale = owner.post(f"{address}/withdraw", data=form(version=version))

    assert (taken.status_code, gone.status_code, stale.status_code) == (303, 303, 412)
    assert poll.voice(anna).content is None


def test_english_is_complete(owner: TestClient) -> None:
    owner.cookies.set("lang", "en")
    sent(owner)

    for path in ("/evaluations", f"/evaluations/new?code={LIFT_CODE}", SUMMARY):
        assert owner.get(path).headers["Content-Language"] == "en"
    assert "Evaluate a rule" in told(owner.get(f"/evaluations/new?code={LIFT_CODE}"))
