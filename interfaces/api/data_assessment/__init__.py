"""Assessment without interaction over JSON: looks, surveys, offers (C3)."""

from fastapi import APIRouter

from interfaces.api.data_assessment import looks, surveys

router = APIRouter()
for routes in (looks, surveys):
    router.include_router(routes.router)

__all__ = ["router"]
