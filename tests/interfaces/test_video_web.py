"""Pages and API of meetings by video: settle, enter, tell each other, read (I6)."""

import json
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from httpx2 import Response

from domain.kernel import Actor
from domain.video import Standing
from interfaces.gateways.database import Database
from interfaces.gateways.ice import ice_servers, outside_link
from interfaces.settings import BadSettings
from tests.business import INN, LIFTS, OTHER_INN, Business, business
from tests.conftest import NOON, StoppedClock
from tests.inspecting import Inspecting
from tests.interfaces.shell import settings_of
from tests.interfaces.visits import (
    faults,
    form,
    if_match,
    problem,
    site_of,
    told,
    visit,
)
from tests.meeting import PIECES, PURPOSE, Meeting

pytestmark = pytest.mark.database


@pytest.fixture
def world(database: Database, clock: StoppedClock) -> Business:
    found = business(database, clock)
    found.require()
    return found


@pytest.fixture
def anna(world: Business) -> Actor:
    anna = world.client("anna", INN)
    world.state(anna, object_lift=True)
    return anna


@pytest.fixture
def pavel(world: Business) -> Actor:
    return world.supervisor(LIFTS, "pavel")


@pytest.fixture
def meeting(world: Business, clock: StoppedClock, anna: Actor, pavel: Actor) -> Meeting:
    id = Inspecting(world, clock).notified(pavel, anna)
    return Meeting(world.service, clock, f"/inspections/{id}")


@pytest.fixture
def site(world: Business) -> FastAPI:
    return site_of(world)


@pytest.fixture
def client(site: FastAPI, anna: Actor) -> TestClient:
    return visit(site, anna)


@pytest.fixture
def officer(site: FastAPI, pavel: Actor) -> TestClient:
    return visit(site, pavel)


def entered(visitor: TestClient, id: UUID) -> tuple[str, dict[str, Any]]:
    """Come into the room; the tab, and what is told."""
    tab = str(uuid4())
    answer = visitor.post(f"/api/video/{id}/room/arrive", json={"tab": tab})
    assert answer.status_code == 200, answer.text
    return tab, answer.json()


def both_in(
    client: TestClient, officer: TestClient, id: UUID
) -> tuple[tuple[str, TestClient], tuple[str, TestClient]]:
    """Both are in the room, each in a tab."""
    ours, _ = entered(officer, id)
    theirs, _ = entered(client, id)
    people = officer.get(f"/api/video/{id}/room").json()["people"]
    [seat] = [one["seat"] for one in people if one["waits"]]
    path = f"/api/video/{id}/room/seats/{seat}/admit"
    assert officer.post(path).status_code == 200
    return (theirs, client), (ours, officer)


def heard(visitor: TestClient, id: UUID, tab: str, after: int = 0) -> list[Any]:
    """What a stream tells at once: the name, the id and the content of each."""
    path = f"/video/{id}/stream?tab={tab}&seconds=0"
    answer = visitor.get(path, headers={"Last-Event-ID": str(after)})
    assert answer.headers["content-type"].startswith("text/event-stream")
    found = []
    for block in answer.text.strip().split("\n\n"):
        said = dict(line.split(": ", 1) for line in block.split("\n"))
        if "event" in said:
            id_ = int(said.get("id", 0))
            found.append((said["event"], id_, json.loads(said["data"])))
    return found


def proposal(meeting: Meeting, **differently: str) -> dict[str, Any]:
    starts = meeting.soon.astimezone(meeting.service.settings.time_zone)
    said = {
        "about": meeting.about,
        "purpose": PURPOSE,
        "day": starts.date().isoformat(),
        "time": f"{starts:%H:%M}",
        "minutes": "45",
    }
    return form(**(said | differently))


