"""What the risk of an object is reckoned by: public, dated, with sources (C5).

What a thing could do to people raises the risk, the good faith of those who keep it
lowers it. That somebody was inspected, or how often, is no criterion and cannot be one.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from enum import StrEnum
from itertools import pairwise
from typing import Annotated, Self

from pydantic import Field, model_validator

from domain.condition import Condition
from domain.kernel import Certainty, Value
from domain.risk.category import Category
from domain.risk.refusals import (
    RiskBandsUnordered,
    RiskCategoriesTooFew,
    RiskCriterionTwice,
)

MOST_CRITERIA = 100
MOST_POINTS = 10_000

CriterionId = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{1,39}$")]
Points = Annotated[int, Field(ge=1, le=MOST_POINTS)]
Line = Annotated[str, Field(min_length=1, max_length=500)]


class Words(Value):
    """A name in both languages."""

    ru: Line
    en: Line

    def said(self, language: str) -> str:
        """In "ru" or "en"."""
        return self.ru if language == "ru" else self.en


class Band(Value):
    """A category, and the fewest points at which it begins."""

    category: Category
    points: int = Field(ge=0, le=MOST_POINTS * MOST_CRITERIA)


class Harm(Value):
    """Something about the business or the object that makes harm graver or likelier.

    Attributes:
        id: of the criterion, e.g. "mass_occupancy".
        name: what people call it.
        condition: of whom it is so; of whom nobody knows, it is not counted.
        points: by how much it raises the risk.
        source, certainty: where it comes from, and how sure that is.
    """

    id: CriterionId
    name: Words
    condition: Condition
    points: Points
    source: Line
    certainty: Certainty


class Merit(StrEnum):
    """What shows good faith.

    ALGORITHMS: algorithms carried out and confirmed, each once. TERMS: terms kept, and
    none missed. SELF_ASSESSMENT: honest self-assessments. NOTHING_REFUTED: nothing that
    was declared or confirmed was refuted; it is so until it is shown otherwise.
    """

    ALGORITHMS = "algorithms"
    TERMS = "terms"
    SELF_ASSESSMENT = "self_assessment"
    NOTHING_REFUTED = "nothing_refuted"


class GoodFaith(Value):
    """Something by which a business shows good faith.

    Attributes:
        id: of the criterion, e.g. "algorithms".
        name: what people call it.
        merit: what is looked at.
        points: by how much it lowers the risk, each time it counts.
        most: how often it counts at most.
        months: for how long what happened counts, for and against; None: for ever.
        source, certainty: where it comes from, and how sure that is.
    """

    id: CriterionId
    name: Words
    merit: Merit
    points: Points
    most: int = Field(default=1, ge=1, le=100)
    months: int | None = Field(default=None, ge=1, le=240)
    source: Line
    certainty: Certainty

    @model_validator(mode="after")
    def _counts_once(self) -> Self:
        if self.merit is Merit.NOTHING_REFUTED and self.most != 1:
            raise ValueError("that nothing was refuted counts once")
        return self


class RiskCriteria(Value):
    """The whole of what a kind of control reckons by, as it holds from a day on.

    Attributes:
        since: the first day on which it holds.
        bands: the categories that are used, the least risk first.
        harm: what raises the risk.
        good_faith: what lowers it.
        source: the act that says so.
        certainty: how sure that is.
    """

    since: date
    bands: Annotated[tuple[Band, ...], Field(min_length=1, max_length=len(Category))]
    harm: Annotated[tuple[Harm, ...], Field(max_length=MOST_CRITERIA)]
    good_faith: Annotated[tuple[GoodFaith, ...], Field(max_length=MOST_CRITERIA)]
    source: Line
    certainty: Certainty

    def category(self, points: int) -> Category:
        """The category in which a score falls; below every band: the least."""
        reached = [one.category for one in self.bands if one.points <= points]
        return reached[-1] if reached else self.bands[0].category

    def next_below(self, category: Category) -> Category | None:
        """The category used next below one; None when there is none."""
        below = [one.category for one in self.bands if category.is_above(one.category)]
        return below[-1] if below else None

    def named(self, id: str) -> Harm | GoodFaith | None:
        """The criterion with this id; None when there is none."""
        return next((one for one in _all(self) if one.id == id), None)

    def check(self, fewest: int) -> None:
        """See that it can be reckoned by.

        Args:
            fewest: how many categories a kind of control uses at least.

        Raises:
            RiskCategoriesTooFew: fewer are used, or low risk is not among them.
            RiskBandsUnordered: more points are not more risk, or low begins above 0.
            RiskCriterionTwice: two criteria have one id.

        Source:
            248-ФЗ, ст. 23 ч. 1 (LAW-025).
        """
        used = {one.category for one in self.bands}
        if len(used) < fewest or Category.LOW not in used:
            raise RiskCategoriesTooFew(fewest=fewest)
        if self.bands[0].points != 0 or not _rises(self.bands):
            raise RiskBandsUnordered
        if twice := _twice(one.id for one in _all(self)):
            raise RiskCriterionTwice(criterion=twice)


def _all(criteria: RiskCriteria) -> tuple[Harm | GoodFaith, ...]:
    return (*criteria.harm, *criteria.good_faith)


def _rises(bands: Sequence[Band]) -> bool:
    return all(
        after.category.is_above(before.category) and after.points > before.points
        for before, after in pairwise(bands)
    )


def _twice(ids: Iterable[str]) -> str | None:
    seen: set[str] = set()
    for id in ids:
        if id in seen:
            return id
        seen.add(id)
    return None
