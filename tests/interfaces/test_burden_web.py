"""Pages and API of what an inspection took, of ratings, and of figures of both."""

from typing import Any
from uuid import UUID

import pytest
from fastapi import FastAPI

from domain.inspection import Power
from domain.kernel import Actor
from interfaces.gateways.database import Database
from tests.business import PDF, Business, business
from tests.conftest import StoppedClock
from tests.consulting import inn_of
from tests.helping import Helping
from tests.inspecting import CONTROL_KIND, Inspecting
from tests.interfaces.visits import faults, form, problem, seen, site_of, told, visit

pytestmark = pytest.mark.database


@pytest.fixture
def world(database: Database, clock: StoppedClock) -> Business:
    made = business(database, clock)
    made.require()
    return made


@pytest.fixture
def inspecting(world: Business, clock: StoppedClock) -> Inspecting:
    return Inspecting(world, clock)


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
def pavel(world: Business) -> Actor:
    return world.supervisor()


@pytest.fixture
def inspection(inspecting: Inspecting, pavel: Actor, anna: Actor) -> UUID:
    return inspecting.notified(pavel, anna)


@pytest.fixture
def today(clock: StoppedClock) -> str:
    return clock.today().isoformat()


def sheet(day: str, **differently: Any) -> dict[str, Any]:
    return form(
        **{
            "day": day,
            "who-1": "owner",
            "people-1": "1",
            "hours-1": "1,5",
            "rate-1": "1000",
            "who-2": "staff",
            "people-2": "3",
            "hours-2": "",
            "rate-2": "",
            "note": "",
            "act": "record",
        }
        | differently
    )


def test_the_calculator_counts_and_records_nothing(
    site: FastAPI, anna: Actor, inspection: UUID, today: str
) -> None:
    client, path = visit(site, anna), f"/inspections/{inspection}/burden"

    counted = client.post(
        f"{path}/day",
        data=sheet(today, **{"hours-2": "0:30", "cost-papers": "300", "act": "count"}),
    )
    found = told(counted)

    assert counted.status_code == 200
    assert "Пока ничего не записано" in found
    assert "1 800" in found.replace("\xa0", " ")
    assert client.get(f"/api{path}").json()["days"] == []


def test_a_day_is_recorded_with_a_document_that_the_body_can_open(
    site: FastAPI, anna: Actor, pavel: Actor, inspection: UUID, today: str
) -> None:
    client, body = visit(site, anna), visit(site, pavel)
    path = f"/inspections/{inspection}/burden"

    attached = client.post(
        f"{path}/day",
        data=sheet(today, act="count", **{"damage-goods": "5000"}),
        files={"file": ("чек.pdf", PDF)},
    )
    file = attached.text.partition('name="kept" value="')[2].partition('"')[0]
    answer = client.post(
        f"{path}/day",
        data=sheet(today, kept=file, note="Испортили", **{"damage-goods": "5 000"}),
    )
    page = body.get(path)

    assert answer.status_code == 303
    assert "5 000" in told(page).replace("\xa0", " ")
    assert "Испортили" in told(page)
    assert "Записать день" not in told(page)
    assert body.get(f"{path}/files/{file}").content == PDF
    assert visit(site).get(f"{path}/files/{file}").status_code in (303, 401)


def test_a_day_can_be_changed_and_taken_back(
    site: FastAPI, helping: Helping, anna: Actor, inspection: UUID, today: str
) -> None:
    helping.spend(inspection, anna)
    client, path = visit(site, anna), f"/inspections/{inspection}/burden"

    change = client.get(f"{path}/day", params={"on": today})
    gone = client.post(f"{path}/days/{today}/remove", data=form())

    assert 'value="1:30"' in change.text
    assert gone.status_code == 303
    assert "Пока ничего не записано" in told(client.get(path))


def test_what_cannot_be_read_is_said_at_its_field(
    site: FastAPI, anna: Actor, inspection: UUID, today: str
) -> None:
    client, path = visit(site, anna), f"/inspections/{inspection}/burden/day"
    wrong = {"hours-1": "25", "people-2": "x", "hours-2": "1", "cost-travel": "1.5"}

    answers = [
        client.post(path, data=sheet(today, **wrong)),
        client.post(path, data=sheet(today, **{"hours-1": "", "rate-1": ""})),
        client.post(path, data=sheet(today, **{"damage-goods": "10"})),
        client.post(path, data=sheet("вчера")),
    ]

    assert {answer.status_code for answer in answers} == {422}
    assert [[to for to, _ in faults(answer)] for answer in answers] == [
        ["hours-1", "people-2", "cost-travel"],
        ["hours-1"],
        ["note"],
        ["day"],
    ]


