"""What everybody reads of evaluations, as a table for other programs (E4)."""

import csv
from collections.abc import Iterator
from io import StringIO

from projections.evaluation import ScoreLine, Summary

HEAD = ("part", "group", "what", "value", "count")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")

Line = tuple[object, ...]


def csv_of(summary: Summary) -> str:
    """A summary as CSV, one figure a line; nothing in it is read as a formula."""
    text = StringIO()
    rows = csv.writer(text)
    rows.writerow(HEAD)
    for line in _lines(summary):
        rows.writerow([_harmless(one) for one in line])
    return text.getvalue()


def _lines(summary: Summary) -> Iterator[Line]:
    yield "all", "", "evaluations", summary.subject, summary.count
    yield "all", "", "named", "", summary.named
    yield "all", "", "actual", "", summary.actual
    yield from _scores("score", "", summary.scores)
    for kind, cost in summary.costs.items():
        yield "cost", "", kind, f"middle {cost.middle[0]}..{cost.middle[1]}", cost.count
        if cost.half:
            yield "cost", "", kind, f"half {cost.half[0]}..{cost.half[1]}", cost.count
    for theme, count in summary.themes.items():
        yield "theme", "", theme, "at least", count
    for clash, count in summary.clashes.items():
        yield "clash", "", clash, "at least", count
    for group in summary.groups:
        label = " ".join(f"{name}:{value}" for name, value in group.label)
        yield "group", label, "evaluations", "", group.count
        yield from _scores("group_score", label, group.scores)
    progress = summary.progress.model_dump()
    for name, value in progress.items():
        yield "progress", "", name, "", value


def _scores(part: str, label: str, scores: tuple[ScoreLine, ...]) -> Iterator[Line]:
    for line in scores:
        for score, count in enumerate(line.counts):
            yield part, label, line.question, score or "no opinion", count


def _harmless(value: object) -> object:
    """A text that no spreadsheet takes for a formula."""
    if isinstance(value, str) and value.startswith(_FORMULA):
        return f"'{value}"
    return value
