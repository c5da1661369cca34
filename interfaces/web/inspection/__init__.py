"""Pages of inspections: order, steps, actions, act, the client's side (I0 to I7)."""

from fastapi import APIRouter

from interfaces.web.inspection import (
    cases,
    client_acts,
    ordering,
    recording,
    stepping,
)

router = APIRouter()
# Fixed addresses come before those with an id.
for pages in (ordering, recording, stepping, client_acts, cases):
    router.include_router(pages.router)

__all__ = ["router"]
