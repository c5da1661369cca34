"""Pages on which a client confirms, corrects, looks again and takes back (L3)."""

import re

import pytest
from fastapi.testclient import TestClient

from domain.kernel import Actor
from domain.profile import ClientKind
from interfaces.gateways.database import Database
from tests.business import FIRM_INN, LIFT_CODE, Business, business
from tests.conftest import StoppedClock
from tests.interfaces.visits import faults, form, hidden, site_of, told, visit
from tests.situations import CAFE, PLACE, change, offer, offer_segment

pytestmark = pytest.mark.database

CRANE_CODE = "REQ-CRANE-001"
FIRE = "МЧС России"


@pytest.fixture
def world(database: Database, clock: StoppedClock) -> Business:
    found = business(database, clock)
    found.require()
    found.require(CRANE_CODE, {"object": ["crane"]}, FIRE, title="Кран осмотрен")
    found.require("REQ-FIRE-001", {"client_kind": ["IE"]}, FIRE)
    offer(found)
    offer_segment(found)
    return found


@pytest.fixture
def anna(world: Business) -> Actor:
    return world.client(
        facts={"okved": ("56.10",), "object:lift": True, "object:crane": True}
    )


@pytest.fixture
def owner(world: Business, anna: Actor) -> TestClient:
    visitor = visit(site_of(world), anna)
    visitor.cookies.set("lang", "en")
    return visitor


def confirm(owner: TestClient, path: str, **chosen: str) -> str:
    """Fills a proposal in; where it leads."""
    said = {name.replace("__", ":"): value for name, value in chosen.items()}
    sent = owner.post(path, data=hidden(owner.get(path)) | said)
    assert sent.status_code == 303, sent.text
    return sent.headers["Location"]


def test_a_situation_is_chosen_and_its_facts_confirmed_one_by_one(
    owner: TestClient, world: Business, anna: Actor
) -> None:
    offered = told(owner.get("/situations"))
    to = confirm(
        owner,
        f"/situations/{PLACE}",
        life_situation__opens_site="so",
        object__lift="so",
    )

    assert "May happen to you Opening a place" in offered
    page = told(owner.get(to))
    assert "Confirmed Confirmations" not in page
    assert "Version that you confirmed 1" in page
    assert world.card(anna).facts["life_situation:opens_site"].value is True
    assert "Going on now Opening a place Confirmed" in told(owner.get("/situations"))


def test_a_proposal_shows_what_is_known_and_counts_nothing_by_itself(
    owner: TestClient, world: Business, anna: Actor
) -> None:
    before = world.card(anna).version

    page = owner.get(f"/segment/{CAFE}")
    empty = owner.post(f"/segment/{CAFE}", data=form(number="1"))

    assert "Known now: Yes. Usually: No" in told(page)
    assert empty.status_code == 422
    assert faults(empty) == [
        ("activity:cooks_food", "Say of one thing at least whether it is so")
    ]
    assert world.card(anna).version == before


def test_a_segment_is_corrected_where_it_is_wrong(
    owner: TestClient, world: Business, anna: Actor
) -> None:
    fits = told(owner.get("/segment"))
    to = confirm(
        owner,
        f"/segment/{CAFE}",
        activity__cooks_food="so",
        object__lift="not",
        employees="leave",
    )

    page = told(owner.get(to))

    assert "By your facts you may be Café" in fits
    assert "you corrected the proposal" in page
    facts = {f: one.value for f, one in world.card(anna).facts.items()}
    assert (facts["activity:cooks_food"], facts["object:lift"]) == (True, True)
    assert "employees" not in facts


def test_what_the_registrar_changed_is_shown_beside_what_was_confirmed(
    owner: TestClient, world: Business
) -> None:
    to = confirm(owner, f"/situations/{PLACE}", object__lift="so")
    change(world, facts={"object:lift": False, "object:crane": True})
    world.react()

    page = told(owner.get(to))
    again = told(owner.get(f"/situations/{PLACE}"))

    assert "There is a new version" in page
    assert "Version 1 2" in page
    assert "You confirmed, version 1 Proposed now, version 2 Known now" in again
    confirm(owner, f"/situations/{PLACE}", object__crane="so")
    assert "There is a new version" not in told(owner.get("/confirmations"))


