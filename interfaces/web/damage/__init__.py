"""Pages of claims of damage and of the key rate (I9)."""

from fastapi import APIRouter

from interfaces.web.damage import drafting, lines, rates, reading, sending, talking

router = APIRouter(include_in_schema=False)
# Fixed addresses come before those with an id.
for pages in (rates, drafting, lines, sending, reading, talking):
    router.include_router(pages.router)

__all__ = ["router"]
