"""Pages on which algorithms are carried out, and of what came of it (C2)."""

from interfaces.routing import together
from interfaces.web.execution import confirmations, steps, verifying, whole

router = together(steps, whole, confirmations, verifying)

__all__ = ["router"]
