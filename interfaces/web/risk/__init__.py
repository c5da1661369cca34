"""Pages of risk: criteria for all, categories for both sides, assigning (C5)."""

from interfaces.routing import together
from interfaces.web.risk import assigning, categories, criteria, keeping

# Fixed addresses come before those with an id.
router = together(criteria, keeping, assigning, categories)

__all__ = ["router"]
