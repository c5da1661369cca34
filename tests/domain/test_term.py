"""A term ends as the Civil Code counts."""

from datetime import date

import pytest

from domain.term import Unit, last_day


@pytest.mark.parametrize(
    ("n", "unit", "start", "end"),
    [
        (1, "month", date(2027, 1, 31), date(2027, 2, 28)),
        (1, "month", date(2026, 12, 21), date(2027, 1, 21)),
        (2, "month", date(2027, 1, 31), date(2027, 3, 31)),
        (1, "year", date(2028, 2, 29), date(2029, 2, 28)),
        (2, "week", date(2026, 11, 21), date(2026, 12, 5)),
        (10, "calendar_day", date(2026, 11, 21), date(2026, 12, 1)),
        (1, "working_day", date(2026, 11, 20), date(2026, 11, 23)),
        (5, "working_day", date(2026, 11, 21), date(2026, 11, 27)),
        (48, "hour", date(2026, 11, 21), date(2026, 11, 23)),
    ],
)
def test_a_term_ends_as_the_civil_code_counts(
    n: int, unit: str, start: date, end: date
) -> None:
    assert last_day(n, Unit(unit), start) == end
