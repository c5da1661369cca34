"""Where terms run: the calendar, the time zone and the days off of a region."""

from collections.abc import Callable, Mapping
from functools import cache
from json import loads
from zoneinfo import ZoneInfo

from domain.term import Place, WorkDays
from interfaces.regions import STARTER


class Places:
    """Gives the place of a region.

    Args:
        calendar: of working days, as it is now.
        zone: the time zone of terms of which no region is known.
    """

    def __init__(self, calendar: Callable[[], WorkDays], zone: ZoneInfo) -> None:
        self._calendar = calendar
        self._zone = zone

    def at(self, region: str | None = None) -> Place:
        """The place of a region with two digits; None: of the service.

        Of a region with several time zones, that of its capital.
        """
        name = zones().get(region or "")
        zone = ZoneInfo(name) if name else self._zone
        return Place(calendar=self._calendar(), zone=zone, region=region)


@cache
def zones() -> Mapping[str, str]:
    """Names of time zones by the two digits of a region."""
    told: dict[str, str] = loads((STARTER / "region_zones.json").read_text("utf-8"))
    return told
