"""Pages of preventive visits: ask, offer, announce, meet, conclude (C6)."""

from fastapi import APIRouter

from interfaces.web.visit import concluding, inviting, visiting, wanting

router = APIRouter()
# Fixed addresses come before those with an id.
for pages in (wanting, inviting, concluding, visiting):
    router.include_router(pages.router)

__all__ = ["router"]
