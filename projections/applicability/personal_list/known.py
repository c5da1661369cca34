"""What is known of clients and of suspensions, or was known at an instant.

Facts have two times: the day since which they are so and the instant at which they were
recorded. So has the register. A declaration is about its own day: it counts from the
instant at which it was sent.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime, time, tzinfo
from itertools import groupby
from typing import Any, NamedTuple
from uuid import UUID

from domain.applicability import ENDED, Status
from domain.client import FactSource, Word, Words, profile_of
from domain.condition import Ground
from domain.errors import NotFound
from domain.kernel import Certainty, Value
from domain.profile import FactValue, Profile
from domain.requirement import History, Resumption, Suspension
from projections.applicability.personal_list.values import AsOf, Basis
from projections.view import Connections, Row, View


class Declared(Value):
    """A declaration as far as the list needs it.

    Attributes:
        requirement_version: the one it was given on.
        status: one of those that have not ended.
    """

    id: UUID
    requirement_id: UUID
    requirement_version: int
    status: Status
    ground: Ground
    absent: tuple[str, ...]


class Known(NamedTuple):
    """What a list is judged by.

    Attributes:
        profile: facts about the business.
        declared: its declarations that have not ended.
        day: the day of this knowledge: what is after it has yet to come.
    """

    profile: Profile
    declared: Sequence[Declared]
    day: date


class Knowledge(View):
    """Tells what is known of a client, or was known of a day gone by.

    Args:
        database: where the tables are.
        today: the current day where the service is run.
        zone: whose days are meant.
    """

    def __init__(
        self, database: Connections, today: Callable[[], date], zone: tzinfo
    ) -> None:
        super().__init__(database)
        self._today = today
        self._zone = zone

    def of(self, client_id: UUID, as_of: AsOf) -> Known:
        """What a client's list of a moment is judged by.

        Raises:
            NotFound: there is no such client.
        """
        today = self._today()
        as_now = as_of.basis is Basis.TODAY or (
            as_of.known_at is None and as_of.on == today
        )
        profile = self.profile(client_id) if as_now else self._then(client_id, as_of)
        if as_now or (as_of.known_at is None and as_of.on > today):
            return Known(profile, self.declared(client_id), today)
        day = self._day_of(as_of.known_at) if as_of.known_at else today
        instants = [self._end_of(as_of.on)]
        if as_of.known_at:
            instants.append(as_of.known_at)
        return Known(profile, self._stood(client_id, min(instants)), day)

    def profile(self, client_id: UUID) -> Profile:
        """What is known of a client now and is so today.

        Raises:
            NotFound: there is no such client.
        """
        today = self._today()
        with self.read() as sql:
            row = sql.execute(PROFILE, (today, client_id), prepare=True).fetchone()
        if row is None:
            raise NotFound
        if row["is_ahead"]:
            return self._then(client_id, AsOf(on=today))
        return Profile.model_validate(row["profile"])

    def declared(self, client_id: UUID) -> list[Declared]:
        """The declarations of a client that have not ended, as they stand now."""
        return self.all(Declared, DECLARED, (client_id,))

    def profiles(
        self, client_id: UUID, first: date, last: date
    ) -> list[tuple[date, Profile]]:
        """What will be so of a client, as is known now.

        Returns:
            What is so from the first day on; then each day, up to the last, from which
            something else is stated to be so, and what is so then.
        """
        with self.read() as sql:
            rows = sql.execute(STATED, (client_id, None, None)).fetchall()
        days = {row["since"] for row in rows if row["since"]}
        changing = sorted(day for day in days if first < day <= last)
        return [(day, _profile(rows, day)) for day in (first, *changing)]

    def suspended(self, on: date, known_at: datetime) -> frozenset[UUID]:
        """The requirements suspended on a day, as known at an instant."""
        histories = self.suspensions(known_at)
        return frozenset(
            id for id, history in histories.items() if history.suspension_on(on, on)
        )

    def suspensions(
        self, known_at: datetime | None, of: Iterable[UUID] | None = None
    ) -> dict[UUID, History]:
        """What was recorded about suspensions by an instant, by requirement."""
        ids = None if of is None else list(of)
        with self.read() as sql:
            rows = sql.execute(
                SUSPENSIONS, (known_at, known_at, ids, ids), prepare=True
            ).fetchall()
        return {
            id: History(changes=tuple(map(_change, some)))
            for id, some in groupby(rows, key=lambda row: row["requirement"])
        }

    def _then(self, client_id: UUID, as_of: AsOf) -> Profile:
        with self.read() as sql:
            rows = sql.execute(
                STATED, (client_id, as_of.known_at, as_of.known_at), prepare=True
            ).fetchall()
            if not rows and sql.execute(CLIENT, (client_id,)).fetchone() is None:
                raise NotFound
        return _profile(rows, as_of.on)

    def _stood(self, client_id: UUID, at: datetime) -> list[Declared]:
        with self.read() as sql:
            rows = sql.execute(STOOD, (client_id, at), prepare=True).fetchall()
        found = [_last(some) for _, some in groupby(rows, key=lambda row: row["id"])]
        return [one for one in found if one.status not in ENDED]

    def _end_of(self, day: date) -> datetime:
        return datetime.combine(day, time.max, self._zone)

    def _day_of(self, at: datetime) -> date:
        return at.astimezone(self._zone).date()


PROFILE = """
    SELECT profile, EXISTS (
        SELECT FROM applicability_history.stated WHERE client_id = id AND since > %s
    ) AS is_ahead
    FROM client.client WHERE id = %s
