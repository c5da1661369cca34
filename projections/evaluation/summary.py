"""What everybody reads of evaluations, the developer of the rule among them (E4, E5).

There is one summary for all: no filter, no second partition, nothing to compare.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import LiteralString

import orjson

from domain.anonymity import Figures, Label, Range, range_of
from domain.evaluation import Outcome
from domain.kernel import Value
from projections.evaluation.summing import COUNTED
from projections.view import Connections, View

MOST_GROUPS = 100
CHANGES = 50
THEME = "theme:"


class ScoreLine(Value):
    """How a question was answered.

    Attributes:
        question: clarity, feasibility or proportionality.
        counts: without an opinion, then 1, 2, 3, 4, 5.
        mean: None while fewer than k have an opinion.
    """

    question: str
    counts: tuple[int, ...]
    mean: float | None


class GroupLine(Value):
    """Evaluations that are only shown together.

    Attributes:
        label: what is true of all of them, from coarse to fine; () says nothing.
        count: at least k.
        scores: as of the whole.
    """

    label: Label
    count: int
    scores: tuple[ScoreLine, ...]


class Progress(Value):
    """What was done with evaluations.

    Attributes:
        shown: that can be read; considered: that have an answer.
        accepted, partly, declined: answers for the whole evaluation.
        overdue: that should have been answered.
        median_days: from the day it could be read to the answer; None: no answer yet.
    """

    shown: int = 0
    considered: int = 0
    accepted: int = 0
    partly: int = 0
    declined: int = 0
    overdue: int = 0
    median_days: int | None = None

    @property
    def share(self) -> int | None:
        """Per cent that were considered; None while nothing is shown."""
        return 100 * self.considered // self.shown if self.shown else None


class Change(Value):
    """What came of an evaluation; everybody reads it.

    Attributes:
        number: of the evaluation.
        remark: place of the remark, 0 for the whole.
        text: what was said, as far as it was released.
        outcome, reason, used_in: the answer.
        on: the day of the answer, of the whole evaluation.
    """

    number: str
    remark: int
    text: str | None
    outcome: Outcome
    reason: str
    used_in: str | None
    on: date


class Summary(Value):
    """What clients say of one version of a rule.

    Attributes:
        subject, kind, code, number: the rule and its version.
        k: the least that is shown together.
        count: how many are counted; 0 while fewer than k are.
        named: how many of them are told with a name.
        actual: how many speak from experience.
        scores: by question.
        costs: by kind of cost, those that can be told.
        themes: how often they were named, in whole multiples of k.
        clashes: "duplicates:CODE" or "contradicts:CODE", likewise.
        groups: the largest first.
        progress: what was done with them.
        round_on: when figures changed last.
    """

    subject: str
    kind: str
    code: str
    number: int
    k: int
    count: int = 0
    named: int = 0
    actual: int = 0
    scores: tuple[ScoreLine, ...] = ()
    costs: Mapping[str, Range] = {}
    themes: Mapping[str, int] = {}
    clashes: Mapping[str, int] = {}
    groups: tuple[GroupLine, ...] = ()
    progress: Progress = Progress()
    round_on: date | None = None


class SummaryView(View):
    """Answers everybody.

    Args:
        database: where the sums are.
        k: the least that is shown together.
    """

    def __init__(self, database: Connections, k: int) -> None:
        super().__init__(database)
        self.k = k

    def of(self, kind: str, code: str, number: int, today: date) -> Summary:
        """What is said of one version; with nothing in it when nothing can be told."""
        subject = f"{kind}/{code}/{number}"
        empty = Summary(subject=subject, kind=kind, code=code, number=number, k=self.k)
        with self.read() as sql:
            row = sql.execute(SUMMARY, (subject,), prepare=True).fetchone()
            if row is None:
                return empty
            groups = sql.execute(
                GROUPS, (subject, MOST_GROUPS), prepare=True
            ).fetchall()
        named = Figures.model_validate(row["named"])
        figures = Figures.model_validate(row["figures"]) + named
        said = figures.at_least(self.k)
        return empty.model_copy(
            update={
                "count": figures.count,
                "named": named.count,
                "actual": figures.actual,
                "scores": self._scores(figures),
                "costs": self._costs(figures),
                "themes": {n[6:]: c for n, c in said.items() if n.startswith("theme:")},
                "clashes": {
                    n: c for n, c in said.items() if not n.startswith("theme:")
                },
                "groups": tuple(
                    GroupLine(
                        label=orjson.loads(one["label"]),
                        count=one["count"],
                        scores=self._scores(Figures.model_validate(one["figures"])),
                    )
                    for one in groups
                ),
                "progress": progress_of(row["progress"], today),
                "round_on": row["round_on"],
            }
        )

    def versions(self, kind: str, code: str) -> list[int]:
        """Versions of which something was said, the newest first."""
        with self.read() as sql:
            found = sql.execute(VERSIONS, (kind, code), prepare=True)
            return [row["number"] for row in found]

    def changes(self, subject: str) -> list[Change]:
        """Answers of the developer, the newest first; at most 50 evaluations."""
        found = []
        with self.read() as sql:
            for row in sql.execute(CONSIDERED, (subject, CHANGES), prepare=True):
                if row["outcome"]:
                    found.append(
                        Change(
                            number=row["number"],
                            remark=0,
                            text=_texts(row["remarks"]),
                            outcome=row["outcome"],
                            reason=row["reason"],
                            used_in=row["used_in"],
                            on=row["considered_on"],
                        )
                    )
                found += [
                    Change(
                        number=row["number"],
                        remark=one["place_no"],
                        text=one.get("released"),
                        outcome=one["outcome"],
                        reason=one["reason"],
                        used_in=one["used_in"],
                        on=row["considered_on"],
                    )
                    for one in row["remarks"]
                    if one.get("outcome")
                ]
        return found

    def _scores(self, figures: Figures) -> tuple[ScoreLine, ...]:
        return tuple(
            ScoreLine(question=name, counts=counts, mean=figures.mean(name, self.k))
            for name, counts in figures.scores.items()
        )

    def _costs(self, figures: Figures) -> dict[str, Range]:
        return {
            name: found
            for name, counts in figures.costs.items()
            if (found := range_of(counts, self.k))
        }


def progress_of(counts: Mapping[str, int], today: date) -> Progress:
    """What the counts of a rule say on a day."""
    days: list[tuple[int, int]] = []
    overdue = 0
    for name, count in counts.items():
        kind, _, value = name.partition(":")
        if kind == "days":
            days.append((int(value), count))
        elif kind == "due" and date.fromisoformat(value) < today:
            overdue += count
    return Progress(
        **{name: counts.get(name, 0) for name in COUNTED},
        overdue=overdue,
        median_days=_median(sorted(days)),
    )


def _median(days: Sequence[tuple[int, int]]) -> int | None:
    half, so_far = sum(count for _, count in days) / 2, 0
    for day, count in days:
        so_far += count
        if so_far >= half:
            return day
    return None


def _texts(remarks: Sequence[Mapping[str, str]]) -> str | None:
    return "\n".join(one["released"] for one in remarks if one.get("released")) or None


SUMMARY: LiteralString = "SELECT * FROM evaluation.summary WHERE subject = %s"
GROUPS: LiteralString = """
    SELECT label, count, figures FROM evaluation.label WHERE subject = %s
    ORDER BY count DESC, label LIMIT %s
"""
VERSIONS: LiteralString = """
    SELECT number FROM evaluation.summary WHERE kind = %s AND code = %s
    ORDER BY number DESC
"""
CONSIDERED: LiteralString = """
    SELECT number, remarks, outcome, reason, used_in, considered_on
    FROM evaluation.entry AS e
    WHERE subject = %s AND considered_on IS NOT NULL AND NOT is_withdrawn
        AND ("group" IS NOT NULL OR is_named AND EXISTS (
            SELECT FROM evaluation_voice.voice AS v
            WHERE v.content = e.id AND v.is_named))
        AND NOT EXISTS (
            SELECT FROM evaluation_voice.left_behind AS gone WHERE gone.content = e.id)
    ORDER BY considered_on DESC, id LIMIT %s
"""
