"""What a business does on the page of a caution: object, or say what it did (C6)."""

from collections.abc import AsyncIterator, Mapping
from typing import Annotated, NamedTuple
from uuid import UUID

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response
from starlette.datastructures import UploadFile

from application.caution import ObjectToCaution, TellMeasures, ToldMeasure
from application.exchange import Attach
from application.log import Key, Receipt
from domain.kernel import Actor
from interfaces.cautions import caution_for
from interfaces.deps import KeyDep, ServiceDep
from interfaces.service import Service
from interfaces.web.caution.reading import done, shown
from interfaces.web.caution.words import WRONG, Business
from interfaces.web.wrong import Fault
from projections.caution import CautionCard

router = APIRouter(include_in_schema=False)

LONGEST = 5000


class Filled(NamedTuple):
    """An objection that is being written.

    Attributes:
        act: "attach", "send", or "remove <id of a file>".
        version: of the caution that was read.
        reason: what to, and why.
        files: ids of attached files.
        upload: a file that was just chosen.
        measures: what was done, by number of the point.
    """

    act: str
    version: int
    reason: str
    files: tuple[UUID, ...]
    upload: UploadFile | None
    measures: Mapping[int, str]


async def _filled(request: Request) -> AsyncIterator[Filled]:
    form = await request.form()
    files: list[UUID] = []
    measures: dict[int, str] = {}
    upload: UploadFile | None = None
    for name, said in form.multi_items():
        match name.partition("-"), said:
            case ("kept", _, _), str():
                files += _ids(said)
            case ("file", _, _), UploadFile() if said.filename:
                upload = said
            case ("measure", _, number), str() if _is_number(number):
                measures[int(number)] = said[:LONGEST]
    version = str(form.get("version", ""))
    try:
        yield Filled(
            act=str(form.get("act", "")),
            version=int(version) if _is_number(version) else 0,
            reason=str(form.get("reason", "")),
            files=tuple(files),
            upload=upload,
            measures=measures,
        )
    finally:
        await form.close()


FilledDep = Annotated[Filled, Depends(_filled)]


@router.post("/cautions/{caution_id:uuid}/object")
def object_to(
    request: Request,
    caution_id: UUID,
    service: ServiceDep,
    by: Business,
    key: KeyDep,
    filled: FilledDep,
) -> Response:
    """Attach a file, take one away, or send the objection."""
    card = caution_for(service, by, caution_id).card
    fault: Fault | None = None
    try:
        filled = _attached(service, by, card, filled, key)
    except WRONG as wrong:
        fault = wrong
    writing = {"reason": filled.reason, "files": filled.files, "act": "object"}
    if fault is None and filled.act == "send":

        def act() -> Receipt:
            command = ObjectToCaution(reason=filled.reason, files=filled.files)
            return service.caution_replies.object(
                caution_id, command, by=by, key=key, version=filled.version
            )

        return done(request, service, by, caution_id, act, writing)
    return shown(request, service, by, caution_id, fault, filled=writing)


@router.post("/cautions/{caution_id:uuid}/measures")
def tell(
    request: Request,
    caution_id: UUID,
    service: ServiceDep,
    by: Business,
    key: KeyDep,
    filled: FilledDep,
) -> Response:
    """Say what was done; points of which nothing is said stay as they are."""

    def act() -> Receipt:
        said = {n: one for n, one in filled.measures.items() if one.strip()}
        command = TellMeasures(
            measures={n: ToldMeasure(what=one) for n, one in said.items()}
        )
        return service.caution_replies.tell(
            caution_id, command, by=by, key=key, version=filled.version
        )

    writing = {"measures": filled.measures, "act": "measures"}
    return done(request, service, by, caution_id, act, writing)


def _attached(
    service: Service, by: Actor, card: CautionCard, filled: Filled, key: Key | None
) -> Filled:
    """Attach what was chosen, and take away what the button names."""
    files = filled.files
    if filled.upload is not None:
        own_key = key and key.model_copy(update={"key": f"{key.key[:190]}-file"})
        receipt = service.enclosures.attach(
            Attach(thread=card.thread),
            filled.upload.filename or "",
            filled.upload.file,
            by=by,
            key=own_key,
        )
        service.caught_up(receipt.position)
        files = tuple(dict.fromkeys((*files, receipt.id)))
    gone = set(_ids(filled.act.removeprefix("remove ")))
    return filled._replace(
        files=tuple(id for id in files if id not in gone), upload=None
    )


def _is_number(told: str) -> bool:
    return told.isdecimal() and len(told) < 10


def _ids(told: str) -> tuple[UUID, ...]:
    try:
        return (UUID(told),)
    except ValueError:
        return ()
