"""The ombudsman's part in inspections as its readers may see it (I10)."""

from uuid import UUID

from application.access import SUPERVISORS, Action, allow, allow_ombudsman, may
from domain.errors import NotFound
from domain.exchange import Part
from domain.inspection import Power
from domain.kernel import Actor, Role
from domain.ombudsman import OPEN, Status
from interfaces.deps import own
from interfaces.inspection_cases import case_for
from interfaces.service import Service
from projections.inspection import CaseCard
from projections.ombudsman import TakingPart


def case_beside(
    service: Service, by: Actor, id: UUID, action: Action, power: Power = Power.SEE
) -> tuple[CaseCard, Part]:
    """An inspection, and as what somebody reads it.

    Args:
        service: knows it.
        by: who asks.
        id: of the inspection.
        action: what is asked.
        power: what a representative needs for it.

    Raises:
        NotFound: there is none, or it is none of the reader's.
    """
    allow(by, action)
    if by.role is Role.OMBUDSMAN:
        takes_part = service.ombudsman_view.takes_part(id, own(by))
        allow_ombudsman(by, takes_part=takes_part)
        case = service.inspection_view.case(id)
        if case is None:
            raise NotFound
        return case, Part.OMBUDSMAN
    case = case_for(service, by, id, power)
    if by.role in SUPERVISORS:
        return case, Part.BODY
    is_client = by.role is Role.CLIENT and by.organisation == case.client_id
    return case, Part.CLIENT if is_client else Part.REPRESENTATIVE


def may_act(service: Service, by: Actor, part: Part, id: UUID, power: Power) -> bool:
    """Whether somebody who reads an inspection may do something for its client."""
    if part is Part.CLIENT:
        return may(by, Action.RECEIVE_INSPECTION)
    if part is not Part.REPRESENTATIVE:
        return False
    named = service.inspection_view.representative(id, by.id)
    return named is not None and named.may(power, service.clock.today())


def invitation_for(service: Service, by: Actor, id: UUID) -> TakingPart:
    """An invitation, for the office that is invited.

    Raises:
        NotFound: there is none, or another office is.
    """
    card = service.ombudsman_view.get(id)
    if card is None:
        raise NotFound
    allow(by, Action.ADVISE_AS_OMBUDSMAN, of=card.office)
    return as_invited(card)


def as_invited(card: TakingPart) -> TakingPart:
    """An invitation as the office reads it: once it is over, nothing of the case."""
    if card.status in OPEN:
        return card
    hidden = dict.fromkeys(("stage", "starts", "last_day", "thread"))
    return card.model_copy(update=hidden)


def invited_to(
    service: Service, by: Actor, case: CaseCard, part: Part
) -> list[TakingPart]:
    """Who was invited to an inspection, and what they said, for those beside it.

    What the client wrote to an office is its own. An opinion is a message: whoever has
    not opened it on the record does not read it here either.

    Args:
        service: knows them.
        by: who reads.
        case: the inspection.
        part: as what; see `case_beside`.
    """
    found = service.ombudsman_view.of_case(case.id)
    if part is Part.OMBUDSMAN:
        return [one for one in found if one.office == own(by)]
    is_own = part in (Part.CLIENT, Part.REPRESENTATIVE)
    side = case.client_id if is_own else case.authority
    return [_read_by(service, one, side, is_own=is_own) for one in found]


def _read_by(
    service: Service, card: TakingPart, side: UUID, *, is_own: bool
) -> TakingPart:
    closed = (
        service.exchange_view.unopened_in(card.thread, side)
        if card.thread and card.opinions
        else frozenset()
    )
    opinions = tuple(
        one.model_copy(update={"opinion": None, "files": ()})
        if one.message in closed
        else one
        for one in card.opinions
    )
    seen: dict[str, object] = {"opinions": opinions}
    if not is_own:
        is_told = card.status is Status.LEFT
        seen |= {"wish": None, "reason": card.reason if is_told else None}
    return card.model_copy(update=seen)


def case_taken_part_in(service: Service, card: TakingPart) -> CaseCard:
    """The inspection, while the office takes part in it.

    Raises:
        NotFound: it does not.
    """
    case = service.inspection_view.case(card.inspection)
    if case is None or card.status is not Status.TAKES_PART:
        raise NotFound
    return case
