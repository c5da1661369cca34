"""Times of a visit as a form has them (C6)."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from typing import NamedTuple

from domain.errors import Invalid
from domain.term import Place
from domain.visit import MOST_SLOTS, Slot, Way

ROWS = 2


class SlotUnclear(Invalid):
    """Facts: `row`, from 1."""

    code = "visit-slot-unclear"
    title = "Say of each time its day, when it begins and when it ends, in this order"
    about = "slots"


class SlotRow(NamedTuple):
    """One time in the form."""

    day: str = ""
    begins: str = ""
    ends: str = ""
    way: str = Way.PLACE.value

    @property
    def is_empty(self) -> bool:
        return not (self.day or self.begins or self.ends)


EMPTY = (SlotRow(),) * ROWS


def rows_in(posted: Mapping[str, str]) -> tuple[SlotRow, ...]:
    """The rows that were filled in, empty ones too; at least one."""
    rows = [
        SlotRow(*(posted.get(f"{name}-{n}", "").strip() for name in SlotRow._fields))
        for n in range(1, MOST_SLOTS + 1)
        if f"day-{n}" in posted
    ]
    return tuple(rows) or (SlotRow(),)


def slots_in(rows: Sequence[SlotRow], place: Place) -> tuple[Slot, ...]:
    """The times, at a place; rows that are empty are left out.

    Raises:
        SlotUnclear: a row is no time.
    """
    return tuple(
        _slot(row, number, place)
        for number, row in enumerate(rows, 1)
        if not row.is_empty
    )


def _slot(row: SlotRow, number: int, place: Place) -> Slot:
    try:
        day = date.fromisoformat(row.day)
        begins, ends = time.fromisoformat(row.begins), time.fromisoformat(row.ends)
        return Slot(
            starts=datetime.combine(day, begins, place.zone),
            ends=datetime.combine(day, ends, place.zone),
            way=Way(row.way),
        )
    except ValueError as fault:
        raise SlotUnclear(row=number) from fault
