"""Confirmations over JSON: what is proposed, confirming, what was confirmed (L3)."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Path, Query, Response
from pydantic import Field

from application.access import Action
from application.confirmation import ConfirmRequirements, ConfirmSituation
from application.log import Receipt
from domain.confirmation import ConfirmationStatus, ThingKind
from domain.errors import NotFound
from domain.kernel import Actor, Value
from domain.situation import SituationCode, SituationKind
from interfaces.deps import Asks, KeyDep, ServiceDep, VersionDep, answered, own
from projections.confirmation import (
    ConfirmationCard,
    ConfirmationPage,
    OpenBody,
    OpenSummary,
    Proposal,
)

router = APIRouter(prefix="/api/confirmations", tags=["confirmation"])

Client = Annotated[Actor, Depends(Asks(Action.CONFIRM))]


class Which(Value):
    """Which confirmations to answer."""

    kind: tuple[ThingKind, ...] = ()
    status: tuple[ConfirmationStatus, ...] = ()
    after: int | None = Field(default=None, ge=1, le=2**62)
    limit: int = Field(default=50, ge=1, le=200)


class Unconfirmed(Value):
    """Requirements that apply and are not confirmed.

    Attributes:
        found: how many, of the wanted body or of all.
        bodies: supervisory bodies of all of them.
        requirements: code and version of a page of them.
        next: value of `after` for the next page; null at the end.
    """

    found: int
    bodies: tuple[OpenBody, ...]
    requirements: dict[str, int]
    next: int | None


@router.get("")
def confirmations(
    which: Annotated[Which, Query()], service: ServiceDep, by: Client
) -> ConfirmationPage:
    """Your confirmations, the newest first."""
    return service.confirmation_view.mine(
        own(by),
        kinds=which.kind,
        statuses=which.status,
        before=which.after,
        limit=which.limit,
    )


@router.get("/summary")
def summary(service: ServiceDep, by: Client) -> OpenSummary:
    """How much waits for you."""
    return service.to_confirm.summary(own(by))


@router.get("/unconfirmed")
def unconfirmed(
    service: ServiceDep,
    by: Client,
    body: Annotated[str, Query(max_length=500)] = "",
    after: Annotated[int, Query(ge=0, le=10_000_000)] = 0,
    limit: Annotated[int, Query(ge=1, le=500)] = 100,
) -> Unconfirmed:
    """Requirements that apply to you and that you have not confirmed."""
    left = service.to_confirm.requirements(own(by), body=body, after=after, limit=limit)
    return Unconfirmed(
        found=left.found,
        bodies=left.bodies,
        requirements={line.code: line.version for line in left.lines},
        next=left.next,
    )


@router.get("/proposals")
def proposals(
    service: ServiceDep,
    by: Client,
    kind: SituationKind = SituationKind.SEGMENT,
) -> list[Proposal]:
    """Situations or segments as they stand for you: what fits first."""
    return service.to_confirm.proposals(own(by), kind)


@router.post("/requirements")
def confirm_requirements(
    command: ConfirmRequirements,
    service: ServiceDep,
    by: Client,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Confirm that requirements stand in your list where they should: all or none."""
    receipt = service.confirmations.requirements(own(by), command, by=by, key=key)
    return answered(receipt, response)


@router.post("/situations/{situation}")
def confirm_situation(
    situation: Annotated[SituationCode, Path(examples=["start-cafe"])],
    command: ConfirmSituation,
    service: ServiceDep,
    by: Client,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Confirm a situation or a segment; what you say of its facts becomes yours."""
    receipt = service.confirmations.situation(
        own(by), situation, command, by=by, key=key
    )
    return answered(receipt, response)


@router.get("/{confirmation_id}")
def show(
    confirmation_id: UUID, service: ServiceDep, by: Client, response: Response
) -> ConfirmationCard:
    """One confirmation: what was confirmed, what changed, everything that happened."""
    card = service.confirmation_view.get(confirmation_id)
    if card is None or card.client_id != own(by):
        raise NotFound
    response.headers["ETag"] = f'"{card.version}"'
    return card


@router.post("/{confirmation_id}/take-back")
def take_back(
    confirmation_id: UUID,
    service: ServiceDep,
    by: Client,
    version: VersionDep,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Say that it is no longer so."""
    receipt = service.confirmations.take_back(
        confirmation_id, by=by, key=key, version=version
    )
    return answered(receipt, response)
