"""What a deadline says when, who has less time, and what stops its clock."""

from datetime import UTC, date, datetime, timedelta

import pytest

from domain.deadline import (
    Deadline,
    DeadlineOver,
    DeadlineStatus,
    Party,
    PartyKind,
    Stage,
    Task,
    TermWouldShrink,
    WhyCancelled,
    WhyPaused,
    WhyRecomputed,
    counted_again,
    moments,
)
from domain.kernel import Event
from domain.term import Pause, Unit
from tests.deadlines import (
    ABOUT,
    BODY,
    CLIENT,
    CLIENT_ID,
    SET_AT,
    SYSTEM,
    counted,
    deadline,
    edition,
    off,
    working,
)

LAST_DAY = date(2026, 12, 4)
MORNING = datetime(2026, 12, 4, 6, tzinfo=UTC)
"""Nine o'clock in Moscow."""
OVER = datetime(2026, 12, 4, 21, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def said(of: Deadline) -> list[str]:
    return [type(one).__name__ for one in of.pending_events]


def fire(of: Deadline, at: datetime) -> Stage | None:
    return of.fire(at, by=SYSTEM)


def test_a_deadline_speaks_before_its_end_on_its_last_day_and_when_it_is_over() -> None:
    one = deadline()

    spoken = [
        fire(one, at)
        for at in (
            MORNING - timedelta(days=3) - MINUTE,
            MORNING - timedelta(days=3),
            MORNING - MINUTE,
            MORNING,
            OVER - MINUTE,
            OVER,
            OVER + timedelta(days=7) - MINUTE,
            OVER + timedelta(days=7),
            OVER + timedelta(days=70),
        )
    ]

    assert one.reckoning.last_day == LAST_DAY
    assert spoken == [
        None,
        Stage.BEFORE,
        None,
        Stage.ON,
        None,
        Stage.PASSED,
        None,
        Stage.AFTER,
        None,
    ]


def test_only_the_newest_thing_is_said_when_nobody_looked_for_long() -> None:
    late, very_late = deadline(), deadline()

    assert [fire(late, MORNING), fire(late, MORNING)] == [Stage.ON, None]
    assert [fire(very_late, OVER), fire(very_late, OVER)] == [Stage.PASSED, None]
    assert said(very_late) == ["Set", "Passed"]


def test_a_reminder_of_a_time_before_it_was_set_is_never_given() -> None:
    tomorrow = deadline(counted(1))

    assert set(moments(tomorrow.reckoning, SET_AT)) == {Stage.ON, Stage.PASSED}


def test_a_term_in_hours_speaks_when_a_quarter_is_left() -> None:
    one = counted(24, Unit.HOUR, event=SET_AT)

    assert moments(one, SET_AT) == {
        Stage.BEFORE: SET_AT + timedelta(hours=18),
        Stage.PASSED: SET_AT + timedelta(hours=24),
    }


def test_what_was_done_or_cancelled_says_nothing_more() -> None:
    kept, cancelled = deadline(), deadline()
    kept.keep(at=SET_AT, by=SYSTEM)
    cancelled.cancel(WhyCancelled.NOT_NEEDED, by=SYSTEM)

    assert (fire(kept, OVER), fire(cancelled, OVER)) == (None, None)
    assert kept.status is DeadlineStatus.KEPT
    assert cancelled.status is DeadlineStatus.CANCELLED


def test_doing_it_again_changes_nothing() -> None:
    one = deadline()
    for _ in range(2):
        one.pause(WhyPaused.MORE_TIME_ASKED, at=SET_AT, by=SYSTEM)
    for _ in range(2):
        one.resume(one.reckoning, at=SET_AT, by=SYSTEM)
    for _ in range(2):
        one.hand(BODY, by=SYSTEM)
    for _ in range(2):
        one.keep(at=SET_AT, by=SYSTEM)
    one.cancel(WhyCancelled.WITHDRAWN, by=SYSTEM)

    assert said(one) == ["Set", "Paused", "Resumed", "Handed", "Kept"]


def test_a_clock_that_stands_lets_nothing_pass() -> None:
    one = deadline()
    one.pause(WhyPaused.MORE_TIME_ASKED, at=SET_AT, by=SYSTEM)

    assert fire(one, OVER) is None
    assert one.is_open


def test_the_end_moves_by_the_days_on_which_the_clock_stood() -> None:
    stopped = datetime(2026, 11, 24, 12, tzinfo=UTC)
    again = stopped + timedelta(days=2)
    one = deadline()
    one.pause(WhyPaused.MORE_TIME_ASKED, at=stopped, by=SYSTEM)
    pauses = (*one.pauses, Pause(since=stopped, until=again))
    one.resume(counted_again(one.reckoning, edition(), pauses), at=again, by=SYSTEM)

    assert one.reckoning.last_day == date(2026, 12, 8)
    assert one.pauses == pauses


def test_a_business_never_has_less_time_than_it_was_given() -> None:
    one = deadline()
    sooner = counted_again(one.reckoning, edition(2, working(date(2026, 11, 28))), ())

    with pytest.raises(TermWouldShrink) as refused:
        one.recompute(sooner, why=WhyRecomputed.CALENDAR, at=SET_AT, by=SYSTEM)

    assert sooner.last_day == date(2026, 12, 3)
    assert refused.value.facts == {"ends": LAST_DAY}


def test_a_body_has_the_time_that_the_calendar_gives() -> None:
    one = deadline(by=BODY, to=CLIENT)
    calendar = edition(2, working(date(2026, 11, 28)))
    sooner = counted_again(one.reckoning, calendar, ())
    one.recompute(sooner, why=WhyRecomputed.CALENDAR, at=SET_AT, by=SYSTEM)

    assert one.reckoning.last_day == date(2026, 12, 3)
    assert one.reckoning.calendar_version == 2


def test_a_new_day_off_gives_a_business_another_day() -> None:
    one = deadline()
    later = counted_again(one.reckoning, edition(2, off(date(2026, 11, 30))), ())
    one.recompute(later, why=WhyRecomputed.CALENDAR, at=SET_AT, by=SYSTEM)

    assert one.reckoning.last_day == date(2026, 12, 7)


def test_more_time_makes_an_overdue_one_due_again() -> None:
    one = deadline()
    fire(one, OVER)
    one.recompute(counted(12), why=WhyRecomputed.MORE_TIME, at=OVER, by=SYSTEM)

    assert not one.is_passed
    assert fire(one, one.reckoning.ends) is Stage.PASSED


def test_what_is_over_can_neither_be_handed_on_nor_counted_again() -> None:
    one = deadline()
    one.keep(at=SET_AT, by=SYSTEM)

    with pytest.raises(DeadlineOver):
        one.hand(BODY, by=SYSTEM)
    with pytest.raises(DeadlineOver):
        one.recompute(counted(12), why=WhyRecomputed.CORRECTED, at=OVER, by=SYSTEM)


def test_there_is_one_deadline_for_a_thing_a_task_and_a_turn() -> None:
    first, same = deadline(), deadline()
    other = Deadline.create_id(Task.ANSWER_QUESTION, ABOUT)
    next_turn = Deadline.create_id(Task.GIVE_INFORMATION, ABOUT, 2)

    assert first.id == same.id
    assert len({first.id, other, next_turn}) == 3


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": PartyKind.CLIENT},
        {"kind": PartyKind.BODY, "organisation": CLIENT_ID, "name": "Ростехнадзор"},
        {"kind": PartyKind.BODY},
        {"kind": PartyKind.REGISTRAR, "name": "ЕРВК"},
    ],
)
def test_a_party_is_known_by_what_suits_its_kind(
    wrong: dict[str, object],
) -> None:
    with pytest.raises(ValueError, match="nobody else"):
        Party.model_validate(wrong)


def test_a_question_that_nobody_answers_for_is_the_registrars() -> None:
    assert Party.body("").key == "registrar"
    assert BODY.key == "body:Ростехнадзор"


def test_what_happened_to_a_deadline_is_kept_whole() -> None:
    one = deadline()
    event: Event = one.pending_events[0]  # type: ignore[assignment]

    assert Deadline.Set.model_validate_json(event.model_dump_json()) == event


def test_a_right_that_is_not_used_ends_and_nobody_is_late() -> None:
    one = deadline(task=Task.OBJECT_TO_CAUTION)

    said = [fire(one, at) for at in (MORNING, OVER, OVER + timedelta(days=70))]

    assert said == [Stage.ON, Stage.PASSED, None]
    assert one.status is DeadlineStatus.CANCELLED
    assert not one.is_passed
