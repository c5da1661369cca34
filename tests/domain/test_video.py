"""Meetings by video: agreed on, attended, recorded with everybody's consent (I6)."""

from datetime import UTC, datetime, timedelta
from hashlib import sha256
from uuid import UUID, uuid4

import pytest

from domain.errors import Refusal
from domain.kernel import Actor, Role
from domain.video import (
    MOST_BYTES,
    MOST_PEOPLE,
    MOST_PIECE,
    WEBM,
    BadPiece,
    CallingOffReasonMissing,
    Conference,
    HelperDecidesNothing,
    Leaving,
    MeetingInThePast,
    MeetingOver,
    MeetingTooFar,
    MeetingTooLong,
    NotAgreedYet,
    NotEverybodyAgreed,
    NotInTheRoom,
    OnlyTheBodyLetsIn,
    OwnProposal,
    Piece,
    PieceOutOfOrder,
    PurposeMissing,
    RecordedAlready,
    Recording,
    RecordingOver,
    RecordingTooLong,
    Room,
    RoomFull,
    Side,
    Standing,
    StopReason,
    Time,
    TooEarlyToEnter,
)
from tests.facts import new_facts

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)
CLIENT, BODY, OFFICE, MEETING = uuid4(), uuid4(), uuid4(), uuid4()
ANNA = Actor(id=str(uuid4()), role=Role.CLIENT, organisation=CLIENT)
LAWYER = Actor(id=str(uuid4()), role=Role.PERSON)
PAVEL = Actor(id=str(uuid4()), role=Role.INSPECTOR, organisation=BODY)
NINA = Actor(id=str(uuid4()), role=Role.HEAD, organisation=BODY)
TATIANA = Actor(id=str(uuid4()), role=Role.OMBUDSMAN, organisation=OFFICE)
SYSTEM = Actor(id="system:attendant", role=Role.SYSTEM)
SOON = Time(NOW + HOUR, NOW + 2 * HOUR)


def proposed(time: Time = SOON, **differently: object) -> Conference:
    said = {
        "client_id": CLIENT,
        "authority": BODY,
        "about": f"/inspections/{uuid4()}",
        "purpose": " Показать выход ",
        "side": Side.CLIENT,
        "by": ANNA,
        "now": NOW,
    }
    return Conference.propose(time, **(said | differently))  # type: ignore[arg-type]


def agreed() -> Conference:
    meeting = proposed()
    meeting.agree(side=Side.BODY, by=PAVEL, now=NOW)
    return meeting


def room(*inside: tuple[Actor, Side]) -> Room:
    """A room with an inspector, and others whom he let in."""
    found = Room.open(client_id=CLIENT, authority=BODY, conference=MEETING, by=PAVEL)
    found.arrive(Side.BODY, by=PAVEL, now=NOW)
    for person, side in inside:
        found.arrive(side, by=person, now=NOW)
        found.admit(person.id, Side.BODY, by=PAVEL, now=NOW)
    found.collect_events()
    return found


def recorded() -> tuple[Room, UUID]:
    """A meeting of two that is being recorded by the client."""
    found = room((ANNA, Side.CLIENT))
    for person in (ANNA, PAVEL):
        found.agree_to_recording(by=person)
    id = found.record(by=ANNA, now=NOW)
    found.collect_events()
    return found, id


def piece(number: int, content: bytes = WEBM) -> Piece:
    return Piece(number, len(content), sha256(content).hexdigest())


def recording() -> Recording:
    return Recording.begin(
        uuid4(), client_id=CLIENT, authority=BODY, conference=MEETING, at=NOW, by=ANNA
    )


def test_a_side_proposes_a_time_and_the_other_side_agrees() -> None:
    meeting = proposed()
    with pytest.raises(NotAgreedYet):
        meeting.check_enterable(SOON.starts)

    meeting.agree(side=Side.BODY, by=PAVEL, now=NOW)
    meeting.agree(side=Side.CLIENT, by=ANNA, now=NOW)

    meeting.check_enterable(SOON.starts)
    name, told = new_facts(meeting)[0]
    assert (name, told["purpose"]) == ("Proposed", "Показать выход")
    assert new_facts(meeting)[1:] == [
        ("Agreed", {"client_id": CLIENT, "side": Side.BODY})
    ]


