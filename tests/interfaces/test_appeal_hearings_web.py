"""Pages and API around an appeal: its hearings, its ombudsman, calendar, history."""

from typing import Any
from uuid import UUID

import pytest
from fastapi import FastAPI
from icalendar import Calendar

from domain.appeal import AppealPower
from domain.kernel import Actor
from domain.ombudsman import Case
from interfaces.gateways.database import Database
from tests.appealing import Appealing
from tests.business import OTHER_INN, Business, business, own
from tests.conftest import StoppedClock
from tests.helping import OPINION, Helping
from tests.interfaces.visits import form, hidden, site_of, told, visit
from tests.meeting import PURPOSE, Meeting

pytestmark = pytest.mark.database


@pytest.fixture
def world(database: Database, clock: StoppedClock) -> Business:
    made = business(database, clock)
    made.require()
    return made


@pytest.fixture
def appealing(world: Business, clock: StoppedClock) -> Appealing:
    return Appealing(world, clock)


@pytest.fixture
def helping(world: Business) -> Helping:
    return Helping(world)


@pytest.fixture
def site(world: Business) -> FastAPI:
    return site_of(world)


@pytest.fixture
def anna(world: Business) -> Actor:
    return world.client(facts={"object:lift": True})


@pytest.fixture
def galina(appealing: Appealing) -> Actor:
    return appealing.officer("galina")


@pytest.fixture
def tatiana(helping: Helping) -> Actor:
    return helping.ombudsman()


@pytest.fixture
def appeal(appealing: Appealing, anna: Actor, galina: Actor) -> UUID:
    return appealing.accepted(anna, galina)


@pytest.fixture
def meeting(world: Business, clock: StoppedClock, appeal: UUID) -> Meeting:
    return Meeting(world.service, clock, f"/appeals/{appeal}")


def test_the_business_invites_the_ombudsman_whose_opinion_both_sides_read(
    site: FastAPI, anna: Actor, galina: Actor, tatiana: Actor, appeal: UUID
) -> None:
    client, body, office = (visit(site, who) for who in (anna, galina, tatiana))
    beside = f"/appeals/{appeal}/ombudsman"

    page = client.get(beside)
    assert "Уполномоченный в жалобе №" in told(page)
    assert client.post(beside, data=hidden(page)).status_code == 303
    [card] = client.get(f"/api{beside}").json()
    own_page = f"/ombudsman/{card['id']}"
    assert (card["appeal"], card["inspection"]) == (str(appeal), None)
    assert office.get(f"/appeals/{appeal}").status_code == 404
    waiting = told(office.get(own_page))
    assert "Жалоба №" in waiting
    assert "Прочитать жалобу" not in waiting

    version = form(version=card["version"])
    assert office.post(f"{own_page}/accept", data=version).status_code == 303
    assert "Прочитать жалобу" in told(office.get(own_page))
    assert office.get(f"/appeals/{appeal}").status_code == 200
    [card] = client.get(f"/api{beside}").json()
    sent = form(version=card["version"]) | {"opinion": OPINION}
    assert office.post(f"{own_page}/opinion", data=sent).status_code == 303

    assert OPINION not in told(body.get(beside))
    text = body.get(beside).text
    message = text.partition('action="/exchange/messages/')[2].partition("/")[0]
    body.post(f"/exchange/messages/{message}/open", data=form())
    assert OPINION in told(body.get(beside))
    assert body.get(f"/api{beside}").json()[0]["wish"] is None
    assert office.get(beside).headers["location"] == own_page


def test_inspectors_and_strangers_read_nothing_of_the_ombudsman_in_an_appeal(
    world: Business, site: FastAPI, appealing: Appealing, galina: Actor, appeal: UUID
) -> None:
    pavel, boris = world.supervisor(), world.client("boris", OTHER_INN)
    appealing.ask_body(appeal, galina)
    beside = f"/appeals/{appeal}/ombudsman"

    for who in (pavel, boris):
        visitor = visit(site, who)
        assert visitor.get(beside).status_code == 404
        assert visitor.get(f"/api{beside}").status_code == 404
        assert visitor.post(f"/api{beside}", json={}).status_code == 404


