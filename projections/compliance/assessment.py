"""A client's self-assessment and plan as the client reads them; also the port."""

from collections.abc import Callable, Sequence
from datetime import date
from itertools import groupby
from typing import Any
from uuid import UUID

from domain.compliance import Concern, Degree
from projections.applicability import PersonalLists
from projections.compliance.cards import (
    PAGE,
    Answered,
    AssessmentCard,
    Measure,
    Plan,
    Progress,
    Sheet,
    SheetBy,
    SheetLine,
    SheetState,
    SheetWanted,
    Summary,
)
from projections.compliance.queries import (
    CARD,
    CONCERNS,
    CONTRADICTING,
    LAST_ANSWERS,
    MEASURE,
    MEASURES,
    MEASURES_OF,
    NUMBERS,
    SHEET,
)
from projections.requirement import RequirementView
from projections.view import Connections, Row, View


class AssessmentView(View):
    """Answers about self-assessments; `application.ports.Concerns` too.

    Args:
        database: where the tables are.
        lists: knows which requirements concern a client.
        today: the current day where the service is run.
    """

    def __init__(
        self,
        database: Connections,
        lists: PersonalLists,
        today: Callable[[], date],
    ) -> None:
        super().__init__(database)
        self._lists = lists
        self._requirements = RequirementView(database)
        self._today = today

    def concerns(self, client_id: UUID) -> list[Concern]:
        """What concerns a client today; see the port.

        Raises:
            NotFound: there is no such client.
        """
        return self.all(Concern, CONCERNS, self._keys(client_id, self._today()))

    def asked_evidence(self, codes: Sequence[str]) -> dict[str, tuple[str, ...]]:
        """Evidence that the versions in force today ask for; see the port."""
        standing = self._requirements.standing(codes, self._today())
        return {
            code: one.version.content.evidence
            for code, one in standing.items()
            if one.holds
        }

    def sheet(self, client_id: UUID, wanted: SheetWanted) -> Sheet:
        """A page of what concerns a client, with what the client said of it.

        Raises:
            NotFound: there is no such client.
        """
        rows = self._rows(client_id, wanted.on)
        column = COLUMN[wanted.by]
        rows.sort(key=lambda row: str(row[column]))
        found = [row for row in rows if _is_wanted(row, wanted)]
        after = wanted.after + wanted.limit
        return Sheet(
            on=wanted.on,
            whole=_progress("", rows),
            groups=tuple(
                _progress(name, list(group))
                for name, group in groupby(rows, lambda row: str(row[column]))
            ),
            found=len(found),
            lines=tuple(
                SheetLine.model_validate(row) for row in found[wanted.after : after]
            ),
            after=after if after < len(found) else None,
        )

    def left(self, client_id: UUID, wanted: SheetWanted, after: str) -> str | None:
        """The next requirement that waits to be assessed, in the order of the sheet.

        Args:
            client_id: whose.
            wanted: part of the sheet to look at.
            after: code of the one before; from the end it goes on at the beginning.

        Returns:
            A code, never `after`; None when there is nothing left.
        """
        rows = self._rows(client_id, wanted.on)
        rows.sort(key=lambda row: str(row[COLUMN[wanted.by]]))
        codes = [str(row["code"]) for row in rows]
        place = codes.index(after) + 1 if after in codes else 0
        for row in rows[place:] + rows[:place]:
            waits = row["state"] != SheetState.ASSESSED
            if waits and row["code"] != after and _is_wanted(row, wanted):
                return str(row["code"])
        return None

    def card(self, client_id: UUID, code: str) -> AssessmentCard | None:
        """What a client said of one requirement; None when it said nothing."""
        with self.read() as sql:
            row = sql.execute(CARD, (client_id, code), prepare=True).fetchone()
            if row is None:
                return None
            measures = sql.execute(
                MEASURES_OF,
                {"assessment": row["id"], "on": self._today()},
                prepare=True,
            ).fetchall()
        return AssessmentCard.model_validate(row | {"measures": measures})

    def measure(self, client_id: UUID, measure_id: UUID) -> Measure | None:
        """One measure of a client; None when there is none."""
        return self.one(
            Measure,
            MEASURE,
            {"id": measure_id, "client": client_id, "on": self._today()},
        )

    def plan(
        self, client_id: UUID, today: date, *, after: int = 0, limit: int = PAGE
    ) -> Plan:
        """A page of what a client means to mend.

        Args:
            client_id: whose plan.
            today: tells what is late.
            after: measures to pass over: those of the pages before.
            limit: measures on a page, 1..200.
        """
        asked = {"client": client_id, "on": today, "after": after, "limit": limit + 1}
        found = self.all(Measure, MEASURES, asked)
        numbers = self._numbers(client_id, today, [])
        return Plan(
            measures=tuple(found[:limit]),
            open=numbers["measures"],
            overdue=numbers["overdue"],
            after=after + limit if len(found) > limit else None,
        )

    def summary(self, client_id: UUID, today: date) -> Summary:
        """Self-assessment in a few numbers; two queries beside the list's.

        Raises:
            NotFound: there is no such client.
        """
        keys = self._lists.concerning(client_id, today)
        return Summary(**self._numbers(client_id, today, keys))

    def last_answers(
        self, client_id: UUID, codes: Sequence[str]
    ) -> dict[str, Answered]:
        """What counts of what a client said of these requirements, by code."""
        with self.read() as sql:
            rows = sql.execute(
                LAST_ANSWERS, (client_id, list(codes)), prepare=True
            ).fetchall()
        return {
            str(row["requirement"]): Answered.model_validate(row["answer"])
            for row in rows
        }

    def contradicting(self, client_id: UUID, codes: Sequence[str]) -> list[str]:
        """Those of these requirements that the client says it does not observe now."""
        with self.read() as sql:
            rows = sql.execute(
                CONTRADICTING, (client_id, list(codes)), prepare=True
            ).fetchall()
        return [str(row["requirement"]) for row in rows]

    def _keys(self, client_id: UUID, on: date) -> dict[str, Any]:
        keys = self._lists.concerning(client_id, on)
        return {
            "client": client_id,
            "ids": [id for id, _ in keys],
            "numbers": [number for _, number in keys],
        }

    def _rows(self, client_id: UUID, on: date) -> list[Row]:
        with self.read() as sql:
            found = sql.execute(SHEET, self._keys(client_id, on), prepare=True)
            return list(found)

    def _numbers(
        self, client_id: UUID, today: date, keys: Sequence[tuple[UUID, int]]
    ) -> Row:
        asked = {
            "client": client_id,
            "on": today,
            "ids": [id for id, _ in keys],
            "numbers": [number for _, number in keys],
        }
        with self.read() as sql:
            row = sql.execute(NUMBERS, asked, prepare=True).fetchone()
        return row or {}


COLUMN = {SheetBy.BODY: "control_body", SheetBy.KIND: "control_kind"}


def _is_wanted(row: Row, wanted: SheetWanted) -> bool:
    asked = (
        ("control_body", wanted.body),
        ("control_kind", wanted.kind),
        ("state", wanted.state),
        ("degree", wanted.degree),
    )
    return all(row[column] == value for column, value in asked if value)


def _progress(name: str, rows: Sequence[Row]) -> Progress:
    assessed = [row for row in rows if row["state"] == SheetState.ASSESSED]
    return Progress(
        name=name,
        total=len(rows),
        assessed=len(assessed),
        look_again=sum(row["state"] == SheetState.LOOK_AGAIN for row in rows),
        complies=sum(row["degree"] == Degree.COMPLIES for row in assessed),
    )
