"""Cautions as their two sides may read them (C6)."""

from collections.abc import Set as AbstractSet
from typing import NamedTuple
from uuid import UUID

from application.access import allow_caution
from domain.errors import NotFound
from domain.kernel import Actor
from interfaces.deps import own
from interfaces.service import Service
from projections.caution import CautionCard


class Read(NamedTuple):
    """A caution as its reader may read it.

    Attributes:
        card: without what came in messages that the reader's side has not opened: they
            are opened on the record, in the correspondence or on the caution's page.
        closed: the first of those messages; None when there is none.
    """

    card: CautionCard
    closed: UUID | None


def caution_for(service: Service, by: Actor, id: UUID) -> Read:
    """A caution, for both of its sides.

    Raises:
        NotFound: there is none, or it is none of the reader's.
    """
    card = service.caution_view.get(id)
    if card is None:
        raise NotFound
    allow_caution(by, client_id=card.client_id, authority=card.authority)
    unopened = service.exchange_view.unopened_in(card.thread, own(by))
    said = (
        card.message,
        *(one.message for one in card.decisions),
        *(one.message for one in card.objections),
    )
    closed = next((one for one in said if one in unopened), None)
    return Read(_unopened(card, unopened) if closed else card, closed)


def _unopened(card: CautionCard, unopened: AbstractSet[UUID]) -> CautionCard:
    silent = {"reason": None}
    changed: dict[str, object] = {
        "objections": tuple(
            one.model_copy(update=silent) if one.message in unopened else one
            for one in card.objections
        ),
        "decisions": tuple(
            one.model_copy(update=silent) if one.message in unopened else one
            for one in card.decisions
        ),
    }
    if card.message in unopened:
        words = {"conduct": None, "proposal": None}
        listed = tuple(one.model_copy(update=words) for one in card.listed)
        changed |= {"signs_told": None, "listed": listed}
    return card.model_copy(update=changed)
