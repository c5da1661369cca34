"""Inboxes, channels and the outbox as people and workers see them."""

from datetime import date, timedelta
from uuid import UUID

import pytest

from domain.condition import Verdict
from domain.consent import Scope
from domain.kernel import Actor
from domain.notice import Basis, Notice, Reading, Topic
from domain.notice.mailing import (
    Concern,
    Mailing,
    Portion,
    RequirementChange,
    What,
    Window,
)
from domain.notice.mailing import Told as Told_
from interfaces.gateways.database import Database
from tests.business import LIFT_CODE, Business, business
from tests.conftest import StoppedClock
from tests.interfaces.shell import ADMIN
from tests.notices import Told, of, somebody

pytestmark = pytest.mark.database


@pytest.fixture
def world(database: Database, clock: StoppedClock) -> Told:
    return Told(business(database, clock).service)


@pytest.fixture
def anna() -> Actor:
    return somebody()


def test_pages_of_an_inbox_meet_without_gaps_and_doubles(
    world: Told, anna: Actor
) -> None:
    for number in range(7):
        world.tell(anna, str(number))
    world.tell(somebody())
    view, seen, after = world.service.notice_view, [], None
    while True:
        page = view.page(of(anna), after=after, limit=3)
        seen += [one.id for one in page.notices]
        after = page.after
        if after is None:
            break

    assert seen == [Notice.create_id(of(anna), str(n)) for n in reversed(range(7))]


def test_an_inbox_is_looked_through_by_topic_and_by_what_is_unread(
    world: Told, anna: Actor
) -> None:
    world.tell(anna)
    world.tell(anna, "question", template="question-answered", values={})
    view = world.service.notice_view
    [first, second] = world.inbox(anna)
    world.seen(world.service.readings.read(first.id, by=anna))

    assert [one.id for one in view.page(of(anna), unread=True).notices] == [second.id]
    found = view.page(of(anna), topics=[Topic.QUESTIONS]).notices
    assert [one.id for one in found] == [first.id]


def test_made_again_from_the_log_the_rows_are_the_same(
    clock: StoppedClock, world: Told, anna: Actor
) -> None:
    world.tell(anna)
    world.seen(world.service.readings.read(world.inbox(anna)[0].id, by=anna))
    clock.pass_by(timedelta(hours=1))
    world.tell(anna, "second")
    before = world.inbox(anna)

    world.service.runner.rebuild("notice")

    assert world.inbox(anna) == before


def test_what_a_forgotten_client_was_told_is_gone(
    database: Database, clock: StoppedClock
) -> None:
    business_world: Business = business(database, clock)
    world, anna = Told(business_world.service), business_world.client()
    world.tell(anna)
    assert world.inbox(anna)

    business_world.forget(of(anna))
    world.tell(anna, "later")

    assert world.inbox(anna) == []


def mailed(world: Told, *clients: UUID, consent: Scope | None = None) -> Mailing:
    """A mailing of which everybody of these was told in one portion."""
    change = RequirementChange(
        what=What.NEW, code=LIFT_CODE, version=1, day=date(2026, 11, 22)
    )
    window = Window(number=1, after=0, until=1, day=date(2026, 11, 22))
    mailing = Mailing.about_changes(
        window,
        [change],
        law="LAW-091",
        template_version=1,
        expected=len(clients),
        by=ADMIN,
    )
    concern = Concern(of=0, verdict=Verdict.APPLIES)
    told = Told_(clients=tuple(sorted(clients)), concerns=(concern,), consent=consent)
    mailing.tell(Portion(through=max(clients), told=(told,)), by=ADMIN)
    mailing.tell(Portion(through=max(clients), told=()), by=ADMIN)
    world.service.log.record(mailing, by=ADMIN)
    return mailing


def test_a_mailing_stands_in_the_inbox_of_each_and_may_be_read_in_the_same_batch(
    world: Told, anna: Actor
) -> None:
    other = somebody()
    mailing = mailed(world, of(anna), of(other))
    id = Notice.create_id(of(anna), mailing.key)
    reading = Reading.note(notice=id, recipient=of(anna), by=anna)
    world.service.log.record(reading, by=anna)
    world.tell(anna, "beside")

    [beside, card] = world.inbox(anna)
    assert (beside.id == id, card.id) == (False, id)
    assert card.basis == Basis.by_law("LAW-091")
    assert card.read_by == anna.id
    assert card.concerns
    assert card.subjects
    assert [one.read_at for one in world.inbox(other)] == [None]
