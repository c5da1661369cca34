"""The numbers of the law: dated rules with their source and how sure they are.

No number of the law stands in code: a rule is asked for by its id, as of a day.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from pydantic import Field

from domain.kernel import Certainty, Value
from domain.term import (
    Counting,
    Moment,
    Pause,
    Place,
    Reckoning,
    Term,
    Unit,
    WorkDays,
    before,
    last_day,
    reckon,
)

_UNITS = frozenset(Unit)


class LawTerm(Value):
    """One number of the law, or a rule told in words.

    Attributes:
        id: e.g. "LAW-049".
        topic: what part of the law it belongs to.
        rule: what it says.
        value: the number; None where the rule has none.
        unit: of the number, e.g. "calendar_day", "working_day", "year", "questions".
        counted_from: what the count begins with, e.g. "registration".
        counting: of a term, whether the day after that is its first, or that day.
        moves: of a term, the act by which a last day that is a day off gives way to the
            next working day; None: none is known that does.
        source: act and article.
        certainty: how sure the data are of it.
        note: what is worth knowing beside it; "" when nothing.
        valid_from, valid_until: first and last day it holds; None: open.
        control_kind: name, as the register has it, of the kind of control for which it
            holds; None: for all.
    """

    id: str = Field(pattern=r"^LAW-\d{3,}$")
    topic: str
    rule: str
    value: int | None
    unit: str
    counted_from: str | None
    counting: Counting = Counting.WITHIN
    moves: str | None = None
    source: str
    certainty: Certainty
    note: str = ""
    valid_from: date | None = None
    valid_until: date | None = None
    control_kind: str | None = None

    @property
    def number(self) -> int:
        """The value of a rule that has one."""
        if self.value is None:
            raise LookupError(f"{self.id} has no number")
        return self.value

    @property
    def is_term(self) -> bool:
        """Whether it says how long something runs."""
        return self.value is not None and self.unit in _UNITS

    @property
    def term(self) -> Term:
        """How long it runs, with this rule behind it.

        Raises:
            LookupError: the rule is no term.
        """
        if not self.is_term:
            raise LookupError(
                f"{self.id} is not counted in hours, days, weeks or months"
            )
        return Term(
            value=self.number,
            unit=Unit(self.unit),
            rule=self.id,
            source=self.source,
            certainty=self.certainty,
            moves=self.moves,
        )

    def holds(self, on: date, control_kind: str | None = None) -> bool:
        """Whether it is in force on this day, for a kind of control."""
        if self.control_kind not in (None, control_kind):
            return False
        return (self.valid_from or on) <= on <= (self.valid_until or on)

    def reckon(
        self, event: Moment, place: Place, pauses: Sequence[Pause] = ()
    ) -> Reckoning:
        """When this term ends, and how that was counted.

        Args:
            event: what it is counted from.
            place: calendar, zone and region.
            pauses: times during which it stood still.

        Raises:
            LookupError: the rule is no term.
        """
        if self.counting is Counting.BEFORE:
            return before(self.term, event, place)
        first_day_counts = self.counting is Counting.PERIOD
        return reckon(
            self.term, event, place, first_day_counts=first_day_counts, pauses=pauses
        )

    def last_day(self, start: date, calendar: WorkDays | None = None) -> date:
        """The last day of this term when it is counted from `start`, and not moved.

        Args:
            start: calendar day; the day after it is the first.
            calendar: of working days; None when the term is not in these.

        Raises:
            LookupError: the rule is no term, or is one in working days and there is
                no calendar of them.
        """
        return last_day(self.term.value, self.term.unit, start, calendar)


class LawTerms:
    """The rules that a decision may rest on.

    Args:
        terms: one id may come several times, valid at different times or for different
            kinds of control; of several that hold, the first one counts.
        calendar: gives the one by which terms in working days are counted.
    """

    def __init__(
        self,
        terms: Iterable[LawTerm],
        calendar: Callable[[], WorkDays] | None = None,
    ) -> None:
        self._calendar = calendar
        self._terms: dict[str, list[LawTerm]] = {}
        for one in terms:
            self._terms.setdefault(one.id, []).append(one)

    def on(self, id: str, day: date, control_kind: str | None = None) -> LawTerm:
        """The rule as it holds on a day.

        Args:
            id: of the rule.
            day: any.
            control_kind: name of a kind of control, whose own rule goes first.

        Raises:
            LookupError: there is none; the starter data lack what the code asks for.
        """
        found = self.find(id, day, control_kind)
        if found is None:
            raise LookupError(f"no rule {id} on {day}")
        return found

    def find(
        self, id: str, day: date, control_kind: str | None = None
    ) -> LawTerm | None:
        """Likewise; None when there is none."""
        found = [one for one in self.versions(id) if one.holds(day, control_kind)]
        own = [one for one in found if one.control_kind]
        return next(iter(own or found), None)

    @property
    def calendar(self) -> WorkDays | None:
        """Of working days, as it is now; None: terms in these cannot be counted."""
        return self._calendar and self._calendar()

    def versions(self, id: str) -> Sequence[LawTerm]:
        """All that is known of a rule, what counts first first; empty: nothing is."""
        return self._terms.get(id, ())

    @property
    def ids(self) -> Sequence[str]:
        """Ids of all rules, sorted."""
        return sorted(self._terms)
