"""Inspections as both sides read them (I0 to I8)."""

from datetime import date, datetime
from uuid import UUID

from domain.data_assessment import Moment, Outcome, Why
from domain.inspection import (
    Approval,
    Cause,
    Circumstances,
    ControlAction,
    Ending,
    Ground,
    Happened,
    Kind,
    Moving,
    Obstacle,
    Order,
    Power,
    Settled,
    Stage,
    Step,
    Terms,
    Undone,
)
from domain.kernel import Role, Value
from domain.redress import ByAppeal
from domain.term import Pause


class StepCard(Value):
    """One step that was taken.

    Attributes:
        step: which.
        at: when it was.
        place: where, in words; "" when it has no place.
        by: id of the person; "system:..." for a job.
        by_name: of the person; None: a job, or forgotten.
        by_role: as what.
        version: of the inspection's event that tells it.
        recorded_at: when it was recorded, UTC.
    """

    step: Step
    at: datetime
    place: str
    by: str
    by_name: str | None = None
    by_role: Role
    version: int
    recorded_at: datetime


class ReasonedCard(Value):
    """One requirement that is inspected, and why the data were not enough.

    Attributes:
        code, version: of the requirement.
        outcome, why: what the records said, in one word.
        reason: the same in words of the body.
    """

    code: str
    version: int
    outcome: Outcome
    why: Why
    reason: str = ""


class ViolationCard(Value):
    """One thing that was found.

    Attributes:
        number: from 1.
        requirement: code.
        objects: where; empty: in the business as a whole.
        what: in words.
    """

    number: int
    requirement: str
    objects: tuple[UUID, ...] = ()
    what: str


class ProsecutorCard(Value):
    """What the prosecutor was told and decided; None: not yet.

    Attributes:
        office: that was told, or decided.
        approved: what it decided.
        number: of the decision.
        reason: why, if it said.
    """

    office: str
    approved: bool | None = None
    number: str | None = None
    reason: str | None = None


class SuspensionCard(ByAppeal):
    """An appeal that suspends an inspection, and since when it stands."""

    at: datetime


class CorrectionCard(ByAppeal):
    """How the act is to be read by an appeal."""

    words: str


class CaseLine(Value):
    """An inspection in a list.

    Attributes:
        id: of it.
        version: its version; the ETag.
        number: place of it in the log; what people call it by.
        register_number: in the state's register of inspections; None: not yet.
        client_id, client_name: who is inspected.
        authority, authority_name: organisation that inspects.
        kind: of the inspection.
        control_kind: name of the kind of control.
        ground: on what ground.
        stage: where it stands.
        is_over: nothing more happens.
        is_known: the client knows of it; see `tells_client`.
        starts: when it begins, or began by the order.
        last_day: on which it ends.
        ordered_on: day of the order.
        actions: how many actions are recorded.
        violations_found: how many violations the act names.
        changed_at: when something happened last, UTC.
    """

    id: UUID
    version: int
    number: int
    register_number: str | None
    client_id: UUID
    client_name: str | None
    authority: UUID
    authority_name: str | None
    kind: Kind
    control_kind: str
    ground: Ground
    stage: Stage
    is_over: bool
    is_known: bool
    starts: datetime
    last_day: date
    ordered_on: date
    actions: int
    violations_found: int
    changed_at: datetime


class CaseCard(CaseLine):
    """An inspection as a whole; its actions, moves and people come apart.

    Attributes:
        order: as it stands, with the dates to which it was moved.
        explained: the ground, in words.
        known: about the client, that the order was measured by.
        approval: what the prosecutor has to do with it.
        assessed: as of when the records were asked.
        remaining: requirements that the records did not settle.
        ordered_by, ordered_by_name: who ordered it.
        notice: that told the client; None: it was told otherwise, or not yet.
        prosecutor: None: nobody told it.
        steps: in the order of their recording, the order first.
        obstacle: why it could not be held.
        violations: what was found.
        improve_until, improve_how: until when that is to be removed, how that is shown.
        rests_on: address of what shows that it was removed.
        ending: how it is over.
        reason: why it was stopped, cancelled or could not be held.
        suspended: appeals by which nothing goes on now.
        stood: times for which appeals suspended it, and which are over.
        void: what an appeal undid.
        corrections: of the act, by appeals.
    """

    order: Order
    explained: str
    known: Circumstances
    approval: Approval
    assessed: Moment
    remaining: tuple[ReasonedCard, ...]
    ordered_by: str
    ordered_by_name: str | None = None
    notice: UUID | None
    prosecutor: ProsecutorCard | None
    steps: tuple[StepCard, ...]
    obstacle: Obstacle | None
    violations: tuple[ViolationCard, ...]
    improve_until: date | None
    improve_how: str | None
    rests_on: str | None
    ending: Ending | None
    reason: str | None
    suspended: tuple[SuspensionCard, ...] = ()
    stood: tuple[Pause, ...] = ()
    void: tuple[Undone, ...] = ()
    corrections: tuple[CorrectionCard, ...] = ()

    @property
    def is_suspended(self) -> bool:
        """Whether an appeal lets nothing go on."""
        return bool(self.suspended)

    def pauses(self, now: datetime) -> tuple[Pause, ...]:
        """Times for which appeals suspended it, until now."""
        if not self.suspended:
            return self.stood
        return (*self.stood, Pause(since=self.suspended[0].at, until=now))

    @property
    def happened(self) -> tuple[Happened, ...]:
        """The steps as the law is measured by; without the order itself."""
        return tuple(
            Happened(one.step, one.at, one.by, one.version)
            for one in self.steps
            if one.step not in (Step.ORDER, Step.MOVE)
        )

    def taken(self, step: Step) -> StepCard | None:
        """The first time that a step was taken."""
        return next((one for one in self.steps if one.step is step), None)

    @property
    def found_nothing(self) -> bool:
        """Whether the act says that there were no violations."""
        return self.taken(Step.DRAW_ACT) is not None and not self.violations


