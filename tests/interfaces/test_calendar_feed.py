"""The calendar at its secret address: for whoever knows it, and for nobody else."""

from datetime import date, timedelta
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from icalendar import Calendar

from application.person import IssueToken
from domain.kernel import Actor
from domain.person import Scope
from interfaces.gateways.database import Database
from tests.business import LIFT_CODE, Business, business, own
from tests.conftest import StoppedClock
from tests.execution import Cafe
from tests.interfaces.visits import form, problem, site_of, told, visit
from tests.register import LAST
from tests.visiting import SLOTS, Visiting

pytestmark = pytest.mark.database

TODAY = date(2026, 11, 21)
ONE_DAY = timedelta(days=1)
FEED = "/api/calendar"


@pytest.fixture
def world(database: Database, clock: StoppedClock) -> Business:
    found = business(database, clock)
    found.require(title="Лифт осмотрен; и, смазан")
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
def address(owner: TestClient) -> str:
    """The path of a calendar that the owner has just made."""
    return path_of(owner.post(FEED))


def path_of(answer: Any) -> str:
    made = str(answer.json()["address"])
    assert made.startswith("http://testserver/calendar/feed/")
    return made.removeprefix("http://testserver")


def events(answer: Any) -> dict[str, Any]:
    """The events of a calendar, by their identifiers."""
    assert answer.status_code == 200, answer.text
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    found = Calendar.from_ical(answer.content).walk("VEVENT")
    return {str(event["UID"]): event for event in found}


def test_a_visit_whose_time_is_set_stands_in_the_calendar_with_its_hours(
    world: Business, site: FastAPI, anna: Actor, address: str
) -> None:
    desk, pavel = Visiting(world), world.supervisor()
    id = desk.offer(pavel)
    before = events(visit(site).get(address))
    desk.choose(id, anna, SLOTS[1])
    (found,) = (
        event
        for uid, event in events(visit(site).get(address)).items()
        if uid not in before
    )

    assert found.decoded("DTSTART") == SLOTS[1].starts
    assert found.decoded("DTEND") == SLOTS[1].ends
    assert str(found["SUMMARY"]) == "Профилактический визит по видеосвязи"
    assert str(found["URL"]).endswith(f"/visits/{id}")


def test_a_calendar_program_reads_what_is_coming_without_signing_in(
    site: FastAPI, address: str
) -> None:
    answer = visit(site).get(address)

    [event] = events(answer).values()
    assert event.decoded("DTSTART") == LAST
    assert event.decoded("DTEND") == LAST + ONE_DAY
    assert (
        str(event["SUMMARY"])
        == "Последний день действия акта: Лифт осмотрен; и, смазан"
    )
    assert "неизвестно" in str(event["DESCRIPTION"])
    assert LIFT_CODE in str(event["DESCRIPTION"])
    assert str(event["URL"]).endswith(f"/requirements/{LIFT_CODE}")
    assert event["DTSTAMP"].dt == event["LAST-MODIFIED"].dt
    assert event["SEQUENCE"] == 2
    assert max(map(len, answer.content.split(b"\r\n"))) <= 75


def test_the_link_says_the_language(site: FastAPI, address: str) -> None:
    public = visit(site)

    [event] = events(public.get(f"{address}?lang=en")).values()

    assert str(event["SUMMARY"]).startswith("Last day of the act:")
    assert public.get(f"{address}?lang=de").status_code == 422


def test_nothing_personal_is_in_the_calendar(site: FastAPI, address: str) -> None:
    text = visit(site).get(address).text.lower()

    assert "anna" not in text
    assert "630000000119" not in text


def test_an_event_keeps_its_identifier_when_its_day_is_corrected(
    site: FastAPI, address: str, world: Business, clock: StoppedClock
) -> None:
    public = visit(site)
    [(uid, before)] = events(public.get(address)).items()
    clock.pass_by(timedelta(hours=1))

    world.amend(in_force_until=LAST - ONE_DAY)

    [(same, after)] = events(public.get(address)).items()
    assert same == uid
    assert after.decoded("DTSTART") == LAST - ONE_DAY
    assert after["SEQUENCE"] > before["SEQUENCE"]
    assert after["LAST-MODIFIED"].dt > before["LAST-MODIFIED"].dt


def test_the_same_calendar_is_not_sent_twice(
    site: FastAPI, address: str, world: Business, clock: StoppedClock
) -> None:
    public = visit(site)
    first = public.get(address)
    tag = {"If-None-Match": first.headers["ETag"]}
    clock.pass_by(timedelta(hours=5))

    same = public.get(address, headers=tag)
    english = public.get(f"{address}?lang=en", headers=tag)
    world.require("REQ-NEW-001", {"object": ["lift"]}, in_force_from=TODAY + ONE_DAY)
    changed = public.get(address, headers=tag)

    assert (same.status_code, same.content) == (304, b"")
    assert same.headers["ETag"] == first.headers["ETag"]
    assert (english.status_code, changed.status_code) == (200, 200)
    assert len(events(changed)) == 3