def test_nobody_is_invited_to_an_appeal_that_is_over_or_not_sent(
    site: FastAPI,
    appealing: Appealing,
    anna: Actor,
    galina: Actor,
    tatiana: Actor,
    appeal: UUID,
) -> None:
    client = visit(site, anna)
    draft = appealing.outside(anna, galina)
    office = {"office": str(own(tatiana))}
    unsent = client.post(f"/api/appeals/{draft}/ombudsman", json=office)
    appealing.withdraw(appeal, anna)

    over = client.post(f"/api/appeals/{appeal}/ombudsman", json=office)

    assert unsent.status_code == 404
    assert (over.status_code, over.json()["type"]) == (
        409,
        "/problems/too-late-to-invite",
    )
    assert "пригласить" in told(client.get(f"/appeals/{appeal}/ombudsman"))


def test_a_representative_who_may_add_invites_and_lets_go(
    world: Business,
    site: FastAPI,
    appealing: Appealing,
    helping: Helping,
    anna: Actor,
    tatiana: Actor,
    appeal: UUID,
) -> None:
    lev, vera = world.person("lev"), world.person("vera")
    appealing.empower(appeal, anna, lev, AppealPower.ADD)
    appealing.empower(appeal, anna, vera, AppealPower.ATTEND)
    beside, office = f"/api/appeals/{appeal}/ombudsman", str(own(tatiana))

    refused = visit(site, vera).post(beside, json={"office": office})
    invited = visit(site, lev).post(beside, json={"office": office})
    helping.withdraw(UUID(invited.json()["changed"][0]["id"]), lev)

    assert refused.status_code == 404
    assert invited.status_code == 201
    [card] = helping.service.ombudsman_view.of_case(Case.of_appeal(appeal))
    assert card.status == "withdrawn"


def test_a_hearing_is_proposed_from_the_appeal_and_agreed_on(
    site: FastAPI, anna: Actor, galina: Actor, appeal: UUID
) -> None:
    client, body = visit(site, anna), visit(site, galina)
    about = f"/appeals/{appeal}"
    page = client.get("/video/new", params={"about": about})
    said = {"about": about, "purpose": PURPOSE, "day": "2026-12-07", "time": "11:00"}
    proposed = client.post("/video/new", data=form() | said | {"minutes": "30"})
    assert page.status_code == 200
    assert proposed.status_code == 303, proposed.text
    path = str(proposed.headers["location"])

    answer = body.post(f"{path}/agree", data=form(version="1"))

    assert answer.status_code == 303, answer.text
    assert client.get("/video", params={"about": about}).text.count(path) == 1
    assert path in body.get("/video").text


def test_a_hearing_stands_in_the_calendars_of_both_sides(
    site: FastAPI, meeting: Meeting, anna: Actor, galina: Actor, world: Business
) -> None:
    pavel = world.supervisor()
    feeds = [feed(site, who) for who in (anna, pavel)]
    assert [events(site, one) for one in feeds] == [[], []]
    id = meeting.proposed(anna)
    assert [events(site, one) for one in feeds] == [[], []]

    meeting.agree(id, galina)

    for one in feeds:
        [event] = events(site, one)
        assert event.decoded("DTSTART") == meeting.card(id).starts
        assert str(event["SUMMARY"]) == "Рассмотрение жалобы по видеосвязи"
        assert str(event["URL"]).endswith(f"/video/{id}")
    meeting.call_off(id, anna)
    assert [events(site, one) for one in feeds] == [[], []]


def test_the_history_of_the_business_tells_of_its_appeal(
    site: FastAPI, appealing: Appealing, anna: Actor, galina: Actor, appeal: UUID
) -> None:
    appealing.draft(appeal, galina)
    appealing.decide(appeal, galina)
    client = visit(site, anna)

    page = told(client.get("/timeline"))
    steps = client.get("/api/timeline", params={"limit": 100}).json()["lines"]

    assert "По жалобе приняли решение" in page
    own_steps = [one for one in steps if one["event"].startswith("appeal.")]
    assert {one["address"] for one in own_steps} == {f"/appeals/{appeal}"}
    names = [one["event"] for one in reversed(own_steps)]
    assert names[-3:] == ["appeal.Assigned", "appeal.Accepted", "appeal.Decided"]
    assert "appeal.DecisionDrafted" not in names


def feed(site: FastAPI, who: Actor) -> str:
    """The path of a calendar that somebody has just made."""
    made = visit(site, who).post("/api/calendar").json()["address"]
    return str(made).removeprefix("http://testserver")


def events(site: FastAPI, path: str) -> list[Any]:
    """The meetings in a calendar."""
    found = Calendar.from_ical(visit(site).get(path).content).walk("VEVENT")
    return [event for event in found if "/video/" in str(event["URL"])]
