"""The key rate, and what interest by it comes to, over JSON (I9)."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Depends, Response
from fastapi import status as http

from application.access import Action
from application.damage import EnterKeyRate, InterestOn
from application.log import Receipt
from domain.damage import Interest
from domain.kernel import Actor, Value
from interfaces.deps import Anybody, Asks, KeyDep, ServiceDep, answered
from projections.damage import RateLine

router = APIRouter(prefix="/api", tags=["damages"])

Administrator = Annotated[Actor, Depends(Asks(Action.KEEP_LAW))]


class RatesOut(Value):
    """The table of the key rate.

    Attributes:
        known_until: the last day of which it knows; then the last rate is supposed.
        lines: the newest first.
    """

    known_until: date
    lines: tuple[RateLine, ...]


class InterestOut(Value):
    """What interest comes to.

    Attributes:
        interest: with every stretch of days.
        kopecks: in all.
        is_supposed: the rate of some days is not known; the last known was used.
        is_doubtful: for some days the law named other rates than the key rate.
    """

    interest: Interest
    kopecks: int
    is_supposed: bool
    is_doubtful: bool


@router.get("/key-rates")
def key_rates(service: ServiceDep, _by: Anybody) -> RatesOut:
    """The key rate of the Bank of Russia, as far as it is known here."""
    known_until = service.damage.rates.current().known_until
    return RatesOut(known_until=known_until, lines=tuple(service.damage.rates.lines()))


@router.post("/key-rates/interest")
def reckon(asked: InterestOn, service: ServiceDep, _by: Anybody) -> InterestOut:
    """What interest on a sum comes to (ГК РФ ст. 395); records nothing."""
    found = service.damage.drafts.reckon(asked.principal, asked.since, asked.until)
    return InterestOut(
        interest=found,
        kopecks=found.kopecks,
        is_supposed=found.is_supposed,
        is_doubtful=found.is_doubtful,
    )


@router.post("/key-rates", status_code=http.HTTP_201_CREATED)
def enter(
    command: EnterKeyRate,
    service: ServiceDep,
    by: Administrator,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Enter the rate that holds from a day on, or correct it; the administrator."""
    receipt = service.damage.rate_commands.enter(command, by=by, key=key)
    response.headers["Location"] = "/api/key-rates"
    return answered(receipt, response)
