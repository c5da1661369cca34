"""Disputes over JSON, for the business and for the keeper of the register (L7)."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Response

from application.access import Action, allow_dispute
from application.client import AcceptDispute, DeclineDispute
from application.log import Receipt
from domain.client import DisputeStatus
from domain.errors import NotFound
from domain.kernel import Actor, Role, Value
from interfaces.deps import Asks, KeyDep, ServiceDep, VersionDep, answered, own
from interfaces.gateways.documents import SIGNS
from interfaces.service import Service
from projections.client import DisputeCard, DisputeQueue

router = APIRouter(prefix="/api", tags=["dispute"])

Disputer = Annotated[Actor, Depends(Asks(Action.DISPUTE))]
Reader = Annotated[Actor, Depends(Asks(Action.READ_DISPUTE))]
Keeper = Annotated[Actor, Depends(Asks(Action.ANSWER_DISPUTE))]


class QueueQuery(Value):
    """Which disputes to answer."""

    status: tuple[DisputeStatus, ...] = ()
    after: Annotated[int, Query(ge=1, le=2**62)] | None = None
    limit: Annotated[int, Query(ge=1, le=200)] = 50


@router.get("/disputes")
def disputes(
    query: Annotated[QueueQuery, Query()], service: ServiceDep, by: Reader
) -> DisputeQueue:
    """A client's own disputes, or those that your organisation answers."""
    if by.role is Role.CLIENT:
        return service.dispute_view.mine(
            own(by), statuses=query.status, before=query.after, limit=query.limit
        )
    return service.dispute_view.queue(
        service.person_view.registers_of(own(by)),
        own(by),
        statuses=query.status,
        before=query.after,
        limit=query.limit,
    )


@router.get("/disputes/{dispute_id:uuid}")
def dispute(
    dispute_id: UUID, service: ServiceDep, by: Reader, response: Response
) -> DisputeCard:
    """A dispute and its answer."""
    card = _readable(service, by, dispute_id)
    response.headers["ETag"] = f'"{card.version}"'
    return card


@router.get(
    "/disputes/{dispute_id:uuid}/document",
    response_class=Response,
    responses={200: {"content": {kind: {} for kind in SIGNS.values()}}},
)
def document(dispute_id: UUID, service: ServiceDep, by: Reader) -> Response:
    """The file that was given with a dispute."""
    card = _readable(service, by, dispute_id)
    if card.document_id is None:
        raise NotFound
    found = service.documents.get(card.document_id, card.client_id)
    return Response(
        found.content,
        media_type=found.media_type,
        headers={"Content-Disposition": "attachment"},
    )


@router.post("/disputes/{dispute_id:uuid}/withdraw")
def withdraw(
    dispute_id: UUID,
    service: ServiceDep,
    by: Disputer,
    version: VersionDep,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Take a dispute back."""
    receipt = service.disputes.withdraw(dispute_id, by=by, key=key, version=version)
    return answered(receipt, response)


@router.post("/disputes/{dispute_id:uuid}/accept")
def accept(
    dispute_id: UUID,
    command: AcceptDispute,
    service: ServiceDep,
    by: Keeper,
    version: VersionDep,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Correct the disputed fact, as an officer of whoever says it."""
    receipt = service.disputes.accept(
        dispute_id, command, by=by, key=key, version=version
    )
    return answered(receipt, response)


@router.post("/disputes/{dispute_id:uuid}/decline")
def decline(
    dispute_id: UUID,
    command: DeclineDispute,
    service: ServiceDep,
    by: Keeper,
    version: VersionDep,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Keep what the register says, with a reason."""
    receipt = service.disputes.decline(
        dispute_id, command, by=by, key=key, version=version
    )
    return answered(receipt, response)


def _readable(service: Service, by: Actor, id: UUID) -> DisputeCard:
    card = service.dispute_view.get(id)
    if card is None:
        raise NotFound
    allow_dispute(
        by,
        client_id=card.client_id,
        registry=card.registry,
        authority=card.authority,
        registers=service.person_view.registers_of(own(by)),
    )
    return card
