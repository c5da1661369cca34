"""Pages of a business: registration, data set, places, disputes (L7)."""

from fastapi import APIRouter

from interfaces.web.client import business, disputes, facts, places
from interfaces.web.client.words import KINDS

router = APIRouter()
for pages in (business, facts, places, disputes):
    router.include_router(pages.router)

__all__ = ["KINDS", "router"]
