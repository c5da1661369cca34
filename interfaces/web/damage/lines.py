"""Lines of a claim of damage: sums with documents, and interest (I9)."""

from collections.abc import AsyncIterator, Mapping
from typing import Annotated, Any, NamedTuple
from uuid import UUID

from fastapi import APIRouter, Depends, Path, Query, Request
from fastapi.responses import Response
from starlette.datastructures import UploadFile

from application.damage import InterestOn, PutLine
from application.log import Receipt
from domain.damage import Interest, LineKind, NoSuchLine
from domain.kernel import Actor
from interfaces.damages import document_sent
from interfaces.deps import KeyDep, ServiceDep
from interfaces.money import typed
from interfaces.service import Service
from interfaces.web.damage.drafting import drafted
from interfaces.web.damage.words import (
    WRONG,
    Client,
    Unread,
    Version,
    done,
    ids,
    sum_of,
    told,
    unread,
)
from interfaces.web.pages import page
from interfaces.web.wrong import Fault, errors_in, status_for
from projections.damage import ClaimCard

router = APIRouter(include_in_schema=False)

Number = Annotated[int, Path(ge=1, le=1_000_000)]
FIELDS = ("kopecks", "what", "file", "principal", "since", "until")
ABOUT = {"document": "file"}


class Sheet(NamedTuple):
    """A line as it was filled in.

    Attributes:
        act: "attach", "count", "keep", or "remove <id of a document>".
        kind: what it is about.
        texts: as they were typed, by field.
        files: ids of documents that are kept.
        upload: that was just chosen.
        version: of the claim that was read.
    """

    act: str = ""
    kind: LineKind = LineKind.ACTUAL
    texts: Mapping[str, str] = {}
    files: tuple[UUID, ...] = ()
    upload: UploadFile | None = None
    version: int = 0

    @property
    def is_interest(self) -> bool:
        return self.kind is LineKind.INTEREST

    def read(self) -> PutLine:
        """What was filled in; raises Unread, or ValidationError of what is wrong."""
        said: dict[str, Any] = {
            "kind": self.kind,
            "what": self.texts.get("what", ""),
            "files": self.files,
        }
        if self.is_interest:
            said["interest"] = InterestOn.model_validate(
                {
                    "principal": sum_of(self.texts.get("principal", ""), "principal"),
                    "since": self.texts.get("since", ""),
                    "until": self.texts.get("until", ""),
                }
            )
        else:
            said["kopecks"] = sum_of(self.texts.get("kopecks", ""))
        return PutLine.model_validate(said)


async def _filled(request: Request) -> AsyncIterator[Sheet]:
    form = await request.form()
    said = {name: one for name, one in form.multi_items() if isinstance(one, str)}
    upload = form.get("file")
    kind, version = said.get("kind", ""), said.get("version", "")
    kept = [ids(one) for one in form.getlist("kept") if isinstance(one, str)]
    try:
        yield Sheet(
            act=said.get("act", "")[:60],
            kind=LineKind(kind) if kind in list(LineKind) else LineKind.ACTUAL,
            texts={
                name: one.replace("\r\n", "\n").strip() for name, one in said.items()
            },
            files=tuple(dict.fromkeys(one for found in kept for one in found)),
            upload=upload
            if isinstance(upload, UploadFile) and upload.filename
            else None,
            version=int(version) if version.isdecimal() and len(version) < 10 else 0,
        )
    finally:
        await form.close()


Filled = Annotated[Sheet, Depends(_filled)]


@router.get("/damages/{damage_id:uuid}/lines/new")
def adding(
    request: Request,
    damage_id: UUID,
    service: ServiceDep,
    by: Client,
    kind: Annotated[LineKind, Query()] = LineKind.ACTUAL,
) -> Response:
    """Ask how much, for what, shown by what."""
    card = drafted(service, by, damage_id)
    return _form(request, card, None, Sheet(kind=kind))


@router.post("/damages/{damage_id:uuid}/lines/new")
def add(
    request: Request,
    damage_id: UUID,
    service: ServiceDep,
    by: Client,
    key: KeyDep,
    sheet: Filled,
) -> Response:
    """Attach a document, count, or add the line."""

    def act(command: PutLine) -> Receipt:
        return service.damage.drafts.add(
            damage_id, command, by=by, key=key, version=sheet.version
        )

    return _done(request, service, by, damage_id, None, sheet, act)


