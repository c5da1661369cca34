"""Pages of algorithms: public to read, written by registrars and bodies (C1)."""

from fastapi import APIRouter

from interfaces.web.algorithm import (
    asking,
    authoring,
    coverage,
    deciding,
    importing,
    reading,
)

router = APIRouter(include_in_schema=False)
# Fixed addresses come before those with a code.
for _part in (importing, coverage, asking, authoring, deciding, reading):
    router.include_router(_part.router)
