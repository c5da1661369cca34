"""Pages and API of the ombudsman in an inspection: invite, answer, advise, leave."""

from uuid import UUID

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from domain.inspection import Power
from domain.kernel import Actor
from interfaces.gateways.database import Database
from tests.business import OTHER_INN, PDF, Business, business
from tests.conftest import StoppedClock
from tests.helping import OPINION, Helping
from tests.inspecting import REASON, Inspecting
from tests.interfaces.visits import (
    faults,
    form,
    hidden,
    if_match,
    problem,
    seen,
    site_of,
    told,
    visit,
)

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
def tatiana(helping: Helping) -> Actor:
    return helping.ombudsman()


@pytest.fixture
def inspection(inspecting: Inspecting, pavel: Actor, anna: Actor) -> UUID:
    return inspecting.notified(pavel, anna)


def invited(client: TestClient, inspection: UUID) -> str:
    """Press the button, and follow what the office is then shown."""
    path = f"/inspections/{inspection}/ombudsman"
    page = client.get(path)
    answer = client.post(path, data=hidden(page))
    assert answer.status_code == 303, answer.text
    (card,) = client.get(f"/api{path}").json()
    return f"/ombudsman/{card['id']}"


def opened_by(visitor: TestClient, beside: str) -> str:
    """What a side reads after it has opened the opinion on the record."""
    page = visitor.get(beside).text
    message = page.partition('action="/exchange/messages/')[2].partition("/")[0]
    visitor.post(f"/exchange/messages/{message}/open", data=form())
    return told(visitor.get(beside))


def press(visitor: TestClient, path: str, to: str, **fields: str) -> str:
    """Send a form of a page, on the version that is shown; the page after it."""
    version = hidden(visitor.get(path))["version"]
    found = version[0] if isinstance(version, list) else version
    data = form(version=found) | fields
    answer = visitor.post(f"{path}/{to}", data=data)
    assert answer.status_code == 303, answer.text
    return told(visitor.get(str(answer.headers["location"])))


def test_from_the_invitation_to_the_opinion_and_out_again(
    site: FastAPI, anna: Actor, pavel: Actor, tatiana: Actor, inspection: UUID
) -> None:
    client, body, office = (visit(site, who) for who in (anna, pavel, tatiana))
    beside = f"/inspections/{inspection}/ombudsman"

    path = invited(client, inspection)
    waiting = told(office.get(path))
    assert "Приглашён, ещё не ответил" in waiting
    assert REASON not in waiting
    assert office.get(f"/api{path}/case").status_code == 404
    assert office.get(beside).status_code == 404

    opened = press(office, path, "accept")
    assert REASON in opened
    assert office.get(f"/api{path}/case").json()["id"] == str(inspection)
    assert office.get(beside).headers["location"] == path

    after = press(office, path, "opinion", opinion=OPINION)
    assert OPINION in after
    assert "Мнение 1" in after
    assert OPINION not in told(client.get(beside))
    assert OPINION in opened_by(client, beside)
    assert OPINION in opened_by(body, beside)
    assert body.get(path).headers["location"] == beside

    closed = press(office, path, "leave")
    assert REASON not in closed
    assert "Дело для вашего аппарата закрыто" in closed
    assert office.get(f"/api{path}/case").status_code == 404
    assert office.get(beside).status_code == 404
    assert OPINION in told(client.get(beside))


def test_an_opinion_comes_with_a_file(
    site: FastAPI, helping: Helping, anna: Actor, tatiana: Actor, inspection: UUID
) -> None:
    id = helping.joined(inspection, anna, tatiana)
    office, client = visit(site, tatiana), visit(site, anna)
    version = helping.card(id).version

    office.post(
        f"/ombudsman/{id}/opinion",
        data=form(version=version, opinion=OPINION),
        files={"file": ("мнение.pdf", PDF)},
    )
    beside = f"/inspections/{inspection}/ombudsman"

    assert "мнение.pdf" not in client.get(beside).text
    assert "мнение.pdf" in opened_by(client, beside)


def test_a_question_goes_to_both_sides(
    site: FastAPI,
    helping: Helping,
    anna: Actor,
    pavel: Actor,
    tatiana: Actor,
    inspection: UUID,
) -> None:
    id = helping.joined(inspection, anna, tatiana)
    office = visit(site, tatiana)
    answer = office.post(
        f"/ombudsman/{id}/question", data=form(question="Почему так долго?")
    )
    thread = helping.card(id).thread

    assert answer.status_code == 303
    for who in (anna, pavel):
        assert "Запрос" in told(visit(site, who).get(f"/exchange/{thread}"))


