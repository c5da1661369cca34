"""What a business has done and what waits, over JSON."""

from typing import Annotated

from fastapi import APIRouter, Depends

from application.access import Action
from domain.kernel import Actor
from interfaces.deps import Asks, ServiceDep, own
from interfaces.overview import Overview, overview

router = APIRouter(prefix="/api", tags=["list"])

ListReader = Annotated[Actor, Depends(Asks(Action.READ_LIST))]


@router.get("/client/overview")
def read_overview(service: ServiceDep, by: ListReader) -> Overview:
    """What is done, what waits for you or for the state, and the next dates."""
    return overview(service, own(by))
