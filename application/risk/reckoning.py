"""Reckons the category of an object from what is known today (C5)."""

from typing import NamedTuple
from uuid import UUID

from application.log import EventLog
from application.ports import Clock
from application.risk.ports import Law, RiskFacts
from domain.risk import (
    Category,
    Circumstances,
    Frequency,
    NoRiskCriteria,
    Reckoned,
    RiskCriteria,
    RiskProfile,
    Way,
    frequencies,
    reckon,
    way_down,
    ways,
)


class Explained(NamedTuple):
    """A category, told so that one can follow it and do something about it.

    Attributes:
        profile: of the kind of control; its criteria have the names of the lines.
        reckoned: the category of now, line by line.
        ways: what would lower it, one by one.
        way_down: what together leads to a lower category; None: nothing one can do.
        frequency: how often one may be checked by plan in this category.
        after: how often in the category to which the way down leads.
    """

    profile: RiskProfile
    reckoned: Reckoned
    ways: tuple[Way, ...]
    way_down: Way | None
    frequency: tuple[Frequency, ...]
    after: tuple[Frequency, ...]


class RiskReckoning:
    """Reckons, and tells what would change it; records nothing.

    Args:
        log: knows the criteria.
        clock: tells the day.
        law: says how often what may be planned.
        facts: what is known of a business.
    """

    def __init__(self, log: EventLog, clock: Clock, law: Law, facts: RiskFacts) -> None:
        self._log = log
        self._clock = clock
        self._law = law
        self._facts = facts

    def profile(self, control_kind: str) -> RiskProfile:
        """The criteria of a kind of control.

        Raises:
            NoRiskCriteria: it has none, so that its objects are of low risk.
        """
        found = self._log.find(RiskProfile, RiskProfile.create_id(control_kind))
        if found is None or found.edition_on(self._clock.today()) is None:
            raise NoRiskCriteria
        return found

    def reckon(
        self, client_id: UUID, premises: UUID | None, control_kind: str
    ) -> Reckoned:
        """The category of an object as of today.

        Raises:
            NoRiskCriteria: none hold for the kind of control.
            NotFound: there is no such business or place.
        """
        edition, criteria = self._criteria(self.profile(control_kind))
        of = self._known(client_id, premises, control_kind)
        return reckon(criteria, of, self._clock.today(), edition=edition)

    def explain(
        self, client_id: UUID, premises: UUID | None, control_kind: str
    ) -> Explained:
        """Likewise, with what would change it; raises as `reckon`."""
        profile, today = self.profile(control_kind), self._clock.today()
        edition, criteria = self._criteria(profile)
        of = self._known(client_id, premises, control_kind)
        found = reckon(criteria, of, today, edition=edition)
        down = way_down(criteria, of, today, edition=edition)
        return Explained(
            profile=profile,
            reckoned=found,
            ways=ways(criteria, of, today, edition=edition),
            way_down=down,
            frequency=self.frequency(found.category, profile.number),
            after=self.frequency(down.category, profile.number) if down else (),
        )

    def frequency(
        self, category: Category, number: str | None
    ) -> tuple[Frequency, ...]:
        """How often one may be checked by plan today.

        Args:
            category: of the object.
            number: of the kind of control.
        """
        return frequencies(category, self._law, self._clock.today(), number)

    def _criteria(self, profile: RiskProfile) -> tuple[int, RiskCriteria]:
        edition = profile.edition_on(self._clock.today())
        if edition is None:
            raise NoRiskCriteria
        return edition, profile.edition(edition)

    def _known(
        self, client_id: UUID, premises: UUID | None, control_kind: str
    ) -> Circumstances:
        today = self._clock.today()
        return self._facts.circumstances(client_id, premises, control_kind, today)
