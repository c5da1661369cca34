"""Numbers of the law: asked for by id and day, counted as the Civil Code says."""

from datetime import date, datetime
from typing import Any

import pytest

from domain.kernel import Actor, Certainty, Role
from domain.law_term import (
    LawTerm,
    LawTermBackwards,
    LawTerms,
    LawTermUnchanged,
    Rule,
)
from domain.term import Counting, Place, StepKind
from interfaces.gateways.production_calendar import shipped
from interfaces.law import starter_law_terms
from tests.conftest import MOSCOW
from tests.facts import new_facts

ADMINISTRATOR = Actor(id="oleg", role=Role.ADMINISTRATOR)
RUSSIA = Place(shipped().edition, MOSCOW)


def term(value: int | None, unit: str, **more: Any) -> LawTerm:
    return LawTerm.model_validate(
        {
            "id": "LAW-900",
            "topic": "t",
            "rule": "r",
            "value": value,
            "unit": unit,
            "counted_from": None,
            "source": "s",
            "certainty": "certain",
            **more,
        }
    )


@pytest.mark.parametrize(
    ("value", "unit", "start", "end"),
    [
        (30, "calendar_day", date(2026, 11, 22), date(2026, 12, 22)),
        (1, "month", date(2027, 1, 31), date(2027, 2, 28)),
        (2, "month", date(2026, 12, 5), date(2027, 2, 5)),
        (1, "year", date(2028, 2, 29), date(2029, 2, 28)),
        (3, "year", date(2026, 11, 22), date(2029, 11, 22)),
        (10, "working_day", date(2026, 1, 14), date(2026, 1, 28)),
    ],
)
def test_the_last_day_of_a_term(value: int, unit: str, start: date, end: date) -> None:
    assert term(value, unit).last_day(start, RUSSIA.calendar) == end


@pytest.mark.parametrize(("value", "unit"), [(None, "rule"), (5, "questions")])
def test_what_is_no_term_has_no_last_day(value: int | None, unit: str) -> None:
    with pytest.raises(LookupError):
        term(value, unit).last_day(date(2026, 11, 22))
    assert not term(value, unit).is_term


def test_working_days_want_a_calendar() -> None:
    with pytest.raises(LookupError):
        term(1, "working_day").last_day(date(2026, 11, 22))


def test_a_rule_is_the_one_of_the_day() -> None:
    old = term(20, "calendar_day", valid_until=date(2026, 12, 31))
    new = term(10, "calendar_day", valid_from=date(2027, 1, 1))
    terms = LawTerms([old, new])

    assert terms.on("LAW-900", date(2026, 12, 31)).number == 20
    assert terms.on("LAW-900", date(2027, 1, 1)).number == 10
    assert LawTerms([old]).find("LAW-900", date(2027, 1, 1)) is None
    with pytest.raises(LookupError):
        LawTerms([old]).on("LAW-900", date(2027, 1, 1))


def test_a_kind_of_control_may_have_its_own_number() -> None:
    fire = term(5, "working_day", control_kind="006")
    terms = LawTerms([term(10, "working_day"), fire])
    day = date(2027, 1, 1)

    assert terms.on("LAW-900", day, "006").number == 5
    assert terms.on("LAW-900", day, "004").number == 10
    assert terms.on("LAW-900", day).number == 10


def test_the_starter_rules_tell_source_and_certainty() -> None:
    answer = starter_law_terms().on("LAW-049", date(2026, 11, 22))

    assert answer.number == 30
    assert answer.source == "59-ФЗ art. 12"
    assert answer.certainty is Certainty.CERTAIN


def test_an_appeal_is_considered_by_the_rule_of_its_day() -> None:
    law = starter_law_terms()

    assert law.on("LAW-075", date(2024, 11, 21)).number == 20
    assert law.on("LAW-075", date(2026, 11, 21)).number == 15


@pytest.mark.parametrize(
    ("code", "event", "last"),
    [
        # A real card of the register: 29.12.2025-21.01.2026 is ten working days.
        ("LAW-011", date(2025, 12, 29), date(2026, 1, 21)),
        ("LAW-070", date(2026, 1, 14), date(2026, 1, 28)),
        ("LAW-069", date(2025, 12, 4), date(2026, 1, 12)),
        ("LAW-081", date(2026, 2, 8), date(2026, 5, 8)),
        ("LAW-022", date(2026, 1, 16), date(2025, 12, 29)),
        ("LAW-049", date(2026, 1, 2), date(2026, 2, 1)),
    ],
)
def test_a_rule_says_from_where_it_is_counted_and_whether_its_end_moves(
    code: str, event: date, last: date
) -> None:
    rule = starter_law_terms().on(code, event)

    found = rule.reckon(event, RUSSIA)

    assert found.last_day == last
    assert (found.term.rule, found.term.source) == (code, rule.source)
    assert found.counting is rule.counting


@pytest.mark.parametrize(("code", "hours"), [("LAW-153", 24), ("LAW-154", 72)])
def test_a_leak_is_told_within_hours_whatever_the_day(code: str, hours: int) -> None:
    rule = starter_law_terms().on(code, date(2026, 1, 3))
    friday = datetime(2026, 1, 2, 18, tzinfo=MOSCOW)

    found = rule.reckon(friday, RUSSIA)

    assert (found.ends - friday).total_seconds() == hours * 3600
    assert [one.kind for one in found.steps] == [StepKind.HOURS]


def test_every_rule_of_the_starter_data_that_is_a_term_can_be_counted() -> None:
    law, day = starter_law_terms(), date(2026, 1, 14)
    terms = [one for id in law.ids if (one := law.find(id, day)) and one.is_term]

    assert len(terms) > 60
    for one in terms:
        assert one.reckon(day, RUSSIA).steps


def test_a_change_of_a_rule_is_recorded_with_the_reason() -> None:
    first = term(10, "working_day")
    rule = Rule.enter(first, reason="540-ФЗ", by=ADMINISTRATOR)
    second = term(8, "working_day", valid_from=date(2027, 1, 1))

    rule.amend(second, reason="541-ФЗ", by=ADMINISTRATOR)

    assert new_facts(rule) == [
        (
            "Entered",
            {"code": "LAW-900", "term": first.model_dump(), "reason": "540-ФЗ"},
        ),
        ("Amended", {"term": second.model_dump(), "reason": "541-ФЗ"}),
    ]


def test_a_change_that_changes_nothing_or_ends_before_it_begins_is_refused() -> None:
    first = term(10, "working_day", counting=Counting.PERIOD)
    rule = Rule.enter(first, reason="540-ФЗ", by=ADMINISTRATOR)
    backwards = term(
        1, "day", valid_from=date(2027, 1, 2), valid_until=date(2027, 1, 1)
    )

    with pytest.raises(LawTermUnchanged):
        rule.amend(first, reason="541-ФЗ", by=ADMINISTRATOR)
    with pytest.raises(LawTermBackwards):
        rule.amend(backwards, reason="541-ФЗ", by=ADMINISTRATOR)
    with pytest.raises(LawTermBackwards):
        Rule.enter(backwards, reason="541-ФЗ", by=ADMINISTRATOR)
