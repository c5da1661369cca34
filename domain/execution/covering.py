"""What an execution comes to: proven steps, and the requirements that rest on them."""

from collections.abc import Collection, Mapping
from datetime import date
from enum import StrEnum
from typing import NamedTuple
from uuid import UUID

from domain.algorithm import AlgorithmContent, Step
from domain.applicability import Subject
from domain.condition import Verdict, judge
from domain.kernel import Value
from domain.profile import Profile


class How(StrEnum):
    """What became of a step.

    DONE: it was done. NOT_CONCERNED: it is not about this client, by its facts or,
    where they are silent, by its word. LEFT_OUT: it is about the client, who explained
    why it was not done; what rests on it is not confirmed.
    """

    DONE = "done"
    NOT_CONCERNED = "not_concerned"
    LEFT_OUT = "left_out"


class Proof(Value):
    """What is known of one step of an execution.

    Attributes:
        step: its number.
        how: what became of it.
        on: the day.
        until: the last day on which it counts; none: it does not end.
        evidence: pieces that show it.
        execution: in which it was done; of a renewal maybe an earlier one.
    """

    step: int
    how: How
    on: date
    until: date | None = None
    evidence: tuple[UUID, ...] = ()
    execution: UUID


class Confirmed(Value):
    """One requirement that a confirmation confirms.

    Attributes:
        code: of the requirement.
        version: in force on the day of the confirmation.
        control_body: who supervises it.
        steps: numbers of those that it rests on.
        verdict: whether the facts said then that it is about the client.
    """

    code: str
    version: int
    control_body: str
    steps: tuple[int, ...]
    verdict: Verdict


class Changes(NamedTuple):
    """What another version of an algorithm puts in doubt.

    Attributes:
        steps: numbers of those that say something else, or are gone.
        requirements: codes no longer guaranteed, or served by a new step.
    """

    steps: frozenset[int]
    requirements: frozenset[str]


def rests_on(content: AlgorithmContent, code: str) -> tuple[int, ...]:
    """Numbers of the steps that a requirement rests on: all when none names it."""
    named = content.steps_for(code)
    return tuple(step.number for step in named or content.steps)


def confirmed(
    content: AlgorithmContent,
    proofs: Collection[Proof],
    subjects: Mapping[str, Subject],
    profile: Profile,
) -> tuple[Confirmed, ...]:
    """The requirements that these steps confirm.

    One is confirmed when it is in force and may be about the client, none of the steps
    it rests on was left out, and at least one was done.

    Args:
        content: of the algorithm.
        proofs: of all its steps.
        subjects: the versions in force, by code.
        profile: what is known of the client.
    """
    how = {one.step: one.how for one in proofs}
    found = []
    for code in content.guarantees:
        steps = rests_on(content, code)
        became = {how[number] for number in steps}
        if code not in subjects or How.DONE not in became or How.LEFT_OUT in became:
            continue
        subject = subjects[code]
        verdict = judge(subject.condition, profile).verdict
        if verdict is not Verdict.DOES_NOT_APPLY:
            found.append(
                Confirmed(
                    code=code,
                    version=subject.version,
                    control_body=subject.control_body,
                    steps=steps,
                    verdict=verdict,
                )
            )
    return tuple(found)


def changes(old: AlgorithmContent, new: AlgorithmContent) -> Changes:
    """What a new version puts in doubt of what was done by the old one.

    Other words about cost, place, source or duration put nothing in doubt.
    """
    steps = {
        step.number for step in old.steps if not _same(step, new.step(step.number))
    }
    if old.repeat != new.repeat:
        steps |= {step.number for step in old.steps if step.repeats}
    requirements = set(old.guarantees) - set(new.guarantees)
    for step in new.steps:
        if old.step(step.number) is None:
            requirements |= set(step.requirements or old.guarantees)
    return Changes(frozenset(steps), frozenset(requirements & set(old.guarantees)))


_SAID = (
    "action",
    "evidence_kind",
    "evidence_name",
    "performed_by",
    "due",
    "requirements",
    "only_if",
    "repeats",
)


def _same(old: Step, new: Step | None) -> bool:
    return new is not None and all(
        getattr(old, name) == getattr(new, name) for name in _SAID
    )
