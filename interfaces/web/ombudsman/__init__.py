"""Pages of the ombudsman in cases: of the office, and of both sides (I9, I10)."""

from interfaces.routing import together
from interfaces.web.ombudsman import office, sides

router = together(office, sides)

__all__ = ["router"]
