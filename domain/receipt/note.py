"""Signed notes: a text with Ed25519 signatures below it, as transparency logs use them.

The form is that of C2SP "signed-note" and, for heads of the tree, "tlog-checkpoint":
witnesses of other logs can read, check and countersign them.
"""

import re
from base64 import b64decode, b64encode
from binascii import Error
from collections.abc import Callable, Iterable
from hashlib import sha256
from typing import Final

from domain.kernel import Value

ED25519: Final = b"\1"
ID_BYTES: Final = 4
KEY_BYTES: Final = 32
DASH: Final = "\N{EM DASH}"

Check = Callable[[bytes, bytes, bytes], bool]
"""Whether a public key made a signature of a message: (public, signature, message)."""
Sign = Callable[[bytes], bytes]


class BadNote(Exception):
    """The text is no signed note, or nobody known signed it."""


class PublicKey(Value):
    """A key that signs notes.

    Attributes:
        name: who signs, without blanks and "+"; e.g. "sverka.example.org/log".
        public: 32 bytes.
    """

    name: str
    public: bytes

    @property
    def id(self) -> bytes:
        """Four bytes that tell the keys of one name apart."""
        named = f"{self.name}\n".encode() + ED25519 + self.public
        return sha256(named).digest()[:ID_BYTES]

    @property
    def text(self) -> str:
        """One line, to be published; `read` takes it."""
        key = b64encode(ED25519 + self.public).decode()
        return f"{self.name}+{self.id.hex()}+{key}"

    @classmethod
    def read(cls, text: str) -> "PublicKey":
        """A key of its line.

        Raises:
            BadNote: it is none.
        """
        name, _, rest = text.strip().partition("+")
        id, _, encoded = rest.partition("+")
        content = _decoded(encoded)
        key = cls(name=name, public=content[1:])
        if (
            not _is_name(name)
            or content[:1] != ED25519
            or len(key.public) != KEY_BYTES
            or key.id.hex() != id
        ):
            raise BadNote("not a public key")
        return key


class Head(Value):
    """What the service says of the whole log at a moment.

    Attributes:
        origin: which log it is.
        size: how many events.
        root: of the tree over them, 32 bytes.
    """

    origin: str
    size: int
    root: bytes

    @property
    def text(self) -> str:
        return f"{self.origin}\n{self.size}\n{b64encode(self.root).decode()}\n"

    @classmethod
    def read(cls, text: str) -> "Head":
        """A head of its text; lines after the third are extensions of others.

        Raises:
            BadNote: it is none.
        """
        lines = text.split("\n")
        if len(lines) < 4 or not re.fullmatch(r"0|[1-9]\d{0,18}", lines[1], re.ASCII):
            raise BadNote("not a head of a tree")
        head = cls(origin=lines[0], size=int(lines[1]), root=_decoded(lines[2]))
        if len(head.root) != KEY_BYTES or not head.origin:
            raise BadNote("not a head of a tree")
        return head


def sealed(text: str, key: PublicKey, sign: Sign) -> str:
    """A text, ending with a line break, with a signature."""
    signature = b64encode(key.id + sign(text.encode())).decode()
    return f"{text}\n{DASH} {key.name} {signature}\n"


def text_of(note: str) -> str:
    """What was signed; nothing is checked."""
    return _parts(note)[0]


def opened_note(note: str, keys: Iterable[PublicKey], check: Check) -> str:
    """The text, when one of the keys signed it.

    Raises:
        BadNote: none of them did.
    """
    text, signatures = _parts(note)
    for key in keys:
        for name, signature in signatures:
            if (
                name == key.name
                and signature[:ID_BYTES] == key.id
                and check(key.public, signature[ID_BYTES:], text.encode())
            ):
                return text
    raise BadNote("not signed by a key that is trusted")


def _parts(note: str) -> tuple[str, list[tuple[str, bytes]]]:
    text, gap, below = note.rpartition("\n\n")
    lines = below.splitlines()
    if not gap or not lines or not below.endswith("\n"):
        raise BadNote("not a signed note")
    found = []
    for line in lines:
        dash, _, rest = line.partition(" ")
        name, _, encoded = rest.partition(" ")
        if dash != DASH or not _is_name(name):
            raise BadNote("not a signed note")
        found.append((name, _decoded(encoded)))
    return f"{text}\n", found


def _is_name(name: str) -> bool:
    return bool(name) and "+" not in name and not re.search(r"\s", name)


def _decoded(text: str) -> bytes:
    try:
        return b64decode(text, validate=True)
    except (Error, ValueError):
        raise BadNote("not base64") from None
