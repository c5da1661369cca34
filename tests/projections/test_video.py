"""Meetings by video as they are read, and those that nobody looks after."""

from datetime import timedelta
from uuid import uuid4

import pytest

from domain.kernel import Actor
from domain.video import Side, Standing
from interfaces.gateways.database import Database
from tests.business import Business, business, own
from tests.conftest import StoppedClock
from tests.inspecting import Inspecting
from tests.meeting import PIECES, Meeting

pytestmark = pytest.mark.database


@pytest.fixture
def world(database: Database, clock: StoppedClock) -> Business:
    made = business(database, clock)
    made.require()
    return made


@pytest.fixture
def anna(world: Business) -> Actor:
    return world.client(facts={"object:lift": True})


@pytest.fixture
def pavel(world: Business) -> Actor:
    return world.supervisor()


@pytest.fixture
def meeting(world: Business, clock: StoppedClock, anna: Actor, pavel: Actor) -> Meeting:
    id = Inspecting(world, clock).notified(pavel, anna)
    return Meeting(world.service, clock, f"/inspections/{id}")


def test_meetings_are_read_by_side_and_by_case_page_by_page(
    meeting: Meeting, anna: Actor, pavel: Actor
) -> None:
    ids = [meeting.proposed(anna) for _ in range(3)]
    view = meeting.service.video_view
    first = view.of(client_id=own(anna), limit=2)
    rest = view.of(client_id=own(anna), limit=2, before=first.after)

    assert [one.id for one in (*first.meetings, *rest.meetings)] == ids[::-1]
    assert rest.after is None
    assert view.of(authority=own(pavel)).meetings == view.of().meetings
    assert len(view.of(about=meeting.about).meetings) == 3
    assert view.of(about=f"/inspections/{uuid4()}").meetings == ()
    assert view.of(client_id=own(pavel)).meetings == ()
    assert view.get(uuid4()) is None


def test_who_was_there_and_what_was_recorded_is_the_same_after_a_rebuild(
    meeting: Meeting, anna: Actor, pavel: Actor
) -> None:
    id, recording = meeting.kept(anna, pavel)
    meeting.seen(meeting.attendance.leave(id, by=anna))
    view = meeting.service.video_view

    def read() -> tuple[object, ...]:
        said = {one.person: one.agrees for one in view.consents(id)}
        return meeting.card(id), meeting.stays(id), said, view.pieces(recording)

    before = read()
    assert [(one.name, one.side) for one in meeting.stays(id)] == [
        ("Pavel", Side.BODY),
        ("Anna", Side.CLIENT),
    ]
    assert [one.person for one in view.there(id)] == [pavel.id]
    assert [one.agrees for one in view.consents(id)] == [True, True]
    assert [one.size for one in view.pieces(recording)] == [len(one) for one in PIECES]
    card = view.recording(recording)
    assert card
    assert (card.conference, card.pieces, card.size) == (id, 2, sum(map(len, PIECES)))
    assert meeting.recorded(id) == [card]

    meeting.service.runner.rebuild("video")
    meeting.service.runner.drain()
    assert read() == before
    assert view.recording(recording) == card


def test_what_nobody_ended_or_finished_is_found(
    meeting: Meeting, clock: StoppedClock, anna: Actor, pavel: Actor
) -> None:
    id = meeting.going(anna, pavel)
    recording = meeting.recording(id, anna, pavel)
    meeting.seen(meeting.recordings.stop(id, by=anna))
    view, ends = meeting.service.video_view, meeting.card(id).ends
    later = clock.now() + timedelta(minutes=1)

    assert {one[:2] for one in view.lost(later)} == {(id, anna.id), (id, pavel.id)}
    assert view.lost(clock.now() - timedelta(minutes=1)) == []
    assert view.overdue(ends) == []
    assert view.overdue(ends + timedelta(seconds=1)) == [id]
    assert view.unfinished(clock.now()) == []
    assert view.unfinished(later) == [recording]


def test_one_that_was_called_off_says_by_whom_and_why(
    meeting: Meeting, anna: Actor, pavel: Actor
) -> None:
    id = meeting.proposed(pavel)
    meeting.call_off(id, anna)
    card = meeting.card(id)

    assert card.standing is Standing.CALLED_OFF
    assert (card.called_off_by, card.reason) == (Side.CLIENT, "Ответили письмом")
