"""The plan of inspections and mandatory visits over JSON, and its files in XML."""

from fastapi import APIRouter

from interfaces.api.plan import changing, files, reading

router = APIRouter(prefix="/api/plan", tags=["plan"])
for part in (reading, changing, files):
    router.include_router(part.router)

__all__ = ["router"]
