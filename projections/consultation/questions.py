"""Questions as the client and the body read them (L6); `ports.QuestionFacts` too."""

from collections.abc import Callable, Collection, Mapping
from datetime import date
from typing import Any, LiteralString
from uuid import UUID

from pydantic import TypeAdapter

from domain.consultation import REGISTRAR, Asker, Matter, Status, groups_of
from domain.errors import NotFound
from projections.consultation.cards import (
    ForClient,
    ForOfficer,
    Pile,
    QuestionCard,
    Ratings,
    Similar,
    cursor,
    placed,
)
from projections.view import Connections, View

PAGE = 50
LOOKED_AT = 60
"""The newest questions about one requirement that are compared with each other."""
LOOKED_AT_IN_ALL = 600
MOST_GROUPS = 20


class QuestionView(View):
    """Answers about questions, and what they are decided on.

    Args:
        database: where the tables are.
        today: the current day where the service is run.
    """

    def __init__(self, database: Connections, today: Callable[[], date]) -> None:
        super().__init__(database)
        self._today = today

    def get(self, id: UUID) -> QuestionCard | None:
        """One question with its client's name; None when there is none."""
        return self.one(QuestionCard, f"{CARDS} WHERE q.id = %s", (id,))

    def mine(
        self, client_id: UUID, *, after: str | None = None, limit: int = PAGE
    ) -> Pile:
        """A client's questions, newest first.

        Args:
            client_id: whose.
            after: cursor of the page before.
            limit: how many at most, 1..200.

        Raises:
            BadQuestionCursor: `after` is none of ours.
        """
        before = placed(_NUMBER, after) if after else None
        found = self.all(
            QuestionCard,
            f"{CARDS} WHERE q.client_id = %s"
            " AND (%s::bigint IS NULL OR q.number < %s)"
            " ORDER BY q.number DESC LIMIT %s",
            (client_id, before, before, limit + 1),
        )
        return _pile(found, limit, lambda card: card.number)

    def waiting(
        self, bodies: Collection[str], *, after: str | None = None, limit: int = PAGE
    ) -> Pile:
        """What waits for some bodies, the oldest deadline first; as for `mine`."""
        due, number = placed(_DEADLINE, after) if after else (date.min, 0)
        found = self.all(
            QuestionCard,
            f"{CARDS} WHERE q.body = ANY(%s) AND q.status = 'waiting'"
            " AND (q.due, q.number) > (%s, %s) ORDER BY q.due, q.number LIMIT %s",
            (list(bodies), due, number, limit + 1),
        )
        return _pile(found, limit, lambda card: (card.due, card.number))

    def done(
        self, bodies: Collection[str], *, after: str | None = None, limit: int = PAGE
    ) -> Pile:
        """What some bodies answered or the client closed, newest first; as `mine`."""
        before = placed(_NUMBER, after) if after else None
        found = self.all(
            QuestionCard,
            f"{CARDS} WHERE q.body = ANY(%s) AND q.status <> 'waiting'"
            " AND (%s::bigint IS NULL OR q.number < %s)"
            " ORDER BY q.number DESC LIMIT %s",
            (list(bodies), before, before, limit + 1),
        )
        return _pile(found, limit, lambda card: card.number)

    def similar(self, bodies: Collection[str], least: int) -> list[Similar]:
        """Groups of questions that one explanation might answer, the largest first.

        The newest questions about a requirement are compared, those that were answered
        one by one among them; each group has one that waits. At most 20 groups.

        Args:
            bodies: with which the questions are.
            least: how many a group has at the least.
        """
        with self.read() as sql:
            rows = sql.execute(
                ALIKE,
                {
                    "bodies": list(bodies),
                    "least": least,
                    "each": LOOKED_AT,
                    "all": LOOKED_AT_IN_ALL,
                },
                prepare=True,
            ).fetchall()
        waiting = {row["id"] for row in rows if row["status"] == Status.WAITING}
        about: dict[tuple[str, str], dict[UUID, frozenset[str]]] = {}
        for row in rows:
            place = about.setdefault((row["body"], row["requirement"]), {})
            place[row["id"]] = frozenset(row["stems"])
        found = [
            Similar(requirement=requirement, body=body, questions=group)
            for (body, requirement), texts in about.items()
            for group in groups_of(texts, least)
            if not waiting.isdisjoint(group)
        ]
        return sorted(found, key=lambda one: -len(one.questions))[:MOST_GROUPS]

    def beside(self, card: QuestionCard, limit: int = LOOKED_AT) -> list[QuestionCard]:
        """Questions about the same with the same body that nothing explains yet.

        The newest first; `card` among them unless it is closed or explained.
        """
        return self.all(
            QuestionCard,
            f"{CARDS} WHERE q.body = %s AND q.requirement = %s"
            " AND q.status <> 'closed' AND NOT q.is_explained"
            " ORDER BY q.number DESC LIMIT %s",
            (card.body, card.requirement, limit),
        )

    def ratings(self, bodies: Collection[str]) -> Ratings:
        """What clients think of the answers of some bodies."""
        found = self.one(
            Ratings,
            "SELECT count(*), round(avg(rating), 1)::float AS mean"
            " FROM consultation.rating WHERE body = ANY(%s)",
            (list(bodies),),
        )
        return found or Ratings(count=0, mean=None)

    def for_client(self, client_id: UUID) -> ForClient:
        """What a home page tells a client."""
        found = self.one(ForClient, FOR_CLIENT, {"of": client_id, "on": self._today()})
        return found or ForClient(waiting=0, until=None, overdue=0, unread=0)

    def for_officer(self, bodies: Collection[str]) -> ForOfficer:
        """What a home page tells an officer of some bodies."""
        found = self.one(
            ForOfficer, FOR_OFFICER, {"of": list(bodies), "on": self._today()}
        )
        return found or ForOfficer(open=0, overdue=0, until=None)

    def matter(self, client_id: UUID, requirement: str | None) -> Matter:
        """What a client asks about and who answers; see `ports.QuestionFacts`.

        Raises:
            NotFound: no such requirement is published, or the client was forgotten.
        """
        with self.read() as sql:
            row = sql.execute(
                MATTER,
                {"client": client_id, "code": requirement, "on": self._today()},
                prepare=True,
            ).fetchone()
        if row is None or (requirement is not None and row["version"] is None):
            raise NotFound
        return Matter(
            requirement=requirement or "",
            version=row["version"],
            control_body=row["control_body"] or "",
            body=row["control_body"] if row["is_answered_for"] else REGISTRAR,
        )

    def answering(self) -> frozenset[str]:
        """Bodies for which an organisation here answers, REGISTRAR among them."""
        with self.read() as sql:
            rows = sql.execute(ANSWERING, prepare=True)
            return frozenset(row["body"] for row in rows) | {REGISTRAR}

    def askers(self, client_ids: Collection[UUID]) -> Mapping[UUID, Asker]:
        """What names these clients; those that were forgotten are missing."""
        with self.read() as sql:
            rows = sql.execute(ASKERS, (list(client_ids),), prepare=True)
            return {
                row["id"]: Asker(
                    name=row["name"],
                    numbers=tuple(n for n in (row["inn"], row["ogrn"]) if n),
                )
                for row in rows
            }


