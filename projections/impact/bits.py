"""Sets of rows as bits: one bit for each business, whole sets met in microseconds."""

from collections.abc import Iterable
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

WORD: Final = 64
Bits = NDArray[np.uint64]
Rows = NDArray[np.int32]


def words_for(rows: int) -> int:
    """How many words hold a bit for each of so many rows."""
    return -(-rows // WORD)


def none_of(words: int) -> Bits:
    """The empty set."""
    return np.zeros(words, np.uint64)


def put(bits: Bits, rows: Rows) -> None:
    """Add rows to a set."""
    one = np.left_shift(np.uint64(1), (rows & (WORD - 1)).astype(np.uint64))
    np.bitwise_or.at(bits, rows >> 6, one)


def of_mask(mask: NDArray[Any], words: int) -> Bits:
    """The set of the rows at which a mask is true."""
    packed = np.packbits(mask, bitorder="little")
    found = np.zeros(words * 8, np.uint8)
    found[: len(packed)] = packed
    return found.view(np.uint64)


def of_rows(rows: Rows, words: int) -> Bits:
    """The set of these rows, of which there may be many."""
    mask = np.zeros(words * WORD, np.bool_)
    mask[rows] = True
    return of_mask(mask, words)


def grown(bits: Bits, words: int) -> Bits:
    """The same set with room for more rows."""
    found = none_of(words)
    found[: len(bits)] = bits
    return found


def count(bits: Bits) -> int:
    """How many rows a set has."""
    return int(np.bitwise_count(bits).sum(dtype=np.int64))


def any_of(sets: Iterable[Bits], words: int) -> Bits:
    """The rows that are in at least one of the sets."""
    found = none_of(words)
    for one in sets:
        found |= one
    return found


def members(bits: Bits, rows: Rows) -> NDArray[np.uint8]:
    """1 for each of some rows that is in a set, 0 for the others."""
    shifted = bits[rows >> 6] >> (rows & (WORD - 1)).astype(np.uint64)
    found: NDArray[np.uint8] = (shifted & np.uint64(1)).astype(np.uint8)
    return found
