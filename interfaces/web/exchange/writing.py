"""Pages on which a message is written: attach files, check, send (I2)."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, File, Form, Query, Request, UploadFile
from fastapi.responses import Response

from domain.exchange import Kind
from interfaces.deps import KeyDep, ServiceDep
from interfaces.web.exchange.desk import Desk, Written
from interfaces.web.exchange.words import Beginner, Reader, Text

router = APIRouter(include_in_schema=False)

Short = Annotated[str, Query(max_length=200)]
Upload = Annotated[UploadFile | None, File()]


def _written(
    act: Text = "",
    body: Text = "",
    inn: Text = "",
    about: Text = "",
    title: Text = "",
    kind: Text = "",
    answers: Text = "",
    text: Text = "",
    files: Annotated[list[str] | None, Form()] = None,
) -> Written:
    return Written(
        act=act,
        body=body,
        inn=inn,
        about=about,
        title=title,
        kind=kind,
        answers=answers,
        text=text,
        files=tuple(files or ()),
    )


WrittenDep = Annotated[Written, Depends(_written)]


@router.get("/exchange/write")
def begin(
    request: Request,
    service: ServiceDep,
    by: Beginner,
    body: Short = "",
    inn: Annotated[str, Query(max_length=20)] = "",
    about: Short = "",
    title: Short = "",
) -> Response:
    """Ask whom to write to, about what, and what."""
    written = Written(body=body, inn=inn, about=about, title=title)
    return Desk(request, service, by, None).form(written)


@router.post("/exchange/write")
def begun(
    request: Request,
    service: ServiceDep,
    by: Beginner,
    key: KeyDep,
    written: WrittenDep,
    file: Upload = None,
) -> Response:
    """Attach, check or send the first message of a correspondence."""
    return Desk(request, service, by, None).act(written, file, key)


@router.get("/exchange/{thread_id:uuid}/write")
def write(
    request: Request,
    thread_id: UUID,
    service: ServiceDep,
    by: Reader,
    answers: Short = "",
) -> Response:
    """Ask what to write in a correspondence."""
    kind = Kind.ANSWER if answers else ""
    written = Written(kind=kind, answers=answers)
    return Desk(request, service, by, thread_id).form(written)


@router.post("/exchange/{thread_id:uuid}/write")
def wrote(
    request: Request,
    thread_id: UUID,
    service: ServiceDep,
    by: Reader,
    key: KeyDep,
    written: WrittenDep,
    file: Upload = None,
) -> Response:
    """Attach, check or send the next message of a correspondence."""
    return Desk(request, service, by, thread_id).act(written, file, key)
