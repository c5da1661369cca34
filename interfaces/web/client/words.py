"""What pages of a business share: who reads, what is shown, what is said of it."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends, Form, Request

from application.access import Action
from domain.client import DisputeStatus, FactSource
from domain.errors import NotFound
from domain.kernel import Actor
from domain.profile import ClientKind
from interfaces.deps import Asks, own
from interfaces.locale import N_
from interfaces.service import Service
from interfaces.web.pages import language_of
from interfaces.wording import Wording
from projections.client import ClientCard, Place

Registrant = Annotated[Actor, Depends(Asks(Action.REGISTER_CLIENT))]
Reader = Annotated[Actor, Depends(Asks(Action.READ_CLIENT))]
Keeper = Annotated[Actor, Depends(Asks(Action.KEEP_CLIENT))]
Disputer = Annotated[Actor, Depends(Asks(Action.DISPUTE))]
DisputeReader = Annotated[Actor, Depends(Asks(Action.READ_DISPUTE))]
DisputeKeeper = Annotated[Actor, Depends(Asks(Action.ANSWER_DISPUTE))]
Text = Annotated[str, Form()]

KINDS = {
    ClientKind.LE: N_("Legal entity"),
    ClientKind.IE: N_("Sole proprietor"),
    ClientKind.NPD: N_("Self-employed person"),
    ClientKind.KFH: N_("Farm"),
}
LABELS = {
    "name": N_("Name"),
    "inn": N_("INN"),
    "ogrn": N_("OGRN or OGRNIP"),
}
"""What is registered, and no condition asks for."""

SOURCES = {
    FactSource.CLIENT: N_("You said so"),
    FactSource.REGISTER: N_("From a state register"),
    FactSource.INSPECTOR: N_("An inspector found it"),
    FactSource.DERIVED: N_("Follows from other facts"),
}
DISPUTE_STATUSES = {
    DisputeStatus.OPEN: (N_("Disputed: the answer is awaited"), "ask"),
    DisputeStatus.ACCEPTED: (N_("Accepted: the fact was corrected"), "yes"),
    DisputeStatus.DECLINED: (N_("Declined: the fact stays as it was"), "no"),
    DisputeStatus.WITHDRAWN: (N_("Withdrawn"), "no"),
}


def card_of(service: Service, by: Actor) -> ClientCard:
    """The business that the reader acts for.

    Raises:
        NotFound: there is none, or it was forgotten.
    """
    card = service.client_view.get(own(by))
    if card is None:
        raise NotFound
    return card


def place_of(card: ClientCard, premises_id: UUID) -> Place:
    """One of its open places.

    Raises:
        NotFound: it has no such place.
    """
    found = next((one for one in card.premises if one.id == premises_id), None)
    if found is None:
        raise NotFound
    return found


def wording_of(request: Request, service: Service) -> Wording:
    return service.wording(language_of(request).code)


def label_of(request: Request, wording: Wording, fact: str) -> str:
    """The name of a fact; of what is registered too."""
    if fact in LABELS:
        return language_of(request).gettext(LABELS[fact])
    return wording.label(fact)


def fact_keys(service: Service) -> list[str]:
    """Every fact of the vocabulary, in the order in which people look for them."""
    names = service.vocabulary
    flags = (
        ("activity", names.activities),
        ("object", names.objects),
        ("life_situation", names.life_situations),
    )
    return [
        *("client_kind", "okved", "employees", "region", "size"),
        *(f"{kind}:{name}" for kind, of_kind in flags for name in sorted(of_kind)),
    ]
