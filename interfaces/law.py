"""The numbers of the law that a new installation begins with."""

from functools import cache

from domain.law_term import LawTerm, LawTerms
from domain.working_days import Holiday, WorkingDays
from interfaces.regions import STARTER


@cache
def starter_law_terms() -> LawTerms:
    """The dated rules of the starter data."""
    with (STARTER / "law_terms.jsonl").open(encoding="utf-8") as rows:
        return LawTerms(LawTerm.model_validate_json(row) for row in rows)


@cache
def starter_working_days() -> WorkingDays:
    """Weekends and the public holidays of every year."""
    with (STARTER / "holidays.jsonl").open(encoding="utf-8") as rows:
        return WorkingDays(Holiday.model_validate_json(row) for row in rows)
