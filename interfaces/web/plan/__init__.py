"""Pages of the plan: board, calendar, proposals, decisions, files of the register."""

from interfaces.routing import together
from interfaces.web.plan import board, coming, deciding, proposing, register

# Fixed addresses come before those with an id.
router = together(board, register, proposing, deciding, coming)

__all__ = ["router"]
