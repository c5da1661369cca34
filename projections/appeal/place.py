"""Where a page of appeals ended, as a text that a reader sends back."""

import re
from datetime import UTC, datetime, timedelta
from typing import Final, NamedTuple

_BEGINNING: Final = datetime(1970, 1, 1, tzinfo=UTC)
_STEP: Final = timedelta(microseconds=1)
_TOLD: Final = re.compile(r"(?:(\d{1,16})\.)?(\d{1,18})")


class Place(NamedTuple):
    """The place after a line.

    Attributes:
        place: of the line in the log.
        due: by which a queue is ordered; None: the list is ordered by place alone.
    """

    place: int
    due: datetime | None = None

    def __str__(self) -> str:
        if self.due is None:
            return str(self.place)
        return f"{(self.due - _BEGINNING) // _STEP}.{self.place}"

    @classmethod
    def read(cls, text: str) -> "Place | None":
        """The place that a text names; None: it names none."""
        told = _TOLD.fullmatch(text)
        if told is None:
            return None
        due = _BEGINNING + int(told[1]) * _STEP if told[1] else None
        return cls(int(told[2]), due)
