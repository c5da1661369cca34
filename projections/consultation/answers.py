"""Answers for everybody: found by words, one by one, of one requirement (L6)."""

from collections.abc import Collection
from datetime import date
from typing import LiteralString
from uuid import UUID

from psycopg.sql import Identifier
from pydantic import TypeAdapter

from domain.consultation import Kind
from domain.kernel import Value
from projections.consultation.cards import cursor, placed
from projections.requirement.text import meant
from projections.view import View

PAGE = 20
MOST_OF_ONE = 20
KNOWN = Identifier("consultation", "word")


class Edition(Value):
    """A text that was published.

    Attributes:
        number: from 1.
        question, answer: as everybody read them.
        unmet: why the need cannot be met; None when it can.
        on: since which day.
    """

    number: int
    question: str
    answer: str
    unmet: str | None
    on: date


class AnswerLine(Value):
    """A public answer in a list.

    Attributes:
        number: its place in the log; its address.
        kind: asked often, or an explanation.
        body: who answers; "" for the registrar.
        requirement: code; "" for the list.
        question, answer: the newest text.
        unmet: why the need cannot be met; None when it can.
        on: since which day it says so.
    """

    number: int
    kind: Kind
    body: str
    requirement: str
    question: str
    answer: str
    unmet: str | None
    on: date


class AnswerCard(AnswerLine):
    """Everything about a public answer.

    Attributes:
        id: of the answer.
        version: its version; the ETag.
        rule: of the law that asked for an explanation, e.g. "LAW-047".
        withdrawn_on: when it was withdrawn; None while it is said.
        withdrawn_because: why.
        editions: every text, oldest first.
        asked_times: of how many questions it came.
    """

    id: UUID
    version: int
    rule: str | None
    withdrawn_on: date | None
    withdrawn_because: str | None
    editions: tuple[Edition, ...]
    asked_times: int

    @property
    def for_everybody(self) -> "AnswerCard":
        """The same without the texts, once it is withdrawn."""
        if self.withdrawn_on is None:
            return self
        return self.model_copy(
            update={"question": "", "answer": "", "unmet": None, "editions": ()}
        )


class AnswersFound(Value):
    """A page of public answers.

    Attributes:
        answers: by rank for a text, else newest first.
        after: cursor of the next page; None at the end.
        corrected: the text with misspelt words replaced; None when none was.
    """

    answers: tuple[AnswerLine, ...]
    after: str | None
    corrected: str | None = None


class _Ranked(AnswerLine):
    rank: int


class PublicAnswerView(View):
    """Answers questions about public answers."""

    def search(
        self,
        text: str = "",
        *,
        requirement: str | None = None,
        after: str | None = None,
        limit: int = PAGE,
    ) -> AnswersFound:
        """Public answers that have every word of a text, in any form.

        Args:
            text: words in Russian; misspelt ones are understood; "" for all.
            requirement: only about this one; "" for those about the list.
            after: cursor of the page before.
            limit: how many at most, 1..100.

        Raises:
            BadQuestionCursor: `after` is none of ours.
        """
        rank, number = placed(_PLACE, after) if after else (None, None)
        with self.read() as sql:
            asked = meant(sql, text, KNOWN) if text.strip() else None
        found = self.all(
            _Ranked,
            SEARCH,
            {
                "query": asked.all if asked else None,
                "requirement": requirement,
                "rank": rank,
                "number": number,
                "limit": limit + 1,
            },
        )
        shown = found[:limit]
        return AnswersFound(
            answers=tuple(
                AnswerLine(**one.model_dump(exclude={"rank"})) for one in shown
            ),
            after=cursor([shown[-1].rank, shown[-1].number])
            if len(found) > limit
            else None,
            corrected=asked.corrected if asked else None,
        )

    def about(self, requirement: str) -> list[AnswerLine]:
        """The newest public answers about a requirement, at most 20."""
        return self.all(
            AnswerLine,
            f"SELECT {LINE} FROM consultation.answer"  # noqa: S608
            " WHERE requirement = %s AND withdrawn_on IS NULL"
            " ORDER BY number DESC LIMIT %s",
            (requirement, MOST_OF_ONE),
        )

    def get(self, number: int) -> AnswerCard | None:
        """A public answer by its number, a withdrawn one too; None when none is."""
        return self.one(AnswerCard, f"{CARD} WHERE number = %s", (number,))

    def by_ids(self, ids: Collection[UUID]) -> dict[UUID, AnswerCard]:
        """Public answers by id; unknown ones are missing."""
        if not ids:
            return {}
        found = self.all(AnswerCard, f"{CARD} WHERE id = ANY(%s)", (list(ids),))
        return {one.id: one for one in found}

    def of_question(self, id: UUID) -> list[AnswerLine]:
        """What was published of a question, the newest first."""
        return self.all(
            AnswerLine,
            f"SELECT {LINE} FROM consultation.answer"  # noqa: S608
            " WHERE questions @> ARRAY[%s] AND withdrawn_on IS NULL"
            " ORDER BY number DESC LIMIT %s",
            (id, MOST_OF_ONE),
        )

    def explanations(self, requirement: str) -> list[AnswerCard]:
        """Explanations about a requirement that another question may be answered by."""
        return self.all(
            AnswerCard,
            f"{CARD} WHERE requirement = %s AND kind = 'explanation'"
            " AND withdrawn_on IS NULL ORDER BY number DESC LIMIT %s",
            (requirement, MOST_OF_ONE),
        )


_PLACE = TypeAdapter(tuple[int, int])

LINE: LiteralString = 'number, kind, body, requirement, question, answer, unmet, "on"'
CARD: LiteralString = f"""
    SELECT {LINE}, id, version, rule, withdrawn_on, withdrawn_because, editions,
        cardinality(questions) AS asked_times
    FROM consultation.answer
"""  # noqa: S608
SEARCH: LiteralString = f"""
    SELECT * FROM (
        SELECT {LINE}, CASE WHEN %(query)s::text IS NULL THEN 0
            ELSE (ts_rank(words, %(query)s::tsquery) * 1000000)::integer END AS rank
        FROM consultation.answer
        WHERE withdrawn_on IS NULL
            AND (%(query)s::text IS NULL OR words @@ %(query)s::tsquery)
            AND (%(requirement)s::text IS NULL OR requirement = %(requirement)s)
    ) AS found
    WHERE %(rank)s::integer IS NULL
        OR (rank, number) < (%(rank)s, %(number)s::bigint)
    ORDER BY rank DESC, number DESC LIMIT %(limit)s
"""  # noqa: S608
