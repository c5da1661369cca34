"""Days on which nobody in a business can answer, as it declares them (C4)."""

from datetime import date, timedelta
from typing import ClassVar
from uuid import UUID, uuid5

from eventsourcing.domain import event

from domain.information_request.refusals import (
    AbsenceBackwards,
    AbsencePast,
    AbsencesOverlap,
    AbsenceTooFar,
    AbsenceUnknown,
)
from domain.kernel import Actor, Aggregate

_ABSENCES = UUID("6c1b44e4-5b8f-5c3b-8f0a-2c6b0d4ad1c7")
FURTHEST = timedelta(days=366)


class Absences(Aggregate):
    """The declared absences of one business; why it is absent is nobody's business."""

    class Event(Aggregate.Event):
        subject: ClassVar[str] = "client_id"
        client_id: UUID

    class Begun(Aggregate.Created):
        """The business declares an absence for the first time; see Declared."""

        subject: ClassVar[str] = "client_id"
        client_id: UUID

    class Declared(Event):
        """Nobody can answer from `since` to `until`, both included."""

        number: int
        since: date
        until: date

    class TakenBack(Event):
        """Somebody can answer after all."""

        number: int

    @classmethod
    def begin(cls, *, client_id: UUID, by: Actor) -> "Absences":
        """Begin the list of a business."""
        return cls(client_id=client_id, by=by)

    def declare(self, since: date, until: date, *, by: Actor, today: date) -> int:
        """Declare an absence.

        Args:
            since: first day.
            until: last day, included.
            by: who acts for the business.
            today: the day, local time.

        Returns:
            The number of the absence.

        Raises:
            AbsenceBackwards: it ends before it begins.
            AbsencePast: it is over.
            AbsenceTooFar: it ends more than a year ahead.
            AbsencesOverlap: some of these days are declared.
        """
        if until < since:
            raise AbsenceBackwards
        if until < today:
            raise AbsencePast
        if until > today + FURTHEST:
            raise AbsenceTooFar(latest=today + FURTHEST)
        if any(since <= b and a <= until for a, b in self.spans.values()):
            raise AbsencesOverlap
        number = self.last + 1
        self._declare(
            client_id=self.client_id, number=number, since=since, until=until, by=by
        )
        return number

    def take_back(self, number: int, *, by: Actor) -> None:
        """Take an absence back; time that was given because of it stays given.

        Again it changes nothing.

        Raises:
            AbsenceUnknown: there never was one with this number.
        """
        if not 1 <= number <= self.last:
            raise AbsenceUnknown
        if number in self.spans:
            self._take_back(client_id=self.client_id, number=number, by=by)

    @staticmethod
    def create_id(client_id: UUID) -> UUID:
        """One list per business: the primary key enforces it."""
        return uuid5(_ABSENCES, str(client_id))

    @event(Begun)
    def __init__(self, client_id: UUID, by: Actor) -> None:
        self.client_id = client_id
        self.last = 0
        self.spans: dict[int, tuple[date, date]] = {}

    @event(Declared)
    def _declare(
        self, client_id: UUID, number: int, since: date, until: date, by: Actor
    ) -> None:
        self.last = number
        self.spans[number] = (since, until)

    @event(TakenBack)
    def _take_back(self, client_id: UUID, number: int, by: Actor) -> None:
        del self.spans[number]
