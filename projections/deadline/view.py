"""Questions about deadlines: whose turn it is, what is late, what has come."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import LiteralString
from uuid import UUID

from psycopg.rows import dict_row

from domain.deadline import RIGHTS
from domain.errors import Invalid
from projections.deadline.cards import (
    DeadlineCard,
    DeadlineCount,
    DeadlineLine,
    DeadlinePage,
    Side,
    Standing,
    line_of,
)
from projections.view import View

PAGE = 50
Place = tuple[datetime, UUID]
"""Where a page ended: an instant and an id."""

COLUMNS: LiteralString = """
    SELECT d.id, d.version, d.task, d.turn, d.about, d.owed_by, d.owed_to,
        by_o.name AS by_name, to_o.name AS to_name, d.reckoning, d.status,
        d.passed_at, d.paused_at, d.ended_at, d.changed_at
"""
FROM: LiteralString = """
    FROM deadline.deadline AS d
    LEFT JOIN person.organisations AS by_o
        ON by_o.id = (d.owed_by->>'organisation')::uuid
    LEFT JOIN person.organisations AS to_o
        ON to_o.id = (d.owed_to->>'organisation')::uuid
"""
LINES: LiteralString = f"{COLUMNS} {FROM}"
CARD: LiteralString = f"{COLUMNS}, d.moments {FROM} WHERE d.id = %s"
ABOUT: LiteralString = f"""{COLUMNS}, d.moments {FROM}
    WHERE d.about_id = ANY(%s) ORDER BY d.task, d.turn"""

OF_SIDE: dict[Side, LiteralString] = {
    Side.MINE: "d.by_key = ANY(%(keys)s)",
    Side.THEIRS: "d.to_key = ANY(%(keys)s) AND d.to_key <> d.by_key",
}
STANDING: dict[Standing, LiteralString] = {
    Standing.OPEN: "d.ended_at IS NULL",
    Standing.OVERDUE: (
        "d.ended_at IS NULL AND d.status = 'running' AND d.ends < %(now)s"
        " AND d.task <> ALL(%(rights)s)"
    ),
    Standing.DONE: "d.ended_at IS NOT NULL",
}
OPEN_ONWARD: LiteralString = """
    AND (%(at)s::timestamptz IS NULL OR (d.ends, d.id) > (%(at)s, %(id)s))
    ORDER BY d.ends, d.id LIMIT %(limit)s
"""
DONE_ONWARD: LiteralString = """
    AND (%(at)s::timestamptz IS NULL OR (d.ended_at, d.id) < (%(at)s, %(id)s))
    ORDER BY d.ended_at DESC, d.id DESC LIMIT %(limit)s
"""
COUNT: LiteralString = """
    SELECT
        count(*) FILTER (WHERE by_key = ANY(%(keys)s)) AS mine,
        count(*) FILTER (WHERE by_key = ANY(%(keys)s) AND is_late) AS late,
        count(*) FILTER (WHERE is_theirs) AS theirs,
        count(*) FILTER (WHERE is_theirs AND is_late) AS theirs_late
    FROM (
        SELECT by_key, to_key, status = 'running' AND ends < %(now)s
            AND task <> ALL(%(rights)s) AS is_late,
            to_key = ANY(%(keys)s) AND to_key <> by_key AS is_theirs
        FROM deadline.deadline WHERE ended_at IS NULL
            AND (by_key = ANY(%(keys)s) OR to_key = ANY(%(keys)s))
    ) AS open
"""
AHEAD: LiteralString = f"""{LINES}
    WHERE d.by_key = ANY(%(keys)s) AND d.ended_at IS NULL AND d.ends < %(until)s
    ORDER BY d.ends, d.id LIMIT 1000
"""
DUE: LiteralString = """
    SELECT next_at, id FROM deadline.deadline
    WHERE next_at <= %(now)s
        AND (%(at)s::timestamptz IS NULL OR (next_at, id) > (%(at)s, %(id)s))
    ORDER BY next_at, id LIMIT %(limit)s FOR UPDATE SKIP LOCKED
"""
COUNTED_BEFORE: LiteralString = """
    SELECT id FROM deadline.deadline
    WHERE ended_at IS NULL AND passed_at IS NULL
        AND (reckoning->>'calendar_version')::integer < %(version)s
        AND (%(after)s::uuid IS NULL OR id > %(after)s)
    ORDER BY id LIMIT %(limit)s
"""
TURNS: LiteralString = """
    SELECT turn FROM deadline.deadline
    WHERE about_id = %s AND task = %s AND ended_at IS NULL