@router.get("/damages/{damage_id:uuid}/lines/{line_number}")
def changing(
    request: Request,
    damage_id: UUID,
    line_number: Number,
    service: ServiceDep,
    by: Client,
) -> Response:
    """Show a line to say it otherwise."""
    card = drafted(service, by, damage_id)
    found = next((one for one in card.lines if one.number == line_number), None)
    if found is None:
        raise NoSuchLine
    reckoned = found.line.interest
    texts = {"what": found.what or "", "kopecks": typed(found.line.kopecks)}
    if reckoned:
        texts |= {
            "principal": typed(reckoned.principal),
            "since": reckoned.since.isoformat(),
            "until": reckoned.until.isoformat(),
        }
    sheet = Sheet(kind=found.line.kind, texts=texts, files=found.line.files)
    return _form(request, card, line_number, sheet, reckoned=reckoned)


@router.post("/damages/{damage_id:uuid}/lines/{line_number}")
def change(
    request: Request,
    damage_id: UUID,
    line_number: Number,
    service: ServiceDep,
    by: Client,
    key: KeyDep,
    sheet: Filled,
) -> Response:
    """Attach a document, count, or say the line otherwise."""

    def act(command: PutLine) -> Receipt:
        return service.damage.drafts.change(
            damage_id, line_number, command, by=by, key=key, version=sheet.version
        )

    return _done(request, service, by, damage_id, line_number, sheet, act)


@router.post("/damages/{damage_id:uuid}/lines/{line_number}/remove")
def remove(
    damage_id: UUID,
    line_number: Number,
    service: ServiceDep,
    by: Client,
    key: KeyDep,
    version: Version,
) -> Response:
    """Take a line away."""

    def act() -> Receipt:
        return service.damage.drafts.remove(
            damage_id, line_number, by=by, key=key, version=version
        )

    return done(service, act, f"/damages/{damage_id}")


@router.get("/damages/{damage_id:uuid}/files/{damage_file_id:uuid}")
def document(
    damage_id: UUID, damage_file_id: UUID, service: ServiceDep, by: Client
) -> Response:
    """A document that shows a line."""
    return document_sent(service, by, damage_id, damage_file_id)


def _done(
    request: Request,
    service: Service,
    by: Actor,
    id: UUID,
    line: int | None,
    sheet: Sheet,
    act: Any,
) -> Response:
    card = drafted(service, by, id)
    reckoned: Interest | None = None
    try:
        sheet = _attached(service, by, id, sheet)
        if sheet.act == "keep":
            command = sheet.read()
            return done(service, lambda: act(command), f"/damages/{id}")
        if sheet.act == "count":
            reckoned = _reckoned(service, sheet)
        elif line is not None:  # a document of a line that is kept is kept at once
            service.caught_up(act(sheet.read()).position)
            card = drafted(service, by, id)
    except Unread as fault:
        return _form(request, card, line, sheet, errors=unread(request, fault))
    except WRONG as fault:
        return _form(request, card, line, sheet, fault=fault)
    return _form(request, card, line, sheet, reckoned=reckoned)


def _reckoned(service: Service, sheet: Sheet) -> Interest | None:
    on = sheet.read().interest
    if on is None:
        return None
    return service.damage.drafts.reckon(on.principal, on.since, on.until)


def _attached(service: Service, by: Actor, id: UUID, sheet: Sheet) -> Sheet:
    """Keep the document that was chosen, and drop the one that the button names."""
    files = sheet.files
    if sheet.upload is not None:
        content = sheet.upload.file.read()
        name = sheet.upload.filename or ""
        kept = service.damage.drafts.keep(id, name, content, by=by)
        files = tuple(dict.fromkeys((*files, kept)))
    gone = sheet.act.removeprefix("remove ")
    left = tuple(one for one in files if str(one) != gone)
    return sheet._replace(files=left, upload=None)


def _form(
    request: Request,
    card: ClaimCard,
    line: int | None,
    sheet: Sheet,
    *,
    reckoned: Interest | None = None,
    fault: Fault | None = None,
    errors: Mapping[str, str] | None = None,
) -> Response:
    found = dict(errors or {})
    for about, said in errors_in(request, fault, (*FIELDS, "document")).items():
        found[ABOUT.get(about, about)] = said
    address = f"/damages/{card.id}/lines/{line or 'new'}"
    return page(
        request,
        "damage/line.html",
        told(request)
        | {
            "card": card,
            "line": line,
            "sheet": sheet,
            "address": address,
            "reckoned_interest": reckoned,
            "errors": found,
        },
        status=422 if errors else status_for(fault),
    )