_NUMBER = TypeAdapter(int)
_DEADLINE = TypeAdapter(tuple[date, int])

CARDS: LiteralString = """
    SELECT q.id, q.version, q.number, q.asked_at, q.client_id, c.name AS client_name,
        q.requirement, q.requirement_version, q.control_body, q.body, q.status, q.due,
        q.is_unread, q.changed_at, q.turns, q.moments
    FROM consultation.question AS q
    LEFT JOIN client.client AS c ON c.id = q.client_id
"""
ALIKE: LiteralString = """
    WITH crowded AS (
        SELECT body, requirement FROM consultation.question
        WHERE body = ANY(%(bodies)s) AND status <> 'closed' AND NOT is_explained
        GROUP BY body, requirement
        HAVING count(*) >= %(least)s AND bool_or(status = 'waiting')
    ), placed AS (
        SELECT id, body, requirement, status, stems, number,
            row_number() OVER (
                PARTITION BY body, requirement ORDER BY number DESC) AS place
        FROM consultation.question JOIN crowded USING (body, requirement)
        WHERE status <> 'closed' AND NOT is_explained
    )
    SELECT id, body, requirement, status, stems FROM placed
    WHERE place <= %(each)s ORDER BY number DESC LIMIT %(all)s
"""
FOR_CLIENT: LiteralString = """
    SELECT count(*) FILTER (WHERE status = 'waiting') AS waiting,
        min(due) FILTER (WHERE status = 'waiting') AS until,
        count(*) FILTER (WHERE status = 'waiting' AND due < %(on)s) AS overdue,
        count(*) FILTER (WHERE is_unread) AS unread
    FROM consultation.question WHERE client_id = %(of)s
"""
FOR_OFFICER: LiteralString = """
    SELECT count(*) AS open, count(*) FILTER (WHERE due < %(on)s) AS overdue,
        min(due) AS until
    FROM consultation.question WHERE body = ANY(%(of)s) AND status = 'waiting'
"""
MATTER: LiteralString = """
    SELECT v.number AS version, v.control_body, EXISTS (
        SELECT FROM person.organisations
        WHERE kind = 'authority' AND v.control_body = ANY(bodies)
    ) AS is_answered_for
    FROM client.client AS c
    LEFT JOIN requirement.version AS v ON v.code = %(code)s
        AND %(on)s BETWEEN v.shown_from AND v.shown_until
    WHERE c.id = %(client)s
"""
ANSWERING: LiteralString = (
    "SELECT DISTINCT unnest(bodies) AS body FROM person.organisations"
    " WHERE kind = 'authority'"
)
ASKERS: LiteralString = (
    "SELECT id, name, inn, ogrn FROM client.client WHERE id = ANY(%s)"
)


def _pile(
    found: list[QuestionCard], limit: int, place: Callable[[QuestionCard], Any]
) -> Pile:
    shown = tuple(found[:limit])
    after = cursor(place(shown[-1])) if len(found) > limit else None
    return Pile(questions=shown, after=after)
