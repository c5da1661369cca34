"""Pages of requests for information, and of the time they give (C4)."""

from fastapi import APIRouter

from interfaces.web.information_request import answering, asking, time

router = APIRouter()
# Fixed addresses come before those with an id.
for pages in (asking, answering, time):
    router.include_router(pages.router)

__all__ = ["router"]
