"""Appeals over JSON: for those who appeal and for those who decide (I9)."""

from fastapi import APIRouter

from interfaces.api.appeal import (
    answering,
    beginning,
    considering,
    deciding,
    obliged,
    reading,
    representing,
    writing,
)

router = APIRouter()
# Fixed addresses come before those with an id.
for part in (
    reading,
    beginning,
    writing,
    answering,
    representing,
    considering,
    deciding,
    obliged,
):
    router.include_router(part.router)

__all__ = ["router"]
