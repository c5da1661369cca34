"""What developers of rules and those who release texts read of evaluations (E3)."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, LiteralString
from uuid import UUID

from domain.anonymity import Label
from domain.evaluation import Outcome, Remark, near_copies, words_of
from domain.kernel import Value
from projections.view import View

PAGE = 50
MOST_TEXTS = 300


class ShownRemark(Value):
    """A remark as it may be shown.

    Attributes:
        number: its place, from 1.
        place, quote: of the rule's own text.
        text: as released; None: not shown.
        praises: whether this works well.
        is_kept_back: whether it never will be shown.
        outcome, reason, used_in: the answer, when there is one.
    """

    number: int
    place: str
    quote: str
    text: str | None
    praises: bool
    is_kept_back: bool
    outcome: Outcome | None = None
    reason: str | None = None
    used_in: str | None = None


class Entry(Value):
    """An evaluation as its rule's developer sees it: words and group, no scores.

    Attributes:
        id: drawn by chance; version: the ETag.
        number: how everybody names it.
        label: what is true of its whole group; None: it is told with a name.
        name: of the client, while it consents.
        remarks: in the client's words, as released.
        due: last day to consider it.
        outcome, reason, used_in, considered_on: the answer for the whole.
        given_on: the day of the round that showed it.
        alike: the same for copies of one text; "" without words.
    """

    id: UUID
    version: int
    number: str
    subject: str
    label: Label | None
    name: str | None
    remarks: tuple[ShownRemark, ...]
    given_on: date
    due: date
    outcome: Outcome | None
    reason: str | None
    used_in: str | None
    considered_on: date | None
    alike: str


class Pile(Value):
    """Evaluations that say the same, to be answered at once.

    Attributes:
        count: how many wait.
        due: the earliest last day.
        leading: one of them, shown for all.
        versions: version of each, by id: what an answer names.
        other_texts: how many other wordings there are.
    """

    count: int
    due: date
    leading: Entry
    versions: Mapping[UUID, int]
    other_texts: int


class ToRelease(Value):
    """A remark whose text nobody has read yet.

    Attributes:
        id, version, number: of the evaluation.
        subject: the rule and its version.
        remark: as its client wrote it.
        remark_number: its place, from 1.
    """

    id: UUID
    version: int
    number: str
    subject: str
    given_on: date
    remark: Remark
    remark_number: int


class QueueView(View):
    """Answers developers of rules, and those who release texts."""

    def piles(self, subject: str) -> list[Pile]:
        """What waits for an answer, near copies together; the most urgent first."""
        with self.read() as sql:
            marks = sql.execute(MARKS, (subject, MOST_TEXTS), prepare=True).fetchall()
            ids = {one["alike"]: one["id"] for one in marks}
            leads = sql.execute(ENTRIES, (list(ids.values()),), prepare=True).fetchall()
            entries = {row["alike"]: _entry(row) for row in leads}
            groups = near_copies({mark: _words(entries[mark]) for mark in ids})
            return sorted(
                (self._pile(sql, subject, group, entries) for group in groups),
                key=lambda pile: (pile.due, -pile.count),
            )

    def dues(self, subject: str) -> dict[date, str | None]:
        """Last days, with the rule by which something waits; None: nothing does."""
        with self.read() as sql:
            found = sql.execute(DUES, (subject,), prepare=True)
            return {row["due"]: row["rule"] for row in found}

    def done(self, subject: str) -> list[Entry]:
        """What was answered, the newest first; at most 50."""
        with self.read() as sql:
            found = sql.execute(DONE, (subject, PAGE), prepare=True).fetchall()
        return [_entry(row) for row in found]

    def get(self, id: UUID) -> Entry | None:
        """One evaluation as it is shown; None when it is not, or not any more."""
        with self.read() as sql:
            row = sql.execute(ENTRIES, ([id],), prepare=True).fetchone()
        return _entry(row) if row else None

    def by_number(self, number: str) -> Entry | None:
        """The same, by its number."""
        with self.read() as sql:
            row = sql.execute(BY_NUMBER, (number,), prepare=True).fetchone()
        return _entry(row) if row else None

    def to_release(self, limit: int = PAGE) -> list[ToRelease]:
        """Remarks that nobody has decided on, the oldest round first."""
        return self._to_release(TO_RELEASE, (limit,))[:limit]

    def to_release_of(self, id: UUID) -> list[ToRelease]:
        """Those of one evaluation."""
        return self._to_release(TO_RELEASE_OF, (id,))

    def own(self, id: UUID) -> Entry | None:
        """What came of a client's own evaluation, seen by others or not."""
        with self.read() as sql:
            row = sql.execute(OWN, (id,), prepare=True).fetchone()
        return _entry(row) if row else None

    def _to_release(
        self, query: LiteralString, params: Sequence[Any]
    ) -> list[ToRelease]:
        with self.read() as sql:
            return [
                ToRelease(
                    **{name: row[name] for name in ("id", "version", "number")},
                    subject=row["subject"],
                    given_on=row["given_on"],
                    remark=Remark(**{name: one[name] for name in Remark.model_fields}),
                    remark_number=one["place_no"],
                )
                for row in sql.execute(query, params, prepare=True).fetchall()
                for one in row["remarks"]
                if not one.get("released") and not one.get("is_kept_back")
            ]

    def _pile(
        self, sql: Any, subject: str, group: tuple[str, ...], entries: dict[str, Entry]
    ) -> Pile:
        found = sql.execute(OF_PILE, (subject, list(group)), prepare=True).fetchall()
        return Pile(
            count=len(found),
            due=min(row["due"] for row in found),
            leading=entries[group[0]],
            versions={row["id"]: row["version"] for row in found},
            other_texts=len(group) - 1,
        )


