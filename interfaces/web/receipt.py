"""Pages of receipts: what they are, checking one, the signed heads of the log (I8)."""

from http import HTTPStatus
from typing import Annotated, Any, Final

from eventsourcing.utils import get_topic
from fastapi import APIRouter, Depends, File, Form, Path, Query, Request, UploadFile
from fastapi.responses import PlainTextResponse, Response

from application.access import Action
from domain.errors import Invalid, NotFound
from domain.kernel import Actor
from domain.receipt import Checked, NotAReceipt, Receipt
from interfaces.deps import Anybody, Asks, ServiceDep
from interfaces.exports.receipt import about, printed, proof
from interfaces.giving_receipts import own_receipt, sent
from interfaces.locale import Language
from interfaces.problems import field_errors, status_of
from interfaces.receipts import (
    LARGEST,
    checked,
    digest,
    steps_of,
)
from interfaces.timeline.sentences import SENTENCES
from interfaces.web.pages import ROLES, language_of, page

router = APIRouter(prefix="/receipts", include_in_schema=False)

Holder = Annotated[Actor, Depends(Asks(Action.READ_RECEIPT))]
Position = Annotated[int, Path(ge=1, le=2**53)]
LeafHash = Annotated[str, Path(pattern="^[0-9a-f]{64}$")]
PAGE = 20
_SENTENCES: Final = {get_topic(kind): said for kind, said in SENTENCES.items()}


class ReceiptNotGiven(Invalid):
    code = "no-receipt-to-check"
    title = "Choose the receipt: a file whose name ends with .json"
    about = "receipt"


@router.get("")
def begin(request: Request, service: ServiceDep, _by: Anybody) -> Response:
    """Say what receipts are, and where the log stands."""
    return page(
        request,
        "receipt/begin.html",
        {
            "head": service.heads.latest(),
            "audit": service.audits.latest(),
            "keys": service.signer.keys().keys,
        },
    )


@router.get("/keys")
def keys(service: ServiceDep, _by: Anybody) -> Response:
    """The public keys, a line each: a file for `sverka verify --key`."""
    lines = "".join(f"{one.text}\n" for one in service.signer.keys().keys)
    return PlainTextResponse(
        lines,
        headers={"Content-Disposition": 'attachment; filename="sverka-keys.txt"'},
    )


@router.get("/heads")
def heads(
    request: Request,
    service: ServiceDep,
    _by: Anybody,
    before: Annotated[int | None, Query(ge=1, le=2**53)] = None,
) -> Response:
    """What the service signed of its whole log, newest first."""
    found = service.heads.before(before, PAGE)
    is_full = len(found) == PAGE
    return page(
        request,
        "receipt/heads.html",
        {
            "heads": found,
            "first": "/receipts/heads" if before else None,
            "after": f"/receipts/heads?before={found[-1].head.size}"
            if is_full
            else None,
        },
    )


@router.get("/heads/{size}")
def head(size: Position, service: ServiceDep, _by: Anybody) -> Response:
    """One head, signed: a file for whoever keeps it to check the service later."""
    found = service.heads.of_size(size)
    if found is None:
        raise NotFound
    return PlainTextResponse(
        found.note,
        headers={"Content-Disposition": f'attachment; filename="head-{size}.txt"'},
    )


@router.get("/verify")
def ask(request: Request, _by: Anybody) -> Response:
    """Ask for a receipt to check."""
    return _verify(request)


@router.post("/verify")
def verify(
    request: Request,
    service: ServiceDep,
    _by: Anybody,
    receipt: Annotated[UploadFile | None, File()] = None,
    file: Annotated[UploadFile | None, File()] = None,
    hash: Annotated[str, Form(max_length=200)] = "",
) -> Response:
    """Check a receipt, and a file that was handed over; nothing is kept."""
    if receipt is None or not receipt.filename:
        return _verify(request, fault=ReceiptNotGiven())
    try:
        given = Receipt.read(receipt.file.read(LARGEST))
    except NotAReceipt as fault:
        return _verify(request, fault=fault)
    files = ["".join(hash.split()).lower()] if hash.strip() else []
    if file is not None and file.filename:
        files.append(digest(file.file))
    found = checked(given, service.signer.keys().keys, files)
    return _verify(request, given, found)


@router.get("/verify/{position}/{leaf}")
def stands(
    request: Request,
    position: Position,
    leaf: LeafHash,
    service: ServiceDep,
    _by: Anybody,
) -> Response:
    """Say to whoever holds a printed receipt that its event is as it was."""
    signed = service.receipts.still_stands(position, bytes.fromhex(leaf))
    return page(
        request,
        "receipt/stands.html",
        {"position": position, "leaf": leaf, "head": signed},
    )


@router.get("/{position}")
def show(
    request: Request, position: Position, service: ServiceDep, by: Holder
) -> Response:
    """The receipt of what you did."""
    receipt = own_receipt(service, position, by)
    spoken = language_of(request)
    return page(
        request,
        "receipt/show.html",
        {
            "receipt": receipt,
            "title": title_of(receipt, spoken),
            "about": about(receipt, spoken, ROLES),
            "proof": proof(receipt, spoken),
        },
    )


@router.get("/{position}/json")
def as_json(position: Position, service: ServiceDep, by: Holder) -> Response:
    """The receipt as the file that can be checked."""
    return sent(own_receipt(service, position, by))


@router.get("/{position}/pdf")
def as_pdf(
    request: Request, position: Position, service: ServiceDep, by: Holder
) -> Response:
    """The receipt as a file to print."""
    receipt, spoken = own_receipt(service, position, by), language_of(request)
    return printed(receipt, title_of(receipt, spoken), spoken, ROLES)


def title_of(receipt: Receipt, spoken: Language) -> str:
    """What happened, in a sentence; the event's name where there is none."""
    # By name: the topic of a receipt that somebody brings is never imported.
    sentence = _SENTENCES.get(receipt.event.topic)
    return spoken.gettext(sentence) if sentence else receipt.said.what


def _verify(
    request: Request,
    receipt: Receipt | None = None,
    found: Checked | None = None,
    fault: Invalid | None = None,
) -> Response:
    spoken = language_of(request)
    shown: dict[str, Any] = {"receipt": receipt, "errors": {}, "steps": ()}
    if receipt and found:
        shown |= {
            "holds": found.holds,
            "steps": steps_of(found),
            "title": title_of(receipt, spoken),
            "about": about(receipt, spoken, ROLES),
        }
    if fault:
        shown["errors"] = field_errors(fault, spoken)
    status = status_of(fault) if fault else HTTPStatus.OK
    return page(request, "receipt/verify.html", shown, status=status)
