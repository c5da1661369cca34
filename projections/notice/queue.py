"""What is to go out now: taken by one worker at a time (I1)."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from psycopg.rows import dict_row

from domain.notice import DueDelivery
from projections.view import View

ONE_AT_A_TIME: Final = 21_337
"""First number of the advisory locks of deliveries; any one that is free."""
AHEAD: Final = 4
"""How much more than wanted is looked at, since another worker may have some of it."""


class DeliveryQueue(View):
    """The outbox as workers see it; `application.ports.DueDeliveries`."""

    @contextmanager
    def taken(self, now: datetime, limit: int) -> Iterator[Sequence[DueDelivery]]:
        """What is due, for this worker alone until the end of the block.

        Rows are not locked: whatever hangs on a slow mail server, the projection that
        writes them goes on. The locks go with the connection of a worker that dies.

        Args:
            now: the instant.
            limit: how much at most.
        """
        params = {"now": now, "limit": limit, "ahead": limit * AHEAD}
        if not self._is_any(params):
            yield []
            return
        with self._database.connect() as own:
            sql = own.cursor(row_factory=dict_row)
            found = sql.execute(TAKEN, params | {"lock": ONE_AT_A_TIME})
            yield [DueDelivery.model_validate(row) for row in found]

    def given_up(self, channel: UUID) -> list[UUID]:
        """Ids of the deliveries of a channel that were given up, oldest first."""
        with self.read() as sql:
            found = sql.execute(GIVEN_UP, (channel,), prepare=True)
            return [row["id"] for row in found]

    def _is_any(self, params: dict[str, Any]) -> bool:
        with self.read() as sql:
            row = sql.execute(IS_ANY, params, prepare=True).fetchone()
        return bool(row and row["is_any"])


DUE: Final = """
    FROM notice.delivery d
    JOIN notice.channel c ON c.id = d.channel
    LEFT JOIN notice.setting s ON s.recipient = d.recipient
    CROSS JOIN LATERAL (
        SELECT (%(now)s::timestamptz AT TIME ZONE s.zone)::time AS clock
    ) AS there
    WHERE d.state = 'waiting' AND d.due_at <= %(now)s
      AND (
        c.kind = 'webhook' OR d.code IS NOT NULL OR s.zone IS NULL
        OR NOT CASE
            WHEN s.quiet_since < s.quiet_until
            THEN there.clock >= s.quiet_since AND there.clock < s.quiet_until
            ELSE there.clock >= s.quiet_since OR there.clock < s.quiet_until
        END
      )
"""
IS_ANY: Final = f"SELECT EXISTS (SELECT {DUE}) AS is_any"
_COLUMNS: Final = """
        SELECT d.id, d.recipient, d.channel, c.kind, c.address, c.secret,
               coalesce(c.old_secret_until > %(now)s, false) AS old_secret,
               d.notice, d.code, d.number, coalesce(s.language, 'ru') AS language
"""
TAKEN: Final = f"""
    WITH due AS MATERIALIZED ({_COLUMNS} {DUE} ORDER BY d.due_at, d.id LIMIT %(ahead)s)
    SELECT * FROM due WHERE pg_try_advisory_lock(%(lock)s, hashtext(id::text))
    LIMIT %(limit)s
"""  # noqa: S608
GIVEN_UP: Final = """
    SELECT id FROM notice.delivery
    WHERE channel = %s AND state = 'given_up' AND notice IS NOT NULL
    ORDER BY wanted_at LIMIT 1000
"""
