"""Pages of self-examination: a question a page, undone, stopped, gone on (L5)."""

import re

import pytest
from fastapi.testclient import TestClient

from domain.kernel import Actor
from interfaces.gateways.database import Database
from tests.business import Business, business
from tests.conftest import StoppedClock
from tests.interfaces.visits import faults, form, hidden, site_of, told, visit

pytestmark = pytest.mark.database

HOME = "/self-examination"
MACHINES = ("lift", "crane", "pressure_vessel")


@pytest.fixture
def world(database: Database, clock: StoppedClock) -> Business:
    found = business(database, clock)
    found.require()
    for number, name in enumerate(MACHINES[1:], 1):
        found.require(f"REQ-OPO-00{number}", {"object": [name]})
    found.require("REQ-STAFF-001", {"employees_min": 1})
    return found


@pytest.fixture
def anna(world: Business) -> Actor:
    return world.client(facts={"okved": ("56.10",), "region": "63"})


@pytest.fixture
def owner(world: Business, anna: Actor) -> TestClient:
    visitor = visit(site_of(world), anna)
    visitor.cookies.set("lang", "en")
    return visitor


def begun(owner: TestClient) -> TestClient:
    assert owner.post(f"{HOME}/begin", data=form()).status_code == 303
    return owner


def answer(owner: TestClient, *, at: str = "", **said: object) -> str:
    """Answers the page that is asked; where it leads."""
    asked = owner.get(f"{HOME}/question", params={"fact": at} if at else {})
    sent = owner.post(f"{HOME}/question", data=hidden(asked) | said)
    assert sent.status_code == 303, sent.text
    return str(sent.headers["Location"])


def heading(owner: TestClient, path: str = f"{HOME}/question") -> str:
    page = owner.get(path, follow_redirects=True)
    return str(re.findall(r"<h1>(.*?)</h1>", page.text)[0])


def test_it_says_how_much_there_is_to_ask_before_it_begins(owner: TestClient) -> None:
    page = told(owner.get(HOME))

    assert "4 requirements in your list wait for an answer." in page
    assert "We ask about 2 questions" in page


def test_all_the_way_to_a_list_without_unknowns(
    owner: TestClient, world: Business, anna: Actor
) -> None:
    begun(owner)

    first = told(owner.get(f"{HOME}/question"))
    answer(owner, so=["object:lift"])
    answer(owner, value="8")
    result = owner.get(f"{HOME}/question", follow_redirects=True)

    assert "About 2 questions are left, with this one." in first
    assert "What equipment do you use?" in first
    assert "Your list is complete" in told(result)
    assert "About you 0 2 To be clarified 4 0 Not about you 0 2" in told(result)
    facts = {f: one.value for f, one in world.card(anna).facts.items() if ":" in f}
    assert facts == {
        "object:lift": True,
        "object:crane": False,
        "object:pressure_vessel": False,
    }
    finished = owner.post(f"{HOME}/finish", data=hidden(result))
    assert finished.headers["Location"] == "/list"
    assert "You finished the last one on 21 November 2026." in told(owner.get(HOME))


def test_it_goes_on_where_it_stopped_on_another_device(
    owner: TestClient, world: Business, anna: Actor
) -> None:
    begun(owner)
    answer(owner, so=["none"])

    other = visit(site_of(world), anna)
    other.cookies.set("lang", "en")

    assert "About 1 question is left." in told(other.get(HOME))
    assert heading(other) == "How many employees do you have?"


def test_what_is_not_known_is_kept_and_named_at_the_end(owner: TestClient) -> None:
    begun(owner)
    answer(owner, so=["object:crane"], unsure=["object:lift"])
    answer(owner, skip="yes", value="")

    result = told(owner.get(f"{HOME}/question", follow_redirects=True))

    assert "2 requirements still wait for an answer." in result
    assert "Still not known" in result
    assert "How many employees do you have?" in result
    assert "Do you have a lift" in result
    assert heading(owner, f"{HOME}/question?fact=employees").startswith("How many")
    answer(owner, at="employees", value="0")
    assert "How many employees" not in told(owner.get(f"{HOME}/result"))


def test_every_answer_can_be_undone(
    owner: TestClient, world: Business, anna: Actor
) -> None:
    world.state(anna, employees=3)
    begun(owner)
    answer(owner, so=["object:lift"])

    page = owner.get(HOME)
    owner.post(f"{HOME}/undo", data=hidden(page))

    facts = world.card(anna).facts
    assert {facts[f"object:{name}"].value for name in MACHINES} == {None}
    assert facts["employees"].value == 3
    assert "What equipment do you use?" in heading(owner)


@pytest.mark.parametrize(
    ("said", "fault"),
    [
        ({}, "Choose what is so, or “None of these”"),
        (
            {"so": ["object:lift", "none"]},
            "Choose either what is so or “None of these”",
        ),
        (
            {"so": ["object:lift"], "unsure": ["object:lift"]},
            "You chose the same as so and as not known: keep one",
        ),
    ],
)
def test_a_choice_that_cannot_be_read_is_asked_again(
    owner: TestClient, said: dict[str, object], fault: str
) -> None:
    begun(owner)
    asked = hidden(owner.get(f"{HOME}/question"))

    again = owner.post(f"{HOME}/question", data=asked | said)

    assert again.status_code == 422
    assert faults(again) == [("so", fault)]


@pytest.mark.parametrize("value", ["", "many", "-1"])
def test_a_number_that_cannot_be_read_is_asked_again(
    owner: TestClient, value: str
) -> None:
    begun(owner)
    answer(owner, so=["none"])
    asked = hidden(owner.get(f"{HOME}/question"))

    again = owner.post(f"{HOME}/question", data=asked | {"value": value})

    assert again.status_code == 422
    assert [to for to, _ in faults(again)] == ["value"]
    assert f'value="{value}"' in again.text


def test_a_page_that_is_out_of_date_asks_again(owner: TestClient) -> None:
    begun(owner)
    asked = hidden(owner.get(f"{HOME}/question"))
    answer(owner, at="employees", value="8")

    late = owner.post(f"{HOME}/question", data=asked | {"so": ["none"]})

    assert late.status_code == 412
    assert len(faults(late)) == 1


def test_what_is_known_of_a_place_stands_beside_the_question(
    owner: TestClient, world: Business, anna: Actor
) -> None:
    world.open_premises(anna, object_crane=False)
    world.open_premises(anna, object_pressure_vessel=True)
    begun(owner)

    page = told(owner.get(f"{HOME}/question"))
    answer(owner, so=["object:lift"])

    assert "Цех: no" in page
    assert "In which place?" in told(owner.get(f"{HOME}/result"))


def test_nothing_is_asked_before_it_begins(owner: TestClient) -> None:
    for path in ("question", "result"):
        assert owner.get(f"{HOME}/{path}").headers["Location"] == HOME
    begun(owner)
    assert owner.post(f"{HOME}/begin", data=form()).headers["Location"] == (
        f"{HOME}/question"
    )


def test_what_nobody_asked_leads_to_the_next_question(owner: TestClient) -> None:
    begun(owner)
    strange = form(version=1, asked=["object:spaceship"], value="yes")

    answered = owner.post(f"{HOME}/question", data=strange)
    asked = owner.get(f"{HOME}/question?fact=object:spaceship")

    assert answered.headers["Location"] == f"{HOME}/question"
    assert asked.headers["Location"] == f"{HOME}/question"
