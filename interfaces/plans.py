"""The plan as those who have part in it may read it."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Final, NamedTuple
from uuid import UUID, uuid5

from application.access import Action, allow
from domain.errors import NotFound
from domain.kernel import Actor
from domain.plan import (
    STANDING,
    Conflict,
    ConflictKind,
    OfficerLoad,
    PlanFault,
    PlanStatus,
    RegisterStatus,
    conflicts,
    loads,
)
from domain.risk import Measure
from interfaces.cursor import BadCursor, Cursor
from interfaces.deps import own
from interfaces.erknm import ExportedPlan
from interfaces.exports.calendar import PlannedCheck
from interfaces.locale import N_, Language
from interfaces.service import Service
from projections.plan import ComingCheck, EntryCard, EntryLine, Exported

_PLANS: Final = UUID("0c5c7f4c-8a55-5c0e-9d6e-5f1f1b3f9a42")
DECEMBER: Final = 12
FIRST_YEAR: Final = 2000
LAST_YEAR: Final = 2200
ANY_YEAR: Final = (date(1900, 1, 1), date(9999, 12, 31))
AHEAD: Final = timedelta(days=730)
"""How far a business sees what is planned for it."""

STATUSES: Final[Mapping[PlanStatus, tuple[str, str]]] = {
    PlanStatus.PROPOSED: (N_("Waits for the head"), "ask"),
    PlanStatus.RETURNED: (N_("Sent back by the head"), "no"),
    PlanStatus.WITH_PROSECUTOR: (N_("With the prosecutor"), "ask"),
    PlanStatus.PLANNED: (N_("In the plan"), "yes"),
    PlanStatus.REJECTED: (N_("Not approved by the prosecutor"), ""),
    PlanStatus.EXCLUDED: (N_("Taken out of the plan"), ""),
}
MEASURES: Final[Mapping[Measure, str]] = {
    Measure.INSPECTION: N_("Planned inspection"),
    Measure.VISIT: N_("Mandatory preventive visit"),
}
FAULTS: Final[Mapping[PlanFault, str]] = {
    PlanFault.NOT_BY_PLAN: N_("At this risk it is not done by plan"),
    PlanFault.TOO_OFTEN: N_("Too soon after the last check: not before %(earliest)s"),
    PlanFault.TOO_LONG: N_("Too long: it must end by %(latest)s"),
    PlanFault.HOURS_MISSING: N_(
        "Say how many hours of the business it takes: at most %(most)s"
    ),
    PlanFault.TOO_MANY_HOURS: N_("Too many hours of the business: at most %(most)s"),
}
CONFLICTS: Final[Mapping[ConflictKind, str]] = {
    ConflictKind.SAME_OFFICER: N_("One inspector is in two places"),
    ConflictKind.SAME_CLIENT: N_("Two checks of one business at once"),
    ConflictKind.DAY_OFF: N_("It begins on a day off"),
    ConflictKind.OTHER_LENGTH: N_("The calendar has changed: it ends on another day"),
}
REGISTER: Final[Mapping[RegisterStatus, str]] = {
    RegisterStatus.WAITING: N_("Is to be held"),
    RegisterStatus.UNDER_WAY: N_("Is to be finished"),
    RegisterStatus.COMPLETED: N_("Finished"),
    RegisterStatus.DECISION_APPEALED: N_("The decision is appealed"),
    RegisterStatus.REFUSED: N_("Refused"),
    RegisterStatus.OBJECTED: N_("There is an objection"),
    RegisterStatus.IMPOSSIBLE: N_("Cannot be held"),
    RegisterStatus.CAUTIONED: N_("A caution was announced"),
    RegisterStatus.CANCELLED: N_("Cancelled"),
    RegisterStatus.OTHER: N_("The register does not say"),
}
LEFT_OUT: Final[Mapping[str, str]] = {
    "masked": N_("The INN is masked"),
    "bad_inn": N_("This is no INN"),
    "number": N_("The number of the record has no twenty digits"),
    "START_DATE": N_("The first day cannot be read"),
    "STOP_DATE": N_("The last day cannot be read"),
}
UNREADABLE: Final = N_("The record cannot be read")


class Busy(NamedTuple):
    """How busy a body is by its plan in a period.

    Attributes:
        loads: by name of the person.
        conflicts: what is in the way, by its first day.
        entries: those of the conflicts, by id.
        names: of the persons, by id.
    """

    loads: tuple[OfficerLoad, ...]
    conflicts: tuple[Conflict, ...]
    entries: Mapping[UUID, EntryLine]
    names: Mapping[str, str]


def entry_for(service: Service, by: Actor, id: UUID) -> EntryCard:
    """An entry, for the body that plans it.

    Raises:
        NotFound: there is none, or it is another body's.
    """
    card = service.plan_view.get(id)
    if card is None:
        raise NotFound
    allow(by, Action.KEEP_PLAN, of=card.authority)
    return card


def officers_of(service: Service, authority: UUID) -> dict[str, str]:
    """Names of those who inspect for a body, by id of the person, in order."""
    ours = service.person_view.inspectors(authority)
    members = service.person_view.members(authority)
    return {
        str(one.person_id): one.name for one in members if str(one.person_id) in ours
    }


def busy(service: Service, by: Actor, since: date, until: date) -> Busy:
    """How busy the reader's body is by its plan."""
    authority = own(by)
    entries = service.plan_view.standing(authority, since, until)
    bookings = [one.booking for one in entries]
    names = officers_of(service, authority)
    place = service.places.at()
    found = loads(bookings, since, until, place)
    return Busy(
        tuple(sorted(found, key=lambda one: names.get(one.officer, ""))),
        conflicts(bookings, place),
        {one.id: one for one in entries},
        names,
    )


