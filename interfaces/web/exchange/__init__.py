"""Pages of correspondence: read, write, open, let others take part (I2)."""

from interfaces.routing import together
from interfaces.web.exchange import reading, writing

router = together(writing, reading)

__all__ = ["router"]
