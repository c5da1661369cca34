"""Numbers of the law: asked for by id and day, counted as the Civil Code says."""

from datetime import date

import pytest

from domain.kernel import Certainty
from domain.law_term import LawTerm, LawTerms
from interfaces.law import starter_law_terms


def term(value: int | None, unit: str, **more: object) -> LawTerm:
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
    ],
)
def test_the_last_day_of_a_term(value: int, unit: str, start: date, end: date) -> None:
    assert term(value, unit).last_day(start) == end


@pytest.mark.parametrize(("value", "unit"), [(None, "rule"), (5, "questions")])
def test_what_is_no_term_has_no_last_day(value: int | None, unit: str) -> None:
    with pytest.raises(LookupError):
        term(value, unit).last_day(date(2026, 11, 22))


def test_a_rule_is_the_one_of_the_day() -> None:
    old = term(20, "calendar_day", valid_until=date(2026, 12, 31))
    new = term(10, "calendar_day", valid_from=date(2027, 1, 1))
    terms = LawTerms([old, new])
    assert terms.on("LAW-900", date(2026, 12, 31)).number == 20
    assert terms.on("LAW-900", date(2027, 1, 1)).number == 10
    with pytest.raises(LookupError):
        LawTerms([old]).on("LAW-900", date(2027, 1, 1))


def test_the_starter_rules_tell_source_and_certainty() -> None:
    answer = starter_law_terms().on("LAW-049", date(2026, 11, 22))
    assert answer.number == 30
    assert answer.source == "59-ФЗ art. 12"
    assert answer.certainty is Certainty.CERTAIN
