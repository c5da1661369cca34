"""Drafts as people read them, and what is new for those who follow (E1, E4)."""

from datetime import timedelta

import pytest

from application.log import EventLog
from domain.draft import Filter, Stage
from domain.kernel import Actor
from interfaces.gateways.database import Database
from projections.client import ClientProjection
from projections.draft import (
    DraftFilters,
    DraftProjection,
    FilterKept,
    FollowingCard,
    State,
)
from projections.runner import Runner
from tests.business import LIFT_CODE, Business, business, own
from tests.conftest import StoppedClock
from tests.drafting import Drafting, after_the_window, listed, manuscript, proposed
from tests.interfaces.shell import ADMIN
from tests.register import REGISTRAR

pytestmark = pytest.mark.database


@pytest.fixture
def at_work(
    database: Database,
    clock: StoppedClock,
    log: EventLog,  # noqa: ARG001 - keeps the shapes of events
) -> Business:
    return business(database, clock)


@pytest.fixture
def drafting(at_work: Business) -> Drafting:
    return Drafting(at_work)


def numbers(drafting: Drafting, **filters: object) -> list[str]:
    wanted = DraftFilters.model_validate(filters)
    found = drafting.service.draft_view.search(wanted)
    return [one.number for one in found.items]


def about(code: str, **condition: object) -> dict[str, object]:
    return {
        "effect": "adds",
        "code": code,
        "proposed": proposed(condition=condition),
    }


def test_what_is_only_written_is_seen_by_its_body_alone(drafting: Drafting) -> None:
    by = drafting.developer()
    number = drafting.written(by)

    card = drafting.card(number)

    assert (card.stage, card.is_public, card.latest) == (Stage.WRITING, False, None)
    assert numbers(drafting) == []
    [line] = drafting.service.draft_view.own(own(by))
    assert (line.number, line.is_ahead) == (number, True)


def test_a_published_draft_is_found_by_state_body_activity_region_and_words(
    drafting: Drafting,
) -> None:
    by = drafting.developer()
    cafes = manuscript(about("REQ-A", okved_prefix=["56.1"]), title="О кафе")
    samara = manuscript(about("REQ-B", region=["63"]), title="О рынках Самары")
    lifts, shops = drafting.published(by, cafes), drafting.published(by, samara)

    assert numbers(drafting) == [shops, lifts]
    assert numbers(drafting, state="open") == [shops, lifts]
    assert numbers(drafting, state="closed") == []
    assert numbers(drafting, body="Минстрой России") == [shops, lifts]
    assert numbers(drafting, body="Минздрав") == []
    assert numbers(drafting, activity="56.10") == [lifts]
    assert numbers(drafting, activity="47") == []
    assert numbers(drafting, region="63") == [shops, lifts]
    assert numbers(drafting, region="77") == [lifts]
    assert numbers(drafting, text="рынки") == [shops]
    assert numbers(drafting, text=lifts) == [lifts]


def test_a_draft_closes_by_the_day_and_its_card_says_the_same_as_the_list(
    drafting: Drafting, clock: StoppedClock
) -> None:
    by = drafting.developer()
    closing, dropped = drafting.published(by), drafting.published(by)
    drafting.drop(dropped, by)
    for _ in range(3):
        found = drafting.service.draft_view.search(DraftFilters())
        for line in found.items:
            card = drafting.card(line.number)
            assert line.state is card.state(clock.today())
        clock.pass_by(after_the_window(drafting.card(closing)) / 2)

    assert drafting.card(closing).state(clock.today()) is State.CLOSED
    assert found.counts[State.DROPPED] == 1


def test_pages_of_the_list_hold_every_draft_once(drafting: Drafting) -> None:
    by = drafting.developer()
    there = [drafting.published(by) for _ in range(5)]
    view, after, seen = drafting.service.draft_view, None, []

    for _ in range(3):
        found = view.search(DraftFilters(), after=after, limit=2)
        seen += [one.number for one in found.items]
        after = found.next

    assert seen == there[::-1]
    assert after is None


def test_a_rewritten_draft_reads_as_before_until_it_is_published(
    drafting: Drafting,
) -> None:
    by = drafting.developer()
    number = drafting.published(by)
    drafting.service.drafts.rewrite(number, manuscript(title="Новое"), by=by)
    drafting.service.runner.drain()
    before = drafting.card(number)

    drafting.publish(number, by, because="По замечаниям")

    after = drafting.card(number)
    assert (before.title, before.is_ahead) == ("О безопасности лифтов", True)
    assert (after.title, after.is_ahead) == ("Новое", False)
    assert [one.text.title for one in after.versions] == [before.title, "Новое"]


def test_a_listed_draft_that_is_written_here_too_stands_in_the_list_once(
    drafting: Drafting,
) -> None:
    drafting.service.draft_imports.listed(listed(900001, 900002), by=REGISTRAR)
    drafting.service.runner.drain()
    assert numbers(drafting) == ["RG-900002", "RG-900001"]

    number = drafting.published(drafting.developer(), manuscript(project=900001))

    assert numbers(drafting) == [number, "RG-900002"]


