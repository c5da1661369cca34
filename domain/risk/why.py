"""Why a category changes, or is no more."""

from enum import StrEnum


class WhyReckoned(StrEnum):
    """Why a category was reckoned again.

    FACTS: of the business or the object. RECORD: its good faith. CRITERIA: others hold.
    TIME: something counts no longer.
    """

    FACTS = "facts"
    RECORD = "record"
    CRITERIA = "criteria"
    TIME = "time"


class WhyEnded(StrEnum):
    """Why an object has no category any more."""

    OBJECT_CLOSED = "object_closed"
