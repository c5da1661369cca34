"""Pages of appeals, of both sides, and figures for everybody (I9)."""

from interfaces.routing import together
from interfaces.web.appeal import (
    acting,
    beginning,
    both,
    documents,
    drafting,
    figures,
    obliged,
    office_deciding,
    office_explaining,
    office_matter,
    office_steps,
    people,
    points,
    sending,
    showing,
)

# Fixed addresses come before those with an id, and those with a word of the reader's
# after them.
router = together(
    beginning,
    figures,
    points,
    showing,
    sending,
    documents,
    drafting,
    acting,
    people,
    obliged,
    office_deciding,
    office_explaining,
    office_matter,
    office_steps,
    both,
)

__all__ = ["router"]
