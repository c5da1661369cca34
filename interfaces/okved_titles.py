"""Titles of OKVED codes, as pages tell them."""

import time

from projections.requirement import RequirementView

UNTITLED_FOR = 10.0
"""Seconds until a code without a title is asked for again."""
MOST_UNTITLED = 10_000


class OkvedTitles:
    """Titles of OKVED codes, kept: they change with an edition, every few years.

    Args:
        view: knows them; a code that has none is asked for again a little later, since
            a new installation may just be reading the classifier.
    """

    def __init__(self, view: RequirementView) -> None:
        self._view = view
        self._known: dict[str, str] = {}
        self._ask_again: dict[str, float] = {}

    def __call__(self, code: str) -> str | None:
        if code in self._known:
            return self._known[code]
        now = time.monotonic()
        if now >= self._ask_again.get(code, now):
            if len(self._ask_again) >= MOST_UNTITLED:
                self._ask_again.clear()
            self._known |= self._view.titles([code])
            self._ask_again[code] = now + UNTITLED_FOR
        return self._known.get(code)
