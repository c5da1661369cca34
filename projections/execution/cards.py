"""What people read of an execution and of a confirmation."""

from datetime import date, datetime
from uuid import UUID

from pydantic import Field

from domain.algorithm import AlgorithmContent
from domain.execution import (
    Form,
    How,
    Status,
    Why,
)
from domain.kernel import Role, Value
from domain.profile import FactValue


class EvidenceItem(Value):
    """Something that shows that a step was done.

    Attributes:
        id: of the piece.
        steps: numbers of the steps that it shows.
        form: file, text or record.
        file: id of the file, when it is one.
        media_type: of the file.
        sha256: of its content, hex.
        name: what it is called.
        text: what was written down, or number or address of the record.
        at: when it was attached, UTC.
        by: id of the person who attached it.
    """

    id: UUID
    steps: tuple[int, ...]
    form: Form
    file: UUID | None = None
    media_type: str | None = None
    sha256: str | None = None
    name: str | None = None
    text: str | None = None
    at: datetime
    by: str


class SettledStep(Value):
    """What became of a step.

    Attributes:
        how: done, not concerned or left out.
        on: the day.
        text: a note, or the reason why it was left out.
        by: id of the person who said so.
        carried: id of the earlier execution in which it was done; None: this one.
        until: the last day on which it counts; None: it does not end, or not known yet.
    """

    how: How
    on: date
    text: str | None = None
    by: str | None = None
    carried: UUID | None = None
    until: date | None = None


class Moment(Value):
    """One thing that happened.

    Attributes:
        kind: name of the event in snake case, e.g. "step_done".
        at: when, UTC.
        by: id of the person, or "system:<job>".
        role: as whom.
        step: number of the step it was about.
        text: what was said.
        requirements: codes it was about.
        authority: id of the body that questioned.
        why: for what something lapsed.
        facts: that changed.
        version: of the requirement or of the algorithm then.
    """

    kind: str
    at: datetime
    by: str
    role: Role
    step: int | None = None
    text: str | None = None
    requirements: tuple[str, ...] = ()
    steps: tuple[int, ...] = ()
    authority: UUID | None = None
    why: Why | None = None
    facts: dict[str, FactValue] = Field(default_factory=dict)
    version: int | None = None


class ExecutionLine(Value):
    """An execution in a list.

    Attributes:
        id: of the execution.
        number: place in the log of its beginning.
        algorithm: code.
        title: of the algorithm.
        status: where it stands.
        place_name: the premises, if it is about one.
        object: what else it is about.
        started_on: the day on which it was begun.
        finished_on: the day on which it was finished.
        confirmation: id of what came of it.
        settled: how many steps are done or left out.
        steps: how many there are.
    """

    id: UUID
    number: int
    algorithm: str
    title: str
    status: Status
    place_name: str | None
    object: str | None
    started_on: date
    finished_on: date | None
    confirmation: UUID | None
    settled: int
    steps: int


class ExecutionPage(Value):
    """A page of executions.

    Attributes:
        executions: newest first.
        after: cursor of the next page; None at the end.
    """

    executions: tuple[ExecutionLine, ...]
    after: int | None


class HandedStep(Value):
    """A step that somebody is to do.

    Attributes:
        execution: id.
        step: its number.
        action: what to do.
        title: of the algorithm.
        place_name: the premises, if it is about one.
        status: of the execution.
        how: what became of the step; None: it is open.
    """

    execution: UUID
    step: int
    action: str
    title: str
    place_name: str | None
    status: Status
    how: How | None


class ExecutionCard(Value):
    """An execution as it stands.

    Attributes:
        id: of the execution.
        version: its version; the ETag.
        number: place in the log of its beginning.
        client_id: who carries it out.
        algorithm, algorithm_version: that is followed.
        content: what that version says.
        place: id of the premises; None: the whole business.
        place_name, address: as they were when it was begun.
        object: what else it is about, in the client's words.
        status: where it stands.
        started_on, finished_on: days.
        changed_at: when it last changed, UTC.
        renews: id of the confirmation that it renews.
        confirmation: id of what came of it.
        settled: what became of steps, by number.
        evidence: in the order in which it was attached.
        handed: who is to do a step, by its number.
        moments: what happened, oldest first.
    """

    id: UUID
    version: int
    number: int
    client_id: UUID
    algorithm: str
    algorithm_version: int
    content: AlgorithmContent
    place: UUID | None
    place_name: str | None
    address: str | None
    object: str | None
    status: Status
    started_on: date
    finished_on: date | None
    changed_at: datetime
    renews: UUID | None
    confirmation: UUID | None
    settled: dict[int, SettledStep]
    evidence: tuple[EvidenceItem, ...]
    handed: dict[int, UUID]
    moments: tuple[Moment, ...]

    @property
    def is_open(self) -> bool:
        """Whether it may still be changed."""
        return self.status in {Status.RUNNING, Status.PAUSED}

    def evidence_for(self, step: int) -> tuple[EvidenceItem, ...]:
        """What is attached to a step."""
        return tuple(one for one in self.evidence if step in one.steps)

    def item(self, id: UUID) -> EvidenceItem | None:
        """One piece of evidence, if it is there."""
        return next((one for one in self.evidence if one.id == id), None)
