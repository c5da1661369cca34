"""Pages of meetings by video: settle, enter, read what came of it (I6)."""

from interfaces.routing import together
from interfaces.web.video import room, settling

router = together(settling, room)

__all__ = ["router"]
