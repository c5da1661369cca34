"""A business over JSON: registration, data set, places, disputes (L7)."""

from fastapi import APIRouter

from interfaces.api.client import business, disputes, facts

router = APIRouter(prefix="/api")
for routes in (business, facts, disputes):
    router.include_router(routes.router)

__all__ = ["router"]
