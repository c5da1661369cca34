"""A measured figure, and the table of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True)
class Figure:
    """One line of the table.

    Attributes:
        name: what was measured.
        value: as measured, with its unit.
        baseline: name and value of what it is compared with; "" when with nothing.
        ratio: value over baseline; None when there is no baseline.
        target: what it should be, e.g. "≥ 0.60"; "" when it only informs.
        met: whether it is; None when there is no target.
    """

    name: str
    value: str
    baseline: str = ""
    ratio: float | None = None
    target: str = ""
    met: bool | None = None

    def __str__(self) -> str:
        return " | ".join(_cells(self))


HEAD = ("figure", "value", "baseline", "ratio", "target", "met")


def at_least(
    name: str, value: str, baseline: str, ratio: float, least: float
) -> Figure:
    """A ratio that should not be smaller."""
    return Figure(name, value, baseline, ratio, f"≥ {least:g}", met=ratio >= least)


def at_most(name: str, value: str, baseline: str, ratio: float, most: float) -> Figure:
    """A ratio that should not be larger."""
    return Figure(name, value, baseline, ratio, f"≤ {most:g}", met=ratio <= most)


def within(name: str, measured: float, most: float, unit: str) -> Figure:
    """A figure with a target of its own, in its unit."""
    return Figure(
        name,
        f"{measured:.1f} {unit}",
        target=f"≤ {most:g} {unit}",
        met=measured <= most,
    )


def ratio_of(ours: Sequence[float], theirs: Sequence[float]) -> float:
    """The median of the rounds' ratios: both of one round met the same machine."""
    return median(a / b for a, b in zip(ours, theirs, strict=True))


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest value that this share of the values do not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def table(figures: Iterable[Figure]) -> str:
    """The figures as a Markdown table that can also be read as it is."""
    rows = [HEAD, *map(_cells, figures)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEAD))]
    lines = [
        f"| {' | '.join(c.ljust(w) for c, w in zip(row, widths, strict=True))} |"
        for row in rows
    ]
    lines.insert(1, f"|{'|'.join('-' * (width + 2) for width in widths)}|")
    return "\n".join(lines)


def _cells(one: Figure) -> tuple[str, ...]:
    ratio = "" if one.ratio is None else f"{one.ratio:.2f}"
    met = {None: "", True: "yes", False: "NO"}[one.met]
    return one.name, one.value, one.baseline, ratio, one.target, met