def test_another_time_has_to_be_agreed_on_anew_by_the_other_side() -> None:
    meeting = agreed()
    later = Time(NOW + 3 * HOUR, NOW + 4 * HOUR)
    meeting.propose_time(later, side=Side.BODY, by=PAVEL, now=NOW)

    with pytest.raises(OwnProposal):
        meeting.agree(side=Side.BODY, by=PAVEL, now=NOW)
    with pytest.raises(NotAgreedYet):
        meeting.check_enterable(later.starts)
    meeting.agree(side=Side.CLIENT, by=ANNA, now=NOW)
    assert (meeting.time, meeting.standing) == (later, Standing.AGREED)


@pytest.mark.parametrize(
    ("time", "refusal"),
    [
        (Time(NOW, NOW + HOUR), MeetingInThePast),
        (Time(NOW + timedelta(days=181), NOW + timedelta(days=182)), MeetingTooFar),
        (Time(NOW + HOUR, NOW + HOUR + 4 * MINUTE), MeetingTooLong),
        (Time(NOW + HOUR, NOW + 5 * HOUR + MINUTE), MeetingTooLong),
    ],
)
def test_a_meeting_is_proposed_only_for_a_time_at_which_people_can_meet(
    time: Time, refusal: type[Refusal]
) -> None:
    with pytest.raises(refusal):
        proposed(time)
    with pytest.raises(refusal):
        agreed().propose_time(time, side=Side.BODY, by=PAVEL, now=NOW)


def test_nobody_proposes_without_saying_what_about() -> None:
    with pytest.raises(PurposeMissing):
        proposed(purpose="  ")


def test_the_ombudsman_settles_no_meetings() -> None:
    with pytest.raises(HelperDecidesNothing):
        proposed(side=Side.HELPER, by=TATIANA)
    with pytest.raises(HelperDecidesNothing):
        proposed().agree(side=Side.HELPER, by=TATIANA, now=NOW)


def test_whoever_calls_a_meeting_off_says_why_and_nothing_follows() -> None:
    meeting = agreed()
    with pytest.raises(CallingOffReasonMissing):
        meeting.call_off(side=Side.CLIENT, reason=" ", by=ANNA)

    meeting.call_off(side=Side.CLIENT, reason=" Ответила письмом ", by=ANNA)

    assert new_facts(meeting)[-1][1]["reason"] == "Ответила письмом"
    with pytest.raises(MeetingOver):
        meeting.check_enterable(SOON.starts)
    with pytest.raises(MeetingOver):
        meeting.agree(side=Side.BODY, by=PAVEL, now=NOW)


def test_a_time_that_is_over_cannot_be_agreed_to() -> None:
    with pytest.raises(MeetingInThePast):
        proposed().agree(side=Side.BODY, by=PAVEL, now=SOON.ends)


@pytest.mark.parametrize(
    ("minutes", "refusal"),
    [(-16, TooEarlyToEnter), (-15, None), (180, None), (181, MeetingOver)],
)
def test_the_room_is_open_from_a_quarter_before_until_two_hours_after(
    minutes: int, refusal: type[Refusal] | None
) -> None:
    now = SOON.starts + minutes * MINUTE
    if refusal is None:
        agreed().check_enterable(now)
    else:
        with pytest.raises(refusal):
            agreed().check_enterable(now)


def test_officers_come_in_at_once_and_others_wait_to_be_let_in() -> None:
    found = Room.open(client_id=CLIENT, authority=BODY, conference=MEETING, by=ANNA)
    found.arrive(Side.CLIENT, by=ANNA, now=NOW)
    found.arrive(Side.CLIENT, by=ANNA, now=NOW)
    found.arrive(Side.BODY, by=PAVEL, now=NOW)
    assert found.inside == (PAVEL.id,)

    found.admit(ANNA.id, Side.BODY, by=PAVEL, now=NOW + MINUTE)
    found.admit(ANNA.id, Side.BODY, by=PAVEL, now=NOW + MINUTE)

    assert set(found.inside) == {ANNA.id, PAVEL.id}
    waited = [told["waits"] for name, told in new_facts(found) if name == "Arrived"]
    assert waited == [True, False]
    assert [name for name, _ in new_facts(found)].count("Admitted") == 1


