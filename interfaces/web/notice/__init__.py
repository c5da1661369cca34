"""Pages of notices: the inbox, and by which channels they go out (I1)."""

from fastapi import APIRouter

from interfaces.web.notice import channels, choosing, inbox, mailing

router = APIRouter()
for part in (choosing, channels, inbox, mailing):
    router.include_router(part.router)
