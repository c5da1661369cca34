"""Meetings by video on the real log: who settles, who comes, what is kept (I6)."""

from datetime import timedelta
from hashlib import sha256
from uuid import UUID, uuid4

import pytest

from application.video import ProposeMeetingTime
from domain.errors import NotFound, Stale
from domain.inspection import Power
from domain.kernel import Actor, Role
from domain.video import (
    CaseForVideoOver,
    CaseForVideoUnknown,
    HeldElsewhere,
    HeldHere,
    Leaving,
    MeetingOver,
    NotAgreedYet,
    NotInTheRoom,
    PieceOutOfOrder,
    Side,
    Standing,
    StopReason,
)
from interfaces.gateways.database import Database
from tests.business import (
    INN,
    LIFTS,
    OTHER_INN,
    SCHOOLS,
    Business,
    acting,
    business,
    key,
    own,
    stranger,
)
from tests.conftest import StoppedClock
from tests.inspecting import Inspecting
from tests.meeting import PIECES, Meeting

pytestmark = [pytest.mark.database, pytest.mark.usefixtures("log", "anna")]


@pytest.fixture
def world(database: Database, clock: StoppedClock) -> Business:
    world = business(database, clock)
    world.require()
    return world


@pytest.fixture
def anna(world: Business) -> Actor:
    anna = world.client("anna", INN)
    world.state(anna, object_lift=True)
    return anna


@pytest.fixture
def pavel(world: Business) -> Actor:
    return world.supervisor(LIFTS, "pavel")


@pytest.fixture
def inspecting(world: Business, clock: StoppedClock) -> Inspecting:
    return Inspecting(world, clock)


@pytest.fixture
def meeting(
    world: Business,
    inspecting: Inspecting,
    clock: StoppedClock,
    anna: Actor,
    pavel: Actor,
) -> Meeting:
    """Meetings about an inspection of the café."""
    id = inspecting.notified(pavel, anna)
    return Meeting(world.service, clock, f"/inspections/{id}")


def inspection_of(meeting: Meeting) -> UUID:
    return UUID(meeting.about.rpartition("/")[2])


def test_either_side_proposes_and_the_other_agrees_and_is_told(
    world: Business, meeting: Meeting, anna: Actor, pavel: Actor
) -> None:
    by_client, by_body = meeting.proposed(anna), meeting.proposed(pavel)
    meeting.agree(by_client, pavel)
    meeting.agree(by_body, anna)
    world.react()

    assert meeting.card(by_client).standing is Standing.AGREED
    assert meeting.card(by_body).standing is Standing.AGREED
    told = [
        (one.template, one.about)
        for to in (own(anna), own(pavel))
        for one in world.service.notice_view.page(to).notices
        if one.about.startswith("/video/")
    ]
    assert sorted(told) == sorted(
        [
            ("meeting-proposed", f"/video/{by_client}"),
            ("meeting-proposed", f"/video/{by_body}"),
            ("meeting-agreed", f"/video/{by_client}"),
            ("meeting-agreed", f"/video/{by_body}"),
        ]
    )


def test_a_meeting_is_none_of_anybody_elses(
    world: Business, meeting: Meeting, anna: Actor
) -> None:
    maria = world.client("maria", OTHER_INN)
    olga = world.supervisor(SCHOOLS, "olga")
    id = meeting.proposed(anna)

    for other in (maria, olga, stranger(), stranger(Role.PERSON)):
        with pytest.raises(CaseForVideoUnknown):
            meeting.proposed(other)
        with pytest.raises(NotFound):
            meeting.agree(id, other)
        with pytest.raises(NotFound):
            meeting.arrive(id, other)


def test_there_is_no_meeting_about_a_case_that_is_unknown_or_over(
    meeting: Meeting, inspecting: Inspecting, anna: Actor, pavel: Actor
) -> None:
    with pytest.raises(CaseForVideoUnknown):
        meeting.proposed(anna, about=f"/inspections/{uuid4()}")
    over = inspecting.closed(pavel, anna, basis="предписание № 6")
    with pytest.raises(CaseForVideoOver):
        meeting.proposed(anna, about=f"/inspections/{over}")


