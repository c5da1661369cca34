"""How long a business needs, line by line, and what each side may do when."""

from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest

from domain.information_request import (
    AbsenceBackwards,
    AbsencePast,
    Absences,
    AbsencesOverlap,
    AbsenceTooFar,
    AbsenceUnknown,
    AnswersMissing,
    Circumstances,
    Component,
    Given,
    Ground,
    InformationRequest,
    Item,
    MoreTimeAsked,
    MoreTimeNotAsked,
    NoSuchItem,
    NothingAsked,
    PurposeOfRequestMissing,
    ReasonOfDeclineMissing,
    RequestOver,
    RequestStatus,
    RequestTooLarge,
    Sufficient,
    TimeTable,
    absences,
    reckoned,
    sufficient,
)
from domain.kernel import Certainty
from domain.law_term import LawTerm
from domain.profile import Size
from domain.term import Place, Term, Unit
from interfaces.sufficient_time import starter_lead_times, starter_time_rules
from tests.conftest import MOSCOW
from tests.deadlines import CLIENT_ID, SYSTEM, edition, off

MONDAY = date(2026, 11, 2)
TODAY = date(2026, 11, 20)
AUTHORITY = UUID("00000000-0000-4000-8000-00000000a074")
TERM = Term(value=0, unit=Unit.WORKING_DAY, rule="LAW-088", source="248-ФЗ, ст. 80")
BOUND = LawTerm(
    id="LAW-089",
    topic="",
    rule="Documentary inspection: term to send requested documents",
    value=10,
    unit="working_day",
    counted_from="request received",
    source="248-ФЗ, ст. 72 ч. 4",
    certainty=Certainty.CERTAIN,
)


def table(on: date = TODAY) -> TimeTable:
    return TimeTable(starter_lead_times(), starter_time_rules(), on)


def lines(*kinds: str, **known: object) -> list[tuple[str, int, int]]:
    of = Circumstances.model_validate(known)
    time = sufficient(kinds, of, table(), bound=None)
    assert time.days == sum(line.days for line in time.lines)
    return [(line.component.value, line.count, line.days) for line in time.lines]


@pytest.mark.parametrize(
    ("kinds", "known", "expected"),
    [
        (("at_hand",), {}, [("lead", 1, 1)]),
        (("archive",), {}, [("lead", 1, 3)]),
        (("archive", "laboratory"), {}, [("lead", 1, 10), ("further", 1, 1)]),
        (("archive",), {"size": Size.MICRO}, [("lead", 1, 3), ("size", 1, 2)]),
        (("archive",), {"size": Size.SMALL}, [("lead", 1, 3)]),
        (("archive",), {"employees": 0}, [("lead", 1, 3), ("staff", 1, 2)]),
        (("archive",), {"employees": 1}, [("lead", 1, 3)]),
        (("archive",), {"places": 1}, [("lead", 1, 3)]),
        (("archive",), {"places": 3}, [("lead", 1, 3), ("places", 2, 2)]),
        (("archive",), {"places": 99}, [("lead", 1, 3), ("places", 5, 5)]),
        (("archive",), {"other_regions": 2}, [("lead", 1, 3), ("distance", 2, 2)]),
        (("archive",), {"open_requests": 4}, [("lead", 1, 3), ("burden", 4, 4)]),
    ],
)
def test_each_circumstance_has_a_line_of_its_own(
    kinds: tuple[str, ...],
    known: dict[str, object],
    expected: list[tuple[str, int, int]],
) -> None:
    assert lines(*kinds, **known) == expected


def test_being_small_and_being_alone_count_once() -> None:
    found = lines("measurement", size=Size.MICRO, employees=0)

    assert found == [("lead", 1, 7), ("size", 1, 4)]


def test_a_number_holds_only_while_it_is_in_force() -> None:
    (archive,) = (one for one in starter_lead_times() if one.kind == "archive")
    before = archive.model_copy(update={"days": 9, "valid_until": TODAY})
    after = archive.model_copy(update={"valid_from": TODAY + timedelta(days=1)})

    for day, days in ((TODAY, 9), (TODAY + timedelta(days=1), 3)):
        kinds = TimeTable([before, after], (), day).kinds
        assert kinds["archive"].days == days