def test_all_lines_of_a_body_are_confirmed_together(owner: TestClient) -> None:
    page = owner.get("/confirmations")
    body = owner.get("/confirmations/requirements", params={"body": FIRE})
    sent = owner.post(
        "/confirmations/requirements",
        data=hidden(body) | {"requirements": [CRANE_CODE, "REQ-FIRE-001"]},
        follow_redirects=True,
    )

    assert "3 requirements apply to you and are not confirmed." in told(page)
    assert "2 requirements apply to you and are not confirmed" in told(body)
    assert len(re.findall(r'type="checkbox"[^>]* checked', body.text)) == 2
    assert "2 requirements are confirmed" in told(sent)
    assert "1 requirement applies to you and is not confirmed." in told(sent)


def test_one_line_is_confirmed_from_its_own_page(owner: TestClient) -> None:
    line = owner.get(f"/list/{LIFT_CODE}")
    path = re.findall(r'href="(/confirmations/requirements[^"]*)"', line.text)[0]

    sent = confirm(owner, path.replace("&amp;", "&"), requirements=LIFT_CODE)

    assert sent == "/confirmations?done=1"


def test_a_requirement_that_changed_is_put_up_then_and_now(
    owner: TestClient, world: Business, anna: Actor
) -> None:
    confirm(
        owner, f"/confirmations/requirements?code={LIFT_CODE}", requirements=LIFT_CODE
    )
    world.amend(title="Лифт осмотрен дважды")
    world.state(anna, object_lift=False)
    world.react()

    listed = owner.get("/confirmations")
    [id] = set(re.findall(r'href="/confirmations/([0-9a-f-]{36})"', listed.text))
    page = told(owner.get(f"/confirmations/{id}"))

    assert "Look again: something changed" in told(listed)
    assert "Лифт осмотрен дважды" in page
    assert "In your list About you Not about you" in page
    again = owner.get(f"/confirmations/requirements?code={LIFT_CODE}")
    owner.post(
        "/confirmations/requirements", data=hidden(again) | {"requirements": LIFT_CODE}
    )
    assert "Confirmed again, version 2, Not about you" in told(
        owner.get(f"/confirmations/{id}")
    )


def test_a_line_that_is_not_clear_yet_cannot_be_confirmed(
    owner: TestClient, world: Business, anna: Actor
) -> None:
    world.state(anna, object_lift=None)

    page = owner.get(f"/confirmations/requirements?code={LIFT_CODE}")
    sent = owner.post(
        "/confirmations/requirements",
        data=form(requirements=[LIFT_CODE, CRANE_CODE], body=FIRE),
    )

    assert page.headers["Location"] == "/confirmations"
    assert sent.status_code == 409
    assert faults(sent)[0][0] == "requirements"


@pytest.mark.parametrize("requirements", [[], ["not a code"]])
def test_a_choice_that_says_nothing_is_asked_again(
    owner: TestClient, requirements: list[str]
) -> None:
    sent = owner.post(
        "/confirmations/requirements", data=form(requirements=requirements)
    )

    assert sent.status_code == 422
    assert faults(sent)[0][0] == "requirements"


def test_a_situation_that_is_over_is_taken_back(
    owner: TestClient, world: Business, anna: Actor
) -> None:
    to = confirm(owner, f"/situations/{PLACE}", life_situation__opens_site="so")
    page = owner.get(to)

    owner.post(f"{to}/take-back", data=hidden(page))
    twice = owner.post(f"{to}/take-back", data=form(version=2))

    assert "It is over" in told(page)
    assert "Taken back" in told(owner.get(to))
    assert twice.headers["Location"] == to
    assert world.card(anna).facts["life_situation:opens_site"].value is False


def test_another_business_sees_none_of_it(owner: TestClient, world: Business) -> None:
    to = confirm(owner, f"/situations/{PLACE}", object__lift="so")
    other = visit(site_of(world), world.client("oleg", FIRM_INN, ClientKind.LE))

    assert other.get(to).status_code == 404
    assert other.post(f"{to}/take-back", data=form(version=1)).status_code == 404


def test_what_is_not_offered_does_not_exist(owner: TestClient) -> None:
    for path in ("/situations/no-such", f"/situations/{CAFE}", f"/segment/{PLACE}"):
        assert owner.get(path).status_code == 404
