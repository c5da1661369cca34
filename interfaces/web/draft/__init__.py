"""Pages of drafts: public to read, written by bodies, followed by clients (E1)."""

from fastapi import APIRouter

from interfaces.web.draft import (
    deciding,
    following,
    importing,
    mine,
    proposing,
    reading,
    writing,
)

router = APIRouter(include_in_schema=False)
# Fixed addresses come before those with a number.
for _part in (importing, mine, following, writing, proposing, deciding, reading):
    router.include_router(_part.router)
