"""Inspections as those who have part in them may read them (I0 to I8)."""

from uuid import UUID

from application.access import Action, allow, may
from domain.errors import NotFound
from domain.inspection import Power
from domain.kernel import Actor
from interfaces.service import Service
from projections.inspection import CaseCard, MoveCard


def case_for(
    service: Service, by: Actor, id: UUID, power: Power = Power.SEE
) -> CaseCard:
    """An inspection, for the body that holds it, its client and who acts for it.

    Args:
        service: knows it.
        by: who asks.
        id: of the inspection.
        power: what a representative needs for it.

    Raises:
        NotFound: there is none, or it is none of the reader's, or the client does not
            know of it yet.
    """
    card = service.inspection_view.case(id)
    if card is None:
        raise NotFound
    if by.organisation is not None and by.organisation == card.authority:
        allow(by, Action.HOLD_INSPECTION)
    elif not card.is_known:
        raise NotFound
    elif by.organisation == card.client_id and may(by, Action.RECEIVE_INSPECTION):
        pass
    else:
        represents(service, by, id, power)
    return card


def held_case(service: Service, by: Actor, id: UUID) -> CaseCard:
    """An inspection, for the body that holds it alone.

    Raises:
        NotFound: there is none, or another body holds it.
    """
    card = service.inspection_view.case(id)
    if card is None:
        raise NotFound
    allow(by, Action.HOLD_INSPECTION, of=card.authority)
    return card


def represents(service: Service, by: Actor, id: UUID, power: Power) -> None:
    """See that somebody acts for the client in an inspection, with a power.

    Raises:
        NotFound: nobody named this person, or not for this, or no longer.
    """
    allow(by, Action.REPRESENT_IN_INSPECTION)
    named = service.inspection_view.representative(id, by.id)
    if named is None or not named.may(power, service.clock.today()):
        raise NotFound


def move_in(service: Service, by: Actor, id: UUID, move: UUID) -> MoveCard:
    """A wish for another date of an inspection that somebody may see.

    Raises:
        NotFound: there is none, or it is of another inspection.
    """
    case_for(service, by, id)
    found = service.inspection_view.move(move)
    if found is None or found.inspection != id:
        raise NotFound
    return found
