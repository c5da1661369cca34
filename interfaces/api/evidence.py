"""Evidence files over JSON (C2)."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, File, Query, Response, UploadFile
from fastapi import status as http
from pydantic import Field

from application.access import Action, allow
from application.log import Receipt
from domain.errors import NotFound
from domain.evidence import MEDIA_TYPES, Scan
from domain.kernel import Actor, Value
from interfaces.deps import Asks, KeyDep, ServiceDep, answered, own
from interfaces.downloads import sent
from interfaces.service import Service
from projections.evidence import FileCard

router = APIRouter(prefix="/api/evidence", tags=["evidence"])

Keeper = Annotated[Actor, Depends(Asks(Action.KEEP_EVIDENCE))]


class FileOut(Value):
    """A file that shows that something was done.

    Attributes:
        id: to name it by.
        name: as whoever handed it in called it.
        media_type: by its content.
        size: bytes.
        sha256: of the content, hex.
        scan: "clean", or "not_scanned" where there is no virus scanner.
        scanner: which one looked; null when none did.
    """

    id: UUID
    name: str
    media_type: str
    size: int
    sha256: str
    scan: Scan
    scanner: str | None


class Files(Value):
    """A page of files.

    Attributes:
        files: newest first.
        after: value of `after` for the next page; null at the end.
        bytes_used: how much all of them fill.
        bytes_allowed: how much they may fill.
    """

    files: tuple[FileOut, ...]
    after: int | None
    bytes_used: int
    bytes_allowed: int


class FilesQuery(Value):
    """Which files to answer."""

    after: int | None = Field(default=None, ge=1, le=2**62)
    limit: int = Field(default=50, ge=1, le=200)


@router.post("", status_code=http.HTTP_201_CREATED)
def keep(
    file: Annotated[UploadFile, File()],
    service: ServiceDep,
    by: Keeper,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Hand in a PDF, JPEG, PNG, WebP or HEIC file of at most 10 MB.

    The same content again is the same file: the answer names it, position 0.
    """
    receipt = service.evidence.keep(
        own(by), file.filename or "", file.file, by=by, key=key
    )
    response.headers["Location"] = f"/api/evidence/{receipt.id}"
    return answered(receipt, response)


@router.get("")
def files(
    query: Annotated[FilesQuery, Query()], service: ServiceDep, by: Keeper
) -> Files:
    """The files of your business."""
    page = service.evidence_view.of_client(
        own(by), before=query.after, limit=query.limit
    )
    return Files(
        files=tuple(map(shown, page.files)),
        after=page.after,
        bytes_used=service.evidence_view.bytes_of(own(by)),
        bytes_allowed=service.settings.files_mb * 2**20,
    )


@router.get("/{file_id}")
def file(file_id: UUID, service: ServiceDep, by: Keeper, response: Response) -> FileOut:
    """What is known of a file."""
    card = _own(service, by, file_id)
    response.headers["ETag"] = f'"{card.version}"'
    return shown(card)


@router.get(
    "/{file_id}/content",
    response_class=Response,
    responses={200: {"content": {kind: {} for kind in MEDIA_TYPES}}},
)
def content(file_id: UUID, service: ServiceDep, by: Keeper) -> Response:
    """The file itself."""
    return sent(service, _own(service, by, file_id))


@router.delete("/{file_id}")
def remove(
    file_id: UUID, service: ServiceDep, by: Keeper, key: KeyDep, response: Response
) -> Receipt:
    """Take a file away for good, when nothing rests on it."""
    return answered(service.evidence.remove(file_id, by=by, key=key), response)


def shown(card: FileCard) -> FileOut:
    """What others may know of a file."""
    return FileOut(**card.model_dump(include=set(FileOut.model_fields)))


def _own(service: Service, by: Actor, id: UUID) -> FileCard:
    card = service.evidence_view.get(id)
    if card is None:
        raise NotFound
    allow(by, Action.KEEP_EVIDENCE, of=card.client_id)
    return card
