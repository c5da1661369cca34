"""What receipts need from the world outside."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Protocol

from domain.receipt import AuditReport, Keys, Leaf, Node, SignedHead


class Tree(Protocol):
    """The tree over the log; as of the last event of the projection."""

    def size(self) -> int:
        """How many leaves there are."""
        ...

    def position(self) -> int:
        """Up to which position of the log."""
        ...

    def leaf(self, position: int) -> int | None:
        """The leaf of the event at a position; None when there is none."""
        ...

    def hashes(self, nodes: Sequence[Node]) -> Mapping[Node, bytes]:
        """The hashes of complete subtrees.

        Raises:
            KeyError: one of them is not there.
        """
        ...

    def leaves(self, after: int, limit: int) -> Sequence[Leaf]:
        """The leaves of the events after a position, in order."""
        ...


class HeadsKept(Protocol):
    """The heads that were signed; none is ever changed or taken away."""

    def latest(self) -> SignedHead | None:
        """The one of the largest tree."""
        ...

    def covering(self, leaf: int) -> SignedHead | None:
        """The first one whose tree has a leaf."""
        ...

    def of_size(self, size: int) -> SignedHead | None:
        """The one of a tree of this size."""
        ...

    def all(self, size: int) -> Iterator[SignedHead]:
        """Those of trees up to a size, the smallest first."""
        ...

    def keep(self, signed: SignedHead) -> SignedHead:
        """Keep one, or return the one of this size that is there."""
        ...


class AuditsKept(Protocol):
    """What checks of the whole log came to."""

    def keep(self, report: AuditReport) -> None: ...

    def latest(self) -> AuditReport | None: ...


class Signer(Protocol):
    """Signs in the name of the service."""

    def sign(self, text: str) -> str:
        """A signed note of a text."""
        ...

    def keys(self) -> Keys:
        """What others need to check signatures."""
        ...

    def check(self, public: bytes, signature: bytes, message: bytes) -> bool:
        """Whether a public key made a signature of a message."""
        ...
