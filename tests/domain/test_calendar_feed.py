"""A client has one secret calendar address at most; only its hash is kept."""

from uuid import uuid4

import pytest

from domain.calendar_feed import CalendarFeed, FeedClosed, FeedOpen
from domain.kernel import Actor, Role
from tests.facts import new_facts

CLIENT = uuid4()
ANNA = Actor(id="anna", role=Role.CLIENT, organisation=CLIENT)
FIRST, SECOND = "a" * 64, "b" * 64


def opened() -> CalendarFeed:
    return CalendarFeed.open(client_id=CLIENT, digest=FIRST, by=ANNA)


def test_an_address_is_made_replaced_and_taken_back() -> None:
    feed = opened()

    feed.replace(digest=SECOND, by=ANNA)
    feed.revoke(by=ANNA)

    assert new_facts(feed) == [
        ("Opened", {"client_id": CLIENT, "digest": FIRST}),
        ("Renewed", {"client_id": CLIENT, "digest": SECOND}),
        ("Revoked", {"client_id": CLIENT}),
    ]
    assert feed.id == CalendarFeed.create_id(CLIENT)


def test_there_are_never_two_addresses_of_one_client() -> None:
    feed = opened()

    with pytest.raises(FeedOpen):
        feed.reopen(digest=SECOND, by=ANNA)
    feed.revoke(by=ANNA)
    feed.reopen(digest=SECOND, by=ANNA)

    assert feed.is_open


def test_what_was_taken_back_can_neither_be_replaced_nor_taken_back() -> None:
    feed = opened()
    feed.revoke(by=ANNA)

    with pytest.raises(FeedClosed):
        feed.replace(digest=SECOND, by=ANNA)
    with pytest.raises(FeedClosed):
        feed.revoke(by=ANNA)
