"""Pages of risk: criteria for all, categories for both sides, assigning (C5)."""

from fastapi import APIRouter

from interfaces.web.risk import assigning, categories, criteria, keeping

router = APIRouter()
# Fixed addresses come before those with an id.
for pages in (criteria, keeping, assigning, categories):
    router.include_router(pages.router)

__all__ = ["router"]
