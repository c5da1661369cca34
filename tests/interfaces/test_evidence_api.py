"""Evidence files over the API (C2)."""

from hashlib import sha256
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from domain.evidence import MOST_BYTES
from interfaces.gateways.database import Database
from tests.business import OTHER_INN, Business, business
from tests.conftest import StoppedClock
from tests.interfaces.visits import problem, seen, site_of, visit

pytestmark = pytest.mark.database

PHOTO = b"\xff\xd8\xff a photo of the exit"


@pytest.fixture
def world(database: Database, clock: StoppedClock) -> Business:
    return business(database, clock)


@pytest.fixture
def app(world: Business) -> FastAPI:
    return site_of(world)


@pytest.fixture
def anna(world: Business, app: FastAPI) -> TestClient:
    return visit(app, world.client())


def keep(by: TestClient, content: bytes = PHOTO, name: str = "выход.jpg") -> Any:
    return by.post("/api/evidence", files={"file": (name, content)})


def test_a_file_is_handed_in_seen_and_downloaded(anna: TestClient) -> None:
    kept = seen(anna, keep(anna))

    assert kept.status_code == 201
    path = kept.headers["Location"]
    told = anna.get(path)
    assert told.headers["ETag"] == kept.headers["ETag"] == '"1"'
    assert told.json() == {
        "id": path.rpartition("/")[2],
        "name": "выход.jpg",
        "media_type": "image/jpeg",
        "size": len(PHOTO),
        "sha256": sha256(PHOTO).hexdigest(),
        "scan": "not_scanned",
        "scanner": None,
    }
    content = anna.get(f"{path}/content")
    assert content.content == PHOTO
    assert content.headers["content-type"] == "image/jpeg"
    assert content.headers["content-length"] == str(len(PHOTO))
    assert content.headers["content-disposition"] == (
        "attachment; filename*=UTF-8''%D0%B2%D1%8B%D1%85%D0%BE%D0%B4.jpg"
    )
    assert content.headers["x-content-type-options"] == "nosniff"


def test_the_same_file_is_the_same_and_fills_its_room_once(anna: TestClient) -> None:
    first, again = seen(anna, keep(anna)), seen(anna, keep(anna, name="b.jpg"))

    listed = anna.get("/api/evidence").json()

    assert first.headers["Location"] == again.headers["Location"]
    assert again.json()["position"] == 0
    assert [one["name"] for one in listed["files"]] == ["выход.jpg"]
    assert listed["bytes_used"] == len(PHOTO)
    assert listed["bytes_allowed"] == 1024 * 2**20


def test_a_key_in_the_header_makes_an_upload_safe_to_repeat(anna: TestClient) -> None:
    def keep_with_key(content: bytes) -> Any:
        return anna.post(
            "/api/evidence",
            files={"file": ("a.jpg", content)},
            headers={"Idempotency-Key": "k1"},
        )

    first, again = keep_with_key(PHOTO), keep_with_key(PHOTO)
    other = keep_with_key(PHOTO + b"other")

    assert first.json() == again.json() | {"position": first.json()["position"]}
    assert problem(other)[:2] == (422, "key-reused")


@pytest.mark.parametrize(
    "content", [b"", b"MZ\x90", PHOTO + bytes(MOST_BYTES)], ids=["", "exe", "large"]
)
def test_what_is_not_taken_is_told_at_its_field(
    anna: TestClient, content: bytes
) -> None:
    assert problem(keep(anna, content)) == (422, "bad-evidence-file", ["#/file"])
    assert anna.get("/api/evidence").json()["files"] == []


def test_far_more_than_is_taken_is_not_even_read(anna: TestClient) -> None:
    assert problem(keep(anna, bytes(12 * 2**20)))[:2] == (413, "too-large")


def test_a_file_is_removed_and_gone(anna: TestClient) -> None:
    path = seen(anna, keep(anna)).headers["Location"]

    seen(anna, anna.delete(path))

    for gone in (path, f"{path}/content"):
        assert problem(anna.get(gone))[:2] == (404, "not-found")
    assert problem(anna.delete(path))[:2] == (404, "not-found")


def test_nobody_else_finds_it(world: Business, app: FastAPI, anna: TestClient) -> None:
    path = seen(anna, keep(anna)).headers["Location"]
    maria = world.client("maria", OTHER_INN)

    for by in (maria, world.supervisor()):
        visitor = visit(app, by)
        assert visitor.get(path).status_code == 404
        assert visitor.get(f"{path}/content").status_code == 404
        assert visitor.delete(path).status_code == 404
    assert visit(app).get(path).status_code == 401


def test_pages_of_the_list_follow_one_another(anna: TestClient) -> None:
    for n in range(3):
        seen(anna, keep(anna, PHOTO + bytes([n]), f"{n}.jpg"))

    first = anna.get("/api/evidence", params={"limit": 2}).json()
    second = anna.get("/api/evidence", params={"after": first["after"]}).json()

    names = [one["name"] for page in (first, second) for one in page["files"]]
    assert names == ["2.jpg", "1.jpg", "0.jpg"]
    assert second["after"] is None
