"""The calendar of working days as it is read, and every act that changed it."""

import threading
from collections.abc import Callable, Sequence
from datetime import datetime

from domain.kernel import Certainty, Event, Value
from domain.work_calendar import Decree, Edition, Mark, WorkCalendar, Yearly
from projections.view import Connections, Projection, Recorded, Rows, Sql, View

NEWEST = "SELECT max(version) AS version FROM work_calendar.act"


class CalendarAct(Value):
    """One version of the calendar.

    Attributes:
        version: its number; the first only says what is so every year.
        act: what made it; "" of the first.
        days: what it says of days.
        region: whose they are; None: the whole country's.
        settles: the year that is decreed with it; None: no year.
        is_complete, certainty: see `domain.work_calendar.Decree`.
        at: when it was taken in, UTC.
    """

    version: int
    act: str
    days: tuple[Mark, ...]
    region: str | None
    settles: int | None
    is_complete: bool
    certainty: Certainty
    at: datetime


class WorkCalendarProjection(Projection):
    """Keeps a row per version."""

    name = "work_calendar"
    schema = """
        CREATE TABLE act (
            version     integer PRIMARY KEY,
            yearly      jsonb,
            act         text NOT NULL,
            days        jsonb NOT NULL,
            region      text,
            settles     integer,
            is_complete boolean NOT NULL,
            certainty   text NOT NULL,
            at          timestamptz NOT NULL
        );
    """
    events = (WorkCalendar.Opened, WorkCalendar.Decreed)

    def apply(self, sql: Sql, events: Sequence[Recorded]) -> None:
        """Write what a batch of events means."""
        with Rows(sql, "act", (), "version") as rows:
            for one in events:
                row = _row(one.event) | {"at": one.at}
                row["version"] = one.event.originator_version
                rows[row["version"]] = row


def _row(event: Event) -> dict[str, object]:
    match event:
        case WorkCalendar.Decreed():
            told = event.model_dump(
                mode="json",
                include={
                    "act",
                    "days",
                    "region",
                    "settles",
                    "is_complete",
                    "certainty",
                },
            )
            return told | {"yearly": None}
        case WorkCalendar.Opened():
            return {
                "yearly": event.yearly.model_dump(mode="json"),
                "act": "",
                "days": [],
                "region": None,
                "settles": None,
                "is_complete": False,
                "certainty": Certainty.CERTAIN,
            }
    raise TypeError(type(event).__name__)


class WorkCalendarView(View):
    """Answers questions about the calendar.

    Args:
        database: where its tables are.
        shipped: the calendar of an installation that has not begun its own.
    """

    def __init__(
        self, database: Connections, shipped: Callable[[], WorkCalendar]
    ) -> None:
        super().__init__(database)
        self._shipped = shipped
        self._guard = threading.Lock()
        self._known: Edition | None = None

    def current(self) -> Edition:
        """The calendar as of the last event that the projection has seen."""
        with self.read() as sql:
            row = sql.execute(NEWEST, prepare=True).fetchone()
        version = row["version"] if row else None
        known = self._known
        if known is not None and known.version == version:
            return known
        if version is None:
            return self._shipped().edition
        with self._guard:
            self._known = known = self._edition()
            return known

    def acts(self) -> list[CalendarAct]:
        """Every version but the first, the newest first."""
        return self.all(
            CalendarAct,
            "SELECT version, act, days, region, settles, is_complete, certainty, at"
            " FROM work_calendar.act WHERE yearly IS NULL ORDER BY version DESC",
        )

    def _edition(self) -> Edition:
        with self.read() as sql:
            rows = sql.execute(
                "SELECT version, yearly, act, days, region, settles, is_complete,"
                " certainty FROM work_calendar.act ORDER BY version",
                prepare=True,
            ).fetchall()
        yearly = Yearly.model_validate(rows[0]["yearly"])
        told = [
            Decree.model_validate(
                {name: row[name] for name in Decree.model_fields if name in row}
            )
            for row in rows[1:]
        ]
        return Edition(rows[-1]["version"], yearly, told)
