"""Pages of meetings by video: settle, enter, read what came of it (I6)."""

from fastapi import APIRouter

from interfaces.web.video import room, settling

router = APIRouter()
for pages in (settling, room):
    router.include_router(pages.router)

__all__ = ["router"]
