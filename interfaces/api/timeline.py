"""The history between a client and the state over JSON (R5)."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request, Response

from application.access import Action
from domain.kernel import Actor, Value
from domain.timeline import Kind, ServiceId, Side, Touchpoint
from interfaces.deps import Asks, ServiceDep, own
from interfaces.locale import Language, language, preferred
from interfaces.service import Service
from interfaces.timeline import (
    Choices,
    History,
    Wanted,
    WantedFile,
    choices_of,
    history,
    reach_into,
    take_out,
)
from interfaces.timeline.files import WRITERS

router = APIRouter(prefix="/api", tags=["history"])

Reader = Annotated[Actor, Depends(Asks(Action.READ_TIMELINE))]
Officer = Annotated[Actor, Depends(Asks(Action.READ_TIMELINE_OF_CLIENT))]


class Named(Value):
    """Something to narrow a history down by.

    Attributes:
        id: to ask with.
        name: as people read it; None: it is not known any more.
    """

    id: str
    name: str | None


class ChoicesOut(Value):
    """By what the history can be narrowed so that something is left.

    Attributes:
        count: steps in all.
        kinds, sides, services, touchpoints: that steps have.
        people: of the client, who took steps.
        places: of the client.
        situations: life situations.
    """

    count: int
    kinds: tuple[Kind, ...]
    sides: tuple[Side, ...]
    services: tuple[ServiceId, ...]
    touchpoints: tuple[Touchpoint, ...]
    people: tuple[Named, ...]
    places: tuple[Named, ...]
    situations: tuple[Named, ...]


@router.get("/timeline")
def timeline(
    request: Request,
    wanted: Annotated[Wanted, Query()],
    service: ServiceDep,
    by: Reader,
) -> History:
    """Everything between your business and the state, in words of Accept-Language."""
    places = choices_of(service, own(by)).places
    return history(service, own(by), wanted, _spoken(request, service), places=places)


@router.get("/timeline/choices")
def choices(request: Request, service: ServiceDep, by: Reader) -> ChoicesOut:
    """By what your history can be narrowed down."""
    found = choices_of(service, own(by))
    return _out(found, _spoken(request, service))


@router.get(
    "/timeline/export",
    response_class=Response,
    responses={200: {"content": {kind: {} for _, kind in WRITERS.values()}}},
)
def export(
    request: Request,
    wanted: Annotated[WantedFile, Query()],
    service: ServiceDep,
    by: Reader,
) -> Response:
    """Your history as a file: xlsx, csv or json; at most 10000 steps."""
    taken = take_out(service, own(by), wanted, _spoken(request, service))
    return Response(taken.file, headers=taken.headers, media_type=taken.media_type)


@router.get("/timeline/of/{client_id}")
def of_client(
    request: Request,
    client_id: UUID,
    wanted: Annotated[Wanted, Query()],
    service: ServiceDep,
    by: Officer,
) -> History:
    """What a client and your organisation had to do with each other.

    That is what you may see in the things themselves: declarations to you, questions to
    you, your looks, and so on; who acts for the client is not told.
    """
    reach = reach_into(service, by, client_id)
    spoken = _spoken(request, service)
    return history(service, client_id, wanted, spoken, reach=reach, places={})


def _spoken(request: Request, service: Service) -> Language:
    code = preferred(request.headers.get("accept-language", ""))
    return language(code, str(service.settings.time_zone))


def _out(found: Choices, spoken: Language) -> ChoicesOut:
    facets = found.facets
    return ChoicesOut(
        count=facets.count,
        kinds=facets.kinds,
        sides=facets.sides,
        services=facets.services,
        touchpoints=facets.touchpoints,
        people=tuple(Named(id=str(one.id), name=one.name) for one in facets.people),
        places=tuple(
            Named(id=str(id), name=found.places.get(id)) for id in facets.premises
        ),
        situations=tuple(
            Named(id=one.code, name=one.content.name.said(spoken.code))
            for one in found.situations
        ),
    )
