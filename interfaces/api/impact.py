"""How many clients a condition would concern, while it is written (E6)."""

from typing import Annotated

from fastapi import APIRouter, Depends
from pydantic import Field

from application.access import Action
from domain.condition import Condition, parse
from domain.impact import Impact
from domain.kernel import Actor, Value
from domain.requirement import Code
from interfaces.deps import Asks, ServiceDep
from interfaces.impacts import impact_of_condition

router = APIRouter(prefix="/api/impact", tags=["impact"])

Asking = Annotated[Actor, Depends(Asks(Action.MEASURE_IMPACT))]


class Measure(Value):
    """A condition to count clients for.

    Attributes:
        condition: as in a requirement.
        requirement: code of the requirement in force to compare with, if any.
    """

    condition: Condition = Field(examples=[{"okved_prefix": ["56"]}])
    requirement: Code | None = None


@router.post("")
def measure(command: Measure, service: ServiceDep, _by: Asking) -> Impact:
    """Count the clients whom a condition would concern; keeps nothing.

    Counts are rounded, and fewer than k clients are never told; see `k`.
    """
    parse(command.condition.as_json, service.vocabulary)
    return impact_of_condition(service, command.condition, command.requirement)
