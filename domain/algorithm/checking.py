"""What is wrong with an algorithm before anybody may vouch for it (C1)."""

from collections.abc import Iterator, Mapping
from enum import StrEnum

from domain.algorithm.content import AlgorithmContent
from domain.condition import (
    ALWAYS,
    All,
    Condition,
    ConditionTooComplex,
    Literal,
    Not,
)
from domain.kernel import Value


class FindingKind(StrEnum):
    """What a check found."""

    UNKNOWN_REQUIREMENT = "unknown_requirement"
    NOT_COVERED = "not_covered"
    NOT_PROMISED = "not_promised"
    NO_SUCH_STEP = "no_such_step"
    CIRCLE = "circle"
    UNREACHABLE = "unreachable"
    NO_EVIDENCE = "no_evidence"
    COVERED_FOR_SOME = "covered_for_some"


_TITLES = {
    FindingKind.UNKNOWN_REQUIREMENT: "The register has no requirement with this code",
    FindingKind.NOT_COVERED: "No step serves this requirement",
    FindingKind.NOT_PROMISED: "A step serves what the whole does not promise",
    FindingKind.NO_SUCH_STEP: "The step waits for a step that is not there",
    FindingKind.CIRCLE: "These steps wait for each other for ever",
    FindingKind.UNREACHABLE: "Nobody can come to this step",
    FindingKind.NO_EVIDENCE: "Nothing shows that this step was done",
    FindingKind.COVERED_FOR_SOME: (
        "Some whom the requirement concerns may skip every step that serves it"
    ),
}


class Finding(Value):
    """One thing that a check found.

    Attributes:
        kind: what it is; `title` says it in a sentence.
        steps: numbers of the steps concerned; none when it is about the whole.
        requirement: code of the requirement concerned, if it is about one.
        blocks: whether nobody may approve the algorithm until it is corrected.
    """

    kind: FindingKind
    steps: tuple[int, ...] = ()
    requirement: str | None = None
    blocks: bool = True

    @property
    def title(self) -> str:
        """One sentence, without a full stop."""
        return _TITLES[self.kind]


def findings(
    content: AlgorithmContent, known: Mapping[str, Condition]
) -> tuple[Finding, ...]:
    """Check an algorithm.

    Args:
        content: what it says.
        known: the conditions of the published requirements that it names, by code.

    Returns:
        What is wrong: with what it promises, with the order, with steps, with
        branches; empty when nothing is.
    """
    return (
        *_of_promises(content, known),
        *_of_order(content),
        *_of_steps(content),
        *_of_branches(content, known),
    )


def _of_promises(
    content: AlgorithmContent, known: Mapping[str, Condition]
) -> Iterator[Finding]:
    for code in content.guarantees:
        if code not in known:
            yield Finding(kind=FindingKind.UNKNOWN_REQUIREMENT, requirement=code)
        if not content.steps_for(code):
            yield Finding(kind=FindingKind.NOT_COVERED, requirement=code)
    for step in content.steps:
        for code in step.requirements:
            if code not in content.guarantees:
                yield Finding(
                    kind=FindingKind.NOT_PROMISED,
                    steps=(step.number,),
                    requirement=code,
                )


def _of_order(content: AlgorithmContent) -> Iterator[Finding]:
    flow = content.flow
    for number in flow.missing:
        yield Finding(kind=FindingKind.NO_SUCH_STEP, steps=(number,))
    if flow.circle:
        yield Finding(kind=FindingKind.CIRCLE, steps=flow.circle)
    for step in content.steps:
        if step.number not in flow.order and step.number not in flow.circle:
            yield Finding(kind=FindingKind.UNREACHABLE, steps=(step.number,))


def _of_steps(content: AlgorithmContent) -> Iterator[Finding]:
    for step in content.steps:
        if step.only_if and is_impossible(All((content.condition, step.only_if))):
            yield Finding(kind=FindingKind.UNREACHABLE, steps=(step.number,))
        if step.evidence_kind is None:
            yield Finding(
                kind=FindingKind.NO_EVIDENCE,
                steps=(step.number,),
                blocks=bool(step.requirements),
            )


def _of_branches(
    content: AlgorithmContent, known: Mapping[str, Condition]
) -> Iterator[Finding]:
    for code in content.guarantees:
        steps = content.steps_for(code)
        if code not in known or not steps:
            continue
        skipped = (Not(step.only_if or ALWAYS) for step in steps)
        if not is_impossible(All((known[code], content.condition, *skipped))):
            yield Finding(
                kind=FindingKind.COVERED_FOR_SOME,
                steps=tuple(step.number for step in steps),
                requirement=code,
                blocks=False,
            )


def is_impossible(condition: Condition) -> bool:
    """Whether nobody can meet a condition, as far as single facts show it.

    Returns:
        True only for what is impossible for sure. What takes trying out several facts
        together to see, or is too complex, passes for possible.
    """
    try:
        clauses = [list(clause) for clause in condition.clauses]
    except ConditionTooComplex:
        return False
    certain: set[Literal] = set()
    while fresh := {c[0] for c in clauses if len(c) == 1} - certain:
        certain |= fresh
        clauses = [
            [one for one in clause if not any(c.implies(one.opposite) for c in certain)]
            for clause in clauses
        ]
    return not all(clauses)
