"""The rules of law that a new installation begins with, and how they are told."""

from collections.abc import Mapping
from functools import cache
from typing import Final

from domain.law_term import LawTerm, LawTerms
from domain.term import Counting, Unit
from interfaces.locale import N_, RUSSIAN, Language
from interfaces.reckoned import ReckonedWords
from interfaces.regions import STARTER
from interfaces.sources import russian_law, source_in

COUNTINGS: Final[Mapping[Counting, str]] = {
    Counting.WITHIN: N_("Within so many: the day after the event is the first"),
    Counting.PERIOD: N_("A period of so many: the first day counts"),
    Counting.BEFORE: N_("At least so many before an event, counted back"),
}


@cache
def starter_law_terms() -> LawTerms:
    """The dated rules of the starter data."""
    with (STARTER / "law_terms.jsonl").open(encoding="utf-8") as rows:
        return LawTerms(LawTerm.model_validate_json(row) for row in rows)


class LawWords:
    """Tells rules of law in one language.

    What an administrator wrote is told as it was written.

    Args:
        spoken: the reader's language.
    """

    def __init__(self, spoken: Language) -> None:
        self._spoken = spoken
        self._reckoned = ReckonedWords(spoken)
        self._told = russian_law() if spoken.code == RUSSIAN else {}

    def topic(self, term: LawTerm) -> str:
        """The part of the law."""
        return self._said("topics", term.topic)

    def rule(self, term: LawTerm) -> str:
        """What it says."""
        return self._said("texts", term.rule)

    def note(self, term: LawTerm) -> str:
        """What is worth knowing beside it; "" when nothing."""
        return self._said("texts", term.note) if term.note else ""

    def number(self, term: LawTerm) -> str:
        """Its number with the unit: "10 working days"; "" where it has none."""
        if term.is_term:
            return self._reckoned.amount(term.number, Unit(term.unit))
        unit = self._said("units", term.unit).replace("_", " ")
        if term.value is not None:
            return f"{self._spoken.number(term.value)} {unit}"
        return "" if term.unit == "rule" else unit

    def counted_from(self, term: LawTerm) -> str:
        """What the count begins with; "" where nothing is counted."""
        if term.counted_from is None:
            return ""
        return self._said("counted_from", term.counted_from)

    def source(self, source: str) -> str:
        """Act and article: "248-ФЗ ст. 43 ч. 2"."""
        return source_in(self._spoken.code, source)

    def _said(self, kind: str, text: str) -> str:
        told: Mapping[str, str] = self._told.get(kind, {})
        return told.get(text, text)
