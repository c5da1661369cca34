"""Pages on which algorithms are carried out, and of what came of it (C2)."""

from fastapi import APIRouter

from interfaces.web.execution import confirmations, steps, verifying, whole

router = APIRouter()
for pages in (steps, whole, confirmations, verifying):
    router.include_router(pages.router)

__all__ = ["router"]
