"""Pages of what inspections took, of ratings, and of figures of both (I11, I12)."""

from interfaces.routing import together
from interfaces.web.burden import days, figures, rating

router = together(days, rating, figures)

__all__ = ["router"]
