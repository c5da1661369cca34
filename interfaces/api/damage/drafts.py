"""A business writes and sends a claim of damage, over JSON (I9)."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, File, Path, Response, UploadFile
from fastapi import status as http

from application.access import Action
from application.damage import BeginClaim, PutLine, TakeDays, TellStory
from application.log import Receipt
from domain.kernel import Actor, Value
from interfaces.damages import PDF, document_sent, letter_shown
from interfaces.deps import Asks, KeyDep, ServiceDep, VersionDep, answered
from interfaces.gateways.documents import SIGNS

router = APIRouter(prefix="/api/damages", tags=["damages"])

Client = Annotated[Actor, Depends(Asks(Action.CLAIM_DAMAGE))]
Number = Annotated[int, Path(ge=1, le=1_000_000)]


class KeptDocument(Value):
    """A document that was taken in; name it in a line."""

    id: UUID


@router.post("", status_code=http.HTTP_201_CREATED)
def begin(
    command: BeginClaim,
    service: ServiceDep,
    by: Client,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Begin a draft, from an appeal that was upheld or from an inspection."""
    receipt = service.damage.drafts.begin(command, by=by, key=key)
    response.headers["Location"] = f"/api/damages/{receipt.id}"
    return answered(receipt, response)


@router.put("/{damage_id}/story")
def tell(
    damage_id: UUID,
    command: TellStory,
    service: ServiceDep,
    by: Client,
    version: VersionDep,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Say what was unlawful and how it caused the damage."""
    receipt = service.damage.drafts.tell(
        damage_id, command, by=by, key=key, version=version
    )
    return answered(receipt, response)


@router.post("/{damage_id}/lines", status_code=http.HTTP_201_CREATED)
def add(
    damage_id: UUID,
    command: PutLine,
    service: ServiceDep,
    by: Client,
    version: VersionDep,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Add a line; interest is reckoned from `interest`."""
    receipt = service.damage.drafts.add(
        damage_id, command, by=by, key=key, version=version
    )
    response.headers["Location"] = f"/api/damages/{damage_id}"
    return answered(receipt, response)


@router.put("/{damage_id}/lines/{line_number}")
def change(
    damage_id: UUID,
    line_number: Number,
    command: PutLine,
    service: ServiceDep,
    by: Client,
    version: VersionDep,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Say a line otherwise."""
    receipt = service.damage.drafts.change(
        damage_id, line_number, command, by=by, key=key, version=version
    )
    return answered(receipt, response)


@router.delete("/{damage_id}/lines/{line_number}")
def remove(
    damage_id: UUID,
    line_number: Number,
    service: ServiceDep,
    by: Client,
    version: VersionDep,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Take a line away."""
    receipt = service.damage.drafts.remove(
        damage_id, line_number, by=by, key=key, version=version
    )
    return answered(receipt, response)


@router.post("/{damage_id}/days")
def take(
    damage_id: UUID,
    command: TakeDays,
    service: ServiceDep,
    by: Client,
    version: VersionDep,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Take over what is recorded of days of the inspection, with its documents."""
    receipt = service.damage.drafts.take(
        damage_id, command, by=by, key=key, version=version
    )
    return answered(receipt, response)


@router.post("/{damage_id}/file", status_code=http.HTTP_201_CREATED)
def keep_document(
    damage_id: UUID,
    file: Annotated[UploadFile, File()],
    service: ServiceDep,
    by: Client,
) -> KeptDocument:
    """Hand in a PDF, PNG or JPEG file that shows a line; at most 10 MB."""
    content, name = file.file.read(), file.filename or ""
    return KeptDocument(id=service.damage.drafts.keep(damage_id, name, content, by=by))


@router.get(
    "/{damage_id}/files/{damage_file_id}",
    response_class=Response,
    responses={200: {"content": {kind: {} for kind in SIGNS.values()}}},
)
def document(
    damage_id: UUID, damage_file_id: UUID, service: ServiceDep, by: Client
) -> Response:
    """A document that shows a line; the body has those of a sent claim as files."""
    return document_sent(service, by, damage_id, damage_file_id)


@router.get(
    "/{damage_id}/letter",
    response_class=Response,
    responses={200: {"content": {PDF: {}}}},
)
def letter(damage_id: UUID, service: ServiceDep, by: Client) -> Response:
    """The letter as it would be sent, as a PDF file that says it is a draft."""
    return letter_shown(service, by, damage_id)


@router.post("/{damage_id}/send")
def send(
    damage_id: UUID,
    service: ServiceDep,
    by: Client,
    version: VersionDep,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Sign and send the letter with its documents; whoever sends signs."""
    receipt = service.damage.sending.send(damage_id, by=by, key=key, version=version)
    return answered(receipt, response)


@router.post("/{damage_id}/discard")
def discard(
    damage_id: UUID,
    service: ServiceDep,
    by: Client,
    version: VersionDep,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Throw a draft away; nobody has seen it."""
    receipt = service.damage.drafts.discard(damage_id, by=by, key=key, version=version)
    return answered(receipt, response)
