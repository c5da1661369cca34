"""Pages of appeals, of both sides, and figures for everybody (I9)."""

from fastapi import APIRouter

from interfaces.web.appeal import (
    acting,
    beginning,
    both,
    documents,
    drafting,
    figures,
    obliged,
    office_deciding,
    office_explaining,
    office_matter,
    office_steps,
    people,
    points,
    sending,
    showing,
)

router = APIRouter()
# Fixed addresses come before those with an id, and those with a word of the reader's
# after them.
for pages in (
    beginning,
    figures,
    points,
    showing,
    sending,
    documents,
    drafting,
    acting,
    people,
    obliged,
    office_deciding,
    office_explaining,
    office_matter,
    office_steps,
    both,
):
    router.include_router(pages.router)

__all__ = ["router"]
