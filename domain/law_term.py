"""The numbers of the law: dated rules with their source and how sure they are.

No number of the law stands in code: a rule is asked for by its id, as of a day.
"""

from collections.abc import Iterable
from datetime import date

from pydantic import Field

from domain import term
from domain.kernel import Certainty, Value

_COUNTED = frozenset({term.Unit.CALENDAR_DAY, term.Unit.MONTH, term.Unit.YEAR})
"""What terms of the law are counted in here; working days want a calendar of them."""


class LawTerm(Value):
    """One number of the law, or a rule told in words.

    Attributes:
        id: e.g. "LAW-049".
        topic: what part of the law it belongs to.
        rule: what it says.
        value: the number; None where the rule has none.
        unit: of the number, e.g. "calendar_day", "working_day", "year", "questions".
        counted_from: what the count begins with, e.g. "registration".
        source: act and article.
        certainty: how sure the data are of it.
        note: what is worth knowing beside it; "" when nothing.
        valid_from, valid_until: first and last day it holds; None: open.
    """

    id: str = Field(pattern=r"^LAW-\d{3,}$")
    topic: str
    rule: str
    value: int | None
    unit: str
    counted_from: str | None
    source: str
    certainty: Certainty
    note: str = ""
    valid_from: date | None = None
    valid_until: date | None = None

    @property
    def number(self) -> int:
        """The value of a rule that has one."""
        if self.value is None:
            raise LookupError(f"{self.id} has no number")
        return self.value

    def holds(self, on: date) -> bool:
        """Whether it is in force on this day."""
        return (self.valid_from or on) <= on <= (self.valid_until or on)

    def last_day(self, start: date) -> date:
        """The last day of this term when it is counted from `start`.

        A last day that is a day off is not moved; see `domain.term.last_day`.

        Raises:
            LookupError: the rule is not a term in calendar days, months or years.
        """
        if self.unit not in _COUNTED:
            raise LookupError(f"{self.id} is not counted in days, months or years")
        return term.last_day(self.number, term.Unit(self.unit), start)


class LawTerms:
    """The rules that a decision may rest on.

    Args:
        terms: one id may come several times, valid at different times.
    """

    def __init__(self, terms: Iterable[LawTerm]) -> None:
        self._terms: dict[str, list[LawTerm]] = {}
        for one in terms:
            self._terms.setdefault(one.id, []).append(one)

    def on(self, id: str, day: date) -> LawTerm:
        """The rule as it holds on a day.

        Raises:
            LookupError: there is none; the starter data lack what the code asks for.
        """
        for one in self._terms.get(id, ()):
            if one.holds(day):
                return one
        raise LookupError(f"no rule {id} on {day}")
