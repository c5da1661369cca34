"""Numbers for keys of one width, from 0 in the order of coming.

A key takes its own bytes and eight more; in a dictionary it takes a hundred.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

ID_BYTES: Final = 16
"""Width of a UUID."""
MOST_NEW: Final = 20_000
"""So many keys wait in a dictionary at most before they are put among the others."""

Keys = NDArray[np.void]
Numbers = NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Numbered:
    """Keys and their numbers at one moment; never changes: any thread may read it.

    Attributes:
        keys: by number.
        order: the numbers, their keys rising.
    """

    keys: Keys
    order: Numbers

    @classmethod
    def of(cls, keys: Keys) -> "Numbered":
        """Keys that differ, numbered as they come."""
        return cls(keys, np.argsort(keys, kind="stable"))

    def __len__(self) -> int:
        return len(self.keys)

    def key(self, number: int) -> bytes:
        """The key that has a number."""
        return bytes(self.keys[number])

    def number(self, key: bytes) -> int | None:
        """The number of a key; None when it has none."""
        number = next(self.numbers_from(key), None)
        return number if number is not None and self.key(number) == key else None

    def numbers(self, keys: Keys) -> Numbers:
        """The numbers of many keys; -1 for one that has none."""
        if not len(self):
            return np.full(len(keys), -1, np.intp)
        places = self.keys.searchsorted(keys, sorter=self.order)
        found = self.order[np.minimum(places, len(self) - 1)]
        return np.where(self.keys[found] == keys, found, -1)

    def numbers_from(self, key: bytes) -> Iterator[int]:
        """The numbers of this key and of all greater ones, their keys rising."""
        first = int(self.keys.searchsorted(np.void(key), sorter=self.order))
        for place in range(first, len(self)):
            yield int(self.order[place])


class Numbering:
    """Gives each key its number; one thread at a time.

    Args:
        width: of a key, in bytes.
    """

    def __init__(self, width: int) -> None:
        self._type = np.dtype((np.void, width))
        self._settled = Numbered.of(np.empty(0, self._type))
        self._new: dict[bytes, int] = {}

    def __len__(self) -> int:
        return len(self._settled) + len(self._new)

    def number(self, key: bytes) -> int:
        """The number of a key; one that has none yet gets the next."""
        known = self._new.get(key)
        if known is None:
            known = self._settled.number(key)
        if known is None:
            known = self._add(key)
            self._settle_many()
        return known

    def numbers(self, keys: Sequence[bytes]) -> list[int]:
        """The numbers of many keys; each that has none yet gets the next."""
        numbers = [
            number if number >= 0 else self._add(key)
            for key, number in zip(keys, self._found(keys), strict=True)
        ]
        self._settle_many()
        return numbers

    def known(self, keys: Sequence[bytes]) -> list[int]:
        """The numbers of those of these keys that have one."""
        return [number for number in self._found(keys) if number >= 0]

    def now(self) -> Numbered:
        """All keys that have a number."""
        if self._new:
            self._settle()
        return self._settled

    def _add(self, key: bytes) -> int:
        return self._new.setdefault(key, len(self))

    def _found(self, keys: Sequence[bytes]) -> list[int]:
        settled = self._settled.numbers(self._array(keys)).tolist()
        return [
            number if number >= 0 else self._new.get(key, -1)
            for key, number in zip(keys, settled, strict=True)
        ]

    def _settle_many(self) -> None:
        if len(self._new) >= MOST_NEW:
            self._settle()

    def _settle(self) -> None:
        old, new = self._settled, self._array(list(self._new))
        rising = np.argsort(new, kind="stable")
        places = old.keys.searchsorted(new[rising], sorter=old.order)
        self._settled = Numbered(
            keys=np.concatenate([old.keys, new]),
            order=np.insert(old.order, places, rising + len(old)),
        )
        self._new = {}

    def _array(self, keys: Sequence[bytes]) -> Keys:
        return np.frombuffer(b"".join(keys), self._type)
