"""Taking the personal list out as a file, and checking such a file, over JSON (L2)."""

from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Depends, Request, Response
from fastapi import status as http

from application.access import Action
from domain.errors import NotFound
from domain.kernel import Actor, Value
from domain.list_export import Form, Part, number_of
from domain.requirement import Day
from interfaces.deps import Asks, KeyDep, ServiceDep, own
from interfaces.exports.taking import MEDIA_TYPES, Wish, take_out
from interfaces.locale import preferred
from interfaces.moments import Instant, moment
from projections.applicability import Basis
from projections.list_export import ExportCard

router = APIRouter(prefix="/api", tags=["list"])

Anybody = Annotated[Actor, Depends(Asks(Action.READ_PUBLIC))]
Exporter = Annotated[Actor, Depends(Asks(Action.EXPORT_LIST))]


class TakeOut(Value):
    """What to take out.

    Attributes:
        form: the kind of file.
        part: which lines; all of them unless named.
        on: the day the list is about; today unless named.
        known_at: as known at this instant; now unless named.
        basis: whose facts count.
        language: of the file; that of Accept-Language unless named.
    """

    form: Form
    part: Part = Part.ALL
    on: Day | None = None
    known_at: Instant | None = None
    basis: Basis = Basis.THEN
    language: Literal["ru", "en"] | None = None


class ExportOut(Value):
    """A file that was taken out.

    Attributes:
        number: how people name it.
        export: what it holds, and its hashes.
    """

    number: str
    export: ExportCard


@router.post(
    "/list/exports",
    status_code=http.HTTP_201_CREATED,
    response_class=Response,
    responses={201: {"content": {kind: {} for kind in MEDIA_TYPES.values()}}},
)
def take(
    request: Request, command: TakeOut, service: ServiceDep, by: Exporter, key: KeyDep
) -> Response:
    """Take your list out as a file; it is recorded, so that anybody can check it.

    `Location` is the page where the file is checked.
    """
    spoken = preferred(request.headers.get("accept-language", ""))
    wish = Wish(
        form=command.form,
        part=command.part,
        as_of=moment(service, command.on, command.known_at, command.basis),
        language=command.language or spoken,
    )
    taken = take_out(service, own(by), wish, by=by, key=key)
    return Response(taken.file, http.HTTP_201_CREATED, taken.headers, taken.media_type)


@router.get("/list/exports")
def exports(service: ServiceDep, by: Exporter) -> list[ExportOut]:
    """The files that you took out last, newest first; at most 20."""
    return [_out(one) for one in service.list_export_view.of_client(own(by))]


@router.get("/verify/{token}")
def verify(token: UUID, service: ServiceDep, _by: Anybody) -> ExportOut:
    """What was taken out, for whoever holds the file: compare its SHA-256."""
    card = service.list_export_view.get(token)
    if card is None:
        raise NotFound
    return _out(card)


def _out(card: ExportCard) -> ExportOut:
    return ExportOut(number=number_of(card.id), export=card)
