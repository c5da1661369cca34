"""Pages on which a client confirms what it is and what is in its list (L3)."""

from fastapi import APIRouter

from interfaces.web.confirmation import proposals, requirements, showing

router = APIRouter()
for pages in (proposals, requirements, showing):
    router.include_router(pages.router)

__all__ = ["router"]
