"""Pages of the rules of law, and of the calculator of terms."""

from fastapi import APIRouter

from interfaces.web.law_term import amending, calculating, reading

router = APIRouter(include_in_schema=False)
# The calculator first: its address looks like that of a rule.
router.include_router(calculating.router)
router.include_router(reading.router)
router.include_router(amending.router)
