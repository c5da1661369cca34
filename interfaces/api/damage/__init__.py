"""Claims of damage and the key rate over JSON (I9)."""

from fastapi import APIRouter

from interfaces.api.damage import claims, drafts, rates

router = APIRouter()
# Fixed addresses come before those with an id.
for part in (rates, claims, drafts):
    router.include_router(part.router)

__all__ = ["router"]
