"""Pages of the personal list and of declarations (L2, L4)."""

from fastapi import APIRouter

from interfaces.web.applicability import declarations, declaring, lists, times

router = APIRouter()
for pages in (times, lists, declaring, declarations):
    router.include_router(pages.router)

__all__ = ["router"]
