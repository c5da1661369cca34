"""Pages of the plan: board, calendar, proposals, decisions, files of the register."""

from fastapi import APIRouter

from interfaces.web.plan import board, coming, deciding, proposing, register

router = APIRouter()
# Fixed addresses come before those with an id.
for pages in (board, register, proposing, deciding, coming):
    router.include_router(pages.router)

__all__ = ["router"]
