"""Carrying algorithms out, and the confirmations, over JSON (C2)."""

from interfaces.api.execution import confirmations, steps, whole
from interfaces.routing import together

router = together(whole, steps, confirmations)

__all__ = ["router"]
