"""What pages of requests for information share (C4)."""

from typing import Annotated, Any, Final

from fastapi import Depends, Request

from application.access import Action
from domain.information_request import Component, Ground, Held, Line, RequestStatus
from domain.kernel import Actor
from domain.term import Unit
from interfaces.deps import Asks
from interfaces.locale import N_
from interfaces.reckoned import ReckonedWords
from interfaces.service import Service
from interfaces.web.pages import language_of

Reader = Annotated[Actor, Depends(Asks(Action.READ_INFORMATION_REQUEST))]
Officer = Annotated[Actor, Depends(Asks(Action.ASK_FOR_INFORMATION))]
Business = Annotated[Actor, Depends(Asks(Action.GIVE_INFORMATION))]

STATUSES: Final = {
    RequestStatus.WAITING: (N_("Waits for the business"), "ask"),
    RequestStatus.DECIDING: (N_("The body decides about more time"), "ask"),
    RequestStatus.ANSWERED: (N_("Answered"), "yes"),
    RequestStatus.WITHDRAWN: (N_("Withdrawn"), ""),
}
GROUNDS: Final = {
    Ground.DOCUMENTARY: N_("Documents for a documentary inspection"),
    Ground.DEMAND: N_("Documents demanded in another inspection"),
    Ground.GOOD_FAITH: N_("What shows good faith, outside of inspections"),
}
COMPONENTS: Final = {
    Component.LEAD: N_("Getting what takes longest"),
    Component.FURTHER: N_("More documents"),
    Component.SIZE: N_("Size of the business"),
    Component.STAFF: N_("Staff"),
    Component.PLACES: N_("Places of work"),
    Component.DISTANCE: N_("Distance"),
    Component.BURDEN: N_("Burden by other requests"),
    Component.SEASON: N_("Busy season"),
}
RECORDS: Final = {
    "confirmation": N_("Confirmation of execution No. %(name)s of %(day)s"),
    "register": N_("State register: %(name)s, as of %(day)s"),
    "answer": N_("An earlier answer to %(name)s of %(day)s"),
}
WHOLE: Final = 100


class RequestWords:
    """Says the reckoning of a sufficient time in the reader's language."""

    def __init__(self, request: Request, service: Service) -> None:
        self._spoken = language_of(request)
        self._table = service.sufficient_times.table()
        self._reckoned = ReckonedWords(self._spoken)
        self._service = service

    def law(self, rule: str) -> str:
        """How long a rule of law gives, e.g. "24 hours"."""
        today = self._service.clock.today()
        term = self._service.law.on(rule, today).term
        return self._reckoned.amount(term.value, term.unit)

    def kind(self, kind: str) -> str:
        """What a kind of document is called."""
        found = self._table.kinds.get(kind)
        return found.name.said(self._spoken.code) if found else kind

    def kinds(self) -> list[tuple[str, str]]:
        """Kinds that can be asked for, with their names and lead times."""
        return [
            (one.kind, f"{self.kind(one.kind)} ({self.days(one.days)})")
            for one in self._table.kinds.values()
        ]

    def days(self, count: int) -> str:
        """So many working days."""
        return self._reckoned.amount(count, Unit.WORKING_DAY)

    def component(self, line: Line) -> str:
        """What a line of the reckoning is about."""
        return self._spoken.gettext(COMPONENTS[line.component])

    def reason(self, line: Line) -> str:
        """Why a line is there."""
        rule = self._table.rules.get(line.rule)
        name = rule.name.said(self._spoken.code) if rule else self.kind(line.rule)
        if line.percent != WHOLE:
            return f"{name}: × {self._spoken.number(line.percent / WHOLE)}"
        return f"{name} × {line.count}" if line.count > 1 else name

    def held(self, one: Held) -> str:
        """What the state has already."""
        return self._spoken.gettext(
            RECORDS[one.record], name=one.name, day=self._spoken.date(one.on)
        )

    def told(self, reckoning: Any) -> list[str]:
        """How the end was counted, a sentence each."""
        return self._reckoned.told(reckoning)

    def end(self, reckoning: Any) -> str:
        """The last day."""
        return self._reckoned.end(reckoning)
