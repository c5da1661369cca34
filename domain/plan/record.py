"""What the state's register of inspections (ERKNM) says of a check."""

from datetime import date
from enum import StrEnum
from typing import ClassVar, Final
from uuid import UUID, uuid5

from eventsourcing.domain import event
from pydantic import Field

from domain.kernel import Actor, Aggregate, Value
from domain.plan.content import FARTHEST
from domain.risk.category import Measure

_RECORDS: Final = UUID("7d3c7e52-1c52-5d10-9a4b-9c5f4f6c0a17")
MANDATORY_VISIT: Final = "обязательный профилактический визит"


class RegisterStatus(StrEnum):
    """Where a check stands by the register, under the register's own key.

    OTHER: a key that the service does not know.
    """

    WAITING = "TYPE_WAITING_CARRY_OUT"
    UNDER_WAY = "TYPE_CARRIED_OUT"
    COMPLETED = "TYPE_COMPLETED"
    DECISION_APPEALED = "DECISION_APPEALED"
    REFUSED = "REJECT"
    OBJECTED = "APPEALED"
    IMPOSSIBLE = "TYPE_CANT_BE_CARRY_OUT"
    CAUTIONED = "REMARK"
    CANCELLED = "TYPE_CANCELED"
    OTHER = "OTHER"


NOT_HELD: Final = frozenset(
    {RegisterStatus.REFUSED, RegisterStatus.IMPOSSIBLE, RegisterStatus.CANCELLED}
)


class RegisterEntry(Value):
    """What a record says; who inspects and where is left where it is published.

    Attributes:
        number: of the record (ERPID).
        is_prevention: a preventive measure, not an inspection.
        is_planned: by the yearly plan; None: the register does not say.
        kind: as the register calls it, e.g. "Выездная проверка".
        status: where it stands.
        control_kind: name of the kind of control.
        control_number: its three digits; None: the record does not say.
        body: who holds it.
        starts, stops: first and last day; None: not said.
        objects: how many.

    Source:
        ПП 604 от 16.04.2021 (LAW-063, LAW-066).
    """

    number: str = Field(pattern=r"^\d{20}$")
    is_prevention: bool
    is_planned: bool | None
    kind: str = Field(max_length=300)
    status: RegisterStatus
    control_kind: str = Field(max_length=500)
    control_number: str | None = Field(default=None, pattern=r"^\d{3}$")
    body: str = Field(max_length=500)
    starts: date | None = Field(le=FARTHEST)
    stops: date | None = Field(le=FARTHEST)
    objects: int = Field(ge=0)

    @property
    def measure(self) -> Measure | None:
        """What of the yearly plan it is; None: nothing."""
        if self.status in NOT_HELD:
            return None
        if self.is_prevention:
            is_visit = self.kind.casefold().strip() == MANDATORY_VISIT
            return Measure.VISIT if is_visit else None
        return Measure.INSPECTION if self.is_planned else None


class RegisterRecord(Aggregate):
    """What the register says of a check of one of the service's businesses."""

    class Event(Aggregate.Event):
        subject: ClassVar[str] = "client_id"
        client_id: UUID

    class TakenIn(Aggregate.Created):
        """A body read it in a file of the register.

        Attributes:
            client_id: who is checked.
            authority: organisation that read the file.
            entry: what the record says.
        """

        subject: ClassVar[str] = "client_id"
        client_id: UUID
        authority: UUID
        entry: RegisterEntry

    class Amended(Event):
        """A later file says something else."""

        entry: RegisterEntry

    @classmethod
    def take_in(
        cls, entry: RegisterEntry, *, client_id: UUID, authority: UUID, by: Actor
    ) -> "RegisterRecord":
        """Keep what a record says of a business that the service knows."""
        return cls(client_id=client_id, authority=authority, entry=entry, by=by)

    def amend(self, entry: RegisterEntry, *, by: Actor) -> None:
        """Keep what it says now; the same again changes nothing."""
        if entry != self.entry:
            self._amend(client_id=self.client_id, entry=entry, by=by)

    @staticmethod
    def create_id(client_id: UUID, authority: UUID, entry: RegisterEntry) -> UUID:
        """One per body, record and business: the primary key enforces it."""
        return uuid5(_RECORDS, f"{authority}/{entry.number}/{client_id}")

    @event(TakenIn)
    def __init__(
        self, client_id: UUID, authority: UUID, entry: RegisterEntry, by: Actor
    ) -> None:
        self.client_id = client_id
        self.authority = authority
        self.entry = entry

    @event(Amended)
    def _amend(self, client_id: UUID, entry: RegisterEntry, by: Actor) -> None:
        self.entry = entry
