"""The plan as officers, and the businesses in it, read it."""

from datetime import date, datetime
from uuid import UUID

from domain.inspection import Kind
from domain.kernel import Value
from domain.plan import Booking, Content, Dates, PlanStatus, RegisterEntry
from domain.risk import Measure


class EntryLine(Value):
    """An entry of the plan in a list.

    Attributes:
        id: of it.
        version: its version; the ETag.
        number: place of it in the log; what people call it by.
        client_id: who is checked.
        client_name: its name.
        status: where it stands.
        measure: a planned inspection, or a mandatory preventive visit.
        kind: of the inspection; None for a visit.
        control_kind: name of the kind of control.
        objects: how many.
        dates: when.
        officers: ids of the persons who go.
        register_number: in the state's register; None: not known yet.
        inspection: id of the inspection that was ordered on it; None: none was.
        changed_at: when something happened last, UTC.
    """

    id: UUID
    version: int
    number: int
    client_id: UUID
    client_name: str | None
    status: PlanStatus
    measure: Measure
    kind: Kind | None
    control_kind: str
    objects: int
    dates: Dates
    officers: tuple[str, ...]
    register_number: str | None
    inspection: UUID | None
    changed_at: datetime

    @property
    def booking(self) -> Booking:
        """As far as it takes somebody's time."""
        return Booking(self.id, self.client_id, self.dates, self.officers)


class ProsecutorCard(Value):
    """What a prosecutor decided.

    Attributes:
        approved: whether it was approved.
        office: of the prosecutor.
        number: of the decision.
        on: day of the decision.
        reason: in words; None: none was given.
    """

    approved: bool
    office: str
    number: str
    on: date
    reason: str | None = None


class EntryCard(EntryLine):
    """An entry as a whole.

    Attributes:
        authority: organisation that plans.
        authority_name: its name.
        inn: of the business; None: forgotten.
        content: what it says.
        note: of whoever proposed it; None: nothing.
        proposed_by: id of the person.
        approved_by: id of the head; None: not approved.
        returned_because: why the head sent it back last; None: the head did not.
        prosecutor: what the prosecutor decided; None: nothing yet, or not needed.
        moved_because: why it was moved last; None: it was not.
        excluded_by: document on which it was taken out; None: it was not.
        excluded_because: why.
    """

    authority: UUID
    authority_name: str | None
    inn: str | None
    content: Content
    note: str | None
    proposed_by: str
    approved_by: str | None
    returned_because: str | None
    prosecutor: ProsecutorCard | None
    moved_because: str | None
    excluded_by: str | None
    excluded_because: str | None


class RecordLine(Value):
    """What the state's register says of a check.

    Attributes:
        id: of the record here.
        client_id: who is checked.
        client_name: its name.
        entry: what the record says.
        changed_at: when it was read last with something new, UTC.
    """

    id: UUID
    client_id: UUID
    client_name: str | None
    entry: RegisterEntry
    changed_at: datetime


class ComingCheck(Value):
    """What is planned for a business, as it reads it.

    Attributes:
        entry: id of the entry; None: only the state's register says so.
        authority_name: who comes.
        measure: a planned inspection, or a mandatory preventive visit.
        kind: of the inspection; None for a visit, or when a register says it in words.
        register_kind: the kind in the words of the register; "" otherwise.
        control_kind: name of the kind of control.
        objects: ids of the places; None among them: the business as a whole.
        starts: first day.
        last_day: last day; None: not said.
        days: working days; None: not said.
        hours: of interaction at most; None: not said, or the law bounds none.
        moved_because: why it was moved last; None: it was not.
        register_number: in the state's register; None: not known yet.
        version: of what says so.
        changed_at: when something happened last, UTC.
    """

    entry: UUID | None
    authority_name: str | None
    measure: Measure
    kind: Kind | None
    register_kind: str = ""
    control_kind: str
    objects: tuple[UUID | None, ...]
    starts: date
    last_day: date | None
    days: int | None
    hours: int | None
    moved_because: str | None
    register_number: str | None
    version: int
    changed_at: datetime


class Exported(Value):
    """An entry with what a file of the state's register says of it.

    Attributes:
        id: of the entry.
        status: where it stands.
        register_number: in the state's register; None: not known yet.
        content: what it says.
        prosecutor: what the prosecutor decided; None: nothing.
        authority_name: who plans.
        client_id: who is checked.
        client_name: its name.
        client_kind: what it is in law.
        inn, ogrn: of it.
        size: of it; None: unknown.
        okved: codes of its activities.
        addresses: of its open places, by id.
    """

    id: UUID
    status: PlanStatus
    register_number: str | None
    content: Content
    prosecutor: ProsecutorCard | None
    authority_name: str | None
    client_id: UUID
    client_name: str
    client_kind: str
    inn: str
    ogrn: str | None
    size: str | None
    okved: tuple[str, ...]
    addresses: dict[UUID, str]
