"""Receipts over JSON: one's own, their check, and what a witness needs."""

from hashlib import sha256
from typing import Any

import pytest
from fastapi import FastAPI

from domain.kernel import Actor
from domain.receipt import Head, PublicKey, check_consistency, check_receipt, text_of
from domain.receipt.receipt import Receipt
from interfaces.gateways.database import Database
from interfaces.gateways.signing import check
from tests.business import Business, business
from tests.conftest import StoppedClock
from tests.interfaces.visits import problem, seen, site_of, visit

pytestmark = pytest.mark.database

RECEIPTS = "/api/receipts"
PREMISES = {"name": "Кафе", "address": "Самара"}


@pytest.fixture
def world(database: Database, clock: StoppedClock) -> Business:
    return business(database, clock)


@pytest.fixture
def site(world: Business) -> FastAPI:
    return site_of(world)


@pytest.fixture
def anna(world: Business) -> Actor:
    return world.client()


def done(site: FastAPI, by: Actor) -> int:
    """Anna opens one more place; where that stands in the log."""
    visitor = visit(site, by)
    card = visitor.get("/api/client")
    headers = {"If-Match": card.headers["ETag"]}
    answer = visitor.post("/api/client/premises", json=PREMISES, headers=headers)
    position: int = seen(visitor, answer).json()["position"]
    return position


def test_what_a_program_did_has_a_receipt_at_its_position(
    site: FastAPI, anna: Actor
) -> None:
    position = done(site, anna)
    program = visit(site, anna)

    answer = program.get(f"{RECEIPTS}/{position}")
    keys = program.get(f"{RECEIPTS}/keys").json()

    assert answer.headers["content-disposition"] == (
        f'attachment; filename="sverka-{position}.json"'
    )
    receipt = Receipt.read(answer.content)
    trusted = [PublicKey.read(text) for text in keys["keys"]]
    assert check_receipt(receipt, keys=trusted, check=check).holds
    assert receipt.said.who.organisation == anna.organisation
    assert receipt.said.what == "Client.PremisesOpened"
    assert "Самара" not in answer.text


def test_the_receipt_of_another_does_not_exist(
    site: FastAPI, anna: Actor, world: Business
) -> None:
    position = done(site, anna)
    other = world.client("boris", "630000000292")

    for reader, status in ((other, 404), (world.supervisor(), 404), (None, 401)):
        assert visit(site, reader).get(f"{RECEIPTS}/{position}").status_code == status
    assert visit(site, anna).get(f"{RECEIPTS}/999999").status_code == 404


def test_anybody_has_a_receipt_checked(site: FastAPI, anna: Actor) -> None:
    position = done(site, anna)
    receipt: dict[str, Any] = visit(site, anna).get(f"{RECEIPTS}/{position}").json()
    public = visit(site)

    right = public.post(f"{RECEIPTS}/verify", json={"receipt": receipt})
    receipt["said"]["at"] = "2026-11-20T09:00:00Z"
    changed = public.post(f"{RECEIPTS}/verify", json={"receipt": receipt})
    file = sha256(b"never handed over").hexdigest()
    other = public.post(
        f"{RECEIPTS}/verify", json={"receipt": receipt, "files": [file]}
    )

    assert right.json()["holds"] is True
    assert right.json()["left"] == ["file"]
    assert changed.json()["failed"] == ["key", "signature", "words"]
    assert other.json()["failed"][-1] == "file"
    nonsense = public.post(f"{RECEIPTS}/verify", json={"receipt": {}})
    assert problem(nonsense)[:2] == (422, "invalid")


def test_heads_are_published_newest_first_by_pages(
    site: FastAPI, anna: Actor, world: Business
) -> None:
    public = visit(site)
    sizes = []
    for _ in range(3):
        done(site, anna)
        head = world.service.tree_heads.sign()
        assert head
        sizes.append(head.head.size)

    first = public.get(f"{RECEIPTS}/heads", params={"limit": 2}).json()
    second = public.get(
        f"{RECEIPTS}/heads", params={"limit": 2, "before": first["next"]}
    ).json()

    assert [one["size"] for one in first["heads"]] == sizes[:0:-1]
    assert [one["size"] for one in second["heads"]] == [sizes[0]]
    assert second["next"] is None
    latest = public.get(f"{RECEIPTS}/heads/latest")
    assert latest.headers["content-type"].startswith("text/plain")
    assert latest.text == first["heads"][0]["note"]


def test_a_witness_sees_that_the_log_only_grew(
    site: FastAPI, anna: Actor, world: Business
) -> None:
    public = visit(site)
    world.service.tree_heads.sign()
    old = Head.read(text_of(public.get(f"{RECEIPTS}/heads/latest").text))
    done(site, anna)
    world.service.tree_heads.sign()
    new = Head.read(text_of(public.get(f"{RECEIPTS}/heads/latest").text))

    sizes = {"old": old.size, "new": new.size}
    told = public.get(f"{RECEIPTS}/consistency", params=sizes).json()
    witness = public.get(f"{RECEIPTS}/heads/witness", params={"old": old.size})

    path = [bytes.fromhex(one) for one in told["path"]]
    check_consistency(path, old.size, old.root, new.size, new.root)
    assert witness.text.startswith(f"old {old.size}\n")
    backwards = {"old": new.size, "new": old.size}
    assert public.get(f"{RECEIPTS}/consistency", params=backwards).status_code == 404
    assert (
        public.get(f"{RECEIPTS}/heads/witness", params={"old": 10**6}).status_code
        == 404
    )


def test_before_anything_was_signed_there_is_no_head(site: FastAPI) -> None:
    public = visit(site)

    assert public.get(f"{RECEIPTS}/heads").json() == {"heads": [], "next": None}
    assert public.get(f"{RECEIPTS}/heads/latest").status_code == 404
