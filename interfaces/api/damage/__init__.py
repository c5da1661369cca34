"""Claims of damage and the key rate over JSON (I9)."""

from interfaces.api.damage import claims, drafts, rates
from interfaces.routing import together

# Fixed addresses come before those with an id.
router = together(rates, claims, drafts)

__all__ = ["router"]
