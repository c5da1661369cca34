"""Finds how long a business needs, and what need not be asked of it (C4)."""

from collections.abc import Sequence
from datetime import date
from typing import Final, NamedTuple, Protocol
from uuid import UUID

from application.log import EventLog
from application.ports import Clock, Places, StateHolds
from domain.information_request import (
    Absences,
    Ground,
    Item,
    LeadTime,
    Sufficient,
    TimeRule,
    TimeTable,
    UnknownDocumentKind,
    absences,
    reckoned,
    sufficient,
)
from domain.kernel import Certainty
from domain.law_term import LawTerm
from domain.term import Pause, Place, Reckoning, Term, Unit

BOUNDS: Final = {Ground.DOCUMENTARY: "LAW-089"}
"""The rule of law that bounds the time, where one does."""
BASES: Final = {
    Ground.DEMAND: "LAW-088",
    Ground.GOOD_FAITH: None,
}
"""The rule of law by which the body sets the time itself."""
STANDARD: Final = "Стандарт «Государство для бизнеса», п. 4.8"
ABSENCE: Final = "LAW-084"
"""The rule of law that says how long an absence counts at most."""


class Law(Protocol):
    """The numbers of the law as of a day."""

    def on(self, id: str, day: date) -> LawTerm:
        """A rule by its id."""
        ...


class Reckoned(NamedTuple):
    """How long a business gets.

    Attributes:
        time: what it needs at least, line by line.
        days: working days that it gets.
        reckoning: when that ends.
        pauses: declared absences that are left out.
    """

    time: Sufficient
    days: int
    reckoning: Reckoning
    pauses: tuple[Pause, ...]


class SufficientTimes:
    """Reckons the time for a request.

    Args:
        log: knows declared absences.
        clock: tells the day.
        law: bounds the time.
        places: calendar and zone of a business.
        holds: what the state knows of a business.
        lead_times: how long documents take.
        rules: what makes it longer.
    """

    def __init__(
        self,
        log: EventLog,
        clock: Clock,
        law: Law,
        places: Places,
        holds: StateHolds,
        lead_times: Sequence[LeadTime],
        rules: Sequence[TimeRule],
    ) -> None:
        self._log = log
        self._clock = clock
        self._law = law
        self._places = places
        self._holds = holds
        self._lead_times = lead_times
        self._rules = rules

    def table(self) -> TimeTable:
        """The numbers of today."""
        return TimeTable(self._lead_times, self._rules, self._clock.today())

    def reckon(
        self,
        client_id: UUID,
        items: Sequence[Item],
        ground: Ground,
        days: int | None = None,
    ) -> Reckoned:
        """How long a business gets from today.

        Args:
            client_id: who is asked.
            items: what is asked for.
            ground: on what ground.
            days: working days that the body gives, if it says so.

        Raises:
            NotFound: there is no such business.
            UnknownDocumentKind: the table lacks one.
            RequestTooLarge: the law allows less than that takes.
        """
        today, table = self._clock.today(), self.table()
        unknown = [one.kind for one in items if one.kind not in table.kinds]
        if unknown:
            raise UnknownDocumentKind(kind=unknown[0])
        circumstances, region = self._holds.circumstances(client_id)
        place = self._places.at(region)
        bound = self._law.on(BOUNDS[ground], today) if ground in BOUNDS else None
        pauses = self._pauses(client_id, today, place)
        time, reckoning = reckoned(
            sufficient([one.kind for one in items], circumstances, table, bound=bound),
            today,
            place,
            table,
            pauses=pauses,
            term=self._term(ground, bound, today),
            days=days,
        )
        return Reckoned(time, reckoning.term.value, reckoning, pauses)

    def _term(self, ground: Ground, bound: LawTerm | None, today: date) -> Term:
        """The rule behind the time; its length is the service's own estimate."""
        basis = BASES.get(ground)
        rule = bound or (self._law.on(basis, today) if basis else None)
        return Term(
            value=0,
            unit=Unit.WORKING_DAY,
            rule=rule.id if rule else None,
            source=rule.source if rule else STANDARD,
            certainty=Certainty.UNSURE,
        )

    def _pauses(self, client_id: UUID, today: date, place: Place) -> tuple[Pause, ...]:
        declared = self._log.find(Absences, Absences.create_id(client_id))
        if declared is None:
            return ()
        most = self._law.on(ABSENCE, today).number
        return absences(sorted(declared.spans.values()), today, place, most)
