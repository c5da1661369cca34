"""Pages of looks at records, surveys and offers (C3)."""

from interfaces.routing import together
from interfaces.web.data_assessment import looks, surveys

router = together(looks, surveys)

__all__ = ["router"]
