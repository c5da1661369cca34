"""The ombudsman's part in cases as its readers may see it (I9, I10)."""

from collections.abc import Mapping
from typing import Final, NamedTuple
from uuid import UUID

from application.access import SUPERVISORS, Action, allow, allow_ombudsman, may
from domain.appeal import AppealPower
from domain.errors import NotFound
from domain.exchange import Part
from domain.inspection import Power
from domain.kernel import Actor, Role
from domain.ombudsman import OPEN, Case, CaseKind, Status
from interfaces.appeal_cases import AppealPart, appeal_for, may_in_appeal
from interfaces.deps import own
from interfaces.inspection_cases import case_for
from interfaces.service import Service
from projections.inspection import CaseCard
from projections.ombudsman import TakingPart

PARTS: Final[Mapping[AppealPart, Part]] = {
    AppealPart.CLIENT: Part.CLIENT,
    AppealPart.REPRESENTATIVE: Part.REPRESENTATIVE,
    AppealPart.DECIDING: Part.BODY,
    AppealPart.OMBUDSMAN: Part.OMBUDSMAN,
}
"""As what somebody reads of the ombudsman who reads an appeal; not all do."""


class Beside(NamedTuple):
    """A case, and as what somebody reads of its ombudsman.

    Attributes:
        case: which.
        number: what people call it by.
        client_id: whose case it is.
        authority: organisation that has it.
        part: as what it is read.
        may_invite: whether the reader may invite, and let go, for the client.
        is_over: whether nobody can be invited to it any more.
        meets: whether somebody meets the business in it: otherwise nobody is invited.
    """

    case: Case
    number: str
    client_id: UUID
    authority: UUID
    part: Part
    may_invite: bool
    is_over: bool
    meets: bool


def beside(service: Service, by: Actor, case: Case) -> Beside:
    """A case, for whoever may read of its ombudsman.

    Raises:
        NotFound: there is none, or it is none of the reader's.
    """
    allow(by, Action.READ_OMBUDSMAN)
    if case.kind is CaseKind.APPEAL:
        return _beside_appeal(service, by, case)
    card, part = case_beside(service, by, case.id, Action.READ_OMBUDSMAN)
    kinds = service.inspection_kinds
    return Beside(
        case=case,
        number=str(card.number),
        client_id=card.client_id,
        authority=card.authority,
        part=part,
        may_invite=may_act(service, by, part, case.id, Power.INVITE),
        is_over=card.is_over,
        meets=kinds.on(card.kind, card.ordered_on, card.control_kind).has_interaction,
    )


def _beside_appeal(service: Service, by: Actor, case: Case) -> Beside:
    read = appeal_for(service, by, case.id)
    card, part = read.card, PARTS.get(read.part)
    if part is None or card.number is None or card.authority is None:
        raise NotFound
    return Beside(
        case=case,
        number=card.number,
        client_id=card.client_id,
        authority=card.authority,
        part=part,
        may_invite=may_in_appeal(service, by, read, AppealPower.ADD),
        is_over=not card.is_open,
        meets=True,
    )


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
        takes_part = service.ombudsman_view.takes_part(Case.of_inspection(id), own(by))
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
    hidden = dict.fromkeys(("stage", "starts", "last_day", "is_open", "thread"))
    return card.model_copy(update=hidden)


def invited_to(service: Service, by: Actor, found: Beside) -> list[TakingPart]:
    """Who was invited to a case, and what they said, for those beside it.

    What the client wrote to an office is its own. An opinion is a message: whoever has
    not opened it on the record does not read it here either.

    Args:
        service: knows them.
        by: who reads.
        found: the case, and as what; see `beside`.
    """
    cards = service.ombudsman_view.of_case(found.case)
    if found.part is Part.OMBUDSMAN:
        return [one for one in cards if one.office == own(by)]
    is_own = found.part in (Part.CLIENT, Part.REPRESENTATIVE)
    side = found.client_id if is_own else found.authority
    return [_read_by(service, one, side, is_own=is_own) for one in cards]


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


def inspection_taken_part_in(service: Service, card: TakingPart) -> CaseCard:
    """The inspection, while the office takes part in it.

    Raises:
        NotFound: it does not, or takes part in an appeal.
    """
    if card.inspection is None or card.status is not Status.TAKES_PART:
        raise NotFound
    case = service.inspection_view.case(card.inspection)
    if case is None:
        raise NotFound
    return case
