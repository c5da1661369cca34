"""By when a move of the date is decided, how far it goes, and which times suit (I7).

Source: 248-ФЗ, ст. 31 ч. 8 (LAW-084); стандарт «Государство для бизнеса», п. 4.8.
"""

from collections.abc import Sequence
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from pydantic import AwareDatetime

from domain.inspection.kinds import Law
from domain.inspection.order import Order
from domain.inspection.refusals import SlotsMissing, SlotTooLate, SlotWrong
from domain.kernel import Value
from domain.profile import ClientKind
from domain.term import Place, Reckoning, Term, Unit, days_between, period

MOST_SLOTS: Final = 10
FURTHEST: Final = "LAW-084"
# No rule says how soon a move is decided: the nearest one that is like it is that of
# an application for more time, which is decided within 24 hours.
DECIDED: Final = "LAW-088"
PERSONS: Final = frozenset({ClientKind.IE, ClientKind.NPD})


class Cause(StrEnum):
    """Why the client cannot be there; all but OTHER are named by regulations."""

    ILLNESS = "illness"
    TRIP = "trip"
    ARREST = "arrest"
    RESTRAINT = "restraint"
    OTHER = "other"


class Terms(Value):
    """By when a move is decided, and how far it may go.

    Attributes:
        decide_by: after that the wish of the client counts.
        decided: how that was reckoned; it never lies after the planned start.
        furthest: until when the inspection may be moved at most.
        is_right: whether the law gives a right to it: an entrepreneur or a citizen, and
            a cause that regulations name.
    """

    decide_by: AwareDatetime
    decided: Reckoning
    furthest: Reckoning
    is_right: bool


def terms(
    cause: Cause,
    kind: ClientKind,
    *,
    planned: datetime,
    first_asked: date,
    law: Law,
    place: Place,
    now: datetime,
    control_kind: str,
) -> Terms:
    """By when a move is decided, and how far it may go.

    Args:
        cause: why the client cannot be there.
        kind: of the client.
        planned: when the inspection would begin.
        first_asked: day of the first report in this inspection: moves do not add up.
        law: the numbers of the law.
        place: where the terms run.
        now: the instant.
        control_kind: name of the kind of control.
    """
    today = place.day_of(now)
    decided = law.on(DECIDED, today, control_kind).reckon(now, place)
    return Terms(
        decide_by=max(now, min(decided.ends, planned)),
        decided=decided,
        furthest=law.on(FURTHEST, today, control_kind).reckon(first_asked, place),
        is_right=kind in PERSONS and cause is not Cause.OTHER,
    )


def check_slots(
    slots: Sequence[datetime],
    *,
    planned: datetime,
    furthest: datetime,
    place: Place,
    now: datetime,
) -> tuple[datetime, ...]:
    """The same, each once, in their order.

    Raises:
        SlotsMissing: there is none, or there are too many.
        SlotTooLate: one is further than an inspection may be moved.
        SlotWrong: one is past, not later than planned, or on a day off.
    """
    kept = tuple(dict.fromkeys(slots))
    if not kept or len(kept) > MOST_SLOTS:
        raise SlotsMissing(most=MOST_SLOTS)
    # First, since a calendar knows nothing of days at the end of time.
    if any(one > furthest for one in kept):
        raise SlotTooLate(latest=furthest)
    wrong = [
        one
        for one in kept
        if one <= max(now, planned) or not place.works(place.day_of(one))
    ]
    if wrong:
        raise SlotWrong(slots=wrong)
    return kept


def last_day_after(order: Order, starts: datetime, place: Place) -> date:
    """The last day when it starts at another time: as many working days as ordered."""
    first = place.day_of(order.starts)
    days = sum(place.works(day) for day in days_between(first, order.last_day))
    term = Term(value=max(1, days), unit=Unit.WORKING_DAY)
    return period(term, starts, place).last_day