def test_a_draft_is_told_at_the_requirement_it_is_about(drafting: Drafting) -> None:
    drafting.business.require(LIFT_CODE)
    repeals = {
        "effect": "repeals",
        "code": LIFT_CODE,
        "from_day": "2027-01-01",
        "reason": "Устарело",
    }
    number = drafting.published(drafting.developer(), manuscript(repeals))

    [about] = drafting.service.draft_view.about(LIFT_CODE)

    assert (about.number, about.effect, about.state) == (number, "repeals", State.OPEN)
    assert drafting.service.draft_view.about("REQ-NONE-001") == []


def test_open_drafts_come_with_what_they_propose(
    drafting: Drafting, clock: StoppedClock
) -> None:
    number = drafting.published(drafting.developer())

    [one] = drafting.service.draft_view.open_now()
    clock.pass_by(after_the_window(drafting.card(number)))

    assert (one.number, one.version) == (number, 1)
    assert one.proposals == manuscript().proposals
    assert drafting.service.draft_view.open_now() == []


def follow(drafting: Drafting, **said: str) -> Actor:
    """Somebody who follows this from now on."""
    anna = drafting.business.client()
    followings = drafting.service.followings
    receipt = followings.follow(own(anna), Filter.model_validate(said), by=anna)
    drafting.business.seen(receipt)
    return anna


@pytest.mark.parametrize(
    ("said", "is_new"),
    [
        ({"act": "лифт"}, True),
        ({"act": "пожар"}, False),
        ({"activity": "56.10"}, True),
        ({"activity": "47"}, False),
        ({"region": "63"}, True),
        ({"body": "Минстрой России"}, True),
        ({"body": "Ростехнадзор"}, True),
        ({"body": "Роспотребнадзор"}, False),
        ({"act": "лифт", "activity": "47"}, False),
    ],
)
def test_what_is_new_is_what_every_part_of_a_filter_lets_through(
    drafting: Drafting,
    said: dict[str, str],
    is_new: bool,  # noqa: FBT001 - a column of the table
) -> None:
    by = drafting.developer()
    old = drafting.published(by, manuscript(about("REQ-O", okved_prefix=["56"])))
    anna = follow(drafting, **said)

    new = drafting.published(by, manuscript(about("REQ-N", okved_prefix=["56"])))

    found = [one.name for one in drafting.service.draft_view.news(own(anna))]
    assert found == ([new] if is_new else [])
    assert old not in found


def test_requirements_are_followed_too_until_they_are_seen(drafting: Drafting) -> None:
    anna = follow(drafting, region="63")
    view, client = drafting.service.draft_view, own(anna)
    drafting.business.require("REQ-HERE-001", {"region": ["63"]})
    drafting.business.require("REQ-THERE-001", {"region": ["77"]})
    news = view.news(client)

    seen = drafting.service.followings.see(client, news[0].position, by=anna)
    drafting.business.seen(seen)

    assert [(one.what, one.name) for one in news] == [("requirement", "REQ-HERE-001")]
    assert view.news(client) == []
    assert [one.name for one in view.news(client, since=0)] == ["REQ-HERE-001"]


def test_what_a_forgotten_client_followed_is_gone(
    drafting: Drafting, database: Database
) -> None:
    anna = follow(drafting, act="лифт")
    view = drafting.service.draft_view
    before = view.following(own(anna))

    drafting.business.clients.forget(own(anna), by=ADMIN)
    log = drafting.service.log
    Runner(database, log, (ClientProjection(), DraftProjection())).drain()

    assert before.filters == (FilterKept(place=1, act="лифт"),)
    assert view.following(own(anna)) == FollowingCard()


def test_a_rebuilt_read_model_is_equal(
    drafting: Drafting, clock: StoppedClock, database: Database
) -> None:
    by = drafting.developer()
    drafting.service.draft_imports.listed(listed(1, 2), by=REGISTRAR)
    follow(drafting, act="лифт")
    number = drafting.published(by)
    drafting.service.drafts.rewrite(number, manuscript(title="Новое"), by=by)
    drafting.publish(number, by, because="По замечаниям")
    dropped = drafting.published(by)
    drafting.drop(dropped, by)
    clock.pass_by(after_the_window(drafting.card(number)) + timedelta(days=9))
    drafting.adopt(number, by)
    drafting.business.seen(drafting.service.drafts.enter(number, by=REGISTRAR))
    before = rows(database)

    drafting.service.runner.rebuild("draft")

    assert rows(database) == before


def rows(database: Database) -> list[object]:
    with database.connection() as connection:
        return [
            connection.execute(query).fetchall()
            for query in (
                "SELECT * FROM draft.draft ORDER BY id",
                "SELECT * FROM draft.following ORDER BY client_id",
            )
        ]
