"""What is read of self-assessments and of declarations of compliance."""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from domain.compliance import Degree, EvidenceKind, State
from domain.kernel import Role, Value

PAGE = 50


class Answered(Value):
    """What a client said of a requirement at some time.

    Attributes:
        version: of the self-assessment after it.
        requirement_version: the version it was said of.
        degree: how far it is observed.
        shown_by: what of the evidence asked for there is.
        evidence_kind: in what form.
        evidence: in the client's words.
        document_id: of the file given with it.
        note: for the client alone.
        at: when, UTC.
        by: id of the person who said it.
    """

    version: int
    requirement_version: int
    degree: Degree
    shown_by: tuple[str, ...]
    evidence_kind: EvidenceKind | None
    evidence: str | None
    document_id: UUID | None
    note: str | None
    at: datetime
    by: str


class Measure(Value):
    """Something to mend.

    Attributes:
        id: of the measure.
        requirement: code.
        version: of the self-assessment it belongs to; the ETag to change it.
        title: of the requirement as it reads today; its code when it is not in force.
        what: in the client's words.
        due: the day by which it is to be done.
        done_on: when it was done; None while it is open.
    """

    id: UUID
    requirement: str
    version: int
    title: str
    what: str
    due: date
    done_on: date | None

    def is_overdue(self, today: date) -> bool:
        """Whether its day is over and it is not done."""
        return self.done_on is None and self.due < today


class AssessmentCard(Value):
    """Everything a client said of one requirement.

    Attributes:
        id: of the self-assessment.
        version: its version; the ETag.
        requirement: code.
        answers: what was said, oldest first; the last one counts.
        measures: open ones by day, then those that are done.
    """

    id: UUID
    version: int
    requirement: str
    answers: tuple[Answered, ...]
    measures: tuple[Measure, ...]

    @property
    def last(self) -> Answered:
        """What counts."""
        return self.answers[-1]


class SheetState(StrEnum):
    """How far a line of a self-assessment is.

    UNASSESSED: nothing was said.
    LOOK_AGAIN: it was said of another version than the one in force.
    ASSESSED: it was said of the version in force.
    """

    UNASSESSED = "unassessed"
    LOOK_AGAIN = "look_again"
    ASSESSED = "assessed"


class SheetBy(StrEnum):
    """What the lines of a self-assessment are grouped by."""

    BODY = "body"
    KIND = "kind"


class SheetWanted(Value):
    """Which part of a self-assessment to show.

    Attributes:
        on: the day it is about.
        by: what lines are grouped by.
        body: only of this supervisory body; "" for all.
        kind: only of this kind of control; "" for all.
        state: only lines as far as this; None: all.
        degree: only where the client said this last; None: all.
        after: lines to pass over: those of the pages before.
        limit: lines on a page, 1..200.
    """

    on: date
    by: SheetBy = SheetBy.BODY
    body: str = ""
    kind: str = ""
    state: SheetState | None = None
    degree: Degree | None = None
    after: int = 0
    limit: int = PAGE


class SheetLine(Value):
    """A requirement in a self-assessment.

    Attributes:
        code: of the requirement.
        version: of it, in force on the day.
        title: in plain words.
        control_kind, control_body: who checks it.
        state: how far it is.
        degree: what the client said last.
        given_on: the version that it was said of.
        answered_at: when, UTC.
    """

    code: str
    version: int
    title: str
    control_kind: str
    control_body: str
    state: SheetState
    degree: Degree | None
    given_on: int | None
    answered_at: datetime | None


class Progress(Value):
    """How far a group of requirements is assessed.

    Attributes:
        name: of the supervisory body or kind of control; "" for the whole list.
        total: requirements that concern the client.
        assessed: of them, those assessed on the version in force.
        look_again: of them, those assessed on another version.
        complies: of the assessed, those the client says it observes.
    """

    name: str
    total: int
    assessed: int
    look_again: int
    complies: int

    @property
    def is_finished(self) -> bool:
        """Whether everything in it is assessed on the version in force."""
        return self.assessed == self.total

    @property
    def to_mend(self) -> int:
        """Of the assessed, those the client does not say it observes."""
        return self.assessed - self.complies


