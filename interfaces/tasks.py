"""The steps of an execution as they stand for its client today (C2)."""

from typing import NamedTuple
from uuid import UUID

from domain.algorithm import Step
from domain.condition import Verdict
from domain.profile import Profile
from projections.execution import ExecutionCard, SettledStep


class Task(NamedTuple):
    """A step in the list of an execution.

    Attributes:
        step: what is to be done.
        settled: what became of it; None: it is open.
        concerned: whether it is about the business, as far as is known.
        waits_for: numbers of the steps that come before it.
        shown: how many pieces of evidence are attached.
        person: id of who is to do it.
    """

    step: Step
    settled: SettledStep | None
    concerned: Verdict
    waits_for: tuple[int, ...]
    shown: int
    person: UUID | None

    @property
    def is_open(self) -> bool:
        """Whether it still has to be done."""
        return self.settled is None and self.concerned is not Verdict.DOES_NOT_APPLY


def tasks_of(card: ExecutionCard, profile: Profile) -> list[Task]:
    """The steps of an execution as they stand, in order."""
    concerned = {s.number: s.concerns(profile) for s in card.content.steps}
    behind = {*card.settled} | {
        n for n, verdict in concerned.items() if verdict is Verdict.DOES_NOT_APPLY
    }
    before = card.content.flow.before
    return [
        Task(
            step=step,
            settled=card.settled.get(step.number),
            concerned=concerned[step.number],
            waits_for=tuple(n for n in before[step.number] if n not in behind),
            shown=len(card.evidence_for(step.number)),
            person=card.handed.get(step.number),
        )
        for step in card.content.steps
    ]


def next_of(tasks: list[Task]) -> Task | None:
    """The first step that may be taken now."""
    return next((one for one in tasks if one.is_open and not one.waits_for), None)
