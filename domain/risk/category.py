"""The six categories of risk, and how often one may be checked by plan (C5)."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Final, NamedTuple, Protocol

from domain.kernel import Certainty, Value
from domain.law_term import LawTerm
from domain.term import months_after

MONTHS_OF_YEAR: Final = 12


class Category(StrEnum):
    """How great the risk is, from the greatest to the least.

    Source:
        248-ФЗ, ст. 23 ч. 1 (LAW-025).
    """

    EXTREME = "extreme"
    HIGH = "high"
    SIGNIFICANT = "significant"
    MEDIUM = "medium"
    MODERATE = "moderate"
    LOW = "low"

    @property
    def rank(self) -> int:
        """Low is 0, extreme is 5."""
        return _RANKS[self]

    def is_above(self, other: "Category") -> bool:
        """Whether the risk is greater."""
        return self.rank > other.rank


_RANKS: Final = {one: rank for rank, one in enumerate(reversed(Category))}

UNDECIDED: Final = Category.LOW
"""What nobody has decided about is of low risk: 248-ФЗ, ст. 24 (LAW-026)."""


class Measure(StrEnum):
    """What may be done by plan.

    INSPECTION: a planned inspection. VISIT: a mandatory preventive visit.
    """

    INSPECTION = "inspection"
    VISIT = "visit"


class Plan(NamedTuple):
    """What a rule of law allows by plan in a category.

    Attributes:
        rule: id of the rule, whose number is how many times.
        measures: of which one, not each, is meant.
    """

    rule: str
    measures: tuple[Measure, ...]


PLANS: Final[Mapping[Category, tuple[Plan, ...]]] = {
    Category.EXTREME: (Plan("LAW-028", (Measure.INSPECTION, Measure.VISIT)),),
    Category.HIGH: (
        Plan("LAW-029", (Measure.INSPECTION,)),
        Plan("LAW-170", (Measure.VISIT,)),
    ),
    Category.SIGNIFICANT: (Plan("LAW-030", (Measure.VISIT,)),),
    Category.MEDIUM: (Plan("LAW-031", (Measure.VISIT,)),),
    Category.MODERATE: (Plan("LAW-032", (Measure.VISIT,)),),
    Category.LOW: (Plan("LAW-033", ()),),
}
"""Which rule of law says how often, by category."""

YEARS: Final[Mapping[str, int]] = {"per_year": 1} | {
    f"per_{n}_years": n for n in range(2, 11)
}
"""Over how many years a rule counts, by its unit."""


class Law(Protocol):
    """The numbers of the law as of a day."""

    def find(
        self, id: str, day: date, control_kind: str | None = None
    ) -> LawTerm | None:
        """A rule by its id, a kind of control's own first; None when there is none."""
        ...


class Frequency(Value):
    """How often something may be done by plan; nothing else may.

    Attributes:
        measures: of which one, not each; empty: none may be planned.
        times: how often at most.
        years: within how many years; 0 when nothing may be planned.
        rule, source, certainty: by which rule of law, and how sure that is.
    """

    measures: tuple[Measure, ...]
    times: int
    years: int
    rule: str
    source: str
    certainty: Certainty

    def earliest(self, last: date) -> date | None:
        """The first day on which it may be done again; None: not by plan.

        Args:
            last: day on which the last one ended; without one, the day from which the
                law counts instead, e.g. of the registration.
        """
        if not self.times or not self.years:
            return None
        months = self.years * MONTHS_OF_YEAR
        return months_after(last, -(-months // self.times))


def frequencies(
    category: Category, law: Law, on: date, control_kind: str | None = None
) -> tuple[Frequency, ...]:
    """What may be done by plan in a category; what no rule allows may not.

    Args:
        category: of the object.
        law: the dated rules.
        on: the day.
        control_kind: number of the kind of control, whose own rules go first.

    Returns:
        One for each rule that holds on this day, in the order of PLANS.

    Source:
        248-ФЗ, ст. 25 (LAW-028 to LAW-033).
    """
    found = ((plan, law.find(plan.rule, on, control_kind)) for plan in PLANS[category])
    return tuple(_frequency(plan, rule) for plan, rule in found if rule)


def _frequency(plan: Plan, rule: LawTerm) -> Frequency:
    years = YEARS.get(rule.unit, 0)
    return Frequency(
        measures=plan.measures,
        times=rule.number if years else 0,
        years=years,
        rule=rule.id,
        source=rule.source,
        certainty=rule.certainty,
    )
