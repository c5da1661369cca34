"""Pages of the register: public to read, kept by registrars (L1)."""

from fastapi import APIRouter

from interfaces.web.requirement import importing, keeping, reading, steps

router = APIRouter(include_in_schema=False)
# Fixed addresses come before those with a code.
for _part in (importing, keeping, reading, steps):
    router.include_router(_part.router)