class CasePage(Value):
    """Some inspections.

    Attributes:
        inspections: the newest first.
        after: cursor of the next page; None at the end.
    """

    inspections: tuple[CaseLine, ...]
    after: int | None


class ActionCard(Value):
    """One action of an inspection.

    Attributes:
        id, version: of the record.
        number: its place in the log; cursor of lists.
        action: what was done.
        by, by_name: who did it.
        since, until: when.
        place: where, in words.
        with_client: whether it took the time of the client.
        objects, requirements: what it was about.
        held: records of the state in which it had what was demanded.
        files: photos and other files.
        said: what was seen, in words.
        recorded_at: when it was recorded, UTC.
    """

    id: UUID
    version: int
    number: int
    action: ControlAction
    by: str
    by_name: str | None = None
    since: datetime
    until: datetime
    place: str
    with_client: bool
    objects: tuple[UUID, ...]
    requirements: tuple[str, ...]
    held: tuple[str, ...]
    files: tuple[UUID, ...]
    said: str | None
    recorded_at: datetime


class ActionPage(Value):
    """Some actions, the last recorded first; `after` is the cursor of the next page."""

    actions: tuple[ActionCard, ...]
    after: int | None


class MoveCard(Value):
    """One wish of a client for another date.

    Attributes:
        id, version: of it.
        inspection: which.
        turn: which time it was asked, from 1.
        status: where it stands.
        cause, reason: why.
        planned: when the inspection would begin.
        slots: when the client could, what it likes best first.
        terms: by when that is decided, and how far it may go.
        document: file that shows the cause.
        asked_by, asked_by_name: who asked.
        asked_at: when, UTC.
        offered: other times of the body.
        choose_by: until when the client chooses among them.
        slot, how: the new time, and how it was found.
        answer: why the body offered other times or declined, in words.
        settled_at: when it was decided, UTC.
    """

    id: UUID
    version: int
    inspection: UUID
    turn: int
    status: Moving
    cause: Cause
    reason: str | None
    planned: datetime
    slots: tuple[datetime, ...]
    terms: Terms
    document: UUID | None
    asked_by: str
    asked_by_name: str | None = None
    asked_at: datetime
    offered: tuple[datetime, ...]
    choose_by: datetime | None
    slot: datetime | None
    how: Settled | None
    answer: str | None
    settled_at: datetime | None

    @property
    def is_open(self) -> bool:
        return self.status in (Moving.ASKED, Moving.OFFERED)

    @property
    def due(self) -> datetime:
        """When silence decides."""
        return self.choose_by or self.terms.decide_by


class RepresentativeCard(Value):
    """Somebody who acts, or acted, for the client in one inspection.

    Attributes:
        inspection: which.
        person, name: who; None: forgotten.
        powers: what the person may do; empty: nothing any more.
        until: the last day; None: until it is revoked.
        document: file of the power of attorney.
        since: when the person was named, UTC.
        changed_at: when that was last changed, UTC.
    """

    inspection: UUID
    person: str
    name: str | None = None
    powers: tuple[Power, ...]
    until: date | None
    document: UUID | None
    since: datetime
    changed_at: datetime

    def may(self, power: Power, today: date) -> bool:
        """Whether the person may do this on a day; as `Representation.may`."""
        if not self.powers or (self.until is not None and today > self.until):
            return False
        return power is Power.SEE or power in self.powers
