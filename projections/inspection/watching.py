"""Red flags of an inspection and its budget of hours, as of this instant (I0)."""

from collections.abc import Callable
from datetime import date, datetime
from typing import NamedTuple, Protocol

from domain.inspection import (
    Budget,
    By,
    Case,
    KindTable,
    RedFlag,
    budget,
    flags,
    limit,
)
from domain.inspection.kinds import Law
from domain.term import Place, WorkingHours
from projections.inspection.cards import CaseCard
from projections.inspection.view import InspectionView

USUAL_HOURS, SHORTER_BY = "LAW-149", "LAW-150"
"""The rules of law about how long people work on a day."""


class Places(Protocol):
    """Where terms run."""

    def at(self, region: str | None = None) -> Place:
        """The place of a region."""
        ...


class Watched(NamedTuple):
    """What can be seen of an inspection now.

    Attributes:
        flags: gross violations, each with its evidence.
        budget: of the time of interaction.
    """

    flags: tuple[RedFlag, ...]
    budget: Budget


class Watch:
    """Looks for red flags; both sides see the same.

    Nothing of this is stored: it follows from what happened, the law of the day of the
    order, and the clock.

    Args:
        view: knows what happened.
        law: the numbers of the law.
        kinds: what each kind of inspection allows.
        places: where terms run.
        now: tells the instant.
    """

    def __init__(
        self,
        view: InspectionView,
        law: Law,
        kinds: KindTable,
        places: Places,
        now: Callable[[], datetime],
    ) -> None:
        self._view = view
        self._law = law
        self._kinds = kinds
        self._places = places
        self._now = now

    def of(self, card: CaseCard) -> Watched:
        """What can be seen of an inspection now."""
        order, known = card.order, card.known
        rules = self._kinds.on(order.kind, card.ordered_on, order.control_kind)
        by = By(self._law, rules, self._places.at(known.region), self._now())
        rule = limit(
            order.ground,
            known.size,
            rules,
            self._law,
            card.ordered_on,
            order.control_kind,
        )
        today = by.place.day_of(by.now)
        spans = self._view.spans(card.id, str(by.place.zone))
        spent = budget(spans, rule, by.place, self._hours(today), today)
        done = (
            self._view.done(card.id)
            if spent.is_exceeded
            else self._view.odd(card.id, order)
        )
        case = Case(
            card.id,
            order,
            known,
            card.approval,
            card.ordered_on,
            card.happened,
            done,
            self._view.pauses(card.id),
            card.pauses(self._now()),
        )
        return Watched(flags(case, by), spent)

    def _hours(self, today: date) -> WorkingHours:
        return WorkingHours(
            usual=self._law.on(USUAL_HOURS, today).number,
            shorter_by=self._law.on(SHORTER_BY, today).number,
        )
