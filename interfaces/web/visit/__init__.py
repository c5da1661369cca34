"""Pages of preventive visits: ask, offer, announce, meet, conclude (C6)."""

from interfaces.routing import together
from interfaces.web.visit import concluding, inviting, visiting, wanting

# Fixed addresses come before those with an id.
router = together(wanting, inviting, concluding, visiting)

__all__ = ["router"]
