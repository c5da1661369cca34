"""Pages of the personal list and of declarations (L2, L4)."""

from fastapi import APIRouter

from interfaces.web.applicability import declarations, declaring, lists

router = APIRouter()
for pages in (lists, declaring, declarations):
    router.include_router(pages.router)

__all__ = ["router"]
