"""Pages of what inspections took, of ratings, and of figures of both (I11, I12)."""

from fastapi import APIRouter

from interfaces.web.burden import days, figures, rating

router = APIRouter()
for pages in (days, rating, figures):
    router.include_router(pages.router)

__all__ = ["router"]
