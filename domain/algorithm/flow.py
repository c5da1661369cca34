"""In which order steps are taken: one after another, or side by side."""

from collections.abc import Collection, Mapping
from functools import cached_property

BEGINNING = 0
"""In `after`: the step waits for no other one."""


class Flow:
    """Which step waits for which.

    Args:
        after: of each step in the order of the algorithm, what its author wrote: the
            numbers it waits for; empty: for the step before it; BEGINNING: for none.
    """

    def __init__(self, after: Mapping[int, tuple[int, ...]]) -> None:
        self._after = after

    @cached_property
    def before(self) -> dict[int, tuple[int, ...]]:
        """The steps that each one waits for, as far as there are such, in order."""
        found: dict[int, tuple[int, ...]] = {}
        previous: int | None = None
        for number, after in self._after.items():
            waits = after or ((previous,) if previous else ())
            found[number] = tuple(n for n in dict.fromkeys(waits) if n in self._after)
            previous = number
        return found

    @cached_property
    def missing(self) -> dict[int, tuple[int, ...]]:
        """Steps that wait for a step that is not there, with those numbers."""
        wrong = {
            number: tuple(n for n in after if n != BEGINNING and n not in self._after)
            for number, after in self._after.items()
        }
        return {number: names for number, names in wrong.items() if names}

    @cached_property
    def layers(self) -> tuple[tuple[int, ...], ...]:
        """The steps in layers: those of one wait only for those of earlier layers.

        Steps of a circle, and those behind one, are in none.
        """
        layers: list[tuple[int, ...]] = []
        placed: set[int] = set()
        while layer := self.ready(placed):
            layers.append(layer)
            placed.update(layer)
        return tuple(layers)

    @cached_property
    def order(self) -> tuple[int, ...]:
        """The steps so that none comes before what it waits for; else as written."""
        order: list[int] = []
        while ready := self.ready(order):
            order.append(ready[0])
        return tuple(order)

    @cached_property
    def circle(self) -> tuple[int, ...]:
        """Steps that wait for each other and so for ever; empty when there are none."""
        left = {
            number: set(self.before[number]) - set(self.order)
            for number in self._after
            if number not in self.order
        }
        # What only stands behind a circle is waited for by nobody in it.
        while idle := [
            n for n in left if not any(n in waits for waits in left.values())
        ]:
            for number in idle:
                del left[number]
        return tuple(left)

    def ready(self, settled: Collection[int]) -> tuple[int, ...]:
        """The steps that may be taken now, as written.

        Args:
            settled: those that were done, or do not concern the client.
        """
        return tuple(
            number
            for number, waits in self.before.items()
            if number not in settled and all(n in settled for n in waits)
        )
