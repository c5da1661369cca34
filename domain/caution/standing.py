"""Where a caution stands, and what came of an objection to it (C6)."""

from enum import StrEnum


class CautionStatus(StrEnum):
    """Where a caution stands, whatever becomes of an objection to it."""

    ISSUED = "issued"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"


class WhyClosed(StrEnum):
    """DONE: the business said of every point what it did. ENOUGH: the body says so."""

    DONE = "done"
    ENOUGH = "enough"


class Answer(StrEnum):
    """What came of an objection."""

    KEPT = "kept"
    CHANGED = "changed"
    WITHDRAWN = "withdrawn"