def test_a_client_proposes_on_a_page_and_the_officer_agrees(
    meeting: Meeting, client: TestClient, officer: TestClient
) -> None:
    assert client.get(f"/video/new?about={meeting.about}").status_code == 200
    proposed = client.post("/video/new", data=proposal(meeting))
    path = proposed.headers["location"]
    assert client.get("/video").text.count(path) == 1

    page = officer.get(path)
    assert PURPOSE in told(page)
    agreed = officer.post(f"{path}/agree", data=form(version=1))

    assert agreed.headers["location"] == path
    assert "Согласовано" in told(client.get(path))
    assert "Согласиться" not in told(client.get(path))


def test_what_is_wrong_with_a_proposal_is_said_at_its_field(
    meeting: Meeting, client: TestClient
) -> None:
    late = proposal(meeting, day="2026-01-01")
    assert faults(client.post("/video/new", data=late))[0][0] == "time"
    none = proposal(meeting, day="")
    assert faults(client.post("/video/new", data=none))[0][0] == "day"
    silent = proposal(meeting, purpose=" ")
    assert faults(client.post("/video/new", data=silent))[0][0] == "purpose"


def test_either_side_moves_it_or_calls_it_off_with_a_reason(
    meeting: Meeting, anna: Actor, client: TestClient, officer: TestClient
) -> None:
    id = meeting.proposed(anna)
    moved = officer.post(
        f"/video/{id}/time", data=proposal(meeting, version="1", minutes="60")
    )
    assert moved.status_code == 303
    assert faults(client.post(f"/video/{id}/call-off", data=form(reason="")))
    off = client.post(f"/video/{id}/call-off", data=form(reason="Ответила письмом"))
    assert off.status_code == 303
    assert "Ответила письмом" in told(officer.get(f"/video/{id}"))
    assert meeting.card(id).standing is Standing.CALLED_OFF


def test_the_api_settles_a_meeting_as_the_pages_do(
    meeting: Meeting, client: TestClient, officer: TestClient
) -> None:
    said = {
        "about": meeting.about,
        "purpose": PURPOSE,
        "starts": meeting.soon.isoformat(),
    }
    made = client.post("/api/video", json=said)
    assert made.status_code == 201, made.text
    meeting.service.runner.drain()
    path = made.headers["location"]
    later = {"starts": (meeting.soon + timedelta(days=1)).isoformat(), "minutes": 60}

    moved = officer.post(f"{path}/time", json=later, headers=if_match(1))
    assert moved.status_code == 200
    own = officer.post(f"{path}/agree", headers=if_match(2))
    assert problem(own)[:2] == (409, "video-own-proposal")
    assert client.post(f"{path}/agree", headers=if_match(2)).status_code == 200
    assert client.post(f"{path}/agree", headers=if_match(1)).status_code == 412

    meeting.service.runner.drain()
    listed = client.get("/api/video", params={"about": meeting.about}).json()
    assert [one["standing"] for one in listed["meetings"]] == ["agreed"]
    off = client.post(
        f"{path}/call-off", json={"reason": "Нет связи"}, headers=if_match(3)
    )
    assert off.status_code == 200


def test_others_find_no_meeting_on_any_page(
    world: Business, site: FastAPI, meeting: Meeting, anna: Actor, pavel: Actor
) -> None:
    id, recording = meeting.kept(anna, pavel)
    maria = visit(site, world.client("maria", OTHER_INN))
    for path in (
        f"/video/{id}",
        f"/video/{id}/room",
        f"/video/{id}/stream?tab={uuid4()}&seconds=0",
        f"/video/{id}/recordings/{recording}",
        f"/api/video/{id}",
        f"/api/video/{id}/room",
        f"/api/video/{id}/recordings/{recording}/file",
        f"/api/video/{id}/recordings/{recording}/receipt",
    ):
        assert maria.get(path).status_code == 404, path
    arriving = maria.post(f"/api/video/{id}/room/arrive", json={"tab": str(uuid4())})
    assert arriving.status_code == 404
    assert maria.get(f"/api/video?about={meeting.about}").status_code in (200, 404)
    assert str(id) not in maria.get(f"/api/video?about={meeting.about}").text


