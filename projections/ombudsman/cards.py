"""The ombudsman's part in cases as it is read (I9, I10)."""

from datetime import date, datetime
from uuid import UUID

from domain.inspection import Kind, Stage
from domain.kernel import Value
from domain.ombudsman import Status


class Opinion(Value):
    """One opinion of an office.

    Attributes:
        number: from 1.
        opinion: in words; None: the reader's side has not opened its message.
        files: ids of files that were sent with it.
        message: in which it was sent to both sides.
        on: the day, local time.
    """

    number: int
    opinion: str | None
    files: tuple[UUID, ...] = ()
    message: UUID
    on: date


class TakingPart(Value):
    """One office in one case: an inspection or an appeal.

    Attributes:
        id, version: of its participation; the version is the ETag.
        number: place of the invitation in the log.
        about: address of the case.
        inspection, appeal: which of the two it is; the other is None.
        case_number: what people call the case by.
        kind, stage: of the inspection.
        control_kind: name of the kind of control.
        starts, last_day: when the inspection is held.
        appealed: kind of what the appeal is against.
        is_open: whether the appeal is sent, and nothing has ended it.
        client_id, client_name: who invites.
        authority, authority_name: organisation that has the case.
        office, office_name: who is invited.
        status: how far it has come.
        wish: what the client hopes for.
        invited_on: day of the last invitation.
        answered_on: when the office accepted or declined; None: not yet.
        reason: why it declined or left, if it said.
        thread: where it writes with both sides; None: it never took part.
        opinions: the first one first.
        changed_at: when something happened last, UTC.
    """

    id: UUID
    version: int
    number: int
    about: str
    inspection: UUID | None
    appeal: UUID | None
    case_number: str | None
    kind: Kind | None
    control_kind: str | None
    stage: Stage | None
    starts: datetime | None
    last_day: date | None
    appealed: str | None
    is_open: bool | None
    client_id: UUID
    client_name: str | None
    authority: UUID
    authority_name: str | None
    office: UUID
    office_name: str | None
    status: Status
    wish: str | None
    invited_on: date
    answered_on: date | None
    reason: str | None
    thread: UUID | None
    opinions: tuple[Opinion, ...]
    changed_at: datetime


class InvitationPage(Value):
    """Some invitations of an office.

    Attributes:
        invitations: the newest first.
        after: cursor of the next page; None at the end.
    """

    invitations: tuple[TakingPart, ...]
    after: int | None
