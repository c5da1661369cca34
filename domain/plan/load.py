"""How busy inspectors are by the plan, and where the plan stands in its own way.

Nothing here is a goal: how many checks somebody has says nothing of how well they work
(248-ФЗ, ст. 30 ч. 7, LAW-123).
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from enum import StrEnum
from operator import attrgetter
from typing import Final, NamedTuple
from uuid import UUID

from domain.kernel import Value
from domain.plan.content import Dates, last_of, working_days
from domain.term import Place


class Booking(NamedTuple):
    """An entry, as far as it takes somebody's time.

    Attributes:
        entry: id of it.
        client_id: who is checked.
        dates: when.
        officers: who go.
    """

    entry: UUID
    client_id: UUID
    dates: Dates
    officers: tuple[str, ...]


class ConflictKind(StrEnum):
    """What is in the way.

    SAME_OFFICER: somebody is in two places. SAME_CLIENT: a business has two checks at
    once. DAY_OFF: it begins when nobody is at work. OTHER_LENGTH: by the calendar of
    now it ends on another day than was said.
    """

    SAME_OFFICER = "same_officer"
    SAME_CLIENT = "same_client"
    DAY_OFF = "day_off"
    OTHER_LENGTH = "other_length"


class Conflict(Value):
    """One thing that is in the way; it forbids nothing.

    Attributes:
        kind: what.
        entries: one or two.
        officer: id of the person; None: it is about nobody in particular.
        since, until: the days on which it is so; for OTHER_LENGTH the last day that
            was said and the one by the calendar of now.
    """

    kind: ConflictKind
    entries: tuple[UUID, ...]
    officer: str | None = None
    since: date
    until: date


class OfficerLoad(Value):
    """How busy somebody is.

    Attributes:
        officer: id of the person.
        entries: in how many checks.
        days: working days with at least one.
        of: working days there are.
    """

    officer: str
    entries: int
    days: int
    of: int


def conflicts(bookings: Iterable[Booking], place: Place) -> tuple[Conflict, ...]:
    """What is in the way, by its first day.

    Args:
        bookings: any order.
        place: whose calendar says who is at work when.
    """
    bookings = sorted(bookings, key=_BY_START)
    found = [
        *_days_off(bookings, place),
        *_lengths(bookings, place),
        *_twice(bookings, lambda one: one.officers, ConflictKind.SAME_OFFICER),
        *_twice(bookings, lambda one: (str(one.client_id),), ConflictKind.SAME_CLIENT),
    ]
    return tuple(sorted(found, key=lambda one: (one.since, one.kind, one.entries)))


def loads(
    bookings: Iterable[Booking], since: date, until: date, place: Place
) -> tuple[OfficerLoad, ...]:
    """How busy everybody with a booking is in a period, by id of the person.

    Args:
        bookings: any order.
        since: first day.
        until: last day.
        place: whose calendar says who is at work when.
    """
    at_work = working_days(since, until, place)
    busy: dict[str, set[date]] = {}
    entries: dict[str, int] = {}
    for one in bookings:
        days = {day for day in at_work if one.dates.covers(day)}
        for officer in one.officers if days else ():
            busy.setdefault(officer, set()).update(days)
            entries[officer] = entries.get(officer, 0) + 1
    return tuple(
        OfficerLoad(
            officer=officer,
            entries=entries[officer],
            days=len(busy[officer]),
            of=len(at_work),
        )
        for officer in sorted(busy)
    )


_BY_START: Final = attrgetter("dates.starts")


def _days_off(bookings: Sequence[Booking], place: Place) -> Iterator[Conflict]:
    for one in bookings:
        starts = one.dates.starts
        if not place.works(starts):
            yield Conflict(
                kind=ConflictKind.DAY_OFF,
                entries=(one.entry,),
                since=starts,
                until=starts,
            )


def _lengths(bookings: Sequence[Booking], place: Place) -> Iterator[Conflict]:
    version = place.calendar.version
    for one in bookings:
        dates = one.dates
        if dates.calendar_version == version:
            continue
        last = last_of(dates.starts, dates.days, place)
        if last != dates.last_day:
            yield Conflict(
                kind=ConflictKind.OTHER_LENGTH,
                entries=(one.entry,),
                since=dates.last_day,
                until=last,
            )


def _twice(
    bookings: Sequence[Booking],
    whose: Callable[[Booking], Iterable[str]],
    kind: ConflictKind,
) -> Iterator[Conflict]:
    """Pairs that overlap; `bookings` by their first day."""
    under_way: dict[str, list[Booking]] = {}
    for one in bookings:
        for name in whose(one):
            others = under_way.get(name, [])
            going = [o for o in others if o.dates.last_day >= one.dates.starts]
            for other in going:
                yield Conflict(
                    kind=kind,
                    entries=(other.entry, one.entry),
                    officer=name if kind is ConflictKind.SAME_OFFICER else None,
                    since=one.dates.starts,
                    until=min(other.dates.last_day, one.dates.last_day),
                )
            under_way[name] = [*going, one]