def counted(
    days: int,
    received: date,
    spans: list[tuple[date, date]] | None = None,
    most: int | None = None,
    given: int | None = None,
) -> tuple[Sufficient, date]:
    place = Place(edition(1, off(date(2026, 11, 4))), MOSCOW)
    time = Sufficient(lines=(), days=days, bound=None, most=most)
    pauses = absences(spans or [], received, place, 20)
    time, reckoning = reckoned(
        time, received, place, table(), pauses=pauses, term=TERM, days=given
    )
    return time, reckoning.last_day


def test_the_time_runs_by_the_calendar_of_working_days() -> None:
    assert counted(3, MONDAY)[1] == date(2026, 11, 6)


@pytest.mark.parametrize(
    ("received", "days", "season"),
    [
        (date(2026, 11, 17), 4, 0),
        (date(2026, 11, 18), 5, 2),
        (date(2026, 11, 28), 2, 0),
        (date(2026, 3, 18), 3, 2),
        (date(2026, 3, 25), 10, 2),
        (date(2026, 4, 6), 3, 0),
    ],
)
def test_reporting_weeks_give_more_days(received: date, days: int, season: int) -> None:
    time, _ = counted(days, received)

    assert time.days == days + season
    assert [one.component for one in time.lines] == [Component.SEASON] * bool(season)


def test_days_of_a_declared_absence_do_not_count() -> None:
    absent = (date(2026, 11, 5), date(2026, 11, 10))

    assert counted(3, MONDAY, [absent])[1] == date(2026, 11, 12)


def test_an_absence_counts_for_as_long_as_the_law_lets_it() -> None:
    long = (date(2026, 11, 3), date(2026, 12, 31))

    assert counted(2, MONDAY, [long])[1] == date(2026, 11, 24)


def test_an_absence_that_was_over_changes_nothing() -> None:
    before = (date(2026, 10, 1), MONDAY)

    assert counted(3, MONDAY, [before]) == counted(3, MONDAY)


def test_a_request_that_takes_longer_than_the_law_allows_is_refused() -> None:
    assert counted(10, MONDAY, most=10)[0].days == 10
    with pytest.raises(RequestTooLarge) as refused:
        counted(11, MONDAY, most=10)

    assert refused.value.facts == {"needed": 11, "allowed": 10}


def test_the_law_that_bounds_the_time_is_named() -> None:
    time = sufficient(["archive"], Circumstances(), table(), bound=BOUND)

    assert (time.bound, time.most) == ("LAW-089", 10)


def test_a_body_may_give_more_than_is_needed() -> None:
    time, last_day = counted(3, MONDAY, given=5)

    assert time.days == 3
    assert last_day == date(2026, 11, 10)


ITEMS = (
    Item(number=1, kind="archive", requirement="REQ-LIFT-001"),
    Item(number=2, kind="answer"),
)
WORDING = ("Договор на обслуживание лифта", "Сколько лифтов работает")
BOTH = {1: Given(files=(uuid4(),)), 2: Given(text="Два")}


def asked(
    items: tuple[Item, ...] = ITEMS,
    wording: tuple[str, ...] = WORDING,
    purpose: str = "Оценка добросовестности",
) -> InformationRequest:
    return InformationRequest.ask(
        items,
        wording,
        id=uuid4(),
        client_id=CLIENT_ID,
        authority=AUTHORITY,
        ground=Ground.GOOD_FAITH,
        purpose=purpose,
        time=sufficient(["archive"], Circumstances(), table(), bound=None),
        days=3,
        thread=uuid4(),
        message=uuid4(),
        by=SYSTEM,
        today=TODAY,
    )


def happened(request: InformationRequest) -> list[str]:
    return [type(one).__name__ for one in request.pending_events]


def test_what_is_asked_is_told_item_by_item() -> None:
    request = asked()

    assert happened(request) == ["Asked", "ItemWorded", "ItemWorded"]
    assert request.status is RequestStatus.WAITING


@pytest.mark.parametrize(("items", "wording"), [((), ()), (ITEMS, ("Договор", " "))])
def test_a_request_says_what_it_asks_for(
    items: tuple[Item, ...], wording: tuple[str, ...]
) -> None:
    with pytest.raises(NothingAsked):
        asked(items, wording)


def test_a_request_says_what_for() -> None:
    with pytest.raises(PurposeOfRequestMissing):
        asked(purpose=" ")


def test_more_time_is_asked_for_with_no_word_at_all() -> None:
    request = asked()
    request.ask_more(by=SYSTEM)

    assert request.status is RequestStatus.DECIDING
    with pytest.raises(MoreTimeAsked):
        request.ask_more(by=SYSTEM)


