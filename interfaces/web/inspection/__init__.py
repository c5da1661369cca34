"""Pages of inspections: order, steps, actions, act, the client's side (I0 to I7)."""

from interfaces.routing import together
from interfaces.web.inspection import (
    cases,
    client_acts,
    ordering,
    recording,
    stepping,
)

# Fixed addresses come before those with an id.
router = together(ordering, recording, stepping, client_acts, cases)

__all__ = ["router"]
