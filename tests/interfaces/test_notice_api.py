"""Notices over JSON: I1."""

from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from domain.kernel import Actor
from interfaces.gateways.database import Database
from tests.business import Business
from tests.conftest import StoppedClock
from tests.interfaces.visits import if_match, problem, seen, site_of, visit
from tests.notices import CODE, WHERE, Told
from tests.notices import told as told_world
from tests.posting import MailServer, mail_server

pytestmark = pytest.mark.database
HOME = "/api/notices"


@pytest.fixture
def mail() -> Iterator[MailServer]:
    with mail_server() as server:
        yield server


@pytest.fixture
def world(database: Database, clock: StoppedClock, mail: MailServer) -> Told:
    return told_world(
        database,
        clock,
        SVERKA_SMTP_URL=mail.url,
        SVERKA_MAIL_FROM="notices@example.org",
    )


@pytest.fixture
def anna(world: Told) -> Actor:
    return Business(world.service).client()


@pytest.fixture
def program(world: Told, anna: Actor) -> TestClient:
    return visit(site_of(Business(world.service)), anna)


def test_a_program_reads_the_inbox_and_notes_that_it_did(
    program: TestClient, world: Told, anna: Actor
) -> None:
    for number in range(3):
        world.tell(anna, str(number))
    page = program.get(HOME, params={"limit": 2}).json()
    assert (page["unread"], len(page["notices"])) == (3, 2)
    rest = program.get(HOME, params={"after": page["after"], "last": page["last"]})
    [last] = rest.json()["notices"]
    assert last["about"] == WHERE
    assert CODE in last["subject"]["ru"]
    assert CODE in last["subject"]["en"]
    assert last["basis"]["ground"] == "matter"

    noted = program.post(f"{HOME}/{last['id']}/read")
    assert noted.status_code == 204
    again = program.get(
        f"{HOME}/{last['id']}",
        headers={"Sverka-Position": noted.headers["Sverka-Position"]},
    )
    assert again.json()["read_at"]
    assert program.post(f"{HOME}/{last['id']}/read").status_code == 204
    assert program.post(f"{HOME}/read").status_code == 204
    world.catch_up()
    assert program.get(HOME, params={"unread": True}).json()["notices"] == []


def test_a_program_sees_every_attempt_and_sends_once_more(
    program: TestClient, world: Told, anna: Actor, mail: MailServer
) -> None:
    command = {"kind": "email", "address": "office@example.org"}
    seen(program, program.post(f"{HOME}/channels", json=command))
    found = program.get(f"{HOME}/channels")
    [channel] = found.json()["channels"]
    world.deliver()
    code = {"code": world.code(world.channels(anna)[0].id)}
    to = f"{HOME}/channels/{channel['id']}"
    seen(program, program.post(f"{to}/confirm", json=code))
    assert problem(program.post(f"{to}/confirm", json=code))[:2] == (
        409,
        "channel-in-use",
    )
    mail.answers = ["550 no"]
    world.tell(anna)
    world.deliver()

    [dead] = program.get(f"{HOME}/given-up").json()
    assert dead["attempts"][0]["answer"] == "550 no"
    seen(program, program.post(f"{HOME}/deliveries/{dead['id']}/replay"))
    world.deliver()
    [card] = world.inbox(anna)
    [delivery] = program.get(f"{HOME}/{card.id}/deliveries").json()
    assert [one["outcome"] for one in delivery["attempts"]] == ["refused", "accepted"]
    seen(program, program.delete(to))
    assert problem(program.get(f"{to}/secret"))[0] == 404


def test_choices_are_made_from_the_version_that_was_read(
    program: TestClient,
) -> None:
    hours = {"since": "22:00", "until": "08:00", "zone": "Asia/Omsk", "language": "en"}
    assert program.put(f"{HOME}/hours", json=hours).status_code == 428
    seen(program, program.put(f"{HOME}/hours", json=hours, headers=if_match(0)))
    stale = program.put(f"{HOME}/hours", json=hours, headers=if_match(0))
    assert problem(stale)[:2] == (412, "stale")
    wrong = program.put(
        f"{HOME}/hours", json=hours | {"until": None}, headers=if_match(3)
    )
    assert problem(wrong) == (422, "bad-quiet-hours", ["#/until"])
    nowhere = program.put(
        f"{HOME}/hours", json=hours | {"zone": "Mars/Base"}, headers=if_match(3)
    )
    assert nowhere.status_code == 422
    found = program.get(f"{HOME}/channels")
    assert found.headers["ETag"] == '"3"'
    assert found.json()["choices"]["quiet"]["zone"] == "Asia/Omsk"
