"""Appeals as both sides read them (I9)."""

from datetime import date, datetime
from uuid import UUID

from domain.appeal import (
    OPEN,
    AppealPower,
    AppealStatus,
    DraftPart,
    Outcome,
    Restoration,
    Subject,
    SubjectKind,
    Suspension,
)
from domain.inspection import Kind, Stage
from domain.kernel import Role, Value
from domain.representing import lapsed
from domain.term import Reckoning
from projections.appeal.moves import (
    AdditionCard,
    DecisionCard,
    DraftCard,
    ExplanationCard,
    ExtensionCard,
    InformationCard,
    PartCard,
    PointCard,
    RefusalCard,
    RulingCard,
    WithdrawnCard,
)


class HappenedCard(Value):
    """Something that happened to an appeal.

    Attributes:
        what: name of the event, e.g. "sent", "information_asked".
        at: when it was recorded, UTC.
        by: id of the person; "system:..." for a job.
        by_name: of the person; None: a job, or forgotten.
        by_role: as what.
        version: of the appeal after it.
    """

    what: str
    at: datetime
    by: str
    by_name: str | None = None
    by_role: Role
    version: int


class AppealLine(Value):
    """An appeal in a list.

    Attributes:
        id: of it.
        version: its version; the ETag.
        place: of its beginning in the log; cursor of lists.
        number: of the appeal; None: it is not sent.
        client_id, client_name: who appeals; no name: its data are deleted.
        authority, authority_name: organisation that decides; None: not chosen yet.
        kind: of what is appealed.
        control_kind: name of the kind of control; "" unknown.
        name: what it is called that is appealed.
        status: where it stands.
        officer, officer_name: whose it is; None: nobody's yet.
        suspension: what became of the request to suspend execution.
        is_open: it is sent, and nothing has ended it.
        waits_for_client: the term to decide stands still, until the client gives more.
        due: what has to be done next ends then; None: nothing has.
        due_day: the last day of it, in the zone where it runs.
        decide_by: until when it is decided; None: it is not sent.
        late: whether the term to appeal was over when it was sent.
        outcome: what it came to; None: it is not decided, or, in lists of the client,
            not opened.
        days: from sending to the decision.
        sent_at: when, UTC.
        changed_at: when something happened last, UTC.
    """

    id: UUID
    version: int
    place: int
    number: str | None
    client_id: UUID
    client_name: str | None
    authority: UUID | None
    authority_name: str | None
    kind: SubjectKind
    control_kind: str
    name: str
    status: AppealStatus
    officer: str | None
    officer_name: str | None = None
    suspension: Suspension
    is_open: bool
    waits_for_client: bool
    due: datetime | None
    due_day: date | None
    decide_by: datetime | None
    late: bool
    outcome: Outcome | None
    days: int | None
    sent_at: datetime | None
    changed_at: datetime

    def is_overdue(self, now: datetime) -> bool:
        """Whether the body is late with what it has to do next."""
        if self.due is None or self.status not in OPEN:
            return False
        return now > self.due and not self.waits_for_client


class AppealAgainst(Value):
    """The newest appeal of a business against a thing, unless it was taken back.

    Attributes:
        kind, subject_id: of the thing.
        id, number: of the appeal; no number: it is a draft.
        status: where it stands.
    """

    kind: SubjectKind
    subject_id: UUID
    id: UUID
    number: str | None
    status: AppealStatus


class ToExplain(AppealLine):
    """An appeal in which a body owes an explanation.

    Attributes:
        explain_day: the last day of it.
    """

    explain_day: date


class AppealCard(AppealLine):
    """An appeal as a whole.

    Attributes:
        subject: what is appealed.
        told: of a thing outside the service, what it is; None: it is inside.
        procedure, stage: of the inspection that it belongs to, when it was begun.
        begun_on: the day.
        form: which of the official forms it follows.
        learned_on: when the client learned of the matter.
        filing: the term to appeal.
        signed_by, signed_by_name: who signed.
        document: file of the power by which a representative signed.
        thread: the correspondence; message: in which it was sent.
        points: by number, with what was decided of each.
        parts: of the draft beside its points.
        additions: the client's, the oldest first.
        assigned_on: the day.
        acceptance: the term to refuse consideration.
        decision: the term to decide, as it is now.
        suspension_term: the term to decide on suspending execution.
        suspended: what was decided of that.
        suspension_ended_at: when what was suspended went on.
        restoration: what became of the request to restore the missed term.
        restored: what was decided of that.
        refusal: why it is not considered.
        information: what the client was asked for, the oldest first.
        explanations: of the body, the oldest first.
        extensions: of the term to decide.
        draft: of the decision; for those who decide alone.
        decided: the decision.
        withdrawn: by the client.
        delivered_at: when the client opened the decision or the refusal, UTC.
        court: the term to go to court.
        history: everything that happened, the oldest first.
    """

    subject: Subject
    told: str | None
    procedure: Kind | None
    stage: Stage | None
    begun_on: date
    form: int | None
    learned_on: date | None
    filing: Reckoning | None
    signed_by: str | None
    signed_by_name: str | None = None
    document: UUID | None
    thread: UUID | None
    message: UUID | None
    points: tuple[PointCard, ...]
    parts: dict[DraftPart, PartCard]
    additions: tuple[AdditionCard, ...]
    assigned_on: date | None
    acceptance: Reckoning | None
    decision: Reckoning | None
    suspension_term: Reckoning | None
    suspended: RulingCard | None
    suspension_ended_at: datetime | None
    restoration: Restoration
    restored: RulingCard | None
    refusal: RefusalCard | None
    information: tuple[InformationCard, ...]
    explanations: tuple[ExplanationCard, ...]
    extensions: tuple[ExtensionCard, ...]
    draft: DraftCard | None
    decided: DecisionCard | None
    withdrawn: WithdrawnCard | None
    delivered_at: datetime | None
    court: Reckoning | None
    history: tuple[HappenedCard, ...]

    @property
    def is_sent(self) -> bool:
        """Whether it ever was."""
        return self.sent_at is not None

    @property
    def awaited(self) -> InformationCard | None:
        """What the client is asked for now."""
        return next((one for one in self.information if one.is_open), None)


class AppealPage(Value):
    """Some appeals; `after` is the cursor of the next page, None at the end."""

    appeals: tuple[AppealLine, ...]
    after: str | None


class AppealCount(Value):
    """How many open appeals a body has; MOST_COUNTED stands for as many or more.

    Attributes:
        open: in all.
        mine: whose officer is the reader.
        unassigned: of nobody.
        overdue: with which the body is late.
        suspension: in which the request to suspend execution waits.
        waiting: in which something is awaited from the client.
    """

    open: int
    mine: int
    unassigned: int
    overdue: int
    suspension: int
    waiting: int


class AppealRepresentativeCard(Value):
    """Somebody who acts, or acted, for the client in one appeal.

    Attributes:
        appeal: which.
        person, name: who; None: forgotten.
        powers: what the person may do; empty: nothing any more.
        until: the last day; None: until it is revoked.
        document: file of the power of attorney.
        since: when the person was named, UTC.
        changed_at: when that was last changed, UTC.
    """

    appeal: UUID
    person: str
    name: str | None = None
    powers: tuple[AppealPower, ...]
    until: date | None
    document: UUID | None
    since: datetime
    changed_at: datetime

    def sees(self, today: date) -> bool:
        """Whether the person may read the appeal; as `AppealRepresentation.sees`."""
        return not lapsed(self.powers, self.until, today)

    def may(self, power: AppealPower, today: date) -> bool:
        """Whether the person may do this on a day."""
        return self.sees(today) and power in self.powers
