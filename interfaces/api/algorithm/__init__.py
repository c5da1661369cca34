"""Algorithms of compliance over JSON: public to read, kept by those who may (C1)."""

from fastapi import APIRouter

from interfaces.api.algorithm import keeping, reading

router = APIRouter()
for _part in (reading, keeping):
    router.include_router(_part.router)
