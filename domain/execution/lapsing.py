"""What of a confirmation no longer stands, and why: looked at as a whole, any time."""

from collections.abc import Collection, Iterator, Mapping
from datetime import date
from typing import NamedTuple
from uuid import UUID

from domain.algorithm import Algorithm, AlgorithmContent, AlgorithmStatus
from domain.condition import Condition, Verdict, facts_of, judge
from domain.execution.confirmation import ExecutionConfirmation, Lapse, Why
from domain.execution.covering import How, changes
from domain.profile import FactValue, Profile
from domain.requirement import Standing, Validity

OVER = frozenset({Validity.REPEALED, Validity.ENDED})


class Present(NamedTuple):
    """How things are today.

    Attributes:
        algorithm: whose steps were taken.
        requirements: how each stands, by code; one that is missing is not there.
        profile: what is known of the client.
        premises: ids of the open ones.
        day: local time.
    """

    algorithm: Algorithm
    requirements: Mapping[str, Standing]
    profile: Profile
    premises: Collection[UUID]
    day: date


def lapses(
    confirmation: ExecutionConfirmation, followed: AlgorithmContent, now: Present
) -> tuple[Lapse, ...]:
    """What no longer stands of a confirmation, what has lapsed before included.

    Args:
        confirmation: that is looked at.
        followed: what the algorithm said when it was carried out.
        now: how things are today.
    """
    every = tuple(proof.step for proof in confirmation.steps)
    found: list[Lapse] = []
    if confirmation.about.place and confirmation.about.place not in now.premises:
        found.append(Lapse(why=Why.PLACE_CLOSED, steps=every))
    found += _of_algorithm(confirmation, followed, now, every)
    found += _of_requirements(confirmation, now)
    found += _of_steps(confirmation, followed, now)
    ended = tuple(p.step for p in confirmation.steps if p.until and p.until < now.day)
    if ended:
        found.append(Lapse(why=Why.TERM_ENDED, steps=ended))
    return tuple(found)


def _of_algorithm(
    confirmation: ExecutionConfirmation,
    followed: AlgorithmContent,
    now: Present,
    every: tuple[int, ...],
) -> Iterator[Lapse]:
    if now.algorithm.status is AlgorithmStatus.WITHDRAWN:
        yield Lapse(why=Why.ALGORITHM_WITHDRAWN, steps=every)
        return
    used = now.algorithm.in_use
    changed = changes(followed, used.content)
    if changed.steps or changed.requirements:
        yield Lapse(
            why=Why.ALGORITHM_CHANGED,
            steps=tuple(sorted(changed.steps)),
            requirements=_confirmed(confirmation, changed.requirements),
            version=used.number,
        )
    if _verdict(followed.condition, now) is Verdict.DOES_NOT_APPLY:
        facts = _facts(followed.condition, now)
        yield Lapse(why=Why.FACT_CHANGED, steps=every, facts=facts)


def _of_requirements(
    confirmation: ExecutionConfirmation, now: Present
) -> Iterator[Lapse]:
    for one in confirmation.requirements:
        standing = now.requirements.get(one.code)
        if standing is None or standing.validity in OVER:
            yield Lapse(why=Why.REQUIREMENT_ENDED, requirements=(one.code,))
        elif standing.holds and standing.version.number != one.version:
            yield Lapse(
                why=Why.NEW_REQUIREMENT_VERSION,
                requirements=(one.code,),
                version=standing.version.number,
            )
        else:
            condition = standing.version.content.condition
            if _verdict(condition, now) is Verdict.DOES_NOT_APPLY:
                yield Lapse(
                    why=Why.FACT_CHANGED,
                    requirements=(one.code,),
                    facts=_facts(condition, now),
                )


def _of_steps(
    confirmation: ExecutionConfirmation, followed: AlgorithmContent, now: Present
) -> Iterator[Lapse]:
    """Steps that were not about the client, and now are."""
    for proof in confirmation.steps:
        step = followed.step(proof.step)
        if proof.how is not How.NOT_CONCERNED or step is None or not step.only_if:
            continue
        if _verdict(step.only_if, now) is Verdict.APPLIES:
            facts = _facts(step.only_if, now)
            yield Lapse(why=Why.FACT_CHANGED, steps=(proof.step,), facts=facts)


def _confirmed(
    confirmation: ExecutionConfirmation, codes: Collection[str]
) -> tuple[str, ...]:
    return tuple(one.code for one in confirmation.requirements if one.code in codes)


def _verdict(condition: Condition, now: Present) -> Verdict:
    return judge(condition, now.profile).verdict


def _facts(condition: Condition, now: Present) -> dict[str, FactValue]:
    return {fact: now.profile.value(fact) for fact in sorted(facts_of(condition))}