def test_a_representative_comes_as_far_as_the_client_allows_until_it_is_revoked(
    world: Business,
    meeting: Meeting,
    inspecting: Inspecting,
    anna: Actor,
    pavel: Actor,
) -> None:
    lawyer = world.person("lawyer")
    inspection = inspection_of(meeting)
    id = meeting.due(anna, pavel)
    with pytest.raises(NotFound):
        meeting.arrive(id, lawyer)
    inspecting.empower(inspection, anna, lawyer, Power.SEE)
    with pytest.raises(NotFound):
        meeting.arrive(id, lawyer)

    inspecting.empower(inspection, anna, lawyer, Power.TAKE_PART)
    meeting.arrive(id, lawyer)
    with pytest.raises(NotFound):
        meeting.call_off(id, lawyer)
    inspecting.empower(inspection, anna, lawyer, Power.TAKE_PART, Power.MOVE)
    meeting.proposed(lawyer)

    meeting.attendance.show_out(id, lawyer)
    inspecting.revoke(inspection, anna, lawyer)
    with pytest.raises(NotFound):
        meeting.attendance.leave(id, by=lawyer)
    meeting.attendance.show_out(id, lawyer)
    meeting.attendance.show_out(id, lawyer)
    meeting.service.runner.drain()
    [stay] = meeting.stays(id)
    assert (stay.side, stay.how) == (Side.CLIENT, Leaving.NO_RIGHT)


def test_that_somebody_waited_came_in_and_left_is_kept_with_its_times(
    meeting: Meeting, clock: StoppedClock, anna: Actor, pavel: Actor
) -> None:
    id = meeting.due(pavel, anna)
    begun = clock.now()
    meeting.arrive(id, anna)
    clock.pass_by(timedelta(minutes=7))
    meeting.arrive(id, pavel)
    meeting.admit(id, anna, pavel)
    clock.pass_by(timedelta(minutes=20))
    meeting.seen(meeting.attendance.leave(id, by=anna))
    meeting.seen(meeting.attendance.end(id, by=pavel))

    first, second = meeting.stays(id)
    after = timedelta(minutes=7)
    assert (first.arrived_at, first.admitted_at) == (begun, begun + after)
    assert (first.left_at, first.how) == (clock.now(), Leaving.LEFT)
    assert (second.waits, second.admitted_at) == (False, None)
    assert (second.left_at, second.how) == (clock.now(), None)
    assert meeting.card(id).standing is Standing.ENDED
    with pytest.raises(MeetingOver):
        meeting.arrive(id, anna)


def test_nobody_comes_in_before_both_sides_agreed_and_its_time_is_near(
    meeting: Meeting, clock: StoppedClock, anna: Actor
) -> None:
    id = meeting.proposed(anna)
    clock.set(meeting.card(id).starts)
    with pytest.raises(NotAgreedYet):
        meeting.arrive(id, anna)
    with pytest.raises(NotInTheRoom):
        meeting.attendance.leave(id, by=anna)


def test_whose_browser_is_silent_is_gone_and_a_meeting_nobody_ends_ends_itself(
    meeting: Meeting, clock: StoppedClock, anna: Actor, pavel: Actor
) -> None:
    id = meeting.going(anna, pavel)
    last_seen = clock.now() + timedelta(seconds=20)
    meeting.service.signalling.sit(id, anna.id, uuid4(), last_seen)
    clock.pass_by(timedelta(seconds=50))
    assert meeting.attendance.look_after() == 1
    meeting.service.runner.drain()

    by_person = {one.person: one for one in meeting.stays(id)}
    assert by_person[pavel.id].how is Leaving.LOST
    assert by_person[anna.id].left_at is None

    clock.pass_by(timedelta(seconds=30))
    meeting.attendance.look_after()
    meeting.service.runner.drain()
    assert meeting.stays(id)[1].left_at == last_seen

    clock.set(meeting.card(id).ends + timedelta(hours=2, seconds=1))
    assert meeting.attendance.look_after() == 1
    meeting.service.runner.drain()
    assert meeting.card(id).standing is Standing.ENDED
    assert meeting.attendance.look_after() == 0


def test_a_recording_is_one_file_of_its_pieces_and_its_hash_is_recorded(
    meeting: Meeting, anna: Actor, pavel: Actor
) -> None:
    id, recording = meeting.kept(anna, pavel)

    [card] = meeting.recorded(id)
    whole = b"".join(PIECES)
    assert (card.pieces, card.size) == (2, len(whole))
    assert card.sha256 == sha256(whole).hexdigest()
    assert card.why is StopReason.ASKED
    assert card.kept_number is not None
    stored = meeting.service.video_view.pieces(recording)
    opened = [
        b"".join(meeting.service.files.open(own(anna), one.object)) for one in stored
    ]
    assert tuple(opened) == PIECES


def test_only_whoever_records_hands_pieces_in_and_none_twice(
    meeting: Meeting, anna: Actor, pavel: Actor
) -> None:
    id = meeting.going(anna, pavel)
    recording = meeting.recording(id, anna, pavel)
    with pytest.raises(NotFound):
        meeting.recordings.keep_piece(recording, 1, PIECES[0], by=pavel)
    with pytest.raises(PieceOutOfOrder):
        meeting.recordings.keep_piece(recording, 2, PIECES[1], by=anna)

    meeting.hand_in(recording, anna)
    meeting.hand_in(recording, anna)

    assert len(meeting.service.video_view.pieces(recording)) == len(PIECES)


