"""Pages of self-assessment and of declarations of compliance (L9)."""

from fastapi import APIRouter

from interfaces.web.compliance import assessing, declarations, declaring, mending

router = APIRouter()
# Fixed addresses come before those with a code.
for pages in (declaring, mending, assessing, declarations):
    router.include_router(pages.router)

__all__ = ["router"]
