"""What pages of preventive visits share (C6)."""

from datetime import datetime
from typing import Annotated, Final
from uuid import UUID

from fastapi import Depends, Request

from application.access import Action
from domain.kernel import Actor, Certainty
from domain.law_term import LawTerm
from domain.term import Place, Reckoning
from domain.visit import Claim, Ground, Slot, VisitKind, VisitStatus, Way
from interfaces.deps import Asks
from interfaces.locale import N_, language
from interfaces.reckoned import ReckonedWords
from interfaces.service import Service
from interfaces.sources import source_in
from interfaces.web.pages import language_of
from interfaces.web.requirement.words import CERTAINTY

Reader = Annotated[Actor, Depends(Asks(Action.READ_VISIT))]
Officer = Annotated[Actor, Depends(Asks(Action.VISIT))]
Business = Annotated[Actor, Depends(Asks(Action.RECEIVE_VISIT))]

STATUSES: Final = {
    VisitStatus.ASKED: (N_("The body decides whether to come"), "ask"),
    VisitStatus.ARRANGING: (N_("The body has to offer times"), "ask"),
    VisitStatus.CHOOSING: (N_("The business chooses a time"), "ask"),
    VisitStatus.FIXED: (N_("The time is set"), "yes"),
    VisitStatus.MOVING: (N_("The body decides whether to move it"), "ask"),
    VisitStatus.GOING: (N_("It is on"), "yes"),
    VisitStatus.HELD: (N_("Held"), "yes"),
    VisitStatus.DECLINED: (N_("The body does not come"), "no"),
    VisitStatus.REFUSED: (N_("The business refused it"), ""),
    VisitStatus.CALLED_OFF: (N_("Called off"), ""),
    VisitStatus.EVADED: (N_("Made impossible by the business"), "no"),
}
KINDS: Final = {
    VisitKind.ASKED: N_("A visit that the business asked for"),
    VisitKind.OFFERED: N_("A visit that the body offers"),
    VisitKind.MANDATORY: N_("A mandatory preventive visit"),
}
GROUNDS: Final = {
    Ground.RISK: N_("The category of risk makes it due"),
    Ground.START: N_("The business told that it began"),
    Ground.ORDER: N_("The President or the Government ordered it"),
}
WAYS: Final = {
    Way.PLACE: N_("at the place of work"),
    Way.VIDEO: N_("by video"),
}
CLAIMS: Final = {
    Claim.SMALL_BUSINESS: N_("A small business"),
    Claim.SOCIAL_ORGANISATION: N_("A socially oriented non-profit organisation"),
    Claim.INSTITUTION: N_("A state or municipal institution"),
}


class VisitWords:
    """Says times and terms of visits in the reader's language.

    Args:
        request: whose language.
        service: the service.
        place: where the business is; its times are told in that zone.
    """

    def __init__(self, request: Request, service: Service, place: Place) -> None:
        self._spoken = language_of(request)
        self._service = service
        self._place = place
        self._reckoned = ReckonedWords(self._spoken)

    def slot(self, slot: Slot) -> str:
        """A time, e.g. "4 December 2026, 10:00 to 12:00, by video"."""
        starts = slot.starts.astimezone(self._place.zone)
        ends = slot.ends.astimezone(self._place.zone)
        until = f"{ends:%H:%M}"
        if ends.date() != starts.date():
            until = f"{self._spoken.date(ends.date())}, {until}"
        return self._spoken.gettext(
            N_("%(day)s, %(starts)s to %(ends)s, %(way)s"),
            day=self._spoken.date(starts.date()),
            starts=f"{starts:%H:%M}",
            ends=until,
            way=self._spoken.gettext(WAYS[slot.way]),
        )

    def moment(self, at: datetime) -> str:
        """An instant by the clock of that place."""
        return language(self._spoken.code, str(self._place.zone)).moment(at)

    def zone(self) -> str:
        """The zone in which the times are told."""
        return str(self._place.zone)

    def end(self, reckoning: Reckoning) -> str:
        """The last day."""
        return self._reckoned.end(reckoning)

    def told(self, reckoning: Reckoning) -> list[str]:
        """How it was counted, a sentence each."""
        return self._reckoned.told(reckoning)

    def source(self, text: str) -> str:
        """Where it stands in the law."""
        return source_in(self._spoken.code, text)

    def rule(self, id: str, control_kind: str | None = None) -> LawTerm | None:
        """A rule of law as of today; None when none is in force."""
        today = self._service.clock.today()
        return self._service.law.find(id, today, control_kind)

    def sure(self, certainty: Certainty) -> str:
        """How sure the data are, as a sentence."""
        return self._spoken.gettext(CERTAINTY[certainty])

    def place_name(self, client_id: UUID, premises: UUID | None) -> str:
        """Name and address of a place of work; "" for none in particular."""
        found = self._service.execution_view.places(client_id) if premises else {}
        return ", ".join(found.get(premises, ())) if premises else ""


def codes_in(text: str) -> list[str]:
    """Codes of requirements that somebody typed, with commas or without."""
    return list(dict.fromkeys(text.replace(",", " ").upper().split()))