def test_what_is_missing_is_said_at_the_field(
    site: FastAPI, helping: Helping, anna: Actor, tatiana: Actor, inspection: UUID
) -> None:
    id = helping.invite(inspection, anna)
    office = visit(site, tatiana)

    declined = office.post(f"/ombudsman/{id}/decline", data=form(version=1, reason=""))
    assert declined.status_code == 422
    assert [to for to, _ in faults(declined)] == ["reason"]

    helping.accept(id, tatiana)
    silent = office.post(f"/ombudsman/{id}/opinion", data=form(version=2, opinion=""))
    assert [to for to, _ in faults(silent)] == ["opinion"]


def test_one_of_several_offices_is_chosen(
    site: FastAPI, helping: Helping, anna: Actor, tatiana: Actor, inspection: UUID
) -> None:
    helping.ombudsman("oleg", "Аппарат уполномоченного в области")
    client, path = visit(site, anna), f"/inspections/{inspection}/ombudsman"

    refused = client.post(path, data=form())
    assert [to for to, _ in faults(refused)] == ["office"]

    answer = client.post(path, data=form(office=str(tatiana.organisation)))
    assert answer.status_code == 303


def test_the_client_takes_the_invitation_back(
    site: FastAPI, helping: Helping, anna: Actor, tatiana: Actor, inspection: UUID
) -> None:
    id = helping.joined(inspection, anna, tatiana)
    client = visit(site, anna)

    answer = client.post(f"/ombudsman/{id}/withdraw", data=form(version=2))

    assert answer.status_code == 303
    assert visit(site, tatiana).get(f"/api/ombudsman/{id}/case").status_code == 404


@pytest.mark.usefixtures("tatiana")
def test_strangers_see_nothing_and_a_representative_what_it_may(
    world: Business,
    site: FastAPI,
    inspecting: Inspecting,
    anna: Actor,
    inspection: UUID,
) -> None:
    lawyer = world.person("olga")
    other, stranger = world.client("boris", OTHER_INN), world.person("ivan")
    path = f"/inspections/{inspection}/ombudsman"
    for who in (lawyer, other, stranger):
        assert visit(site, who).get(path).status_code == 404

    inspecting.empower(inspection, anna, lawyer, Power.SEE)
    seeing = visit(site, lawyer).get(path)
    assert "Пригласить уполномоченного" not in told(seeing)

    inspecting.empower(inspection, anna, lawyer, Power.INVITE)
    assert "Пригласить уполномоченного" in told(visit(site, lawyer).get(path))


def test_a_program_invites_answers_and_advises(
    site: FastAPI, anna: Actor, pavel: Actor, tatiana: Actor, inspection: UUID
) -> None:
    client, office = visit(site, anna), visit(site, tatiana)
    beside = f"/api/inspections/{inspection}/ombudsman"
    (known,) = client.get("/api/ombudsman/offices").json()
    wish = {"wish": "Будьте при осмотре", "office": known["id"]}

    receipt = seen(client, client.post(beside, json=wish)).json()
    path = f"/api/ombudsman/{receipt['changed'][0]['id']}"
    listed = office.get("/api/ombudsman", params={"open": True}).json()
    seen(office, office.post(f"{path}/accept", headers=if_match(1)))
    said = {"opinion": OPINION}
    seen(office, office.post(f"{path}/opinions", json=said, headers=if_match(2)))
    seen(office, office.post(f"{path}/questions", json={"question": "Почему?"}))
    (mine,), (theirs,) = (
        client.get(beside).json(),
        visit(site, pavel).get(beside).json(),
    )

    assert [one["status"] for one in listed["invitations"]] == ["invited"]
    assert (mine["wish"], theirs["wish"]) == ("Будьте при осмотре", None)
    assert mine["opinions"][0]["opinion"] is None
    assert office.get(path).json()["opinions"][0]["opinion"] == OPINION
    again = client.post(beside, json=wish)
    assert problem(again) == (409, "ombudsman-invited-already", ["#/office"])
    late = office.post(f"{path}/leave", json={}, headers=if_match(2))
    assert problem(late)[:2] == (412, "stale")
    left = office.post(f"{path}/leave", json={}, headers=if_match(3))
    assert left.status_code == 200