def test_only_the_present_address_works(
    site: FastAPI, owner: TestClient, address: str
) -> None:
    public = visit(site)

    second = path_of(owner.post(f"{FEED}/replace"))
    replaced = public.get(address)
    works = public.get(second)
    owner.delete(FEED)
    revoked = public.get(second)
    third = path_of(owner.post(FEED))

    assert [one.status_code for one in (replaced, works, revoked)] == [404, 200, 404]
    assert public.get(third).status_code == 200
    assert len({address, second, third}) == 3


@pytest.mark.parametrize("secret", ["a", "%20", "я", "." * 3, "x" * 5000, "*"])
def test_no_other_word_leads_to_a_calendar(
    site: FastAPI,
    address: str,  # noqa: ARG001 - there is one
    secret: str,
) -> None:
    answer = visit(site).get(f"/calendar/feed/{secret}.ics")

    assert answer.status_code == 404


def test_the_calendar_of_a_forgotten_business_is_gone(
    site: FastAPI, address: str, world: Business, anna: Actor
) -> None:
    world.forget(own(anna))

    assert visit(site).get(address).status_code == 404


def test_the_calendar_follows_what_the_business_states(
    site: FastAPI, address: str, world: Business, anna: Actor
) -> None:
    world.state(anna, object_lift=False)

    assert events(visit(site).get(address)) == {}


def test_the_api_tells_whether_there_is_an_address_and_never_which(
    owner: TestClient,
) -> None:
    none = owner.get(FEED)
    refused = owner.post(f"{FEED}/replace")
    made = owner.post(FEED, headers={"Idempotency-Key": "feed-1"})
    again = owner.post(FEED, headers={"Idempotency-Key": "feed-1"})
    twice = owner.post(FEED)
    seen = owner.get(FEED)

    assert none.json() == {"made_at": None}
    assert problem(refused)[:2] == (409, "calendar-feed-closed")
    assert (made.status_code, again.json()["address"]) == (201, None)
    assert problem(twice)[:2] == (409, "calendar-feed-open")
    assert seen.json() == {"made_at": "2026-11-21T09:00:00Z"}


def test_a_program_cannot_make_itself_an_address(
    site: FastAPI, world: Business, anna: Actor
) -> None:

    command = IssueToken(name="A program", scopes=frozenset(Scope))
    token = world.service.people.issue_token(command, by=anna).token
    world.service.runner.drain()
    headers = {"Authorization": f"Bearer {token}"}

    for path in (FEED, f"{FEED}/replace", "/calendar", "/calendar/replace"):
        assert visit(site).post(path, headers=headers).status_code == 403


def test_the_pages_make_replace_and_take_back_the_address(
    owner: TestClient,
) -> None:
    first = form()
    begun = told(owner.get("/calendar"))
    made = owner.post("/calendar", data=first)
    again = owner.post("/calendar", data=first)
    refused = owner.post("/calendar", data=form())
    shown = told(owner.get("/calendar"))
    replaced = owner.post("/calendar/replace", data=form())
    revoked = owner.post("/calendar/revoke", data=form())
    over = owner.post("/calendar/revoke", data=form())

    assert "Сделать адрес" in begun
    assert "/calendar/feed/" in made.text
    assert "?lang=ru" in made.text
    assert "/calendar/feed/" not in again.text
    assert "нажали кнопку дважды" in told(again)
    assert (refused.status_code, over.status_code) == (409, 409)
    assert "показать ещё раз не можем" in shown
    assert "/calendar/feed/" in replaced.text
    assert (revoked.status_code, revoked.headers["Location"]) == (303, "/calendar")


def test_the_end_of_a_confirmation_is_in_the_calendar_until_it_lapses(
    database: Database, clock: StoppedClock
) -> None:
    cafe = Cafe(business(database, clock))
    site = site_of(cafe.made)
    address = path_of(visit(site, cafe.anna).post(FEED))
    before = events(visit(site).get(address))

    id = cafe.carry_out(cafe.anna)

    ends = {
        uid: event
        for uid, event in events(visit(site).get(address)).items()
        if uid not in before
    }
    [event] = ends.values()
    assert event.decoded("DTSTART") == date(2026, 12, 21)
    assert (
        str(event["SUMMARY"])
        == "Последний день подтверждения, продлите его: Исправный лифт"
    )
    assert str(event["URL"]).endswith(f"/execution-confirmations/{id}")
    cafe.recall(id, cafe.anna)
    assert events(visit(site).get(address)).keys() == before.keys()
