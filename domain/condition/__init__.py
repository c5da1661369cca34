"""Whom a requirement concerns: a small language, judged in three values with reasons.

A condition is a tree of atoms under all, any and not (`tree`), read from JSON
(`reading`), judged in Kleene's logic (`judging`): true, false, and unknown for what
nobody has given. Three-valued truth is the order false < unknown < true, in which "all"
is the minimum, "any" the maximum, and "not" turns the order round. Minimum and maximum
distribute over and absorb each other, and De Morgan's laws hold; so a condition has the
same verdict, in all three values, as its clauses (`algebra`), all of: any of: literals
(`literal`). "x or not x" is not always true in this logic, and nothing here uses it.
"""

from domain.condition.algebra import ConditionTooComplex
from domain.condition.judging import Because, Decided, Judgement, Verdict, decide, judge
from domain.condition.literal import Clause, Ground, Literal, ground_of
from domain.condition.reading import Condition, ConditionNotUnderstood, parse
from domain.condition.tree import (
    ALWAYS,
    All,
    AnyOf,
    Atom,
    Not,
    clauses,
    facts_of,
    grounds,
    without,
)

__all__ = [
    "ALWAYS",
    "All",
    "AnyOf",
    "Atom",
    "Because",
    "Clause",
    "Condition",
    "ConditionNotUnderstood",
    "ConditionTooComplex",
    "Decided",
    "Ground",
    "Judgement",
    "Literal",
    "Not",
    "Verdict",
    "clauses",
    "decide",
    "facts_of",
    "ground_of",
    "grounds",
    "judge",
    "parse",
    "without",
]
