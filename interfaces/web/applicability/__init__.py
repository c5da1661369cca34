"""Pages of the personal list and of declarations (L2, L4)."""

from interfaces.routing import together
from interfaces.web.applicability import declarations, declaring, lists, times

router = together(times, lists, declaring, declarations)

__all__ = ["router"]