def test_only_the_page_of_a_room_may_use_camera_and_microphone(
    meeting: Meeting, anna: Actor, pavel: Actor, client: TestClient
) -> None:
    id = meeting.due(anna, pavel)
    room = client.get(f"/video/{id}/room").headers
    other = client.get(f"/video/{id}").headers

    for device in ("camera", "microphone"):
        assert f"{device}=(self)" in room["permissions-policy"]
        assert f"{device}=()" in other["permissions-policy"]
    assert room["content-security-policy"].count("nonce-") == 1
    assert "default-src 'none'" in room["content-security-policy"]


def test_who_waits_sees_nobody_and_can_reach_nobody(
    meeting: Meeting,
    anna: Actor,
    pavel: Actor,
    client: TestClient,
    officer: TestClient,
) -> None:
    id = meeting.due(anna, pavel)
    ours, _ = entered(officer, id)
    _, joined = entered(client, id)

    assert joined["room"]["waits"]
    assert [one["is_you"] for one in joined["room"]["people"]] == [True]
    assert joined["room"]["people"][0]["tab"] is None
    sent = client.post(
        f"/api/video/{id}/room/signals", json={"to": ours, "content": "{}"}
    )
    assert problem(sent)[:2] == (409, "video-not-in-the-room")
    back = officer.get(f"/api/video/{id}/room").json()
    assert [one["tab"] for one in back["people"]] == [ours, None]


def test_what_one_browser_tells_another_comes_in_order_and_once(
    meeting: Meeting,
    anna: Actor,
    pavel: Actor,
    client: TestClient,
    officer: TestClient,
) -> None:
    id = meeting.due(anna, pavel)
    (theirs, _), (ours, _) = both_in(client, officer, id)
    for content in ("1", "2"):
        path, said = f"/api/video/{id}/room/signals", {"to": ours, "content": content}
        assert client.post(path, json=said).status_code == 204

    room, *signals = heard(officer, id, ours)
    assert room[0] == "room"
    assert len(room[2]["people"]) == 2
    assert [one[2] for one in signals] == [
        {"from": theirs, "content": "1"},
        {"from": theirs, "content": "2"},
    ]
    assert [one[0] for one in heard(officer, id, ours, after=signals[0][1])] == [
        "room",
        "signal",
    ]
    to_nobody = {"to": str(uuid4()), "content": "3"}
    assert client.post(path, json=to_nobody).status_code == 409


def test_a_stream_ends_for_a_tab_that_another_has_replaced(
    meeting: Meeting,
    anna: Actor,
    pavel: Actor,
    client: TestClient,
) -> None:
    id = meeting.due(anna, pavel)
    old, _ = entered(client, id)
    new, _ = entered(client, id)
    assert [one[0] for one in heard(client, id, old)] == ["elsewhere"]
    assert [one[0] for one in heard(client, id, new)] == ["room"]


def test_a_recording_is_handed_in_downloaded_and_proved(
    meeting: Meeting,
    anna: Actor,
    pavel: Actor,
    client: TestClient,
    officer: TestClient,
) -> None:
    id = meeting.due(anna, pavel)
    both_in(client, officer, id)
    early = client.post(f"/api/video/{id}/recordings")
    assert problem(early)[:2] == (409, "video-not-everybody-agreed")
    for one in (client, officer):
        one.post(f"/api/video/{id}/room/consent", json={"agrees": True})
    begun = client.post(f"/api/video/{id}/recordings")
    assert begun.status_code == 201, begun.text
    path = f"/api/video/{id}/recordings/{begun.json()['changed'][0]['id']}"
    octets = {"content-type": "application/octet-stream"}
    for number, piece in enumerate(PIECES, 1):
        answer = client.put(f"{path}/pieces/{number}", content=piece, headers=octets)
        assert answer.status_code == 200, answer.text
    assert officer.get(f"{path}/file").status_code == 404
    stopped: Response = officer.post(
        f"/api/video/{id}/room/consent", json={"agrees": False}
    )
    assert stopped.status_code == 200
    assert client.post(f"{path}/keep").status_code == 200
    meeting.service.runner.drain()

    assert officer.get(f"{path}/file").content == b"".join(PIECES)
    page = officer.get(f"/video/{id}")
    assert "кто-то больше не согласен" in told(page)
    proved = officer.get(f"{path}/receipt").json()
    [card] = meeting.recorded(id)
    assert proved["said"]["content"][0]["sha256"] == card.sha256
    page_of = path.removeprefix("/api")
    assert officer.get(f"{page_of}/receipt").status_code == 200
    assert officer.get(f"{page_of}/receipt/json").status_code == 200
    assert officer.get(page_of).content == b"".join(PIECES)
    whole = client.put(f"{path}/pieces/3", content=b"more", headers=octets)
    assert problem(whole)[:2] == (409, "video-recording-over")