"""


class BadDeadlineCursor(Invalid):
    code = "bad-deadline-cursor"
    title = "This is not a cursor that the list of deadlines gave"
    about = "after"


class DeadlineView(View):
    """Answers questions about deadlines.

    Also `application.ports.DueDeadlines` and `application.ports.OpenDeadlines`.
    """

    def get(self, id: UUID) -> DeadlineCard | None:
        """One deadline; None when there is none."""
        with self.read() as sql:
            row = sql.execute(CARD, (id,), prepare=True).fetchone()
        return DeadlineCard.model_validate(line_of(row)) if row else None

    def about(self, id: UUID) -> list[DeadlineCard]:
        """Everything that is or was due in a thing; an empty list when nothing."""
        return self.about_any([id])

    def about_any(self, ids: Sequence[UUID]) -> list[DeadlineCard]:
        """Everything that is or was due in some things."""
        with self.read() as sql:
            rows = sql.execute(ABOUT, (list(ids),), prepare=True).fetchall()
        return [DeadlineCard.model_validate(line_of(row)) for row in rows]

    def of(
        self,
        keys: Collection[str],
        side: Side,
        standing: Standing,
        now: datetime,
        *,
        after: str = "",
        limit: int = PAGE,
    ) -> DeadlinePage:
        """Deadlines of a reader.

        Args:
            keys: of the parties for which the reader acts, see `Party.key`.
            side: whether it is their turn, or they wait.
            standing: which.
            now: what is late is so at this instant.
            after: cursor of the page before.
            limit: how many at most, 1..200.

        Raises:
            BadDeadlineCursor: the cursor did not come from here.
        """
        done = standing is Standing.DONE
        at, id = _place(after) if after else (None, None)
        onward = DONE_ONWARD if done else OPEN_ONWARD
        query = f"{LINES} WHERE {OF_SIDE[side]} AND {STANDING[standing]} {onward}"
        asked = {
            "keys": list(keys),
            "now": now,
            "rights": list(RIGHTS),
            "at": at,
            "id": id,
            "limit": limit + 1,
        }
        with self.read() as sql:
            rows = sql.execute(query, asked, prepare=True).fetchall()
        lines = [DeadlineLine.model_validate(line_of(row)) for row in rows[:limit]]
        more = lines[-1] if len(rows) > limit else None
        return DeadlinePage(
            deadlines=tuple(lines), next=_cursor(more, done=done) if more else None
        )

    def count(self, keys: Collection[str], now: datetime) -> DeadlineCount:
        """How many open deadlines a reader has, and how many are late."""
        asked = {"keys": list(keys), "now": now, "rights": list(RIGHTS)}
        found = self.one(DeadlineCount, COUNT, asked)
        return found or DeadlineCount(mine=0, late=0, theirs=0, theirs_late=0)

    def ahead(self, keys: Collection[str], until: datetime) -> list[DeadlineLine]:
        """What a reader has to do until an instant, the nearest first."""
        with self.read() as sql:
            asked = {"keys": list(keys), "until": until}
            rows = sql.execute(AHEAD, asked, prepare=True).fetchall()
        return [DeadlineLine.model_validate(line_of(row)) for row in rows]

    @contextmanager
    def taken(
        self, now: datetime, limit: int, after: Place | None = None
    ) -> Iterator[list[Place]]:
        """What has come by now and no other worker has taken; see DueDeadlines."""
        at, id = after or (None, None)
        with self._database.connection() as own, own.transaction():
            sql = own.cursor(row_factory=dict_row)
            sql.execute(
                DUE, {"now": now, "at": at, "id": id, "limit": limit}, prepare=True
            )
            yield [(row["next_at"], row["id"]) for row in sql]

    def counted_before(
        self, version: int, after: UUID | None, limit: int
    ) -> Sequence[UUID]:
        """Open ones counted by an older calendar, in the order of their ids."""
        asked = {"version": version, "after": after, "limit": limit}
        with self.read() as sql:
            found = sql.execute(COUNTED_BEFORE, asked, prepare=True)
            return [row["id"] for row in found]

    def turns(self, task: str, about_id: UUID) -> list[int]:
        """Which turns of a task are open in a thing; in no order."""
        with self.read() as sql:
            found = sql.execute(TURNS, (about_id, task), prepare=True)
            return [row["turn"] for row in found]


def _cursor(last: DeadlineLine, *, done: bool) -> str:
    at = last.ended_at if done else last.reckoning.ends
    told = f"{at.isoformat() if at else ''} {last.id}"
    return urlsafe_b64encode(told.encode()).decode()


def _place(cursor: str) -> Place:
    try:
        at, id = urlsafe_b64decode(cursor.encode("ascii")).decode().split(" ")
        instant = datetime.fromisoformat(at)
        if instant.tzinfo is None:
            raise BadDeadlineCursor
        return instant, UUID(id)
    except (Error, ValueError):
        raise BadDeadlineCursor from None