def test_one_more_line_keeps_what_was_typed(
    site: FastAPI, anna: Actor, inspection: UUID, today: str
) -> None:
    path = f"/inspections/{inspection}/burden/day"
    page = visit(site, anna).post(path, data=sheet(today, act="add")).text

    assert 'name="hours-3"' in page
    assert 'value="1,5"' in page


def test_tools_are_rated_and_the_body_does_not_see_it(
    site: FastAPI, anna: Actor, pavel: Actor, inspection: UUID
) -> None:
    client, path = visit(site, anna), f"/inspections/{inspection}/ratings"
    data = {"score-notices": "2", "lack-notices": ["late", "unclear"]}

    answer = client.post(path, data=form(**data))
    page = client.get(path).text

    assert answer.status_code == 303
    assert 'value="2" checked' in page
    assert client.get(f"/api{path}").json()[0]["rating"]["lacks"] == ["late", "unclear"]
    assert [to for to, _ in faults(client.post(path, data=form()))] == ["score-notices"]
    assert visit(site, pavel).get(path).status_code == 404


def test_whoever_may_count_does_not_rate_and_the_other_way_round(
    world: Business,
    site: FastAPI,
    inspecting: Inspecting,
    anna: Actor,
    inspection: UUID,
) -> None:
    lawyer = world.person("olga")
    inspecting.empower(inspection, anna, lawyer, Power.COUNT)
    visitor, path = visit(site, lawyer), f"/inspections/{inspection}"

    assert visitor.get(f"{path}/burden/day").status_code == 200
    assert visitor.get(f"{path}/ratings").status_code == 404

    inspecting.empower(inspection, anna, lawyer, Power.RATE)
    assert visitor.get(f"{path}/burden").status_code == 200
    assert visitor.get(f"{path}/burden/day").status_code == 404
    assert visitor.get(f"{path}/ratings").status_code == 200


def test_an_ombudsman_sees_what_the_inspection_took_while_it_takes_part(
    site: FastAPI, helping: Helping, anna: Actor, inspection: UUID
) -> None:
    helping.spend(inspection, anna)
    tatiana = helping.ombudsman()
    office, path = visit(site, tatiana), f"/inspections/{inspection}/burden"
    assert office.get(path).status_code == 404

    id = helping.joined(inspection, anna, tatiana)
    assert "1 500" in told(office.get(path)).replace("\xa0", " ")

    helping.leave(id, tatiana)
    assert office.get(path).status_code == 404


def test_everybody_reads_figures_and_only_some_those_of_bodies(
    world: Business,
    site: FastAPI,
    helping: Helping,
    inspecting: Inspecting,
    pavel: Actor,
) -> None:
    tatiana = helping.ombudsman()
    for n in range(5):
        client = world.client(f"client{n}", inn_of(n), facts={"object:lift": True})
        id = inspecting.notified(pavel, client)
        helping.spend(id, client)
        helping.rate(id, client, notices=4)
    everybody, body, office = visit(site), visit(site, pavel), visit(site, tatiana)

    def lines(visitor: Any) -> list[tuple[str | None, bool]]:
        found = visitor.get("/api/burden/figures").json()["lines"]
        return [(one["control_kind"], one["authority"] is not None) for one in found]

    assert lines(everybody) == [(None, False), (CONTROL_KIND, False)]
    assert lines(body) == lines(office) == [*lines(everybody), (CONTROL_KIND, True)]
    page = told(everybody.get("/burden")).replace("\xa0", " ")
    assert "1 500" in page
    assert "Управление" not in page
    one = told(body.get("/burden", params={"kind": CONTROL_KIND}))
    assert "Управление" in one


def test_a_program_counts_records_rates_and_takes_back(
    site: FastAPI, anna: Actor, inspection: UUID, today: str
) -> None:
    client, path = visit(site, anna), f"/api/inspections/{inspection}"
    amounts = {"work": [{"who": "owner", "minutes": 90, "rate": 1000}]}

    reckoned = client.post("/api/burden/reckoning", json=amounts).json()
    kept = client.post(f"{path}/burden/file", files={"file": ("чек.pdf", PDF)}).json()
    day = {"day": today, "amounts": amounts, "files": [kept["id"]]}
    seen(client, client.post(f"{path}/burden/days", json=day))
    totals = client.get(f"{path}/burden").json()["totals"]
    ratings = {"ratings": {"notices": {"score": 5}}}
    seen(client, client.post(f"{path}/ratings", json=ratings))
    back = client.post(f"{path}/ratings/notices/take-back")
    empty = client.post(f"{path}/burden/days", json=day | {"amounts": {}})

    assert reckoned == totals
    assert (totals["minutes"], totals["roubles"]) == (90, 1500)
    assert back.status_code == 200
    assert problem(empty) == (422, "burden-nothing-spent", ["#/work"])
