"""Pages of cautions (C6)."""

from interfaces.routing import together
from interfaces.web.caution import answering, issuing, reading, replying

# Fixed addresses come before those with an id.
router = together(issuing, reading, replying, answering)

__all__ = ["router"]
