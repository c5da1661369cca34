"""A receipt: what happened, and everything that proves it to whoever holds it."""

import json
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from hashlib import sha256
from typing import Any, Final
from uuid import UUID

from pydantic import Field, ValidationError

from domain.errors import Invalid
from domain.kernel import Role, Value
from domain.receipt.leaf import Part, leaf_text
from domain.receipt.tree import hash_leaf

FORMAT: Final = "sverka-receipt/1"
HEX: Final = r"^[0-9a-f]{64}$"
WHO: Final = ("by.role", "by.organisation")
WHEN: Final = "timestamp"
ALWAYS: Final = (*WHO, WHEN)
"""The parts of the event that every receipt opens."""


class NotAReceipt(Invalid):
    code = "not-a-receipt"
    title = "This file is no receipt of this service"
    about = "receipt"


class Side(Value):
    """Somebody who takes part, as far as the holder may know.

    Attributes:
        role: as whom.
        organisation: id; None for a person who acts for none.
        name: of the organisation, as it was called when the receipt was made.
        field: the part of the event that names the organisation; None when the event
            does not: then only the service's signature vouches for it.
    """

    role: Role | None = None
    organisation: UUID | None = None
    name: str | None = None
    field: str | None = None


class Content(Value):
    """Something that was handed over, known by its hash.

    Attributes:
        name: of the file, or what it is, e.g. "text".
        sha256: of its bytes, hex.
        field: the part of the event that holds this hash; None as in Side.
    """

    name: str
    sha256: str = Field(pattern=HEX)
    field: str | None = None


class Said(Value):
    """What a receipt says in so many words; checked against the event.

    Attributes:
        what: kind of happening, e.g. "exchange.sent".
        at: when the service recorded it, UTC.
        who: did it.
        to: whom it went to.
        content: what was handed over.
        about: the path at which the service shows it.
    """

    what: str
    at: datetime
    who: Side
    to: Side | None = None
    content: tuple[Content, ...] = ()
    about: str | None = None


class Happening(Value):
    """The event itself, as far as the holder may know it.

    Attributes:
        position, id, version, topic: its place in the log, its aggregate, the place in
            that aggregate's history, its kind.
        lines: a commitment for each part.
        parts: those that are opened.
    """

    position: int
    id: UUID
    version: int
    topic: str
    lines: tuple[str, ...]
    parts: tuple[Part, ...]

    @property
    def leaf(self) -> bytes:
        """The hash of its leaf."""
        text = leaf_text(self.position, self.id, self.version, self.topic, self.lines)
        return hash_leaf(text)


class Proof(Value):
    """That the event is in the log whose head was signed.

    Attributes:
        leaf: the event's number among all, from 0.
        path: hashes from the leaf's neighbour upwards, hex.
        head: signed note: name of the log, number of events, root of the tree.
    """

    leaf: int
    path: tuple[str, ...]
    head: str


class Receipt(Value):
    """What happened, its proof, and the service's signature.

    Attributes:
        format: FORMAT.
        service: its address.
        said: in words.
        event: that says so.
        proof: that the event is in the log.
        keys: of the service, each a line; the first signed this receipt.
        vouched: signed notes by which earlier keys introduce later ones.
        signature: signed note over the hash of all the rest; "" while it is made.
    """

    format: str = Field(pattern=f"^{FORMAT}$", default=FORMAT)
    service: str
    said: Said
    event: Happening
    proof: Proof
    keys: tuple[str, ...]
    vouched: tuple[str, ...] = ()
    signature: str = ""

    @classmethod
    def read(cls, content: bytes) -> "Receipt":
        """A receipt of a file.

        Raises:
            NotAReceipt: it is none.
        """
        try:
            return cls.model_validate_json(content)
        except (ValidationError, UnicodeDecodeError):
            raise NotAReceipt from None

    @property
    def sha256(self) -> str:
        """Of everything but the signature, hex: a short name for the receipt."""
        told = self.model_dump(mode="json", exclude={"signature"})
        return sha256(_canonical(told)).hexdigest()

    @property
    def signed_text(self) -> str:
        """What the signature is made of."""
        return f"{FORMAT}\n{self.sha256}\n"

    def signed(self, sign: Callable[[str], str]) -> "Receipt":
        """The same, signed; `sign` makes a signed note of a text."""
        return self.model_copy(update={"signature": sign(self.signed_text)})

    def to_json(self) -> bytes:
        """The file: the same receipt always gives the same bytes."""
        told = self.model_dump(mode="json")
        return json.dumps(told, ensure_ascii=False, indent=1).encode() + b"\n"


def agrees(said: Said, values: Mapping[str, object]) -> bool:
    """Whether the words say what the opened parts of the event say.

    Args:
        said: the words.
        values: of the parts, by name.
    """
    return (
        said.who.role == values.get("by.role")
        and _text(said.who.organisation) == values.get("by.organisation")
        and _instant(values.get(WHEN)) == said.at
        and (
            said.to is None
            or said.to.field is None
            or _holds(values.get(said.to.field), _text(said.to.organisation))
        )
        and all(
            _holds(values.get(one.field), one.sha256)
            for one in said.content
            if one.field is not None
        )
    )


def _instant(told: object) -> datetime | None:
    try:
        return datetime.fromisoformat(told) if isinstance(told, str) else None
    except ValueError:
        return None


def _text(id: UUID | None) -> str | None:
    return None if id is None else str(id)


def _holds(value: object, wanted: str | None) -> bool:
    return wanted in _texts(value)


def _texts(value: object) -> Iterator[object]:
    match value:
        case dict():
            for inner in value.values():
                yield from _texts(inner)
        case list():
            for inner in value:
                yield from _texts(inner)
        case _:
            yield value


def _canonical(told: Any) -> bytes:
    return json.dumps(
        told, ensure_ascii=False, sort_keys=True, separators=(",", ":")
    ).encode()
