"""The numbers of the law as data, changed by an administrator, never in code."""

from domain.law_term.aggregate import (
    LawTermBackwards,
    LawTermLosesNumber,
    LawTermTooLong,
    LawTermUnchanged,
    Rule,
)
from domain.law_term.terms import LawTerm, LawTerms

__all__ = [
    "LawTerm",
    "LawTermBackwards",
    "LawTermLosesNumber",
    "LawTermTooLong",
    "LawTermUnchanged",
    "LawTerms",
    "Rule",
]
