"""Carrying algorithms out, and the confirmations, over JSON (C2)."""

from fastapi import APIRouter

from interfaces.api.execution import confirmations, steps, whole

router = APIRouter()
for routes in (whole, steps, confirmations):
    router.include_router(routes.router)

__all__ = ["router"]
