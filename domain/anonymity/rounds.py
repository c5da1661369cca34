"""A round: the only way in which figures change (E5).

Figures change only by groups in which at least k businesses are counted for the first
time. What was withdrawn, revised, or is told with a name from now on, waits for such a
round and takes effect in it, in the same group.

Why nobody can be singled out by comparing figures: everything ever published is a sum
of the changes that formed the groups. In any combination of published figures, look at
the latest change that does not cancel: its first-comers stand in no earlier change, and
in later ones only as leaving, which cancel by choice. So at least k businesses remain.
See docs/decisions/0026.
"""

from collections.abc import Mapping
from uuid import UUID

from pydantic import Field

from domain.anonymity.partition import Group, group_of, groups
from domain.anonymity.segment import Label, Step
from domain.kernel import Value


class Waiting(Value):
    """What waits for a round, by id of the evaluation.

    Attributes:
        first: of businesses that were never counted.
        again: revised, or of businesses that were counted before.
        leaving: no longer to be counted.
    """

    first: dict[UUID, Label] = Field(default_factory=dict)
    again: dict[UUID, Label] = Field(default_factory=dict)
    leaving: frozenset[UUID] = frozenset()


class Round(Value):
    """How groups change.

    Attributes:
        formed: new groups, each with at least k first-comers.
        dissolved: numbers of the groups that stand no more.
    """

    formed: tuple[Group, ...]
    dissolved: tuple[int, ...] = ()

    @property
    def counted(self) -> frozenset[UUID]:
        """Whatever stands in a new group."""
        return frozenset(id for group in self.formed for id in group.members)


def plan(standing: Mapping[int, Group], waiting: Waiting, k: int) -> Round | None:
    """The next round; None while fewer than k first-comers wait.

    Args:
        standing: the groups, by number.
        waiting: what came and went since.
        k: the least that a change is made of.
    """
    if len(waiting.first) < k:
        return None
    moved = waiting.leaving | waiting.again.keys()
    touched = {
        number: group
        for number, group in standing.items()
        if moved.intersection(group.members)
    }
    if not touched and not waiting.again:
        return Round(formed=tuple(groups(waiting.first, k)))
    stay = {
        id: group.label
        for group in touched.values()
        for id in group.members
        if id not in moved
    }
    labels = [*(group.label for group in touched.values()), *waiting.again.values()]
    near = _nearest(waiting.first, labels, k)
    # The group that was dissolved is told no finer than it was.
    mixed = group_of(
        stay | waiting.again | near, *(group.label for group in touched.values())
    )
    apart = {id: path for id, path in waiting.first.items() if id not in near}
    return Round(
        formed=(mixed, *groups(apart, k)),
        dissolved=tuple(sorted(touched)),
    )


def _nearest(
    first: Mapping[UUID, Label], labels: list[Label], k: int
) -> dict[UUID, Label]:
    """The k that are most like what they join; all, where the rest would be too few."""
    if len(first) < 2 * k:
        return dict(first)
    wanted: set[Step] = {step for label in labels for step in label}

    def unlike(id: UUID) -> tuple[int, UUID]:
        return -len(wanted.intersection(first[id])), id

    return {id: first[id] for id in sorted(first, key=unlike)[:k]}
