"""Pages of looks at records, surveys and offers (C3)."""

from fastapi import APIRouter

from interfaces.web.data_assessment import looks, surveys

router = APIRouter()
for pages in (looks, surveys):
    router.include_router(pages.router)

__all__ = ["router"]
