"""Pages of the ombudsman in cases: of the office, and of both sides (I9, I10)."""

from fastapi import APIRouter

from interfaces.web.ombudsman import office, sides

router = APIRouter()
for pages in (office, sides):
    router.include_router(pages.router)

__all__ = ["router"]
