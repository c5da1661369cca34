"""The business ombudsman in inspections and appeals, over JSON (I9, I10)."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Response
from fastapi import status as http
from pydantic import Field

from application.access import Action
from application.log import Receipt
from application.ombudsman import (
    Advise,
    AskBothSides,
    DeclineInvitation,
    InviteOmbudsman,
    LeaveInspection,
)
from domain.kernel import Actor, Value
from domain.ombudsman import Case
from interfaces.deps import Asks, KeyDep, ServiceDep, VersionDep, answered, own
from interfaces.ombudsmen import (
    as_invited,
    beside,
    inspection_taken_part_in,
    invitation_for,
    invited_to,
)
from projections.inspection import CaseCard
from projections.ombudsman import InvitationPage, TakingPart

router = APIRouter(prefix="/api", tags=["ombudsman"])

Reader = Annotated[Actor, Depends(Asks(Action.READ_OMBUDSMAN))]
Inviting = Annotated[Actor, Depends(Asks(Action.REPRESENT_IN_INSPECTION))]
Appealing = Annotated[Actor, Depends(Asks(Action.APPEAL))]
Ombudsman = Annotated[Actor, Depends(Asks(Action.ADVISE_AS_OMBUDSMAN))]


class WhichInvitations(Value):
    """Which invitations.

    Attributes:
        open: only those that stand, or only those that do not; null: all.
        after: `after` of the page before.
        limit: how many at most.
    """

    open: bool | None = None
    after: int | None = Field(default=None, ge=1, le=2**62)
    limit: int = Field(default=50, ge=1, le=200)


class OfficeOut(Value):
    """An ombudsman's office that can be invited."""

    id: UUID
    name: str


@router.get("/ombudsman/offices")
def offices(service: ServiceDep, _by: Inviting) -> list[OfficeOut]:
    """The offices that can be invited, by name."""
    found = service.ombudsman_view.offices()
    return [OfficeOut(id=one.id, name=one.name) for one in found]


@router.get("/ombudsman")
def invitations(
    which: Annotated[WhichInvitations, Query()], service: ServiceDep, by: Ombudsman
) -> InvitationPage:
    """Invitations of your office; the newest first."""
    found = service.ombudsman_view.of_office(
        own(by), is_open=which.open, before=which.after, limit=which.limit
    )
    shown = tuple(map(as_invited, found.invitations))
    return InvitationPage(invitations=shown, after=found.after)


@router.get("/inspections/{inspection_id}/ombudsman")
def of_case(inspection_id: UUID, service: ServiceDep, by: Reader) -> list[TakingPart]:
    """Who was invited to an inspection, and what they said; for all who take part.

    An opinion is null until your side opens its message in the correspondence.
    """
    found = beside(service, by, Case.of_inspection(inspection_id))
    return invited_to(service, by, found)


@router.get("/appeals/{appeal_id}/ombudsman")
def of_appeal(appeal_id: UUID, service: ServiceDep, by: Reader) -> list[TakingPart]:
    """Who was invited to an appeal, and what they said; likewise."""
    found = beside(service, by, Case.of_appeal(appeal_id))
    return invited_to(service, by, found)


@router.post(
    "/inspections/{inspection_id}/ombudsman", status_code=http.HTTP_201_CREATED
)
def invite(
    inspection_id: UUID,
    command: InviteOmbudsman,
    service: ServiceDep,
    by: Inviting,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Invite an ombudsman; `{}` is enough where there is one office."""
    case = Case.of_inspection(inspection_id)
    receipt = service.ombudsmen.invite(case, command, by=by, key=key)
    response.headers["Location"] = f"/api{case.address}/ombudsman"
    return answered(receipt, response)


@router.post("/appeals/{appeal_id}/ombudsman", status_code=http.HTTP_201_CREATED)
def invite_to_appeal(
    appeal_id: UUID,
    command: InviteOmbudsman,
    service: ServiceDep,
    by: Appealing,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Invite an ombudsman to an appeal that was sent, and is not decided."""
    case = Case.of_appeal(appeal_id)
    receipt = service.ombudsmen.invite(case, command, by=by, key=key)
    response.headers["Location"] = f"/api{case.address}/ombudsman"
    return answered(receipt, response)


@router.get("/ombudsman/{participation_id}")
def show(
    participation_id: UUID, service: ServiceDep, by: Ombudsman, response: Response
) -> TakingPart:
    """One invitation of your office."""
    card = invitation_for(service, by, participation_id)
    response.headers["ETag"] = f'"{card.version}"'
    return card


@router.get("/ombudsman/{participation_id}/case")
def case(participation_id: UUID, service: ServiceDep, by: Ombudsman) -> CaseCard:
    """The inspection as a whole, while your office takes part in it.

    An appeal is read at its own address, `/api/appeals/{id}`.
    """
    card = invitation_for(service, by, participation_id)
    return inspection_taken_part_in(service, card)


@router.post("/ombudsman/{participation_id}/withdraw")
def withdraw(
    participation_id: UUID,
    service: ServiceDep,
    by: Inviting,
    version: VersionDep,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Take an invitation back; the office sees the case no more."""
    receipt = service.ombudsmen.withdraw(
        participation_id, by=by, key=key, version=version
    )
    return answered(receipt, response)


@router.post("/ombudsman/{participation_id}/accept")
def accept(
    participation_id: UUID,
    service: ServiceDep,
    by: Ombudsman,
    version: VersionDep,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Take part: the case opens, and a correspondence with both sides."""
    receipt = service.ombudsmen.accept(
        participation_id, by=by, key=key, version=version
    )
    return answered(receipt, response)


@router.post("/ombudsman/{participation_id}/decline")
def decline(
    participation_id: UUID,
    command: DeclineInvitation,
    service: ServiceDep,
    by: Ombudsman,
    version: VersionDep,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Take no part, and say why."""
    receipt = service.ombudsmen.decline(
        participation_id, command, by=by, key=key, version=version
    )
    return answered(receipt, response)


@router.post("/ombudsman/{participation_id}/opinions")
def advise(
    participation_id: UUID,
    command: Advise,
    service: ServiceDep,
    by: Ombudsman,
    version: VersionDep,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Give an opinion; attach files to the correspondence before."""
    receipt = service.ombudsmen.advise(
        participation_id, command, by=by, key=key, version=version
    )
    return answered(receipt, response)


@router.post("/ombudsman/{participation_id}/questions")
def ask(
    participation_id: UUID,
    command: AskBothSides,
    service: ServiceDep,
    by: Ombudsman,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Ask both sides; they answer in the correspondence."""
    receipt = service.ombudsmen.ask(participation_id, command, by=by, key=key)
    return answered(receipt, response)


@router.post("/ombudsman/{participation_id}/leave")
def leave(
    participation_id: UUID,
    command: LeaveInspection,
    service: ServiceDep,
    by: Ombudsman,
    version: VersionDep,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Take no more part; the case closes for your office at once."""
    receipt = service.ombudsmen.leave(
        participation_id, command, by=by, key=key, version=version
    )
    return answered(receipt, response)
