"""Pages on which a business begins an appeal: from anything, or by hand (I9)."""

from typing import Annotated, Final

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from application.appeal import BeginAppeal, OutsideMatter
from domain.appeal import AppealStatus, NothingToAppeal
from domain.errors import NotFound
from domain.kernel import Actor, Role
from interfaces.appeal_words import SUBJECTS
from interfaces.appealed.things import Thing
from interfaces.deps import KeyDep, ServiceDep, own
from interfaces.locale import N_
from interfaces.service import Service
from interfaces.visits import place_of
from interfaces.web.appeal.client_words import (
    WRONG,
    AppealWords,
    Appellant,
    Short,
    Text,
)
from interfaces.web.pages import language_of, own_path, page
from interfaces.web.person import see_other
from interfaces.web.wrong import Fault, errors_in, status_for
from projections.appeal import AppealLine

router = APIRouter(include_in_schema=False)

PLACES: Final = (
    ("/inspections", N_("Inspections: the decision, the conduct, the act, the order")),
    ("/cautions", N_("Cautions")),
    ("/risk", N_("Risk categories")),
    ("/visits", N_("Preventive visits")),
    ("/information-requests", N_("Requests for information")),
    ("/declarations", N_("Declarations that were contested")),
    ("/compliance", N_("Declarations of compliance that were annulled")),
    ("/execution-confirmations", N_("Confirmations that were questioned")),
    ("/questions", N_("Questions and answers")),
    ("/deadlines", N_("Deadlines that a body let pass")),
)
"""Where things are that can be appealed against."""
NO_MORE: Final = frozenset({AppealStatus.DISCARDED, AppealStatus.WITHDRAWN})


@router.get("/appeals/new")
def new(
    request: Request,
    service: ServiceDep,
    by: Appellant,
    about: Annotated[str, Query(max_length=300)] = "",
) -> Response:
    """Ask what the appeal is against; of a thing of the service, show what is known."""
    _client(by)
    return _about(request, service, by, about) if about else _new(request)


@router.post("/appeals/new")
def begin(
    request: Request, service: ServiceDep, by: Appellant, key: KeyDep, about: Short = ""
) -> Response:
    """Begin a draft about a thing of the service."""
    _client(by)
    try:
        command = BeginAppeal(about=about)
        receipt = service.appeal_drafts.begin(command, by=by, key=key)
    except WRONG as fault:
        if not about:
            return _new(request, fault)
        return _about(request, service, by, about, fault)
    service.caught_up(receipt.position)
    return see_other(f"/appeals/{receipt.id}/write")


@router.get("/appeals/new/outside")
def outside(request: Request, _service: ServiceDep, by: Appellant) -> Response:
    """Ask what it is that the service does not know."""
    _client(by)
    return _outside(request, "")


@router.post("/appeals/new/outside")
def begin_outside(
    request: Request, service: ServiceDep, by: Appellant, key: KeyDep, told: Text = ""
) -> Response:
    """Begin a draft about something outside the service."""
    _client(by)
    try:
        command = BeginAppeal(outside=OutsideMatter(told=told))
        receipt = service.appeal_drafts.begin(command, by=by, key=key)
    except WRONG as fault:
        return _outside(request, told, fault)
    service.caught_up(receipt.position)
    return see_other(f"/appeals/{receipt.id}/write")


def _client(by: Actor) -> None:
    """Only a business itself begins an appeal.

    Raises:
        NotFound: the reader acts for none, or works for it.
    """
    if by.role is not Role.CLIENT:
        raise NotFound


def _new(request: Request, fault: Fault | None = None) -> Response:
    return page(
        request,
        "appeal/new.html",
        {"places": PLACES, "errors": errors_in(request, fault, ())},
        status=status_for(fault),
    )


def _about(
    request: Request,
    service: Service,
    by: Actor,
    about: str,
    fault: Fault | None = None,
) -> Response:
    things = _things(service, by, about)
    place = place_of(service, own(by))
    return page(
        request,
        "appeal/about.html",
        {
            "things": things,
            "begun": {one.subject.address: _begun(service, by, one) for one in things},
            "draft": AppealStatus.DRAFT,
            "subjects": SUBJECTS,
            "words": AppealWords(language_of(request), service, place),
            "come_from": own_path(about.partition("#")[0], "/appeals"),
            "errors": errors_in(request, fault, ()),
        },
        status=status_for(fault),
    )


def _things(service: Service, by: Actor, about: str) -> list[Thing]:
    """What stands at an address, or on its whole page.

    Raises:
        NothingToAppeal: nothing of the reader's does.
    """
    found = [
        one
        for one in service.appealable.on_page(about)
        if one.stands and one.client_id == by.organisation
    ]
    exact = [one for one in found if one.subject.address == about]
    if not found:
        raise NothingToAppeal
    return exact or found


def _begun(service: Service, by: Actor, thing: Thing) -> AppealLine | None:
    """The newest appeal of the reader against a thing that still says something."""
    id = thing.subject.id
    if id is None:
        return None
    found = service.appeal_view.of_subject(own(by), thing.subject.kind, id)
    return next((one for one in found if one.status not in NO_MORE), None)


def _outside(request: Request, told: str, fault: Fault | None = None) -> Response:
    return page(
        request,
        "appeal/outside.html",
        {"told": told, "errors": errors_in(request, fault, ("told",))},
        status=status_for(fault),
    )
