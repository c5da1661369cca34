"""Pages of notices: the inbox, and by which channels they go out (I1)."""

from interfaces.routing import together
from interfaces.web.notice import channels, choosing, inbox, mailing

router = together(choosing, channels, inbox, mailing)