"""
CLIENT = "SELECT FROM client.client WHERE id = %s"
DECLARED = """
    SELECT id, requirement_id, requirement_version, status, ground, absent
    FROM applicability.declaration
    WHERE client_id = %s AND status NOT IN ('withdrawn', 'not_upheld')
"""
STATED = """
    SELECT version, since, premises_id, is_open, facts, source, registry, authority,
        certainty
    FROM applicability_history.stated
    WHERE client_id = %s AND (%s::timestamptz IS NULL OR at <= %s)
    ORDER BY version
"""
STOOD = """
    SELECT id, requirement_id, requirement_version, ground, absent, status
    FROM applicability_history.stood
    WHERE client_id = %s AND at <= %s
    ORDER BY id, version
"""
SUSPENSIONS = """
    SELECT requirement, at, kind, from_day, until, reason, act
    FROM applicability_history.suspension
    WHERE (%s::timestamptz IS NULL OR at <= %s)
        AND (%s::uuid[] IS NULL OR requirement = ANY(%s))
    ORDER BY requirement, version
"""


def _profile(rows: Sequence[Row], on: date) -> Profile:
    """What these statements say of a day: those that begin later say nothing of it."""
    facts: dict[str, FactValue] = {}
    words = Words()
    places: dict[UUID, dict[str, FactValue]] = {}
    open_: set[UUID] = set()
    for row in rows:
        place = row["premises_id"]
        if row["since"] and row["since"] > on:
            continue
        if place is None:
            for fact, value in row["facts"].items():
                facts[fact] = words.add(fact, _word(row, _plain(value)), None)
            continue
        said = {fact: _plain(value) for fact, value in row["facts"].items()}
        places.setdefault(place, {}).update(said)
        if row["is_open"] is not None:
            (open_.add if row["is_open"] else open_.discard)(place)
    return profile_of(facts, [places[place] for place in places if place in open_])


def _word(row: Row, value: FactValue) -> Word:
    return Word(
        value=value,
        source=FactSource(row["source"]),
        # What a business is registered as holds on every day that it is asked about.
        since=row["since"] or date.min,
        said=row["version"],
        registry=row["registry"],
        authority=row["authority"],
        certainty=Certainty(row["certainty"] or Certainty.CERTAIN),
    )


def _plain(value: Any) -> FactValue:
    return tuple(value) if isinstance(value, list) else value


def _last(rows: Iterable[Row]) -> Declared:
    """A declaration after its last step; what a step does not say stays as it was."""
    found: Row = {}
    for row in rows:
        found |= {name: value for name, value in row.items() if value is not None}
    return Declared.model_validate(found)


def _change(row: Row) -> Suspension | Resumption:
    if row["kind"] == "resumption":
        return Resumption(from_day=row["from_day"], act=row["act"], known_at=row["at"])
    return Suspension(
        from_day=row["from_day"],
        until=row["until"],
        reason=row["reason"],
        act=row["act"],
        known_at=row["at"],
    )
