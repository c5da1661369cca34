"""Writing an algorithm step by step: what each change makes of the others (C1)."""

from collections.abc import Mapping
from typing import Any

from domain.algorithm.content import AlgorithmContent, Step
from domain.algorithm.flow import BEGINNING


def put_step(
    content: AlgorithmContent, step: Step, *, instead_of: int | None = None
) -> AlgorithmContent:
    """Add a step, or put it in the place of another.

    Where its number is taken, the step there and those close behind it move up by one,
    and whatever waits for them waits for them still. `step.after` is read as it stands
    after the change.

    Args:
        content: what is there.
        step: to stand there under its number.
        instead_of: number of the step that it replaces; none: it is new.

    Raises:
        ValidationError: there would be too many steps.
    """
    kept = [one for one in content.steps if one.number != instead_of]
    moved: dict[int, int] = {}
    wanted = step.number
    for one in kept:
        if one.number == wanted:
            wanted += 1
            moved[one.number] = wanted
    if instead_of is not None:
        moved[instead_of] = step.number
    others = [_renumbered(one, moved) for one in kept]
    steps = sorted((*others, step), key=lambda one: one.number)
    return _saying(content, tuple(steps))


def without_step(content: AlgorithmContent, number: int) -> AlgorithmContent:
    """Take a step out; what waited for it alone may begin where it could.

    Raises:
        ValidationError: it is the only one.
    """
    gone = content.step(number)
    before = content.flow.before.get(number, ()) or (BEGINNING,)
    steps = tuple(
        one.model_copy(update={"after": _without(one.after, number, before)})
        if number in one.after
        else one
        for one in content.steps
        if one is not gone
    )
    return _saying(content, steps)


def _without(
    after: tuple[int, ...], number: int, before: tuple[int, ...]
) -> tuple[int, ...]:
    left = tuple(n for n in after if n != number)
    return left or before


def _renumbered(step: Step, moved: Mapping[int, int]) -> Step:
    changes: dict[str, Any] = {
        "number": moved.get(step.number, step.number),
        "after": tuple(moved.get(n, n) for n in step.after),
    }
    return step.model_copy(update=changes)


def _saying(content: AlgorithmContent, steps: tuple[Step, ...]) -> AlgorithmContent:
    said = {name: getattr(content, name) for name in AlgorithmContent.model_fields}
    return AlgorithmContent.model_validate(said | {"steps": steps})
