"""What comes of appeals: for everybody without showing anyone, for bodies by step.

For everybody, groups are shown in portions of businesses: see
`domain.small_groups.grouped`. A body sees its own appeals one by one, so that what it
reads of them is exact.

Source: services I9, I10; «Государство для бизнеса», п. 4.8, last paragraph.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from statistics import median
from typing import Final, NamedTuple
from uuid import UUID

from domain.appeal.subject import SubjectKind
from domain.inspection import Kind, Stage
from domain.kernel import Value
from domain.small_groups import Groups, K, grouped

MOST_GROUNDS: Final = 5
_HUNDRED, _TENS = 100, 10


class CaseAppealed(NamedTuple):
    """One appeal that was decided.

    Attributes:
        control_kind: name of the kind of control.
        authority: organisation that decided it.
        client_id: who appealed.
        number: place in the log, by which portions are filled.
        days: from sending to the decision.
        is_upheld: in whole or in part.
        grounds: codes, those that a point leans on, each once.
        upheld_grounds: codes of the points that were upheld.
        kind: what was appealed.
        procedure: kind of the inspection that it belongs to; None: of none.
        stage: where that inspection stood when it was appealed.
    """

    control_kind: str
    authority: UUID
    client_id: UUID
    number: int
    days: int
    is_upheld: bool
    grounds: tuple[str, ...]
    upheld_grounds: tuple[str, ...]
    kind: SubjectKind
    procedure: Kind | None = None
    stage: Stage | None = None


class Appealed(Value):
    """What comes of the appeals of a group.

    Attributes:
        clients: how many businesses the figure is made of, a multiple of k.
        appeals: how many of theirs were decided.
        upheld: how many of a hundred, in whole or in part.
        days: median from sending to the decision.
        grounds: the most frequent ones by code, each in how many of a hundred appeals,
            to ten; the most frequent first.
    """

    clients: int
    appeals: int
    upheld: int
    days: int
    grounds: dict[str, int]


class StepAppealed(Value):
    """What comes of the appeals against one step of one procedure of a body.

    Attributes:
        control_kind: name of the kind of control.
        kind: what was appealed.
        procedure, stage: of the inspection that it belongs to; None: of none.
        appeals: how many were decided.
        upheld: how many of them, in whole or in part.
        days: median from sending to the decision.
        grounds: of points that were upheld, how often each; the most frequent first.
    """

    control_kind: str
    kind: SubjectKind
    procedure: Kind | None
    stage: Stage | None
    appeals: int
    upheld: int
    days: int
    grounds: dict[str, int]


def appealed(cases: Iterable[CaseAppealed], k: int = K) -> Groups[Appealed]:
    """What comes of appeals, by kind of control and by body.

    Args:
        cases: one per appeal that was decided, any order.
        k: how many businesses there are at least in whatever is shown.
    """
    return grouped(cases, k, _appealed)


def steps_appealed(cases: Iterable[CaseAppealed]) -> tuple[StepAppealed, ...]:
    """Which steps of which procedure produce upheld appeals.

    Args:
        cases: of one body, any order.

    Returns:
        The step with most upheld appeals first.
    """
    found: dict[tuple[object, ...], list[CaseAppealed]] = {}
    for one in cases:
        step = (one.control_kind, one.kind, one.procedure, one.stage)
        found.setdefault(step, []).append(one)
    steps = map(_step, found.values())
    return tuple(
        sorted(steps, key=lambda one: (-one.upheld, -one.appeals, one.kind.value))
    )


def _appealed(cases: Sequence[CaseAppealed], clients: int) -> Appealed:
    named = _frequent(ground for one in cases for ground in one.grounds)
    return Appealed(
        clients=clients,
        appeals=len(cases),
        upheld=round(_upheld(cases) * _HUNDRED / len(cases)),
        days=_days(cases),
        grounds={
            ground: share
            for ground, count in named.items()
            if (share := round(count * _TENS / len(cases)) * _TENS)
        },
    )


def _step(cases: Sequence[CaseAppealed]) -> StepAppealed:
    one = cases[0]
    return StepAppealed(
        control_kind=one.control_kind,
        kind=one.kind,
        procedure=one.procedure,
        stage=one.stage,
        appeals=len(cases),
        upheld=_upheld(cases),
        days=_days(cases),
        grounds=_frequent(code for one in cases for code in one.upheld_grounds),
    )


def _upheld(cases: Sequence[CaseAppealed]) -> int:
    return sum(one.is_upheld for one in cases)


def _days(cases: Sequence[CaseAppealed]) -> int:
    return round(median(one.days for one in cases))


def _frequent(codes: Iterable[str]) -> Mapping[str, int]:
    """The most frequent ones; of equal ones the first by its code."""
    counted = Counter(codes).items()
    ordered = sorted(counted, key=lambda pair: (-pair[1], pair[0]))
    return dict(ordered[:MOST_GROUNDS])
