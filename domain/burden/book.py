"""What an inspection took from a business, day by day, as the business says (I11)."""

from datetime import date
from typing import ClassVar
from uuid import UUID, uuid5

from eventsourcing.domain import event

from domain.burden.amounts import Amounts
from domain.burden.refusals import (
    DamageNotExplained,
    DayBeforeInspection,
    DayNotReached,
    DayNotRecorded,
    NothingSpent,
    TooManyDays,
)
from domain.inspection import Kind
from domain.kernel import Actor, Aggregate, Personal

MOST_DAYS = 400
_BOOKS = UUID("0f3d9a62-5a1b-5c8e-9d77-3b1e6f40c2a8")


class CostBook(Aggregate):
    """The days of one inspection; nobody but the client writes in it."""

    class Event(Aggregate.Event):
        subject: ClassVar[str] = "client_id"
        client_id: UUID

    class Begun(Aggregate.Created):
        """The client records something of this inspection for the first time.

        Attributes:
            inspection: of which.
            authority: organisation that holds it.
            control_kind: number of the kind of control, e.g. "004".
            kind: of the inspection.
            ordered_on: day of its order; nothing can have been spent before.
        """

        subject: ClassVar[str] = "client_id"
        client_id: UUID
        inspection: UUID
        authority: UUID
        control_kind: str
        kind: Kind
        ordered_on: date

    class DayRecorded(Event):
        """What a day took; in place of what was said of this day before.

        Attributes:
            day: local time.
            amounts: hours, roubles and damage.
            note: in words; how a damage came about.
            files: ids of documents that show it.
        """

        day: date
        amounts: Amounts
        note: Personal | None = None
        files: tuple[UUID, ...] = ()

    class DayRemoved(Event):
        """What was said of a day was a mistake."""

        day: date

    @classmethod
    def begin(
        cls,
        *,
        client_id: UUID,
        inspection: UUID,
        authority: UUID,
        control_kind: str,
        kind: Kind,
        ordered_on: date,
        by: Actor,
    ) -> "CostBook":
        """Begin the book of an inspection, with nothing in it."""
        return cls(
            client_id=client_id,
            inspection=inspection,
            authority=authority,
            control_kind=control_kind,
            kind=kind,
            ordered_on=ordered_on,
            by=by,
        )

    def record(
        self,
        day: date,
        amounts: Amounts,
        *,
        note: str | None = None,
        files: tuple[UUID, ...] = (),
        by: Actor,
        today: date,
    ) -> None:
        """Say what a day took; the same again changes nothing.

        Args:
            day: local time, from the order on.
            amounts: not empty.
            note: in words.
            files: ids of documents.
            by: who acts for the client.
            today: local time.

        Raises:
            NothingSpent: it is empty.
            DayNotReached, DayBeforeInspection: the day cannot be meant.
            DamageNotExplained: there is damage, and no words.
            TooManyDays: MOST_DAYS are recorded.

        Source:
            Стандарт «Государство для бизнеса», п. 4.8: оценка временных и материальных
            затрат, а также полученного ущерба.
        """
        note = note.strip() or None if note else None
        if amounts.is_empty:
            raise NothingSpent
        if day > today:
            raise DayNotReached
        if day < self.ordered_on:
            raise DayBeforeInspection(earliest=self.ordered_on)
        if amounts.damage and note is None:
            raise DamageNotExplained
        if day not in self.days and len(self.days) >= MOST_DAYS:
            raise TooManyDays(most=MOST_DAYS)
        if self.days.get(day) != (amounts, note, files):
            self._record(
                client_id=self.client_id,
                day=day,
                amounts=amounts,
                note=note,
                files=files,
                by=by,
            )

    def remove(self, day: date, *, by: Actor) -> None:
        """Take back what was said of a day; raises DayNotRecorded."""
        if day not in self.days:
            raise DayNotRecorded
        self._remove(client_id=self.client_id, day=day, by=by)

    @staticmethod
    def create_id(inspection: UUID) -> UUID:
        """One per inspection: the primary key enforces it."""
        return uuid5(_BOOKS, str(inspection))

    @event(Begun)
    def __init__(
        self,
        client_id: UUID,
        inspection: UUID,
        authority: UUID,
        control_kind: str,
        kind: Kind,
        ordered_on: date,
        by: Actor,
    ) -> None:
        self.client_id = client_id
        self.inspection = inspection
        self.ordered_on = ordered_on
        self.days: dict[date, tuple[Amounts, str | None, tuple[UUID, ...]]] = {}

    @event(DayRecorded)
    def _record(
        self,
        client_id: UUID,
        day: date,
        amounts: Amounts,
        by: Actor,
        note: str | None = None,
        files: tuple[UUID, ...] = (),
    ) -> None:
        self.days[day] = (amounts, note, files)

    @event(DayRemoved)
    def _remove(self, client_id: UUID, day: date, by: Actor) -> None:
        del self.days[day]