def test_the_body_gives_more_time_or_says_why_not() -> None:
    request = asked()
    request.ask_more(by=SYSTEM)
    request.give_more(days=5, by=SYSTEM)
    request.ask_more(days=2, by=SYSTEM)
    with pytest.raises(ReasonOfDeclineMissing):
        request.decline_more(reason=" ", by=SYSTEM)
    request.decline_more(reason="Срок уже продлён", by=SYSTEM)

    assert request.status is RequestStatus.WAITING
    assert (request.days, request.turn) == (8, 2)


def test_nothing_is_decided_that_nobody_asked_for() -> None:
    request = asked()

    with pytest.raises(MoreTimeNotAsked):
        request.give_more(days=5, by=SYSTEM)
    with pytest.raises(MoreTimeNotAsked):
        request.decline_more(reason="Нет", by=SYSTEM)


def test_everything_that_was_asked_is_answered() -> None:
    request = asked()
    for given, missing in (
        ({}, [1, 2]),
        ({1: BOTH[1]}, [2]),
        ({1: BOTH[1], 2: Given(text=" ")}, [2]),
    ):
        with pytest.raises(AnswersMissing) as refused:
            request.answer(given, message=uuid4(), by=SYSTEM, today=TODAY)
        assert refused.value.facts == {"items": missing}
    with pytest.raises(NoSuchItem):
        request.answer({**BOTH, 3: BOTH[1]}, message=uuid4(), by=SYSTEM, today=TODAY)
    request.answer(BOTH, message=uuid4(), by=SYSTEM, today=TODAY)

    assert happened(request)[-3:] == ["ItemAnswered", "ItemAnswered", "Answered"]
    assert request.status is RequestStatus.ANSWERED


def test_it_may_be_answered_while_the_body_decides_about_more_time() -> None:
    request = asked()
    request.ask_more(by=SYSTEM)
    request.answer(BOTH, message=uuid4(), by=SYSTEM, today=TODAY)

    assert request.status is RequestStatus.ANSWERED


def test_what_is_over_stays_so() -> None:
    done, dropped = asked(), asked()
    done.answer(BOTH, message=uuid4(), by=SYSTEM, today=TODAY)
    dropped.withdraw(reason=None, by=SYSTEM, today=TODAY)

    for request in (done, dropped):
        with pytest.raises(RequestOver):
            request.ask_more(by=SYSTEM)
        with pytest.raises(RequestOver):
            request.answer(BOTH, message=uuid4(), by=SYSTEM, today=TODAY)
        with pytest.raises(RequestOver):
            request.withdraw(reason=None, by=SYSTEM, today=TODAY)


def test_an_absence_is_declared_and_taken_back() -> None:
    absent = Absences.begin(client_id=CLIENT_ID, by=SYSTEM)
    first = absent.declare(TODAY, TODAY, by=SYSTEM, today=TODAY)
    second = absent.declare(
        TODAY + timedelta(days=1), TODAY + timedelta(days=9), by=SYSTEM, today=TODAY
    )
    absent.take_back(first, by=SYSTEM)

    assert (first, second) == (1, 2)
    assert list(absent.spans) == [2]
    was = absent.version
    absent.take_back(first, by=SYSTEM)
    assert absent.version == was
    with pytest.raises(AbsenceUnknown):
        absent.take_back(absent.last + 1, by=SYSTEM)


@pytest.mark.parametrize(
    ("since", "until", "refusal"),
    [
        (5, 4, AbsenceBackwards),
        (-5, -1, AbsencePast),
        (0, 367, AbsenceTooFar),
        (9, 10, AbsencesOverlap),
        (15, 20, AbsencesOverlap),
    ],
)
def test_an_absence_is_ahead_of_us_and_declared_once(
    since: int, until: int, refusal: type[Exception]
) -> None:
    absent = Absences.begin(client_id=CLIENT_ID, by=SYSTEM)
    ten, fifteen = TODAY + timedelta(days=10), TODAY + timedelta(days=15)
    absent.declare(ten, fifteen, by=SYSTEM, today=TODAY)

    with pytest.raises(refusal):
        absent.declare(
            TODAY + timedelta(days=since),
            TODAY + timedelta(days=until),
            by=SYSTEM,
            today=TODAY,
        )
