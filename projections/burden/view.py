"""Questions about what an inspection took and how it was rated (I11, I12)."""

from collections.abc import Collection
from datetime import date
from typing import LiteralString
from uuid import UUID

from domain.burden import Rating
from projections.burden.cards import DayCard, RatingCard
from projections.view import View

DAYS: LiteralString = """
    SELECT day, amounts, note, files, recorded_at FROM burden.burden_day
    WHERE inspection = %(inspection)s AND (%(day)s::date IS NULL OR day = %(day)s)
    ORDER BY day
"""
RATINGS: LiteralString = """
    SELECT tool, score, lacks, stage, rated_at FROM burden.burden_rating
    WHERE inspection = %s
"""
WITH_FILE: LiteralString = """
    SELECT client_id FROM burden.burden_day WHERE inspection = %s AND %s = ANY(files)
    LIMIT 1
"""
NAMES: LiteralString = "SELECT id, name FROM person.organisations WHERE id = ANY(%s)"

OF_BOOK: LiteralString = "SELECT inspection FROM burden.burden_case WHERE id = %s"


class BurdenView(View):
    """Answers questions about one inspection."""

    def days(self, inspection: UUID) -> list[DayCard]:
        """What its days took, the first one first."""
        return self.all(DayCard, DAYS, {"inspection": inspection, "day": None})

    def day(self, inspection: UUID, day: date) -> DayCard | None:
        """What one day took; None: nothing is recorded."""
        return self.one(DayCard, DAYS, {"inspection": inspection, "day": day})

    def ratings(self, inspection: UUID) -> list[RatingCard]:
        """What the business said of the tools; for itself alone."""
        with self.read() as sql:
            found = sql.execute(RATINGS, (inspection,), prepare=True).fetchall()
        return [
            RatingCard(
                tool=row["tool"],
                rating=Rating(score=row["score"], lacks=tuple(row["lacks"])),
                stage=row["stage"],
                rated_at=row["rated_at"],
            )
            for row in found
        ]

    def owner_of_file(self, inspection: UUID, file: UUID) -> UUID | None:
        """The client that showed a document there; None: nobody did."""
        with self.read() as sql:
            row = sql.execute(WITH_FILE, (inspection, file), prepare=True).fetchone()
        return row["client_id"] if row else None

    def inspection_of(self, book: UUID) -> UUID | None:
        """Of which inspection a book of costs or of ratings is; None: of none."""
        with self.read() as sql:
            row = sql.execute(OF_BOOK, (book,), prepare=True).fetchone()
        return row["inspection"] if row else None

    def names(self, bodies: Collection[UUID]) -> dict[UUID, str]:
        """What bodies are called."""
        with self.read() as sql:
            found = sql.execute(NAMES, (list(bodies),), prepare=True)
            return {row["id"]: row["name"] for row in found}
