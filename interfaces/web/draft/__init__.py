"""Pages of drafts: public to read, written by bodies, followed by clients (E1)."""

from interfaces.routing import together
from interfaces.web.draft import (
    deciding,
    following,
    importing,
    mine,
    proposing,
    reading,
    writing,
)

# Fixed addresses come before those with a number.
router = together(importing, mine, following, writing, proposing, deciding, reading)
