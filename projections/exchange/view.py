"""Questions about correspondence; `application.ports.UnsentFiles` too (I2)."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import LiteralString
from uuid import UUID

from domain.kernel import Actor
from projections.exchange.cards import (
    EnclosureCard,
    MessageCard,
    MessagePage,
    ThreadCard,
    ThreadLine,
    ThreadPage,
)
from projections.view import View

PAGE = 50
MOST_TIDIED = 1000


class ExchangeView(View):
    """Answers questions about correspondence; whose it is, the caller sees to."""

    def of_reader(
        self,
        by: Actor,
        *,
        unopened: bool = False,
        before: int | None = None,
        limit: int = PAGE,
    ) -> ThreadPage:
        """What somebody takes part in, the newest message first.

        Args:
            by: the reader.
            unopened: only those with something that the reader's side has not opened.
            before: cursor of the page before.
            limit: how many at most, 1..200.
        """
        found = self.all(
            ThreadLine,
            OF_READER,
            _reader(by) | {"unopened": unopened, "before": before, "limit": limit + 1},
        )
        shown = tuple(found[:limit])
        after = shown[-1].last_number if len(found) > limit else None
        return ThreadPage(threads=shown, after=after)

    def unopened(self, by: Actor) -> int:
        """How many messages wait to be opened by somebody's side."""
        with self.read() as sql:
            row = sql.execute(UNOPENED, _reader(by), prepare=True).fetchone()
        return int(row["n"]) if row else 0

    def get(self, id: UUID) -> ThreadCard | None:
        """One correspondence; None when there is none."""
        return self.one(ThreadCard, f"{THREAD} WHERE id = %s", (id,))

    def about(self, address: str) -> list[ThreadCard]:
        """The correspondences of a case, the oldest first; at most 200."""
        return self.all(
            ThreadCard,
            f"{THREAD} WHERE about = %s AND about <> '' ORDER BY number LIMIT 200",
            (address,),
        )

    def messages(
        self, thread: UUID, side: UUID, *, before: int | None = None, limit: int = PAGE
    ) -> MessagePage:
        """The newest messages of a correspondence as a side may see them.

        Args:
            thread: the correspondence.
            side: the party for which they are read.
            before: cursor of the page before.
            limit: how many at most, 1..200.
        """
        found = self.all(
            MessageCard,
            f"{MESSAGE} WHERE m.thread = %(thread)s"
            " AND (%(before)s::bigint IS NULL OR m.number < %(before)s)"
            " ORDER BY m.number DESC LIMIT %(limit)s",
            {"thread": thread, "side": side, "before": before, "limit": limit + 1},
        )
        shown = tuple(reversed(found[:limit]))
        earlier = shown[0].number if len(found) > limit else None
        return MessagePage(messages=shown, before=earlier)

    def message(self, id: UUID, side: UUID) -> MessageCard | None:
        """One message as a side may see it; None when there is none."""
        return self.one(
            MessageCard, f"{MESSAGE} WHERE m.id = %(id)s", {"id": id, "side": side}
        )

    def unopened_in(self, thread: UUID, side: UUID) -> frozenset[UUID]:
        """Ids of the messages of a correspondence that a side has not opened."""
        with self.read() as sql:
            found = sql.execute(UNOPENED_IN, (thread, side), prepare=True)
            return frozenset(row["message"] for row in found)

    def thread_of(self, message: UUID) -> ThreadCard | None:
        """The correspondence of a message; None when there is none."""
        return self.one(
            ThreadCard,
            f"{THREAD} WHERE id = ({THREAD_OF})",
            (message,),
        )

    def enclosure(self, id: UUID) -> EnclosureCard | None:
        """One file; None when there is none, or it was taken away."""
        return self.one(EnclosureCard, f"{ENCLOSURE} WHERE id = %s", (id,))

    def enclosures(self, ids: Collection[UUID]) -> list[EnclosureCard]:
        """Those of these files that are there, in no order."""
        return self.all(EnclosureCard, f"{ENCLOSURE} WHERE id = ANY(%s)", (list(ids),))

    def unsent(
        self, ids: Collection[UUID], client_id: UUID, owner: UUID
    ) -> list[EnclosureCard]:
        """Those of these files that a party attached and did not send, in order."""
        return self.all(
            EnclosureCard,
            f"{ENCLOSURE} WHERE id = ANY(%(ids)s) AND message IS NULL"
            " AND client_id = %(client)s AND owner = %(owner)s"
            " ORDER BY array_position(%(ids)s::uuid[], id)",
            {"ids": list(ids), "client": client_id, "owner": owner},
        )

    def unsent_bytes(self, client_id: UUID, owner: UUID) -> int:
        """How much the unsent files of a party to a client's correspondence fill."""
        with self.read() as sql:
            row = sql.execute(UNSENT_BYTES, (client_id, owner), prepare=True).fetchone()
        return int(row["n"]) if row else 0

    def unsent_since(
        self, before: datetime, but: Collection[UUID] = ()
    ) -> Sequence[UUID]:
        """Ids of files attached before an instant and not sent, oldest first.

        Args:
            before: the instant.
            but: ids that are left out.
        """
        with self.read() as sql:
            asked = (before, list(but), MOST_TIDIED)
            rows = sql.execute(UNSENT_SINCE, asked, prepare=True)
            return [row["id"] for row in rows]

    def names(self, ids: Collection[UUID]) -> dict[UUID, str]:
        """Names of organisations, clients and people, by id; forgotten ones lack."""
        with self.read() as sql:
            wanted = list(set(ids))
            rows = sql.execute(NAMES, (wanted, wanted), prepare=True)
            return {row["id"]: row["name"] for row in rows}

    def bodies(self) -> list[tuple[UUID, str]]:
        """Ids and names of the bodies to which a client can write, by name."""
        with self.read() as sql:
            rows = sql.execute(BODIES, prepare=True)
            return [(row["id"], row["name"]) for row in rows]