class _Line(NamedTuple):
    """A line of a list by days, as a cursor knows it."""

    name: str
    id: UUID


def cursor_after(starts: date, id: UUID) -> str:
    """The place after a line of a list by first day."""
    return Cursor.after(_Line(starts.isoformat(), id))


def place_after(cursor: str) -> tuple[date, UUID] | None:
    """First day and id of the line before a place; None for the beginning.

    Raises:
        BadCursor: the text did not come from `cursor_after`.
    """
    found = Cursor.read(cursor)
    if found is None:
        return None
    try:
        return date.fromisoformat(found[0]), found[1]
    except ValueError:
        raise BadCursor from None


def planned_by(one: EntryLine, spoken: Language) -> PlannedCheck:
    """An entry of the plan as it stands in the calendar of the body."""
    said = {
        "what": spoken.gettext(MEASURES[one.measure]),
        "number": one.number,
        "status": spoken.gettext(STATUSES[one.status][0]),
    }
    return PlannedCheck(
        f"plan/{one.id}",
        one.version,
        one.changed_at,
        one.dates.starts,
        one.dates.last_day,
        spoken.gettext(N_("%(what)s, entry %(number)s: %(status)s")) % said,
        f"/plan/entries/{one.id}",
    )


def planned_for(one: ComingCheck, spoken: Language) -> PlannedCheck:
    """A planned check as it stands in the calendar of the business."""
    return PlannedCheck(
        f"plan/{one.entry or one.register_number}",
        one.version,
        one.changed_at,
        one.starts,
        one.last_day or one.starts,
        spoken.gettext(MEASURES[one.measure]),
        "/planned",
    )


def year_of(year: int) -> tuple[date, date]:
    """The first and the last day of a year.

    Raises:
        NotFound: nobody plans so far away.
    """
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise NotFound
    return date(year, 1, 1), date(year, DECEMBER, 31)


def month_of(year: int, month: int) -> tuple[date, date]:
    """The first and the last day of a month; raises as `year_of`."""
    year_of(year)
    first = date(year, month, 1)
    following = (first + timedelta(days=31)).replace(day=1)
    return first, following - timedelta(days=1)


def exported_plan(
    service: Service, by: Actor, period: tuple[date, date]
) -> ExportedPlan:
    """What the head approved of what begins in a period, to be written to a file."""
    authority = own(by)
    since, until = period
    body = service.person_view.organisation(authority)
    approved = [
        one
        for one in PlanStatus
        if one not in (PlanStatus.PROPOSED, PlanStatus.RETURNED)
    ]
    return ExportedPlan(
        uuid5(_PLANS, f"{authority}/{since}/{until}"),
        since,
        service.plan_view.exported(authority, since, until, approved),
        officers_of(service, authority),
        body.name if body else "",
    )


def exported_entry(service: Service, card: EntryCard) -> Exported:
    """One entry, to be written to a file.

    Raises:
        NotFound: the head has not approved it.
    """
    found = service.plan_view.exported(
        card.authority, *ANY_YEAR, STANDING - {PlanStatus.PROPOSED}, card.id
    )
    for one in found:
        return one
    raise NotFound
