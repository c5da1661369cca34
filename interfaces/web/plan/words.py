"""What pages of the plan share."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any, Final
from uuid import UUID

from fastapi import Depends, Request

from application.access import Action
from domain.kernel import Actor
from domain.plan import Conflict, ConflictKind, PlanBroken
from interfaces.deps import Asks
from interfaces.inspections import KINDS
from interfaces.locale import N_, Language
from interfaces.plans import CONFLICTS, FAULTS, MEASURES, REGISTER, STATUSES
from interfaces.risks import CATEGORIES
from interfaces.sources import source_in
from interfaces.web.pages import language_of
from projections.plan import ComingCheck, EntryLine

Officer = Annotated[Actor, Depends(Asks(Action.KEEP_PLAN))]
Head = Annotated[Actor, Depends(Asks(Action.APPROVE_PLAN))]
Business = Annotated[Actor, Depends(Asks(Action.RECEIVE_INSPECTION))]

TABS: Final = (
    ("/plan", N_("List")),
    ("/plan/year", N_("Year")),
    ("/plan/week", N_("Week")),
    ("/plan/load", N_("Load and collisions")),
    ("/plan/register", N_("Register of inspections")),
)
WHOLE: Final = N_("The business as a whole")


class PlanWords:
    """Says what the plan holds in the reader's language."""

    def __init__(self, request: Request) -> None:
        self._spoken: Language = language_of(request)
        self._path = request.url.path
        self.statuses = STATUSES

    def tabs(self) -> list[dict[str, Any]]:
        """The views of the plan, for the macro of tabs."""
        return [
            {
                "path": path,
                "name": self._spoken.gettext(name),
                "current": path == self._path,
            }
            for path, name in TABS
        ]

    def status(self, one: EntryLine) -> str:
        """Where an entry stands."""
        return self._spoken.gettext(STATUSES[one.status][0])

    def what(self, one: EntryLine | ComingCheck) -> str:
        """What is done, e.g. "Planned inspection: on-site inspection"."""
        if isinstance(one, ComingCheck) and one.register_kind:
            return one.register_kind
        said = self._spoken.gettext(MEASURES[one.measure])
        return f"{said}: {self._spoken.gettext(KINDS[one.kind])}" if one.kind else said

    def period(self, since: date, until: date | None) -> str:
        """From when until when."""
        first = self._spoken.date(since)
        if until is None or until == since:
            return first
        return f"{first} – {self._spoken.date(until)}"

    def weekday(self, day: date) -> str:
        """A day of the week with its date, short."""
        return self._spoken.date(day, "EEE, d MMM")

    def month(self, day: date) -> str:
        """A month by its name."""
        return self._spoken.date(day, "LLLL").capitalize()

    def category(self, category: Any) -> str:
        """How great a risk is."""
        return self._spoken.gettext(CATEGORIES[category][0])

    def object(
        self, premises: UUID | None, places: Mapping[UUID, tuple[str, str]]
    ) -> str:
        """One object by name and address; None: the business as a whole."""
        if premises is None:
            return self._spoken.gettext(WHOLE)
        name, address = places.get(premises, ("", ""))
        return ", ".join(part for part in (name, address) if part) or "—"

    def broken(self, one: PlanBroken) -> str:
        """Which rule of law is broken."""
        said = {name: self._fact(value) for name, value in one.facts.items()}
        return self._spoken.gettext(FAULTS[one.fault]) % said

    def source(self, source: str) -> str:
        """Act and article behind a rule."""
        return source_in(self._spoken.code, source)

    def conflict(self, one: Conflict) -> str:
        """What is in the way."""
        return self._spoken.gettext(CONFLICTS[one.kind])

    def between(self, one: Conflict) -> str:
        """On which days, or from which day to which."""
        if one.kind is ConflictKind.OTHER_LENGTH:
            days = {
                "said": self._spoken.date(one.since),
                "now": self._spoken.date(one.until),
            }
            return (
                self._spoken.gettext(N_("%(said)s was said, it is %(now)s now")) % days
            )
        return self.period(one.since, one.until)

    def register(self, status: Any) -> str:
        """Where a check stands by the state's register."""
        return self._spoken.gettext(REGISTER[status])

    def people(self, officers: tuple[str, ...], names: Mapping[str, str]) -> str:
        """Names of the officers; who has left is not named."""
        known = [names[one] for one in officers if one in names]
        return ", ".join(known) or "—"

    def _fact(self, value: str | int) -> str | int:
        try:
            return self._spoken.date(date.fromisoformat(str(value)))
        except ValueError:
            return value
