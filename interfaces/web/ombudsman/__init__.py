"""Pages of the ombudsman in inspections: of the office, and of both sides (I10)."""

from interfaces.routing import together
from interfaces.web.ombudsman import office, sides

router = together(office, sides)

__all__ = ["router"]
