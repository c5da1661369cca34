"""What can be asked of the plan."""

from datetime import date
from uuid import UUID

from pydantic import Field

from domain.inspection import Kind
from domain.kernel import Value
from domain.plan import FARTHEST, MOST_OBJECTS, MOST_OFFICERS
from domain.risk import Measure

LONGEST = 5000
MOST_AT_ONCE = 200


class ChangeEntry(Value):
    """What an entry of the plan says.

    Attributes:
        measure: a planned inspection, or a mandatory preventive visit.
        kind: of the inspection; null for a visit.
        control_kind: name of the kind of control, as in the register of requirements.
        everywhere: check every open place where the law lets this be planned.
        objects: otherwise ids of the places to check; empty: what the business does,
            wherever.
        starts: the first day.
        days: working days.
        hours: of interaction at most; null: the law bounds none.
        officers: ids of the persons who go.
        note: for the head.
    """

    measure: Measure = Field(examples=["visit"])
    kind: Kind | None = None
    control_kind: str = Field(
        max_length=500, examples=["Федеральный государственный пожарный надзор"]
    )
    everywhere: bool = False
    objects: tuple[UUID, ...] = Field(default=(), max_length=MOST_OBJECTS)
    starts: date = Field(le=FARTHEST, examples=["2027-03-01"])
    days: int = Field(ge=1, le=250, examples=[5])
    hours: int | None = Field(default=None, ge=1, le=1000)
    officers: tuple[str, ...] = Field(max_length=MOST_OFFICERS)
    note: str | None = Field(default=None, max_length=LONGEST)


class ProposeEntry(ChangeEntry):
    """Propose to check a business; `inn` says which."""

    inn: str = Field(max_length=20, examples=["630000000119"])


class EntryRef(Value):
    """An entry as it was read.

    Attributes:
        id: of it.
        version: that was read; when it has moved on, nothing is decided.
    """

    id: UUID
    version: int = Field(ge=1)


class ApproveEntries(Value):
    """Approve entries, all of them or none."""

    entries: tuple[EntryRef, ...] = Field(min_length=1, max_length=MOST_AT_ONCE)


class ReturnEntries(ApproveEntries):
    """Send entries back, all of them or none; whoever proposed them reads why."""

    reason: str = Field(max_length=LONGEST)


class RecordDecision(ApproveEntries):
    """Record what the prosecutor decided of entries, all of them or none.

    Attributes:
        approved: whether they were approved.
        office: of the prosecutor.
        number: of the decision.
        on: day of the decision.
        reason: in words, if one was given.
    """

    approved: bool
    office: str = Field(max_length=300, examples=["Прокуратура Самарской области"])
    number: str = Field(max_length=100, examples=["7-1-2026"])
    on: date = Field(examples=["2026-11-16"])
    reason: str | None = Field(default=None, max_length=LONGEST)


class GiveNumber(Value):
    """Tell the number of an entry in the state's register (ERPID)."""

    number: str = Field(pattern=r"^\d{20}$", examples=["63270061000000000001"])


class MoveEntry(Value):
    """Hold it at another time, or send others.

    Attributes:
        starts: the first day.
        days: working days.
        officers: ids of the persons who go.
        reason: why; the business reads it.
    """

    starts: date = Field(le=FARTHEST, examples=["2027-03-01"])
    days: int = Field(ge=1, le=250, examples=[5])
    officers: tuple[str, ...] = Field(max_length=MOST_OFFICERS)
    reason: str = Field(max_length=LONGEST)


class ExcludeEntry(Value):
    """Take an entry out of the plan.

    Attributes:
        document: on what ground.
        reason: why; the business reads it.
    """

    document: str = Field(max_length=300, examples=["Приказ № 12 от 01.12.2026"])
    reason: str = Field(max_length=LONGEST)
