"""What a client follows, and what is new under it (E4)."""

from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import Response
from pydantic import ValidationError

from application.access import Action
from domain.draft import Filter
from domain.errors import Invalid, NotFound, RuleBroken
from domain.kernel import Actor
from interfaces.deps import Asks, KeyDep, ServiceDep, own
from interfaces.regions import regions
from interfaces.service import Service
from interfaces.web.draft.form import given
from interfaces.web.draft.words import words_of
from interfaces.web.pages import language_of, page
from interfaces.web.person import see_other
from interfaces.web.requirement.form import Form as Answers
from interfaces.web.requirement.keeping import Posted
from interfaces.web.wrong import Fault, errors_of, status_for

router = APIRouter(include_in_schema=False)

Client = Annotated[Actor, Depends(Asks(Action.FOLLOW))]
Place = Annotated[int, Form(ge=1, le=10**6)]
Position = Annotated[int, Form(ge=0, le=2**62)]

FIELDS = ("act", "activity", "region", "body")
EMPTY = dict.fromkeys(FIELDS, "")


@router.get("/following")
def show(request: Request, service: ServiceDep, by: Client) -> Response:
    """Show what is followed, and what is new under it."""
    return _show(request, service, by, EMPTY)


@router.post("/following")
def follow(
    request: Request, service: ServiceDep, by: Client, key: KeyDep, posted: Posted
) -> Response:
    """Follow something from now on."""
    form = given(posted, FIELDS)
    said = {name: text for name, text in form.items() if text.strip()}
    try:
        command = Filter.model_validate(said)
        receipt = service.followings.follow(own(by), command, by=by, key=key)
    except (ValidationError, Invalid, RuleBroken) as fault:
        return _show(request, service, by, form, fault)
    service.caught_up(receipt.position)
    return see_other("/following")


@router.post("/following/stop")
def unfollow(service: ServiceDep, by: Client, key: KeyDep, place: Place) -> Response:
    """Stop following something."""
    try:
        receipt = service.followings.unfollow(own(by), place, by=by, key=key)
    except NotFound:
        return see_other("/following")
    service.caught_up(receipt.position)
    return see_other("/following")


@router.post("/following/seen")
def see(service: ServiceDep, by: Client, key: KeyDep, position: Position) -> Response:
    """Say that everything was seen."""
    receipt = service.followings.see(own(by), position, by=by, key=key)
    if receipt.position:
        service.caught_up(receipt.position)
    return see_other("/following")


def _show(
    request: Request,
    service: Service,
    by: Actor,
    form: Answers,
    fault: Fault | None = None,
) -> Response:
    spoken = language_of(request)
    client_id = own(by)
    news = service.draft_view.news(client_id)
    return page(
        request,
        "draft/following.html",
        {
            "form": form,
            "followed": service.draft_view.following(client_id),
            "news": news,
            "newest": news[0].position if news else 0,
            "regions": regions(spoken.code),
            "titled": service.okved_titles,
            "words": words_of(request, service),
            "errors": errors_of(request, fault),
        },
        status=status_for(fault) if fault else HTTPStatus.OK,
    )
