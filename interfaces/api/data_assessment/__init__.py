"""Assessment without interaction over JSON: looks, surveys, offers (C3)."""

from interfaces.api.data_assessment import looks, surveys
from interfaces.routing import together

router = together(looks, surveys)

__all__ = ["router"]