def test_only_an_officer_who_is_in_the_room_lets_others_in() -> None:
    found = room((ANNA, Side.CLIENT))
    found.arrive(Side.CLIENT, by=LAWYER, now=NOW)

    with pytest.raises(OnlyTheBodyLetsIn):
        found.admit(LAWYER.id, Side.CLIENT, by=ANNA, now=NOW)
    with pytest.raises(NotInTheRoom):
        found.admit(LAWYER.id, Side.BODY, by=NINA, now=NOW)
    with pytest.raises(NotInTheRoom):
        found.admit(TATIANA.id, Side.BODY, by=PAVEL, now=NOW)


def test_who_comes_back_does_not_wait_again() -> None:
    found = room((ANNA, Side.CLIENT))
    found.leave(ANNA.id, by=SYSTEM, at=NOW, how=Leaving.LOST)
    found.leave(ANNA.id, by=SYSTEM, at=NOW, how=Leaving.LOST)
    assert found.inside == (PAVEL.id,)

    found.arrive(Side.CLIENT, by=ANNA, now=NOW + MINUTE)

    assert set(found.inside) == {ANNA.id, PAVEL.id}
    assert [name for name, _ in new_facts(found)] == ["Left", "Arrived"]


def test_where_there_is_no_door_nobody_waits() -> None:
    found = Room.open(client_id=CLIENT, authority=BODY, conference=MEETING, by=ANNA)
    found.arrive(Side.CLIENT, by=ANNA, now=NOW, has_door=False)
    assert found.inside == (ANNA.id,)


def test_no_more_people_come_in_than_browsers_can_bear() -> None:
    found = room()
    for _ in range(MOST_PEOPLE - 1):
        found.arrive(Side.CLIENT, by=Actor(id=str(uuid4()), role=Role.PERSON), now=NOW)
    with pytest.raises(RoomFull):
        found.arrive(Side.CLIENT, by=ANNA, now=NOW)


def test_a_meeting_is_recorded_only_when_everybody_in_the_room_agrees() -> None:
    found = room((ANNA, Side.CLIENT))
    found.arrive(Side.CLIENT, by=LAWYER, now=NOW)
    found.agree_to_recording(by=ANNA)
    with pytest.raises(NotEverybodyAgreed) as refused:
        found.record(by=ANNA, now=NOW)
    assert refused.value.facts == {"missing": 1}

    found.agree_to_recording(by=PAVEL)
    with pytest.raises(NotInTheRoom):
        found.record(by=LAWYER, now=NOW)
    found.record(by=ANNA, now=NOW)
    with pytest.raises(RecordedAlready):
        found.record(by=PAVEL, now=NOW)


def test_a_recording_stops_when_anybody_takes_the_consent_back() -> None:
    found, id = recorded()
    found.refuse_recording(by=PAVEL, now=NOW + MINUTE)

    assert [name for name, _ in new_facts(found)] == [
        "RecordingRefused",
        "RecordingStopped",
    ]
    assert new_facts(found)[1][1]["why"] is StopReason.REFUSED
    assert new_facts(found)[1][1]["recording"] == id
    with pytest.raises(NotEverybodyAgreed):
        found.record(by=ANNA, now=NOW)


def test_a_recording_stops_before_somebody_comes_in_who_has_not_agreed() -> None:
    found, _ = recorded()
    found.arrive(Side.CLIENT, by=LAWYER, now=NOW)
    assert found.recording is not None

    found.admit(LAWYER.id, Side.BODY, by=PAVEL, now=NOW)

    assert [name for name, _ in new_facts(found)] == [
        "Arrived",
        "RecordingStopped",
        "Admitted",
    ]


