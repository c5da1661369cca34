"""The moment that a reader asks a list for: a day, and what was known when."""

from datetime import date, datetime, time
from typing import Annotated, Any

from pydantic import AwareDatetime, BeforeValidator, Field

from domain.errors import Invalid
from domain.requirement import Day
from interfaces.service import Service
from projections.applicability import AsOf, Basis

FIRST_INSTANT = datetime.fromisoformat("1970-01-01T00:00:00+00:00")
LAST_INSTANT = datetime.fromisoformat("2199-12-31T00:00:00+00:00")


def _nothing(given: Any) -> Any:
    """A field of a form that was left empty was not filled in."""
    return None if given == "" else given


MaybeDay = Annotated[Day | None, BeforeValidator(_nothing)]
Instant = Annotated[
    AwareDatetime,
    Field(ge=FIRST_INSTANT, le=LAST_INSTANT, examples=["2026-11-21T12:00:00+03:00"]),
]


def moment(
    service: Service,
    on: date | None = None,
    known_at: datetime | None = None,
    basis: Basis = Basis.THEN,
) -> AsOf:
    """The moment of a list: of today and as known now, unless something else is named.

    What is not over yet is not known otherwise than now.
    """
    if known_at is not None and known_at >= service.clock.now():
        known_at = None
    return AsOf(on=on or service.clock.today(), known_at=known_at, basis=basis)


def end_of(service: Service, day: date | None) -> datetime | None:
    """The last instant of a day where the service is run; None for none."""
    if day is None:
        return None
    return datetime.combine(day, time.max, service.settings.time_zone)


class MomentsBackwards(Invalid):
    code = "moments-backwards"
    title = "The first moment must not be later than the second"
    about = "to_day"


def in_order(service: Service, before: AsOf, after: AsOf) -> tuple[AsOf, AsOf]:
    """Two moments, neither the day nor what is known going backwards.

    Raises:
        MomentsBackwards: the second is earlier.
    """
    now = service.clock.now()
    known = before.known_at or now, after.known_at or now
    if before.on > after.on or known[0] > known[1]:
        raise MomentsBackwards
    return before, after
