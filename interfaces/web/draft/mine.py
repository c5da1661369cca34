"""The page on which a client sees which open drafts concern it, and why (E1)."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from application.access import Action
from domain.kernel import Actor
from interfaces.deps import Asks, ServiceDep, own
from interfaces.invited import invited
from interfaces.web.draft.words import words_of
from interfaces.web.pages import page

router = APIRouter(include_in_schema=False)

Client = Annotated[Actor, Depends(Asks(Action.READ_LIST))]


@router.get("/drafts/mine")
def mine(request: Request, service: ServiceDep, by: Client) -> Response:
    """Show the open drafts that concern the business, or may."""
    found = invited(service, own(by))
    return page(
        request,
        "draft/mine.html",
        {"found": found, "words": words_of(request, service)},
    )
