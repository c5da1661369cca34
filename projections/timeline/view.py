"""Answers what is in a history, narrowed as its reader wants it (R5)."""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from typing import Any, Final, LiteralString
from uuid import UUID

from pydantic import Field

from domain.kernel import Value
from domain.timeline import Kind, Reach, ServiceId, Side, Touchpoint
from projections.view import View

PAGE: Final = 50


class Order(StrEnum):
    """Which lines come first."""

    NEWEST = "newest"
    OLDEST = "oldest"


class Narrowing(Value):
    """Which lines are wanted; what is None narrows nothing down.

    Attributes:
        kind: what sort of step.
        side: whose step.
        service: id of a service of the standard.
        touchpoint: where it happened.
        person: of the client's people, who took the step.
        premises: id of one of the client's places.
        requirement: code.
        situations, of_situations: names of a life situation as lines bear them, or
            codes of the requirements that belong to it: either is enough.
        since, until: instants; the first included, the last not.
    """

    kind: Kind | None = None
    side: Side | None = None
    service: ServiceId | None = None
    touchpoint: Touchpoint | None = None
    person: UUID | None = None
    premises: UUID | None = None
    requirement: str | None = None
    situations: tuple[str, ...] | None = None
    of_situations: tuple[str, ...] = ()
    since: datetime | None = None
    until: datetime | None = None


class HistoryLine(Value):
    """One step, as far as it is known without the log.

    Attributes:
        position: of its event in the log.
        at: when, UTC.
        thing: id of what it happened to.
        event: name of the kind of event, as `domain.timeline.name_of` has it.
        person, person_name: who took it for the client; None: nobody did, or nobody
            of that name is known any more.
        organisation, organisation_name: of the state, whose step it was.
        requirements: codes of what it is about.
        supervised: body by requirement, where a body may be told its own ones only.
        premises: id of the place that it is about.
        situations: life situations that it is about.
    """

    position: int
    at: datetime
    thing: UUID
    event: str
    kind: Kind
    side: Side
    touchpoint: Touchpoint
    services: tuple[ServiceId, ...]
    person: UUID | None
    person_name: str | None
    organisation: UUID | None
    organisation_name: str | None
    requirements: tuple[str, ...]
    supervised: dict[str, str] | None
    premises: UUID | None
    situations: tuple[str, ...]


class Person(Value):
    """One of those who took steps for a client.

    Attributes:
        id: of the person.
        name: None when the person was forgotten.
    """

    id: UUID
    name: str | None


class Facets(Value):
    """By what a history can be narrowed so that something is left.

    Attributes:
        kinds, sides, services, touchpoints: that lines have.
        people: who took steps for the client, by name.
        premises: place by position of the first event that tells of it.
        first: when the oldest line was; None: there is none.
        count: how many lines there are.
    """

    kinds: tuple[Kind, ...] = ()
    sides: tuple[Side, ...] = ()
    services: tuple[ServiceId, ...] = ()
    touchpoints: tuple[Touchpoint, ...] = ()
    people: tuple[Person, ...] = ()
    premises: dict[UUID, int] = Field(default_factory=dict)
    first: datetime | None = None
    count: int = 0


class TimelineView(View):
    """Answers questions about histories."""

    def lines(
        self,
        client_id: UUID,
        wanted: Narrowing,
        *,
        reach: Reach | None = None,
        order: Order = Order.NEWEST,
        after: int | None = None,
        limit: int = PAGE,
    ) -> list[HistoryLine]:
        """Lines of a client's history.

        Args:
            client_id: whose history.
            wanted: which lines.
            reach: of a reader of the state; None: the client, who sees all.
            order: which come first.
            after: position of the last line of the page before.
            limit: at most so many.
        """
        query = FOUND + (OLDEST if order is Order.OLDEST else NEWEST)
        asked = _asked(client_id, wanted, reach) | {"after": after, "limit": limit}
        return self.all(HistoryLine, query, asked)

    def has(self, client_id: UUID, reach: Reach) -> bool:
        """Whether somebody of the state sees anything of a client's history."""
        with self.read() as sql:
            asked = _asked(client_id, Narrowing(), reach)
            found = sql.execute(ANYTHING, asked, prepare=True)
            return found.fetchone() is not None

    def facets(self, client_id: UUID, reach: Reach | None = None) -> Facets:
        """By what the history can be narrowed."""
        with self.read() as sql:
            asked = _asked(client_id, Narrowing(), reach)
            row = sql.execute(FACETS, asked, prepare=True).fetchone() or {}
        return Facets.model_validate(
            {name: value for name, value in row.items() if value is not None}
        )

    def names(self, people: Sequence[UUID]) -> dict[UUID, str]:
        """Names of people, by id; those of forgotten ones are missing."""
        with self.read() as sql:
            found = sql.execute(NAMES, (list(people),), prepare=True)
            return {row["id"]: row["name"] for row in found}


