"""A calendar, terms and parties for tests of deadlines."""

from datetime import UTC, date, datetime
from uuid import UUID

from domain.deadline import About, Deadline, Party, Task
from domain.kernel import Actor, Role
from domain.term import DayKind, Pause, Place, Reckoning, Term, Unit, within
from domain.work_calendar import Decree, Edition, Mark, Yearly
from tests.conftest import MOSCOW

SYSTEM = Actor(id="system:tests", role=Role.SYSTEM)
CLIENT_ID = UUID("00000000-0000-4000-8000-00000000c11e")
THING_ID = UUID("00000000-0000-4000-8000-0000000074e6")
CLIENT, BODY = Party.client(CLIENT_ID), Party.body("Ростехнадзор")
ABOUT = About(
    kind="question", id=THING_ID, address=f"/questions/{THING_ID}", name="REQ-LIFT-001"
)
FRIDAY = date(2026, 11, 20)
SET_AT = datetime(2026, 11, 20, 9, tzinfo=UTC)
YEARLY = Yearly(
    holidays=((1, 1), (11, 4)),
    holiday="ТК РФ ст. 112",
    carried="ТК РФ ст. 112",
    shortened="ТК РФ ст. 95",
)


def edition(version: int = 1, *marks: Mark) -> Edition:
    """A calendar in which these days are otherwise."""
    return Edition(version, YEARLY, [Decree(act="Постановление № 1", days=marks)])


def off(day: date) -> Mark:
    return Mark(day=day, kind=DayKind.OFF, source="Постановление № 1")


def working(day: date) -> Mark:
    return Mark(day=day, kind=DayKind.WORKING, source="Постановление № 1")


def counted(
    days: int = 10,
    unit: Unit = Unit.WORKING_DAY,
    calendar: Edition | None = None,
    event: date | datetime = FRIDAY,
    pauses: tuple[Pause, ...] = (),
) -> Reckoning:
    place = Place(calendar or edition(), MOSCOW)
    return within(Term(value=days, unit=unit), event, place, pauses)


def deadline(
    reckoning: Reckoning | None = None,
    by: Party = CLIENT,
    to: Party | None = BODY,
    task: Task = Task.GIVE_INFORMATION,
) -> Deadline:
    """One that a business owes a body, ten working days from Friday, 20 November."""
    return Deadline.set(
        task,
        about=ABOUT,
        owed_by=by,
        owed_to=to,
        reckoning=reckoning or counted(),
        at=SET_AT,
        by=SYSTEM,
    )


class PlacesOf:
    """Where terms run: Moscow, by a calendar that tests may change."""

    def __init__(self, calendar: Edition | None = None) -> None:
        self.calendar = calendar or edition()

    def at(self, region: str | None = None) -> Place:
        return Place(self.calendar, MOSCOW, region)
