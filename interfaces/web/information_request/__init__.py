"""Pages of requests for information, and of the time they give (C4)."""

from interfaces.routing import together
from interfaces.web.information_request import answering, asking, time

# Fixed addresses come before those with an id.
router = together(asking, answering, time)

__all__ = ["router"]