def _asked(client_id: UUID, wanted: Narrowing, reach: Reach | None) -> dict[str, Any]:
    seen = reach or Reach(contexts=(), bodies=(), registers=(), authority=client_id)
    return {
        **wanted.model_dump(),
        "situations": _array(wanted.situations),
        "of_situations": list(wanted.of_situations),
        "client": client_id,
        "everything": reach is None,
        "contexts": list(seen.contexts),
        "bodies": list(seen.bodies),
        "registers": list(seen.registers),
        "authority": seen.authority,
    }


def _array(values: tuple[str, ...] | None) -> list[str] | None:
    return None if values is None else list(values)


NAMES: LiteralString = "SELECT id, name FROM person.people WHERE id = ANY(%s)"
SEEN: LiteralString = """
    (%(everything)s OR l.is_shared AND l.context = ANY(%(contexts)s)
        AND (l.authority IS NULL OR l.authority = %(authority)s)
        AND (coalesce(l.bodies, t.bodies) && %(bodies)s::text[]
            OR %(authority)s = ANY(t.authorities)
            OR t.registry = ANY(%(registers)s)))
"""
FROM: LiteralString = f"""
    FROM timeline.step l LEFT JOIN timeline.thing t ON t.id = l.thing
    WHERE l.client_id = %(client)s AND {SEEN}
"""
ANYTHING: LiteralString = f"SELECT 1 {FROM} LIMIT 1"
FOUND: LiteralString = f"""
    SELECT l.position, l.at, l.thing, l.event, l.kind, l.side, l.touchpoint, l.services,
        l.person, p.name AS person_name, l.organisation, o.name AS organisation_name,
        l.requirements, t.supervised, l.premises, l.situations
    FROM timeline.step l
    LEFT JOIN timeline.thing t ON t.id = l.thing
    LEFT JOIN person.people p ON p.id = l.person
    LEFT JOIN person.organisations o ON o.id = l.organisation
    WHERE l.client_id = %(client)s AND {SEEN}
      AND (%(kind)s::text IS NULL OR l.kind = %(kind)s)
      AND (%(side)s::text IS NULL OR l.side = %(side)s)
      AND (%(service)s::text IS NULL OR %(service)s = ANY(l.services))
      AND (%(touchpoint)s::text IS NULL OR l.touchpoint = %(touchpoint)s)
      AND (%(person)s::uuid IS NULL OR l.person = %(person)s)
      AND (%(premises)s::uuid IS NULL OR l.premises = %(premises)s)
      AND (%(requirement)s::text IS NULL OR %(requirement)s = ANY(l.requirements))
      AND (%(situations)s::text[] IS NULL OR l.situations && %(situations)s::text[]
          OR l.requirements && %(of_situations)s::text[])
      AND (%(since)s::timestamptz IS NULL OR l.at >= %(since)s)
      AND (%(until)s::timestamptz IS NULL OR l.at < %(until)s)
"""  # noqa: S608 - of this file's own parts
NEWEST: LiteralString = """
    AND (%(after)s::bigint IS NULL OR l.position < %(after)s)
    ORDER BY l.position DESC LIMIT %(limit)s
"""
OLDEST: LiteralString = """
    AND (%(after)s::bigint IS NULL OR l.position > %(after)s)
    ORDER BY l.position LIMIT %(limit)s
"""
FACETS: LiteralString = f"""
    WITH seen AS MATERIALIZED (
        SELECT l.position, l.at, l.kind, l.side, l.touchpoint, l.services, l.person,
            l.premises {FROM}
    )
    SELECT array_agg(DISTINCT kind) AS kinds, array_agg(DISTINCT side) AS sides,
        array_agg(DISTINCT touchpoint) AS touchpoints, min(at) AS first,
        count(*) AS count,
        (SELECT array_agg(DISTINCT s) FROM seen, unnest(services) AS s) AS services,
        (SELECT json_agg(json_build_object('id', found.person, 'name', p.name)
                ORDER BY p.name)
            FROM (SELECT DISTINCT person FROM seen WHERE person IS NOT NULL) AS found
            LEFT JOIN person.people p ON p.id = found.person) AS people,
        (SELECT json_object_agg(premises, first) FROM (
            SELECT premises, min(position) AS first FROM seen
            WHERE premises IS NOT NULL GROUP BY premises) AS found) AS premises
    FROM seen
"""  # noqa: S608 - of this file's own parts
