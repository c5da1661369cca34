"""Pages of correspondence: read, write, open, let others take part (I2)."""

from fastapi import APIRouter

from interfaces.web.exchange import reading, writing

router = APIRouter()
for pages in (writing, reading):
    router.include_router(pages.router)

__all__ = ["router"]
