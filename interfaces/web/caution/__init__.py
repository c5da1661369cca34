"""Pages of cautions (C6)."""

from fastapi import APIRouter

from interfaces.web.caution import answering, issuing, reading, replying

router = APIRouter()
# Fixed addresses come before those with an id.
for pages in (issuing, reading, replying, answering):
    router.include_router(pages.router)

__all__ = ["router"]