def test_an_officer_ends_the_meeting_for_everybody(
    meeting: Meeting,
    anna: Actor,
    pavel: Actor,
    client: TestClient,
    officer: TestClient,
) -> None:
    id = meeting.due(anna, pavel)
    (theirs, _), _ = both_in(client, officer, id)
    refused = client.post(f"/api/video/{id}/end")
    assert problem(refused)[:2] == (409, "video-only-the-body-lets-in")

    assert client.post(f"/api/video/{id}/room/leave").status_code == 200
    assert [one[0] for one in heard(client, id, theirs)] == ["elsewhere"]
    assert officer.post(f"/api/video/{id}/end").status_code == 200
    assert officer.get(f"/api/video/{id}/room").json()["is_over"]
    whole = officer.get(f"/api/video/{id}").json()
    assert [one["how"] for one in whole["stays"]] == [None, "left"]


def test_where_a_setting_says_so_meetings_are_held_elsewhere(
    meeting: Meeting, anna: Actor, pavel: Actor, client: TestClient
) -> None:
    link = "https://meet.example.org/room-of-nobody-else"
    meeting.meetings._link = lambda: link
    id = meeting.due(anna, pavel)
    assert link not in client.get(f"/video/{id}").text

    gone = client.post(f"/video/{id}/go", data=form())

    assert f'href="{link}"' in gone.text
    assert "известно" in told(client.get(f"/video/{id}"))


def test_the_password_for_turn_soon_expires_and_names_nobody(
    database: Database,
) -> None:
    settings = settings_of(
        database,
        SVERKA_STUN_URLS="stun:stun.example.org:3478",
        SVERKA_TURN_URLS="turn:turn.example.org:3478,turns:turn.example.org:5349",
        SVERKA_TURN_SECRET="a shared secret",  # noqa: S106
    )
    stun, turn = ice_servers(settings, NOON)
    assert stun == {"urls": ["stun:stun.example.org:3478"]}
    assert int(turn["username"]) == int((NOON + timedelta(hours=6)).timestamp())
    assert len(turn["urls"]) == 2
    assert turn["credential"] != ice_servers(settings, NOON + timedelta(1))[1]
    assert ice_servers(settings_of(database), NOON) == []


def test_an_outside_room_cannot_be_guessed(database: Database) -> None:
    url = "https://meet.example.org/sverka-{room}"
    settings = settings_of(database, SVERKA_VIDEO_URL=url)
    first, second = outside_link(settings), outside_link(settings)
    assert first
    assert first.startswith("https://meet.example.org/sverka-")
    assert first != second
    assert outside_link(settings_of(database)) is None


@pytest.mark.parametrize(
    "wrong",
    [
        {"SVERKA_STUN_URLS": "http://example.org"},
        {"SVERKA_TURN_URLS": "turn:example.org:3478"},
        {"SVERKA_VIDEO_URL": "https://meet.example.org/"},
    ],
    ids=lambda one: next(iter(one)),
)
def test_settings_of_video_that_cannot_work_are_told(
    database: Database, wrong: dict[str, str]
) -> None:
    with pytest.raises(BadSettings):
        settings_of(database, **wrong)
