"""The rules of law as administrators changed them, over those that were shipped."""

import threading
from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Any

from domain.kernel import Value
from domain.law_term import LawTerm, LawTerms, Rule
from domain.term import WorkDays
from projections.view import Connections, Projection, Recorded, Rows, Sql, View

NEWEST = "SELECT coalesce(max(position), 0) AS position FROM law_term.edition"


class LawTermEdition(Value):
    """What an administrator entered.

    Attributes:
        code: id of the rule.
        version: of the rule's history; the ETag.
        term: what it says.
        reason: why it was changed.
        at: when, UTC.
    """

    code: str
    version: int
    term: LawTerm
    reason: str
    at: datetime


class LawTermProjection(Projection):
    """Keeps a row for everything that was entered."""

    name = "law_term"
    schema = """
        CREATE TABLE edition (
            code     text NOT NULL,
            version  integer NOT NULL,
            position bigint NOT NULL UNIQUE,
            term     jsonb NOT NULL,
            reason   text NOT NULL,
            at       timestamptz NOT NULL,
            PRIMARY KEY (code, version)
        );
    """
    events = (Rule.Entered, Rule.Amended)

    def apply(self, sql: Sql, events: Sequence[Recorded]) -> None:
        """Write what a batch of events means."""
        with Rows(sql, "edition", (), ("code", "version")) as rows:
            for one in events:
                row = _row(one)
                rows[row["code"], row["version"]] = row


def _row(one: Recorded) -> dict[str, Any]:
    event = one.event
    if not isinstance(event, Rule.Entered | Rule.Amended):
        raise TypeError(type(event).__name__)
    return {
        "code": event.term.id,
        "version": event.originator_version,
        "position": one.position,
        "term": event.term.model_dump(mode="json"),
        "reason": event.reason,
        "at": one.at,
    }


class LawTermView(View):
    """Answers questions about what administrators entered."""

    def editions(self, code: str) -> list[LawTermEdition]:
        """Of one rule, the newest first; an empty list when only the shipped one is."""
        return self.all(
            LawTermEdition,
            "SELECT code, version, term, reason, at FROM law_term.edition"
            " WHERE code = %s ORDER BY version DESC",
            (code,),
        )

    def entered(self) -> list[LawTermEdition]:
        """Of all rules, the newest first."""
        return self.all(
            LawTermEdition,
            "SELECT code, version, term, reason, at FROM law_term.edition"
            " ORDER BY position DESC",
        )

    def position(self) -> int:
        """Where the newest stands in the log; 0 when there is none."""
        with self.read() as sql:
            row = sql.execute(NEWEST, prepare=True).fetchone()
        return int(row["position"]) if row else 0


class KeptLaw(LawTerms):
    """The rules that a decision may rest on: what was entered last counts first.

    Args:
        shipped: the rules that the product came with.
        database: where the others are.
        calendar: gives the calendar of working days of now.
    """

    def __init__(
        self,
        shipped: LawTerms,
        database: Connections,
        calendar: Callable[[], WorkDays],
    ) -> None:
        super().__init__((), calendar)
        self._shipped = shipped
        self._view = LawTermView(database)
        self._guard = threading.Lock()
        self._position = 0
        self._now = shipped

    def find(
        self, id: str, day: date, control_kind: str | None = None
    ) -> LawTerm | None:
        return self.current().find(id, day, control_kind)

    def versions(self, id: str) -> Sequence[LawTerm]:
        return self.current().versions(id)

    @property
    def ids(self) -> Sequence[str]:
        return self.current().ids

    def current(self) -> LawTerms:
        """All of them as they are now, for one who asks for many."""
        position = self._view.position()
        if position != self._position:
            with self._guard:
                entered = [one.term for one in self._view.entered()]
                shipped = [
                    one
                    for id in self._shipped.ids
                    for one in self._shipped.versions(id)
                ]
                self._now = LawTerms([*entered, *shipped])
                self._position = position
        return self._now
