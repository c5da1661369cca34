"""Drafts of rules over JSON: public to read, written by their bodies (E1, E4)."""

from fastapi import APIRouter

from interfaces.api.draft import following, reading, writing

router = APIRouter()
for _part in (reading, writing, following):
    router.include_router(_part.router)
