"""Pages of claims of damage and of the key rate (I9)."""

from interfaces.routing import together
from interfaces.web.damage import drafting, lines, rates, reading, sending, talking

# Fixed addresses come before those with an id.
router = together(rates, drafting, lines, sending, reading, talking)

__all__ = ["router"]
