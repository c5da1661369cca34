"""The plan of inspections and mandatory visits over JSON, and its files in XML."""

from interfaces.api.plan import changing, files, reading
from interfaces.routing import together

router = together(reading, changing, files)

__all__ = ["router"]
