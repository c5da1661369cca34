"""A business over JSON: registration, data set, places, disputes (L7)."""

from interfaces.api.client import business, disputes, facts
from interfaces.routing import together

router = together(business, facts, disputes)

__all__ = ["router"]
