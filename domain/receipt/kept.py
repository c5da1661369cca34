"""What is kept of the tree, its heads, and the keys that signed them."""

from datetime import datetime
from typing import NamedTuple

from domain.kernel import Value
from domain.receipt.note import Head, PublicKey


class SignedHead(Value):
    """A head of the tree, as it was published.

    Attributes:
        head: how many events, and the root over them.
        note: the same with the service's signature.
        signed_at: when, UTC.
    """

    head: Head
    note: str
    signed_at: datetime


class Keys(Value):
    """The public keys of the service.

    Attributes:
        keys: the one that signs now, then the former ones, newest first.
        vouched: signed notes by which each but the first key was introduced by the one
            before it, oldest first.
    """

    keys: tuple[PublicKey, ...]
    vouched: tuple[str, ...]


class Leaf(NamedTuple):
    """A leaf as the tree keeps it.

    Attributes:
        number: from 0.
        position: of the event in the log.
        hashes: of the leaf and of the subtrees that it completes, by height.
    """

    number: int
    position: int
    hashes: tuple[bytes, ...]
