"""Signs what the service says of its whole log; later it cannot say otherwise."""

from base64 import b64encode

from application.ports import Clock
from application.receipt.needs import HeadsKept, Signer, Tree
from domain.errors import NotFound
from domain.receipt import Head, Path, SignedHead, prove_consistency, root_at


class TreeForked(Exception):
    """The tree does not go on from a signed head: somebody changed the past."""


class TreeHeads:
    """Signed heads of the tree, and that each goes on from those before.

    Args:
        tree: over the log.
        heads: that were signed.
        signer: signs new ones.
        clock: tells when.
    """

    def __init__(
        self, tree: Tree, heads: HeadsKept, signer: Signer, clock: Clock
    ) -> None:
        self._tree = tree
        self._heads = heads
        self._signer = signer
        self._clock = clock

    def sign(self) -> SignedHead | None:
        """Sign the tree as it is now; the head that is there when nothing was added.

        Returns:
            The head; None while the log is empty.

        Raises:
            TreeForked: it is not the tree of the last head, and more.
        """
        size, last = self._tree.size(), self._heads.latest()
        if last is not None and size <= last.head.size:
            return last
        if size == 0:
            return None
        if last and root_at(self._tree.hashes, last.head.size) != last.head.root:
            raise TreeForked(f"not the tree of the head of {last.head.size} events")
        keys = self._signer.keys()
        root = root_at(self._tree.hashes, size)
        # Named after the first key for ever: another address is not another log.
        head = Head(origin=keys.keys[-1].name, size=size, root=root)
        return self._heads.keep(
            SignedHead(
                head=head,
                note=self._signer.sign(head.text),
                signed_at=self._clock.now(),
            )
        )

    def covering(self, leaf: int) -> SignedHead:
        """The first head whose tree has a leaf; signed now when there is none.

        Raises:
            NotFound: there is no such leaf.
            TreeForked: see `sign`.
        """
        found = self._heads.covering(leaf) or self.sign()
        if found is None or found.head.size <= leaf:
            raise NotFound
        return found

    def root(self, size: int) -> bytes:
        """The root over the first `size` events."""
        return root_at(self._tree.hashes, size)

    def consistency(self, old: int, new: int) -> Path:
        """The proof that the tree of the new head begins with that of the old one.

        Args:
            old: a size from 1 to `new`.
            new: size of a tree, up to that of today.

        Raises:
            NotFound: there are no such trees.
        """
        if not 1 <= old <= new <= self._tree.size():
            raise NotFound
        return prove_consistency(self._tree.hashes, old, new)

    def for_witness(self, old: int) -> str:
        """What a witness is sent that has countersigned a tree of a size, or none.

        The body of "add-checkpoint" of C2SP tlog-witness: the old size, the proof, an
        empty line, and the newest head.

        Args:
            old: 0 for a witness that knows nothing of this log.

        Raises:
            NotFound: the log is empty, or was never that long.
        """
        head = self._heads.latest() or self.sign()
        if head is None or not 0 <= old <= head.head.size:
            raise NotFound
        path = self.consistency(old, head.head.size) if old else ()
        return "\n".join([f"old {old}", *map(in_base64, path), "", head.note])


def in_base64(hash: bytes) -> str:
    return b64encode(hash).decode()
