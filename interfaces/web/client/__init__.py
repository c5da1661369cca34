"""Pages of a business: registration, data set, places, disputes (L7)."""

from interfaces.routing import together
from interfaces.web.client import business, disputes, facts, places
from interfaces.web.client.words import KINDS

router = together(business, facts, places, disputes)

__all__ = ["KINDS", "router"]
