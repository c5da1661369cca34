"""Pages of self-assessment and of declarations of compliance (L9)."""

from interfaces.routing import together
from interfaces.web.compliance import assessing, declarations, declaring, mending

# Fixed addresses come before those with a code.
router = together(declaring, mending, assessing, declarations)

__all__ = ["router"]
