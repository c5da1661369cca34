"""What is planned, over JSON."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Response

from application.plan import ProposeEntry
from interfaces.api.plan.shapes import (
    AskChoices,
    Business,
    BusyOut,
    ChoiceOut,
    EntryPage,
    Officer,
    OfficerOut,
    PreparedOut,
    Which,
    Year,
)
from interfaces.deps import ServiceDep, own
from interfaces.plans import (
    AHEAD,
    busy,
    cursor_after,
    entry_for,
    month_of,
    officers_of,
    place_after,
    year_of,
)
from projections.plan import ComingCheck, EntryCard

router = APIRouter(prefix="/api/plan", tags=["plan"])


@router.get("/entries")
def entries(
    which: Annotated[Which, Query()], service: ServiceDep, by: Officer
) -> EntryPage:
    """Entries of your body under way in a period."""
    found = service.plan_view.entries(
        own(by),
        which.since,
        which.until,
        statuses=None if which.status is None else (which.status,),
        officer=str(which.officer) if which.officer else None,
        after=place_after(which.after),
        limit=which.limit + 1,
    )
    shown = tuple(found[: which.limit])
    more = len(found) > which.limit
    return EntryPage(
        entries=shown,
        after=cursor_after(shown[-1].dates.starts, shown[-1].id) if more else None,
    )


@router.get("/officers")
def officers(service: ServiceDep, by: Officer) -> list[OfficerOut]:
    """Those who inspect for your body, by name."""
    found = officers_of(service, own(by))
    return [OfficerOut(id=id, name=name) for id, name in found.items()]


@router.get("/control-kinds")
def control_kinds(service: ServiceDep, by: Officer) -> list[str]:
    """Kinds of control in which your body may plan, by name."""
    return list(service.plan_measuring.control_kinds(own(by)))


@router.post("/choices")
def choices(asked: AskChoices, service: ServiceDep, by: Officer) -> list[ChoiceOut]:
    """What of a business may be planned: the whole first, then its open places."""
    client_id = service.plans.client(asked.inn, by=by)
    found = service.plan_measuring.choices(
        client_id, own(by), asked.measure, asked.control_kind, asked.starts
    )
    return [ChoiceOut(**one._asdict()) for one in found]


@router.get("/load/{plan_year}")
def load(
    plan_year: Year,
    service: ServiceDep,
    by: Officer,
    month: Annotated[int | None, Query(ge=1, le=12)] = None,
) -> BusyOut:
    """How busy your inspectors are in a year or a month, and what collides."""
    period = month_of(plan_year, month) if month else year_of(plan_year)
    found = busy(service, by, *period)
    return BusyOut(officers=found.loads, conflicts=found.conflicts)


@router.get("/coming")
def coming(service: ServiceDep, by: Business) -> list[ComingCheck]:
    """What is planned for your business in the next two years, by its first day."""
    today = service.clock.today()
    return service.plan_view.coming(own(by), today, today + AHEAD)


@router.post("/entries/check")
def check(command: ProposeEntry, service: ServiceDep, by: Officer) -> PreparedOut:
    """What an entry would say, and which rules it would break; records nothing."""
    prepared = service.plans.prepare(command, by=by)
    return PreparedOut(content=prepared.content, broken=prepared.broken)


@router.get("/entries/{entry_id}")
def show(
    entry_id: UUID, service: ServiceDep, by: Officer, response: Response
) -> EntryCard:
    """One entry."""
    card = entry_for(service, by, entry_id)
    response.headers["ETag"] = f'"{card.version}"'
    return card
