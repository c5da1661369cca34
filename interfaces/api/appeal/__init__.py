"""Appeals over JSON: for those who appeal and for those who decide (I9)."""

from interfaces.api.appeal import (
    answering,
    beginning,
    considering,
    deciding,
    obliged,
    reading,
    representing,
    writing,
)
from interfaces.routing import together

# Fixed addresses come before those with an id.
router = together(
    reading, beginning, writing, answering, representing, considering, deciding, obliged
)

__all__ = ["router"]
