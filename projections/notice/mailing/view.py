"""Answers which mailings there are, how far they are, and what they tell."""

from datetime import datetime
from typing import LiteralString
from uuid import UUID

from domain.kernel import Value
from domain.notice.mailing import CHANGES, Subject, Window
from projections.view import View

PAGE = 50
READS = ("notice_mailing", "requirement", "draft", "client")
"""Read models that tell what happened and whom it concerns."""


class MailingCard(Value):
    """One mailing.

    Attributes:
        id, version: of the aggregate.
        number: its place in lists, the newest first.
        name: e.g. "changes/12".
        template, template_version: of its notices.
        about: path of the page for those who are told.
        law: id of the rule by which they are informed; None: by consent.
        subjects: what is told.
        window: what it covers; None of an offer.
        expected: how many may have to be told.
        told: how many are by now.
        begun_at, last_at, finished_at: UTC; None: it is under way.
    """

    id: UUID
    version: int
    number: int
    name: str
    template: str
    template_version: int
    about: str
    law: str | None
    subjects: tuple[Subject, ...]
    window: Window | None
    expected: int
    told: int
    begun_at: datetime
    last_at: datetime
    finished_at: datetime | None

    @property
    def share(self) -> int:
        """Per cent that are told; 100 when it is finished."""
        if self.finished_at or not self.expected:
            return 100
        return min(99, self.told * 100 // self.expected)


class MailingView(View):
    """Answers about mailings."""

    def all_of(
        self, *, after: int | None = None, limit: int = PAGE
    ) -> list[MailingCard]:
        """Mailings, the newest first.

        Args:
            after: `number` of the last one of the page before.
            limit: 1..100.
        """
        return self.all(MailingCard, ALL, {"after": after, "limit": limit})

    def get(self, id: UUID) -> MailingCard | None:
        """One mailing; None when there is none such."""
        return self.one(MailingCard, ONE, (id,))

    def running(self, template: str | None = None) -> list[UUID]:
        """As `application.ports.MailingsKnown`."""
        with self.read() as sql:
            rows = sql.execute(RUNNING, {"template": template}, prepare=True)
            return [row["id"] for row in rows]

    def seen_until(self) -> int:
        """As `application.ports.MailingsKnown`."""
        with self.read() as sql:
            row = sql.execute(SEEN, (list(READS),), prepare=True).fetchone()
        return (row and row["seen"]) or 0

    def last_window(self) -> Window | None:
        """As `application.ports.MailingsKnown`."""
        with self.read() as sql:
            row = sql.execute(LAST, (CHANGES,), prepare=True).fetchone()
        return Window.model_validate(row["window"]) if row else None

    def first_begun_at(self) -> datetime | None:
        """As `application.ports.MailingsKnown`."""
        with self.read() as sql:
            row = sql.execute(FIRST, (CHANGES,), prepare=True).fetchone()
        return row["begun_at"] if row else None


SEEN: LiteralString = """
    SELECT min(position) AS seen FROM public.projections WHERE name = ANY(%s)
"""
CARDS: LiteralString = """
    SELECT id, version, number, name, template, template_version, about, law, subjects,
        "window", expected, told, begun_at, last_at, finished_at
    FROM notice_mailing.mailing
"""
ALL: LiteralString = f"""
    {CARDS} WHERE %(after)s::bigint IS NULL OR number < %(after)s
    ORDER BY number DESC LIMIT %(limit)s
"""
ONE: LiteralString = f"{CARDS} WHERE id = %s"
RUNNING: LiteralString = """
    SELECT id FROM notice_mailing.mailing
    WHERE finished_at IS NULL
        AND (%(template)s::text IS NULL OR template = %(template)s)
    ORDER BY number
"""
LAST: LiteralString = """
    SELECT "window" FROM notice_mailing.mailing
    WHERE template = %s AND nth IS NOT NULL ORDER BY nth DESC LIMIT 1
"""
FIRST: LiteralString = """
    SELECT begun_at FROM notice_mailing.mailing
    WHERE template = %s AND nth IS NOT NULL ORDER BY nth LIMIT 1
"""
