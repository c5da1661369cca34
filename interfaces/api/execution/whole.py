"""Executions as a whole over JSON (C2)."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Response
from fastapi import status as http
from pydantic import Field

from application.access import Action, allow
from application.execution import StartExecution
from application.log import Receipt
from domain.errors import NotFound
from domain.kernel import Actor, Value
from interfaces.deps import Asks, KeyDep, ServiceDep, VersionDep, answered, own
from interfaces.service import Service
from projections.execution import ExecutionCard, ExecutionPage

router = APIRouter(prefix="/api/executions", tags=["executions"])

Executor = Annotated[Actor, Depends(Asks(Action.EXECUTE))]


class PageQuery(Value):
    """Which part of a list to answer."""

    after: int | None = Field(default=None, ge=1, le=2**62)
    limit: int = Field(default=50, ge=1, le=200)


@router.post("", status_code=http.HTTP_201_CREATED)
def start(
    command: StartExecution,
    service: ServiceDep,
    by: Executor,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Begin to carry an algorithm out."""
    receipt = service.executions.start(own(by), command, by=by, key=key)
    response.headers["Location"] = f"/api/executions/{receipt.id}"
    return answered(receipt, response)


@router.get("")
def executions(
    query: Annotated[PageQuery, Query()], service: ServiceDep, by: Executor
) -> ExecutionPage:
    """The executions of your business, newest first."""
    return service.execution_view.of_client(
        own(by), before=query.after, limit=query.limit
    )


@router.get("/{execution_id}")
def execution(
    execution_id: UUID, service: ServiceDep, by: Executor, response: Response
) -> ExecutionCard:
    """An execution with its steps, evidence and everything that happened."""
    card = _own(service, by, execution_id)
    response.headers["ETag"] = f'"{card.version}"'
    return card


@router.post("/{execution_id}/pause")
def pause(
    execution_id: UUID,
    service: ServiceDep,
    by: Executor,
    version: VersionDep,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Interrupt it."""
    receipt = service.executions.pause(execution_id, by=by, key=key, version=version)
    return answered(receipt, response)


@router.post("/{execution_id}/resume")
def resume(
    execution_id: UUID,
    service: ServiceDep,
    by: Executor,
    version: VersionDep,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Go on."""
    receipt = service.executions.resume(execution_id, by=by, key=key, version=version)
    return answered(receipt, response)


@router.post("/{execution_id}/follow")
def follow(
    execution_id: UUID,
    service: ServiceDep,
    by: Executor,
    version: VersionDep,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Go on with the version of the algorithm that is in use now."""
    receipt = service.executions.follow(execution_id, by=by, key=key, version=version)
    return answered(receipt, response)


@router.post("/{execution_id}/abandon")
def abandon(
    execution_id: UUID,
    service: ServiceDep,
    by: Executor,
    version: VersionDep,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Not go on with it."""
    receipt = service.executions.abandon(execution_id, by=by, key=key, version=version)
    return answered(receipt, response)


@router.post("/{execution_id}/finish")
def finish(
    execution_id: UUID,
    service: ServiceDep,
    by: Executor,
    version: VersionDep,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Be done with it; the second thing that changed is the confirmation."""
    receipt = service.executions.finish(execution_id, by=by, key=key, version=version)
    confirmation = receipt.changed[1].id
    response.headers["Location"] = f"/api/execution-confirmations/{confirmation}"
    return answered(receipt, response)


def _own(service: Service, by: Actor, id: UUID) -> ExecutionCard:
    card = service.execution_view.get(id)
    if card is None:
        raise NotFound
    allow(by, Action.EXECUTE, of=card.client_id)
    return card
