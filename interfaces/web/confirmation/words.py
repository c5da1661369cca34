"""What pages of confirmations share: names of things, and sentences."""

from collections.abc import Iterable
from typing import Annotated

from fastapi import Depends

from application.access import Action
from domain.confirmation import ConfirmationStatus, ThingKind, WhyAgain
from domain.kernel import Actor
from interfaces.deps import Asks
from interfaces.locale import N_
from interfaces.service import Service
from interfaces.web.applicability.words import titles_of
from projections.confirmation import ConfirmationCard

Client = Annotated[Actor, Depends(Asks(Action.CONFIRM))]

STATUSES = {
    ConfirmationStatus.GIVEN: (N_("Confirmed"), "yes"),
    ConfirmationStatus.TO_LOOK_AT: (N_("Look again: something changed"), "late"),
    ConfirmationStatus.TAKEN_BACK: (N_("Taken back"), "no"),
}
KINDS = {
    ThingKind.SITUATION: N_("Life situation"),
    ThingKind.SEGMENT: N_("Segment"),
    ThingKind.REQUIREMENT: N_("Requirement"),
}
WHY = {
    WhyAgain.NEW_VERSION: N_("There is a new version"),
    WhyAgain.VERDICT_CHANGED: N_("By your facts it now stands otherwise"),
    WhyAgain.FACTS_CHANGED: N_("Facts that you confirmed are now otherwise"),
    WhyAgain.OFFERED_NO_MORE: N_("The registrar has withdrawn it"),
}
MOMENTS = {
    "given": N_("Confirmed"),
    "given_again": N_("Confirmed again"),
    "put_up": N_("Put up again"),
    "taken_back": N_("Taken back"),
}
PATHS = {ThingKind.SITUATION: "/situations", ThingKind.SEGMENT: "/segment"}


def names_of(
    service: Service, cards: Iterable[ConfirmationCard], language: str
) -> dict[str, str]:
    """What confirmed things are called, by code; in two queries at most."""
    cards = list(cards)
    of_register = [c.code for c in cards if c.kind is ThingKind.REQUIREMENT]
    names = titles_of(service, of_register) if of_register else {}
    others = {(c.code, c.number) for c in cards if c.kind in PATHS}
    if others:
        for (code, _), content in service.situation_view.said(others).items():
            names[code] = content.name.said(language)
    return names