def test_a_recording_whose_browser_is_gone_is_kept_as_far_as_it_came(
    meeting: Meeting, clock: StoppedClock, anna: Actor, pavel: Actor
) -> None:
    id = meeting.going(anna, pavel)
    meeting.hand_in(meeting.recording(id, anna, pavel), anna)
    clock.pass_by(timedelta(seconds=50))
    meeting.attendance.look_after()
    meeting.service.runner.drain()
    assert meeting.recordings.keep_abandoned() == 0

    clock.pass_by(timedelta(minutes=3))
    assert meeting.recordings.keep_abandoned() == 1
    meeting.service.runner.drain()

    [card] = meeting.recorded(id)
    assert card.why is StopReason.RECORDER_LEFT
    assert card.sha256 == sha256(b"".join(PIECES)).hexdigest()
    assert meeting.recordings.keep_abandoned() == 0


def test_a_change_of_what_was_not_seen_is_refused_and_a_double_click_is_one(
    meeting: Meeting, anna: Actor, pavel: Actor
) -> None:
    id = meeting.proposed(anna)
    first = meeting.meetings.agree(id, by=pavel, key=key("agree"), version=1)
    again = meeting.meetings.agree(id, by=pavel, key=key("agree"), version=1)
    assert first == again
    with pytest.raises(Stale):
        meeting.meetings.propose_time(
            id, ProposeMeetingTime(starts=meeting.soon), by=pavel, version=1
        )


def test_a_side_moves_a_meeting_and_the_other_calls_it_off(
    world: Business, meeting: Meeting, anna: Actor, pavel: Actor
) -> None:
    id = meeting.proposed(anna)
    later = meeting.soon + timedelta(days=1)
    meeting.move(id, pavel, later)
    assert meeting.card(id).starts == later
    assert meeting.card(id).proposed_by is Side.BODY

    meeting.call_off(id, anna)
    world.react()

    card = meeting.card(id)
    assert (card.standing, card.called_off_by) == (Standing.CALLED_OFF, Side.CLIENT)
    told = world.service.notice_view.page(own(pavel)).notices[0]
    assert (told.template, told.values) == (
        "meeting-called-off",
        {"at": later.isoformat()},
    )


def test_a_consent_taken_back_stops_the_recording_in_the_same_step(
    meeting: Meeting, anna: Actor, pavel: Actor
) -> None:
    id = meeting.going(anna, pavel)
    meeting.recording(id, anna, pavel)
    assert meeting.card(id).recorder == anna.id

    meeting.seen(meeting.attendance.refuse_recording(id, by=pavel))

    assert meeting.card(id).recording is None
    assert meeting.recorded(id)[0].why is StopReason.REFUSED
    agreed = {one.person: one.agrees for one in meeting.service.video_view.consents(id)}
    assert agreed == {anna.id: True, pavel.id: False}


def test_what_is_held_here_is_not_held_elsewhere(
    meeting: Meeting, anna: Actor, pavel: Actor
) -> None:
    id = meeting.due(anna, pavel)
    with pytest.raises(HeldHere):
        meeting.attendance.go_outside(id, by=anna)


def test_a_meeting_in_an_outside_system_has_a_link_of_its_own_and_who_came(
    meeting: Meeting, clock: StoppedClock, anna: Actor, pavel: Actor
) -> None:
    meeting.meetings._link = lambda: "https://meet.example.org/r"
    id = meeting.due(anna, pavel)
    with pytest.raises(HeldElsewhere):
        meeting.arrive(id, anna)

    meeting.seen(meeting.attendance.go_outside(id, by=anna))
    clock.pass_by(timedelta(minutes=5))

    assert meeting.attendance.look_after() == 0
    assert [one.waits for one in meeting.stays(id)] == [False]
    assert meeting.card(id).link == "https://meet.example.org/r"


def test_nothing_is_left_of_the_meetings_of_a_forgotten_client(
    world: Business, meeting: Meeting, anna: Actor, pavel: Actor
) -> None:
    id, recording = meeting.kept(anna, pavel)
    world.forget(own(anna))

    assert meeting.service.video_view.get(id) is None
    assert meeting.stays(id) == []
    assert meeting.recorded(id) == []
    assert meeting.service.video_view.pieces(recording) == []
    with pytest.raises(NotFound):
        meeting.attendance.arrive(id, by=pavel)


def test_somebody_of_the_same_body_takes_part_too(
    world: Business, meeting: Meeting, anna: Actor, pavel: Actor
) -> None:
    nina = acting(world.person("nina"), own(pavel), Role.HEAD)
    id = meeting.due(anna, pavel)
    meeting.arrive(id, nina)
    assert [one.side for one in meeting.stays(id)] == [Side.BODY]
