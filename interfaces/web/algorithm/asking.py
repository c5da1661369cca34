"""A client asks for an algorithm where there is none."""

from typing import Annotated

from fastapi import APIRouter, Depends, Form
from fastapi.responses import Response
from pydantic import ValidationError

from application.access import Action
from application.algorithm import AskForAlgorithm
from domain.algorithm import AlgorithmExists, AlreadyAsked
from domain.errors import NotFound
from domain.kernel import Actor
from interfaces.deps import Asks, KeyDep, ServiceDep, own
from interfaces.web.person import see_other

router = APIRouter(include_in_schema=False)

Client = Annotated[Actor, Depends(Asks(Action.ASK_FOR_ALGORITHM))]


@router.post("/algorithms/ask")
def ask(
    service: ServiceDep,
    by: Client,
    key: KeyDep,
    requirement: Annotated[str, Form()] = "",
) -> Response:
    """Ask, and go back to the requirement; asking again changes nothing."""
    try:
        command = AskForAlgorithm(requirement=requirement)
    except ValidationError:
        raise NotFound from None
    try:
        receipt = service.algorithms.ask(own(by), command, by=by, key=key)
    except (AlreadyAsked, AlgorithmExists):
        pass
    else:
        service.caught_up(receipt.position)
    return see_other(f"/list/{command.requirement}#algorithm")
