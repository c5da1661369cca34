"""Groups of at least k, each told as finely as that allows (E5)."""

from collections.abc import Mapping
from uuid import UUID

from domain.anonymity.segment import Label, shared
from domain.kernel import Value


class Group(Value):
    """Evaluations that are only ever shown together.

    Attributes:
        label: what is true of all of them.
        members: their ids, sorted: the order tells nothing.
    """

    label: Label
    members: tuple[UUID, ...]


def groups(paths: Mapping[UUID, Label], k: int) -> list[Group]:
    """Part evaluations into groups of at least k, each in one group.

    Whoever stands too much alone stays with others in a coarser group, which takes in
    the smallest of the finer ones when it would be too small itself.

    Args:
        paths: what could be said of each, from coarse to fine.
        k: the least that a group holds.

    Returns:
        Nothing when there are fewer than k in all.
    """
    if len(paths) < k:
        return []
    return list(_parted(dict(sorted(paths.items())), 0, k))


def group_of(paths: Mapping[UUID, Label], *labels: Label) -> Group:
    """One group of these, told as finely as is true of them and of `labels`."""
    label = shared((*paths.values(), *labels))
    return Group(label=label, members=tuple(sorted(paths)))


def _parted(paths: dict[UUID, Label], depth: int, k: int) -> list[Group]:
    label = next(iter(paths.values()))[:depth]
    if any(len(path) == depth for path in paths.values()):
        return [Group(label=label, members=tuple(sorted(paths)))]
    finer: dict[object, dict[UUID, Label]] = {}
    for id, path in paths.items():
        finer.setdefault(path[depth], {})[id] = path
    by_size = sorted(finer.values(), key=len)
    rest: dict[UUID, Label] = {}
    while by_size and (len(by_size[0]) < k or 0 < len(rest) < k):
        rest |= by_size.pop(0)
    found = [group for part in by_size for group in _parted(part, depth + 1, k)]
    if rest:
        found.append(Group(label=label, members=tuple(sorted(rest))))
    return found
