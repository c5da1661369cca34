"""Receipts over JSON, and what whoever witnesses the log needs (I8)."""

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Body, Depends, Path, Query, Response
from fastapi.responses import PlainTextResponse
from pydantic import Field

from application.access import Action
from domain.errors import NotFound
from domain.kernel import Actor, Value
from domain.receipt import Receipt, SignedHead, Step
from interfaces.deps import Anybody, Asks, ServiceDep
from interfaces.giving_receipts import own_receipt, sent
from interfaces.receipts import checked

router = APIRouter(prefix="/api/receipts", tags=["receipt"])

Holder = Annotated[Actor, Depends(Asks(Action.READ_RECEIPT))]
Position = Annotated[int, Path(ge=1, le=2**53)]
Size = Annotated[int, Query(ge=1, le=2**53)]
Hash = Annotated[str, Field(pattern="^[0-9a-f]{64}$")]
PAGE = 100


class KeysOut(Value):
    """The public keys of the service.

    Attributes:
        keys: the one that signs now, then the former ones; a line each.
        vouched: signed notes by which each but the first was introduced by the one
            before it, oldest first.
    """

    keys: tuple[str, ...]
    vouched: tuple[str, ...]


class HeadOut(Value):
    """What the service signed of its whole log.

    Attributes:
        origin: which log.
        size: how many events.
        root: of the Merkle tree over them, hex.
        note: the same with the signature, in the form of C2SP tlog-checkpoint.
        signed_at: when, UTC.
    """

    origin: str
    size: int
    root: str
    note: str
    signed_at: datetime


class HeadsOut(Value):
    """A page of heads.

    Attributes:
        heads: the largest tree first.
        next: `before` of the next page; None on the last.
    """

    heads: tuple[HeadOut, ...]
    next: int | None


class ConsistencyOut(Value):
    """That a larger tree begins with a smaller one (RFC 6962, 2.1.2).

    Attributes:
        old, new: sizes.
        path: hashes, hex.
    """

    old: int
    new: int
    path: tuple[str, ...]


class CheckReceipt(Value):
    """A receipt to be checked.

    Attributes:
        receipt: as it was given out.
        files: SHA-256 of files that should be those handed over, hex.
    """

    receipt: Receipt
    files: tuple[Hash, ...] = Field(default=(), max_length=100)


class CheckedOut(Value):
    """What came of checking a receipt; nothing of it is kept.

    Attributes:
        holds: whether nothing is wrong.
        passed, failed: what was looked at.
        left: what was not: no file was named.
        size: of the log at the head of the receipt.
    """

    holds: bool
    passed: tuple[Step, ...]
    failed: tuple[Step, ...]
    left: tuple[Step, ...]
    size: int | None


@router.get("/keys")
def keys(service: ServiceDep, _by: Anybody) -> KeysOut:
    """The public keys with which receipts and heads are checked."""
    known = service.signer.keys()
    return KeysOut(keys=tuple(one.text for one in known.keys), vouched=known.vouched)


@router.get("/heads")
def heads(
    service: ServiceDep,
    _by: Anybody,
    before: Annotated[int | None, Query(ge=1, le=2**53)] = None,
    limit: Annotated[int, Query(ge=1, le=PAGE)] = 20,
) -> HeadsOut:
    """What the service signed of its whole log, newest first."""
    found = service.heads.before(before, limit)
    following = found[-1].head.size if len(found) == limit else None
    return HeadsOut(heads=tuple(map(_out, found)), next=following)


@router.get(
    "/heads/latest",
    response_class=PlainTextResponse,
    responses={200: {"content": {"text/plain": {}}}},
)
def latest(service: ServiceDep, _by: Anybody) -> str:
    """The newest head: a signed note (C2SP tlog-checkpoint)."""
    signed = service.heads.latest()
    if signed is None:
        raise NotFound
    return signed.note


@router.get(
    "/heads/witness",
    response_class=PlainTextResponse,
    responses={200: {"content": {"text/plain": {}}}},
)
def witness(
    service: ServiceDep,
    _by: Anybody,
    old: Annotated[int, Query(ge=0, le=2**53)] = 0,
) -> str:
    """What a witness is sent that signed a tree of a size last (C2SP tlog-witness)."""
    return service.tree_heads.for_witness(old)


@router.get("/consistency")
def consistency(
    service: ServiceDep, _by: Anybody, old: Size, new: Size
) -> ConsistencyOut:
    """The proof that nothing was changed between two states of the log."""
    path = service.tree_heads.consistency(old, new)
    return ConsistencyOut(old=old, new=new, path=tuple(one.hex() for one in path))


@router.post("/verify")
def verify(
    command: Annotated[CheckReceipt, Body()], service: ServiceDep, _by: Anybody
) -> CheckedOut:
    """Check a receipt against the keys of this service; nothing is kept."""
    found = checked(command.receipt, service.signer.keys().keys, command.files)
    return CheckedOut(holds=found.holds, **found.model_dump())


@router.get(
    "/{position}",
    response_class=Response,
    responses={200: {"content": {"application/json": {}}}},
)
def receipt(position: Position, service: ServiceDep, by: Holder) -> Response:
    """The receipt of what you did: send the `Sverka-Position` that you were told."""
    return sent(own_receipt(service, position, by))


def _out(one: SignedHead) -> HeadOut:
    return HeadOut(
        origin=one.head.origin,
        size=one.head.size,
        root=one.head.root.hex(),
        note=one.note,
        signed_at=one.signed_at,
    )