def _entry(row: dict[str, Any]) -> Entry:
    remarks = tuple(
        ShownRemark(
            number=one["place_no"],
            place=one["place"],
            quote=one["quote"],
            text=one.get("released"),
            praises=one["praises"],
            is_kept_back=one.get("is_kept_back", False),
            outcome=one.get("outcome"),
            reason=one.get("reason"),
            used_in=one.get("used_in"),
        )
        for one in row["remarks"]
    )
    return Entry(**{**row, "remarks": remarks})


def _words(entry: Entry) -> frozenset[str]:
    return words_of(tuple(one.text or "" for one in entry.remarks))


COLUMNS: LiteralString = """
    SELECT e.id, e.version, e.number, e.subject,
        CASE WHEN e.is_named THEN NULL ELSE e.label END AS label,
        c.name, e.remarks, e.given_on, e.due, e.outcome, e.reason, e.used_in,
        e.considered_on, e.alike
    FROM evaluation.entry AS e
    LEFT JOIN evaluation_voice.voice AS v
        ON v.content = e.id AND v.is_named AND e.is_named
    LEFT JOIN client.client AS c ON c.id = v.client_id
"""
OWN: LiteralString = f"{COLUMNS} WHERE e.id = %s"
# What is told with a name is shown while the consent stands; what its client took back
# is shown no more, also before the round that takes it out of the figures.
IS_SHOWN: LiteralString = """
    NOT e.is_withdrawn AND (e."group" IS NOT NULL OR e.is_named AND c.id IS NOT NULL)
    AND NOT EXISTS (
        SELECT FROM evaluation_voice.left_behind AS gone WHERE gone.content = e.id)
"""
ENTRIES: LiteralString = f"{COLUMNS} WHERE e.id = ANY(%s) AND {IS_SHOWN}"
BY_NUMBER: LiteralString = f"{COLUMNS} WHERE e.number = %s AND {IS_SHOWN}"
DUES: LiteralString = """
    SELECT due, max(rule) FILTER (WHERE is_waiting) AS rule
    FROM evaluation.entry WHERE subject = %s GROUP BY due
"""
DONE: LiteralString = f"""{COLUMNS}
    WHERE e.subject = %s AND e.considered_on IS NOT NULL AND {IS_SHOWN}
    ORDER BY e.considered_on DESC, e.id LIMIT %s
"""
OF_NAMED: LiteralString = """
    LEFT JOIN evaluation_voice.voice AS v
        ON v.content = e.id AND v.is_named AND e.is_named
    LEFT JOIN client.client AS c ON c.id = v.client_id
"""
EACH_TEXT: LiteralString = (
    "SELECT DISTINCT ON (e.alike) e.alike, e.id, e.due FROM evaluation.entry AS e"
)
EACH_COPY: LiteralString = "SELECT e.id, e.version, e.due FROM evaluation.entry AS e"
MARKS: LiteralString = f"""{EACH_TEXT} {OF_NAMED}
    WHERE e.subject = %s AND e.is_waiting AND {IS_SHOWN}
    ORDER BY e.alike, e.due, e.id LIMIT %s
"""
OF_PILE: LiteralString = f"""{EACH_COPY} {OF_NAMED}
    WHERE e.subject = %s AND e.alike = ANY(%s) AND e.is_waiting AND {IS_SHOWN}
    ORDER BY e.due, e.id LIMIT 1000
"""
TO_RELEASE: LiteralString = """
    SELECT id, version, number, subject, given_on, remarks FROM evaluation.entry AS e
    WHERE to_release > 0 AND NOT is_withdrawn AND NOT EXISTS (
        SELECT FROM evaluation_voice.left_behind AS gone WHERE gone.content = e.id)
    ORDER BY given_on, id LIMIT %s
"""
TO_RELEASE_OF: LiteralString = """
    SELECT id, version, number, subject, given_on, remarks FROM evaluation.entry AS e
    WHERE id = %s AND NOT is_withdrawn AND NOT EXISTS (
        SELECT FROM evaluation_voice.left_behind AS gone WHERE gone.content = e.id)
"""
