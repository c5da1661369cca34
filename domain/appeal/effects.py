"""What a decision may order, and about what (I9)."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Final

from domain.appeal.subject import SubjectKind
from domain.kernel import Value
from domain.risk.category import Category


class Effect(StrEnum):
    """What a decision orders.

    ANNUL: the decision, act, order or caution holds no more; what was contested,
    annulled or declined by it stands again. CORRECT: the act is corrected, in words.
    NEW_TERM: an order has to be carried out until another day. NEW_CATEGORY: of risk.
    OBLIGE: the body has to do something until a day.
    """

    ANNUL = "annul"
    CORRECT = "correct"
    NEW_TERM = "new_term"
    NEW_CATEGORY = "new_category"
    OBLIGE = "oblige"


class Ordered(Value):
    """One effect as it is ordered; what it says in words stands in its own event.

    Attributes:
        effect: what.
        until: the new last day of a term, or the day until which the body is obliged.
        category: the new category of risk.
    """

    effect: Effect
    until: date | None = None
    category: Category | None = None


_ANNUL = frozenset({Effect.ANNUL, Effect.OBLIGE})
FITTING: Final[Mapping[SubjectKind, frozenset[Effect]]] = {
    SubjectKind.INSPECTION: _ANNUL,
    SubjectKind.INSPECTION_CONDUCT: frozenset({Effect.OBLIGE}),
    SubjectKind.ACT: _ANNUL | {Effect.CORRECT},
    SubjectKind.IMPROVEMENT_ORDER: _ANNUL | {Effect.NEW_TERM},
    SubjectKind.DATE_MOVE: _ANNUL,
    SubjectKind.CAUTION: _ANNUL,
    SubjectKind.CAUTION_ANSWER: _ANNUL,
    SubjectKind.RISK_CATEGORY: frozenset({Effect.NEW_CATEGORY, Effect.OBLIGE}),
    SubjectKind.RISK_ANSWER: frozenset({Effect.NEW_CATEGORY, Effect.OBLIGE}),
    SubjectKind.VISIT: _ANNUL,
    SubjectKind.VISIT_ORDER: _ANNUL | {Effect.NEW_TERM},
    SubjectKind.INFORMATION_REQUEST: _ANNUL,
    SubjectKind.DECLARATION: _ANNUL,
    SubjectKind.COMPLIANCE: _ANNUL,
    SubjectKind.EXECUTION: _ANNUL,
    SubjectKind.ANSWER: frozenset({Effect.OBLIGE}),
    SubjectKind.INACTION: frozenset({Effect.OBLIGE}),
    SubjectKind.OUTSIDE: frozenset({Effect.OBLIGE}),
}
"""Which effects a decision about each kind of thing may have."""

SUSPENDABLE: Final = frozenset(
    {
        SubjectKind.INSPECTION,
        SubjectKind.INSPECTION_CONDUCT,
        SubjectKind.ACT,
        SubjectKind.IMPROVEMENT_ORDER,
        SubjectKind.DATE_MOVE,
        SubjectKind.VISIT,
        SubjectKind.VISIT_ORDER,
        SubjectKind.INFORMATION_REQUEST,
        SubjectKind.OUTSIDE,
    }
)
"""What is executed, so that its execution can be suspended.

A caution demands nothing, and a category of risk is carried out by nobody.
"""
