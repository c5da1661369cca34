"""The Merkle tree of RFC 6962: what a root says of its leaves, and how it is proved.

Leaves are numbered from 0. A node is the root of a complete subtree: `Node(h, n)` is
over the leaves from `n << h` up to, not including, `(n + 1) << h`. A span is a run of
leaves as the RFC splits them; its hash is folded from the nodes that fill it.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import reduce
from hashlib import sha256
from typing import NamedTuple

HASH_BYTES = 32
EMPTY = sha256().digest()
"""The root of a tree without leaves."""


class Node(NamedTuple):
    """The root of a complete subtree.

    Attributes:
        height: 0 for a leaf.
        number: from 0, among the nodes of this height.
    """

    height: int
    number: int

    @property
    def last(self) -> int:
        """The number of the last leaf below it."""
        return (self.number + 1 << self.height) - 1


Span = tuple[int, int]
Path = tuple[bytes, ...]
Read = Callable[[Sequence[Node]], Mapping[Node, bytes]]
"""Gives the hashes of nodes; all that a proof needs are asked for at once."""


class BadProof(Exception):
    """The hashes do not prove what they should."""


def hash_leaf(data: bytes) -> bytes:
    return sha256(b"\0" + data).digest()


def hash_pair(left: bytes, right: bytes) -> bytes:
    return sha256(b"\1" + left + right).digest()


class Edge:
    """The right edge of a growing tree: all that adding a leaf needs.

    Args:
        size: how many leaves there are.
        hashes: of `nodes_of((0, size))`, in that order.
    """

    def __init__(self, size: int = 0, hashes: Iterable[bytes] = ()) -> None:
        self.size = size
        self._hashes = list(hashes)

    def add(self, leaf: bytes) -> Path:
        """Add the hash of a leaf.

        Returns:
            It, and the hashes of the subtrees that it completes, by height.
        """
        done = [leaf]
        for _ in range(_ones(self.size)):
            done.append(hash_pair(self._hashes.pop(), done[-1]))
        self._hashes.append(done[-1])
        self.size += 1
        return tuple(done)

    @property
    def root(self) -> bytes:
        return _folded(self._hashes) if self._hashes else EMPTY


def root_at(read: Read, size: int) -> bytes:
    """The root over the first `size` leaves."""
    return _hashes_of(read, [(0, size)])[0] if size else EMPTY


def prove_inclusion(read: Read, leaf: int, size: int) -> Path:
    """That a leaf is among the first `size`; RFC 6962, 2.1.1."""
    spans: list[Span] = []
    low, high = 0, size
    while high - low > 1:
        middle = low + _split(high - low)
        if leaf < middle:
            spans.append((middle, high))
            high = middle
        else:
            spans.append((low, middle))
            low = middle
    return _hashes_of(read, spans[::-1])


def prove_consistency(read: Read, old: int, new: int) -> Path:
    """That the first `old` leaves, at least one, begin the first `new`; 2.1.2."""
    spans: list[Span] = []
    low, high = 0, new
    while old < high:
        middle = low + _split(high - low)
        if old <= middle:
            spans.append((middle, high))
            high = middle
        else:
            spans.append((low, middle))
            low = middle
    if low:
        spans.append((low, high))
    return _hashes_of(read, spans[::-1])


def root_by(path: Sequence[bytes], leaf: bytes, number: int, size: int) -> bytes:
    """The root that an inclusion proof comes to; RFC 9162, 2.1.3.2.

    Args:
        path: the proof.
        leaf: the leaf's hash.
        number: its place.
        size: of the tree.

    Raises:
        BadProof: the proof has another length, or there is no such place.
    """
    if not 0 <= number < size:
        raise BadProof
    found = leaf
    for other, is_left in _climb(path, number, size - 1):
        found = hash_pair(other, found) if is_left else hash_pair(found, other)
    return found


def check_consistency(
    path: Sequence[bytes], old: int, old_root: bytes, new: int, new_root: bytes
) -> None:
    """See that the newer tree begins with the older one; RFC 9162, 2.1.4.2.

    Raises:
        BadProof: it does not, as far as this path shows.
    """
    if old == new or old == 0:
        if path or (old == new and old_root != new_root):
            raise BadProof
        return
    if old > new or not path:
        raise BadProof
    # A complete subtree begins both trees and is not told again.
    first, *rest = path if old & (old - 1) else (old_root, *path)
    shift = _ones(old - 1)
    older = newer = first
    for other, is_left in _climb(rest, old - 1 >> shift, new - 1 >> shift):
        if is_left:
            older, newer = hash_pair(other, older), hash_pair(other, newer)
        else:
            newer = hash_pair(newer, other)
    if (older, newer) != (old_root, new_root):
        raise BadProof


def nodes_of(span: Span) -> list[Node]:
    """The complete subtrees that fill a span, from left to right."""
    low, high = span
    nodes = []
    while low < high:
        height = (high - low).bit_length() - 1
        nodes.append(Node(height, low >> height))
        low += 1 << height
    return nodes


def _climb(
    path: Sequence[bytes], number: int, last: int
) -> Iterator[tuple[bytes, bool]]:
    """The hashes of a proof, and whether each stands to the left of what is known.

    Args:
        path: the proof, from the bottom.
        number: of the node where it begins, at its height.
        last: number of the last node of that height.

    Raises:
        BadProof: the proof is shorter or longer than it must be.
    """
    for other in path:
        if last == 0:
            raise BadProof
        is_left = bool(number & 1) or number == last
        yield other, is_left
        while is_left and number and not number & 1:
            number, last = number >> 1, last >> 1
        number, last = number >> 1, last >> 1
    if last:
        raise BadProof


def _hashes_of(read: Read, spans: Sequence[Span]) -> Path:
    filled = [nodes_of(span) for span in spans]
    known = read([node for nodes in filled for node in nodes])
    return tuple(_folded([known[node] for node in nodes]) for nodes in filled)


def _folded(hashes: Sequence[bytes]) -> bytes:
    return reduce(lambda right, left: hash_pair(left, right), reversed(hashes))


def _split(count: int) -> int:
    """The greatest power of two that is smaller than a count of two or more."""
    return 1 << (count - 1).bit_length() - 1


def _ones(number: int) -> int:
    """How many ones a number ends with, in binary."""
    return (~number & number + 1).bit_length() - 1
