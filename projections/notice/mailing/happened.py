"""What there is to tell: what the log recorded, which days come near (L8)."""

from collections.abc import Iterator
from datetime import date
from typing import Any, LiteralString

from domain.draft import DraftVersion, Stage
from domain.notice.changes import AHEAD, Days, coming_near, recorded
from domain.notice.mailing import DraftChange, RequirementChange, Subject
from domain.requirement import History
from projections.view import View

CHANGED: LiteralString = """
    SELECT register.code, register.history, counted.told, counted.known
    FROM (
        SELECT requirement, count(*) FILTER (WHERE position <= %(after)s) AS told,
            count(*) AS known
        FROM notice_mailing.change
        WHERE position <= %(until)s AND requirement IN (
            SELECT requirement FROM notice_mailing.change
            WHERE position > %(after)s AND position <= %(until)s)
        GROUP BY requirement
    ) AS counted
    JOIN requirement.register ON register.id = counted.requirement
    ORDER BY register.code
"""
NEAR: LiteralString = """
    SELECT register.code, register.history, (
        SELECT count(*) FROM notice_mailing.change
        WHERE change.requirement = register.id AND position <= %(until)s) AS known
    FROM requirement.register
    WHERE register.id IN (
        SELECT requirement FROM requirement.version
        WHERE valid_from > %(today)s AND valid_from <= %(last)s
            OR valid_until > %(today)s AND valid_until <= %(last)s)
    ORDER BY register.code
"""
DRAFTS: LiteralString = """
    SELECT draft.number, draft.stage, draft.versions, published.version
    FROM (
        SELECT draft, max(version) AS version FROM notice_mailing.draft
        WHERE position > %(after)s AND position <= %(until)s GROUP BY draft
    ) AS published
    JOIN draft.draft ON draft.id = published.draft
    ORDER BY draft.number
"""


class Happened(View):
    """Answers what happened between two places of the log."""

    def between(self, after: int, until: int, days: Days) -> tuple[Subject, ...]:
        """What is to be told: requirements by code, then drafts by number.

        Args:
            after: place in the log behind which it begins.
            until: the last place; the tables must be as far.
            days: which days come near.
        """
        asked = {
            "after": after,
            "until": until,
            "today": days.today,
            "last": days.today + AHEAD,
        }
        told = [*self._recorded(asked, days.today), *self._coming(asked, days)]
        said = {(one.code, one.version, one.day): one for one in reversed(told)}
        found = sorted(said.values(), key=lambda one: (one.code, one.day))
        return (*found, *self._drafts(asked, days.today))

    def _recorded(
        self, asked: dict[str, Any], today: date
    ) -> Iterator[RequirementChange]:
        with self.read() as sql:
            rows = sql.execute(CHANGED, asked).fetchall()
        for row in rows:
            history = _as_known(row["history"], row["known"])
            yield from recorded(row["code"], history, row["told"], today)

    def _coming(self, asked: dict[str, Any], days: Days) -> Iterator[RequirementChange]:
        with self.read() as sql:
            rows = sql.execute(NEAR, asked).fetchall()
        for row in rows:
            history = _as_known(row["history"], row["known"])
            yield from coming_near(row["code"], history, days)

    def _drafts(self, asked: dict[str, Any], today: date) -> Iterator[DraftChange]:
        with self.read() as sql:
            rows = sql.execute(DRAFTS, asked).fetchall()
        for row in rows:
            version = DraftVersion.model_validate(row["versions"][row["version"] - 1])
            is_open = row["stage"] == Stage.PUBLISHED and version.window.holds(today)
            if not is_open or len(row["versions"]) > row["version"]:
                continue
            for proposal in version.text.proposals:
                yield DraftChange(
                    number=row["number"],
                    version=version.number,
                    effect=proposal.effect,
                    code=proposal.code,
                    closes=version.window.closes,
                )


def _as_known(history: dict[str, Any], changes: int) -> History:
    """A history as far as the part of the log goes that is told."""
    found = History.model_validate(history)
    return History(changes=found.changes[:changes])
