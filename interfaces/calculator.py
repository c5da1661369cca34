"""Counts a term that somebody types in: on the page, over JSON, in a shell."""

from collections.abc import Collection, Iterator, Mapping
from datetime import date, datetime, time, timedelta
from typing import Any, Final, NamedTuple

from domain.kernel import Value
from domain.law_term import LawTerms
from domain.term import (
    LONGEST,
    Counting,
    Place,
    Reckoning,
    Term,
    Unit,
    before,
    reckon,
)
from interfaces.locale import N_

FIRST_YEAR, LAST_YEAR = 1900, 2199
FIRST, LAST = date(FIRST_YEAR, 1, 1), date(LAST_YEAR, 12, 31)
"""No term begins or ends outside."""

LAST_DAY_OFF: Final = "LAW-144"
"""The rule by which a last day that is a day off gives way to a working day."""

NOT_A_DAY = N_("Not a day such as 2026-01-14, between 1900 and 2199")
NOT_A_TIME = N_("Not a time such as 15:30")
NOT_A_NUMBER = N_("Not a whole number from 0 to 10 000")
NO_UNIT = N_("Say what it is counted in")
NO_REGION = N_("There is no region with this number")
TOO_FAR = N_("The term ends after the year 2199")
NO_COUNTING = N_("Say from where it is counted")


class Fault(NamedTuple):
    """What is wrong with one field.

    Attributes:
        field: its name in the form.
        sentence: what is wrong; English, to be translated.
    """

    field: str
    sentence: str


class BadTerm(ValueError):
    """A term cannot be counted as it was typed in.

    Attributes:
        faults: one for each field at fault.
    """

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__("; ".join(one.sentence for one in faults))
        self.faults = faults


class Asked(Value):
    """What somebody wants to know.

    Attributes:
        event: the day, or the local time, from which it is counted.
        term: how long.
        counting: from where.
        region: two digits; None: no region's days off.
    """

    event: datetime | date
    term: Term
    counting: Counting
    region: str | None = None

    def reckon(self, place: Place) -> Reckoning:
        """When it ends.

        Args:
            place: of its region.

        Raises:
            BadTerm: it ends outside the calendar.
        """
        event = self.event
        if isinstance(event, datetime) and event.tzinfo is None:
            event = event.replace(tzinfo=place.zone)
        try:
            found = (
                before(self.term, event, place)
                if self.counting is Counting.BEFORE
                else reckon(
                    self.term,
                    event,
                    place,
                    first_day_counts=self.counting is Counting.PERIOD,
                )
            )
        except (OverflowError, ValueError):
            raise BadTerm([Fault("value", TOO_FAR)]) from None
        if not FIRST <= found.last_day <= LAST:
            raise BadTerm([Fault("value", TOO_FAR)])
        return found


def read(form: Mapping[str, str], regions: Collection[str], law: LawTerms) -> Asked:
    """What was typed in, checked.

    Args:
        form: `from` ("2026-01-14", or with the time "2026-01-14T15:30"), `time`
            ("15:30"), `value`, `unit`, `counting`, `region`, `moves` ("yes" or "");
            what is missing is "".
        regions: the regions that there are, two digits each.
        law: names the act that moves a last day off.

    Raises:
        BadTerm: names every field at fault.
    """
    typed = {name: form.get(name, "").strip() for name in FIELDS}
    faults = list(_faults(typed, regions))
    if faults:
        raise BadTerm(faults)
    event = _event(typed)
    unit = Unit(typed["unit"])
    moves = typed["moves"] == "yes" and unit not in (Unit.HOUR, Unit.WORKING_DAY)
    day = event.date() if isinstance(event, datetime) else event
    return Asked(
        event=event,
        term=Term(
            value=int(typed["value"]),
            unit=unit,
            moves=law.on(LAST_DAY_OFF, day).source if moves else None,
        ),
        counting=Counting(typed["counting"]),
        region=typed["region"] or None,
    )


FIELDS: Final = ("from", "time", "value", "unit", "counting", "region", "moves")


def _faults(typed: dict[str, str], regions: Collection[str]) -> Iterator[Fault]:
    try:
        _event(typed | {"time": ""})
    except ValueError:
        yield Fault("from", NOT_A_DAY)
    try:
        _time(typed["time"])
    except ValueError:
        yield Fault("time", NOT_A_TIME)
    value = typed["value"]
    if not (value.isascii() and value.isdecimal() and int(value[:9]) <= LONGEST):
        yield Fault("value", NOT_A_NUMBER)
    if typed["unit"] not in frozenset(Unit):
        yield Fault("unit", NO_UNIT)
    if typed["counting"] not in frozenset(Counting):
        yield Fault("counting", NO_COUNTING)
    if typed["region"] and typed["region"] not in regions:
        yield Fault("region", NO_REGION)


def _event(typed: Mapping[str, str]) -> datetime | date:
    """The day, or the instant, that was typed in.

    Raises:
        ValueError: it is none, or lies outside the calendar.
    """
    text = typed["from"]
    event: datetime | date
    if len(text) > len("2026-01-14"):
        event = datetime.fromisoformat(text)
        day = event.date()
    else:
        day = event = date.fromisoformat(text)
        at = _time(typed["time"])
        # A term in days has no use for the hour.
        if at is not None and typed["unit"] == Unit.HOUR:
            event = datetime.combine(day, at)
    if not FIRST <= day <= LAST - timedelta(days=1):
        raise ValueError(day)
    return event


def _time(text: str) -> time | None:
    return time.fromisoformat(text) if text else None


def as_json(found: Reckoning, told: list[str]) -> dict[str, Any]:
    """A reckoning for programs, with its sentences."""
    return {
        **found.model_dump(mode="json"),
        "is_provisional": found.is_provisional,
        "told": told,
    }