def test_a_recording_goes_on_when_who_comes_in_has_agreed_while_waiting() -> None:
    found, id = recorded()
    found.arrive(Side.CLIENT, by=LAWYER, now=NOW)
    found.agree_to_recording(by=LAWYER)
    found.admit(LAWYER.id, Side.BODY, by=PAVEL, now=NOW)
    assert found.recording == id


def test_a_recording_stops_when_an_officer_comes_who_has_not_agreed() -> None:
    found, _ = recorded()
    found.arrive(Side.BODY, by=NINA, now=NOW)
    assert found.recording is None


def test_a_recording_stops_when_who_records_leaves_or_all_is_over() -> None:
    left, _ = recorded()
    left.leave(ANNA.id, by=ANNA, at=NOW)
    ended, _ = recorded()
    ended.close(by=PAVEL, now=NOW)

    assert new_facts(left)[0][1]["why"] is StopReason.RECORDER_LEFT
    assert new_facts(ended)[0][1]["why"] is StopReason.ENDED
    assert ended.inside == ()
    with pytest.raises(MeetingOver):
        ended.arrive(Side.CLIENT, by=ANNA, now=NOW)


def test_anybody_in_the_room_stops_a_recording() -> None:
    found, _ = recorded()
    found.stop_recording(by=PAVEL, now=NOW)
    found.stop_recording(by=PAVEL, now=NOW)
    assert [told["why"] for _, told in new_facts(found)] == [StopReason.ASKED]


@pytest.mark.parametrize(("seconds", "late"), [(0, False), (120, False), (121, True)])
def test_what_is_recorded_after_a_recording_stopped_is_not_taken(
    seconds: int, *, late: bool
) -> None:
    found, id = recorded()
    found.check_recording(id, NOW + HOUR)
    found.refuse_recording(by=PAVEL, now=NOW)

    if late:
        with pytest.raises(RecordingOver):
            found.check_recording(id, NOW + timedelta(seconds=seconds))
    else:
        found.check_recording(id, NOW + timedelta(seconds=seconds))


def test_pieces_come_in_their_order_and_one_that_came_is_kept_once() -> None:
    found = recording()
    with pytest.raises(PieceOutOfOrder) as refused:
        found.check(piece(2), WEBM)
    assert refused.value.facts == {"expected": 1}

    assert found.check(piece(1), WEBM)
    found.keep_piece(piece(1), object := uuid4(), by=ANNA)

    assert not found.check(piece(1), WEBM)
    with pytest.raises(PieceOutOfOrder):
        found.check(piece(1, WEBM + b"other"), WEBM)
    with pytest.raises(PieceOutOfOrder):
        found.check(piece(0), WEBM)
    assert found.holds(object)
    assert not found.holds(uuid4())


def test_a_piece_is_webm_and_not_too_large() -> None:
    found = recording()
    with pytest.raises(BadPiece):
        found.check(piece(1, b"<html>"), b"<htm")
    with pytest.raises(BadPiece):
        found.check(piece(1, b""), b"")
    with pytest.raises(BadPiece):
        found.check(Piece(1, MOST_PIECE + 1, ""), WEBM)
    for number in range(1, MOST_BYTES // MOST_PIECE + 1):
        found.keep_piece(Piece(number, MOST_PIECE, ""), uuid4(), by=ANNA)
    with pytest.raises(RecordingTooLong):
        found.check(Piece(len(found.pieces) + 1, 1, ""), b"")


def test_nothing_is_added_to_a_recording_that_is_whole() -> None:
    found = recording()
    found.keep_piece(piece(1), uuid4(), by=ANNA)
    found.keep("0" * 64, by=ANNA)
    found.keep("1" * 64, by=ANNA)

    with pytest.raises(RecordingOver):
        found.check(piece(2), WEBM)
    assert new_facts(found)[-1][1] == {
        "client_id": CLIENT,
        "pieces": 1,
        "size": 4,
        "sha256": "0" * 64,
    }
