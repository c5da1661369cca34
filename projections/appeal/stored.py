"""How values stand in the rows of appeals.

As JSON from the first, so that a later event of the same batch finds them as it would
after they were read.
"""

from collections.abc import Sequence
from typing import Any

from domain.kernel import Value
from projections.view import Row


def plain(value: Value) -> dict[str, Any]:
    """A value as it is stored."""
    return value.model_dump(mode="json")


def stamp(event: Any) -> dict[str, Any]:
    """In which message something was said, by whom, and when."""
    return {
        "message": str(event.message),
        "by": event.by.id,
        "at": event.at.isoformat(),
    }


def numbered(them: Sequence[Row], number: int) -> Row:
    """The one of this number."""
    return next(one for one in them if one["number"] == number)