def _reader(by: Actor) -> dict[str, object]:
    """As which parties somebody reads; persons take part under their own id."""
    ids = [str(by.organisation)] if by.organisation else []
    return {"ids": [*ids, by.id], "role": by.role.value}


# Somebody who represents the own organisation takes part once.
MINE: LiteralString = """WITH taken_part AS (
    SELECT p.thread, p.side, p.last_number FROM exchange.participation AS p
    WHERE p.party = ANY(%(ids)s::uuid[]) AND %(role)s = ANY(p.roles)
        AND (p.party = p.side OR p.side <> ALL(%(ids)s::uuid[]))
)"""
OF_READER: LiteralString = f"""{MINE}
    SELECT t.id, t.number, t.title, t.about, t.client_id, t.parties, mine.side,
        t.last_number, m.kind AS last_kind, m.sender AS last_sender,
        m.sent_at AS last_at, t.messages, (
            SELECT count(*) FROM exchange.recipient AS r
            WHERE r.thread = t.id AND r.recipient = mine.side
                AND r.opened_number IS NULL
        ) AS unopened
    FROM (
        SELECT p.thread, p.side FROM taken_part AS p
        WHERE (%(before)s::bigint IS NULL OR p.last_number < %(before)s)
            AND (NOT %(unopened)s OR EXISTS (
                SELECT FROM exchange.recipient AS r
                WHERE r.thread = p.thread AND r.recipient = p.side
                    AND r.opened_number IS NULL
            ))
        ORDER BY p.last_number DESC LIMIT %(limit)s
    ) AS mine
    JOIN exchange.thread AS t ON t.id = mine.thread
    JOIN exchange.message AS m ON m.number = t.last_number
    ORDER BY t.last_number DESC
"""  # noqa: S608 - of this file's own parts
UNOPENED: LiteralString = f"""{MINE}
    SELECT count(*) AS n FROM taken_part AS mine
    JOIN exchange.recipient AS r ON r.thread = mine.thread
        AND r.recipient = mine.side AND r.opened_number IS NULL
"""  # noqa: S608
UNOPENED_IN: LiteralString = (
    "SELECT message FROM exchange.recipient"
    " WHERE thread = %s AND recipient = %s AND opened_number IS NULL"
)
THREAD: LiteralString = (
    "SELECT id, version, number, client_id, about, title, parties, begun_at"
    " FROM exchange.thread"
)
THREAD_OF: LiteralString = "SELECT thread FROM exchange.message WHERE id = %s"
ENCLOSURE: LiteralString = (
    "SELECT id, client_id, owner, object, name, media_type, size, sha256, scan,"
    " scanner, by, message FROM exchange.enclosure"
)
MESSAGE: LiteralString = """
    SELECT m.id, m.version, m.number, m.thread, m.kind, m.sender, m.answers, m.basis,
        m.sent_on, m.sent_at, m.by, m.role, m.contents,
        cardinality(m.files) AS files_sent, closed AS is_closed,
        CASE WHEN NOT closed THEN m.text END AS text,
        CASE WHEN NOT closed THEN m.salt END AS salt,
        (
            SELECT coalesce(jsonb_agg(
                to_jsonb(r) - '{message,thread,client_id}'::text[]
                ORDER BY r.recipient), '[]')
            FROM exchange.recipient AS r WHERE r.message = m.id
        ) AS reached,
        (
            SELECT coalesce(jsonb_agg(to_jsonb(e) - 'kept_at'
                ORDER BY array_position(m.files, e.id)), '[]')
            FROM exchange.enclosure AS e WHERE e.message = m.id AND NOT closed
        ) AS files
    FROM exchange.message AS m
    CROSS JOIN LATERAL (
        SELECT EXISTS (
            SELECT FROM exchange.recipient AS r
            WHERE r.message = m.id AND r.recipient = %(side)s
                AND r.opened_number IS NULL
        ) AS closed
    ) AS seen
"""
UNSENT_BYTES: LiteralString = (
    "SELECT coalesce(sum(size), 0) AS n FROM exchange.enclosure"
    " WHERE client_id = %s AND owner = %s AND message IS NULL"
)
UNSENT_SINCE: LiteralString = (
    "SELECT id FROM exchange.enclosure WHERE message IS NULL AND kept_at < %s"
    " AND id <> ALL(%s) ORDER BY kept_at LIMIT %s"
)
NAMES: LiteralString = (
    "SELECT id, name FROM person.organisations WHERE id = ANY(%s)"
    " UNION ALL SELECT id, name FROM person.people WHERE id = ANY(%s)"
)
BODIES: LiteralString = (
    "SELECT id, name FROM person.organisations WHERE kind = 'authority' ORDER BY name"
)