class Sheet(Value):
    """A page of a self-assessment.

    Attributes:
        on: the day it is about.
        whole: how far all of it is.
        groups: how far each body, or kind of control, is; by name.
        found: lines after narrowing down.
        lines: of this page, by group.
        after: for the next page; None at the end.
    """

    on: date
    whole: Progress
    groups: tuple[Progress, ...]
    found: int
    lines: tuple[SheetLine, ...]
    after: int | None


class Plan(Value):
    """What a client means to mend.

    Attributes:
        measures: open ones by day, then those that are done, the latest first.
        open: how many are open.
        overdue: how many of them are late.
        after: for the next page; None at the end.
    """

    measures: tuple[Measure, ...]
    open: int
    overdue: int
    after: int | None


class Summary(Value):
    """Self-assessment in a few numbers, for a client's home page.

    Attributes:
        total: requirements that concern the client.
        assessed: of them, those assessed on the version in force.
        look_again: of them, those assessed on another version.
        to_mend: of the assessed, those not said to be observed.
        measures: open measures of the plan.
        overdue: of them, those whose day is over.
        next_due: the earliest day of those that are not late.
        in_effect: declarations of compliance that hold today.
        declared_until: the day on which the first of these ends.
        lapsed: declarations that ended by themselves and may be renewed.
    """

    total: int
    assessed: int
    look_again: int
    to_mend: int
    measures: int
    overdue: int
    next_due: date | None
    in_effect: int
    declared_until: date | None
    lapsed: int


class ComplianceMoment(Value):
    """One thing that happened to a declaration of compliance.

    Attributes:
        kind: declared, declared_again, renewed, withdrawn, annulled or
            annulment_lifted.
        at: when, UTC.
        by: id of the person.
        role: as whom.
        number: of the declaration from then on.
        text: what was said; None when nothing was.
        requirements: versions that were declared, by code; empty at the end of it.
        valid_until: the last day then; None at the end of it.
    """

    kind: str
    at: datetime
    by: str
    role: Role
    number: int
    text: str | None
    requirements: dict[str, int]
    valid_until: date | None


class ComplianceCard(Value):
    """A declaration of compliance as it stands on a day.

    Attributes:
        id: of the declaration.
        version: its version; the ETag.
        number: place of the newest declaring in the log; people name it by this.
        client_id: who declares.
        client_name: as registered; None where the client was forgotten.
        control_body: to whom.
        control_kind: the kind of control that was chosen; None: every kind.
        requirements: versions that are declared, by code.
        on: the day of the newest declaring.
        valid_until: the last day.
        declared_at: when it was registered, UTC.
        state: where it stands on the day asked for.
        moments: everything that happened, oldest first.
    """

    id: UUID
    version: int
    number: int
    client_id: UUID
    client_name: str | None
    control_body: str
    control_kind: str | None
    requirements: dict[str, int]
    on: date
    valid_until: date
    declared_at: datetime
    state: State
    moments: tuple[ComplianceMoment, ...]


class ComplianceQueue(Value):
    """A page of declarations of compliance.

    Attributes:
        declarations: newest first.
        after: cursor of the next page; None at the end.
    """

    declarations: tuple[ComplianceCard, ...]
    after: int | None


class ConfirmedLine(Value):
    """A requirement in a declaration, and what it is confirmed by.

    Attributes:
        code: of the requirement.
        version: of it, as declared.
        title: of that version.
        act: name and number of the act and the place in it, for people.
        is_current: whether that version is the one to look at on the day.
        shown_by, evidence_kind, evidence: what the client named then.
        document_id: of the file given with it.
    """

    code: str
    version: int
    title: str
    act: str
    is_current: bool
    shown_by: tuple[str, ...]
    evidence_kind: EvidenceKind | None
    evidence: str | None
    document_id: UUID | None
