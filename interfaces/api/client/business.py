"""The acting business over JSON: registration, facts to state, places (L7)."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Response, status

from application.access import Action
from application.client import (
    OpenPremises,
    RegisterClient,
    RenameClient,
    StateFacts,
)
from application.log import Receipt
from domain.errors import NotFound
from domain.kernel import Actor
from interfaces.deps import Asks, KeyDep, ServiceDep, VersionDep, answered, own
from projections.client import ClientCard

router = APIRouter(prefix="/api", tags=["client"])

Registrant = Annotated[Actor, Depends(Asks(Action.REGISTER_CLIENT))]
Reader = Annotated[Actor, Depends(Asks(Action.READ_CLIENT))]
Keeper = Annotated[Actor, Depends(Asks(Action.KEEP_CLIENT))]


@router.post("/clients", status_code=status.HTTP_201_CREATED)
def register(
    command: RegisterClient,
    service: ServiceDep,
    by: Registrant,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Register a business; you act for it from then on."""
    response.headers["Location"] = "/api/client"
    return answered(service.clients.register(command, by=by, key=key), response)


@router.get("/client")
def show(service: ServiceDep, by: Reader, response: Response) -> ClientCard:
    """The business you act for, with every fact and its source."""
    card = service.client_view.get(own(by))
    if card is None:
        raise NotFound
    response.headers["ETag"] = f'"{card.version}"'
    return card


@router.put("/client/name")
def rename(
    command: RenameClient,
    service: ServiceDep,
    by: Keeper,
    version: VersionDep,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Correct the name or the OGRN."""
    receipt = service.clients.rename(own(by), command, by=by, key=key, version=version)
    return answered(receipt, response)


@router.post("/client/facts")
def state_facts(
    command: StateFacts,
    service: ServiceDep,
    by: Keeper,
    version: VersionDep,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Say facts of the whole business; null makes a fact unknown again."""
    receipt = service.clients.state_facts(
        own(by), command, by=by, key=key, version=version
    )
    return answered(receipt, response)


@router.post("/client/premises", status_code=status.HTTP_201_CREATED)
def open_premises(
    command: OpenPremises,
    service: ServiceDep,
    by: Keeper,
    version: VersionDep,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Add a place where the business works."""
    receipt = service.clients.open_premises(
        own(by), command, by=by, key=key, version=version
    )
    return answered(receipt, response)


@router.post("/client/premises/{premises_id}/facts")
def state_premises_facts(
    premises_id: UUID,
    command: StateFacts,
    service: ServiceDep,
    by: Keeper,
    version: VersionDep,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Say what is used in one place."""
    receipt = service.clients.state_premises_facts(
        own(by), premises_id, command, by=by, key=key, version=version
    )
    return answered(receipt, response)


@router.post("/client/premises/{premises_id}/close")
def close_premises(
    premises_id: UUID,
    service: ServiceDep,
    by: Keeper,
    version: VersionDep,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Stop using a place from today."""
    receipt = service.clients.close_premises(
        own(by), premises_id, by=by, key=key, version=version
    )
    return answered(receipt, response)


@router.post("/client/proposals/{proposal_id}/decline")
def decline_proposal(
    proposal_id: UUID,
    service: ServiceDep,
    by: Keeper,
    version: VersionDep,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Say that a place that a register names is none of yours.

    If it is yours, open premises with its `proposal_id`.
    """
    receipt = service.clients.decline_proposal(
        own(by), proposal_id, by=by, key=key, version=version
    )
    return answered(receipt, response)
