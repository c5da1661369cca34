"""Pages on which a client confirms what it is and what is in its list (L3)."""

from interfaces.routing import together
from interfaces.web.confirmation import proposals, requirements, showing

router = together(proposals, requirements, showing)

__all__ = ["router"]
