"""What a business is like, told more and more coarsely (E5).

There is one way from coarse to fine, the same for everybody. So two labels of one
evaluation always stand one inside the other, and putting them together tells nothing
that the finer one has not told.
"""

from collections.abc import Iterable, Mapping

from pydantic import Field

from domain.kernel import Value

Step = tuple[str, str]
"""One thing that a label says, e.g. ("section", "I"); "" where it is unknown."""

Label = tuple[Step, ...]
"""What is said of a group, from coarse to fine; () says nothing."""

MERGED_SIZE = {"micro": "micro_small", "small": "micro_small"} | {
    "medium": "medium_large",
    "large": "medium_large",
}
_CLASS, _SUBCLASS, _GROUP = 2, 4, 5
"""Lengths of "56", "56.1" and "56.10"."""


class Segment(Value):
    """What a business was like when it evaluated; what is unknown is None.

    Attributes:
        okved: its main activity, e.g. "56.10".
        region: code of the region, e.g. "63".
        size: micro, small, medium or large.
    """

    okved: str | None = None
    region: str | None = None
    size: str | None = None


class Atlas(Value):
    """To what activities and regions belong; data, not code.

    Attributes:
        sections: letter of the OKVED section, by class, e.g. {"56": "I"}.
        districts: name of the federal district, by code of the region.
    """

    sections: Mapping[str, str] = Field(default_factory=dict)
    districts: Mapping[str, str] = Field(default_factory=dict)


def path(segment: Segment, atlas: Atlas) -> Label:
    """Everything that could be said of a business, from coarse to fine."""
    okved, size = segment.okved or "", segment.size or ""
    return (
        ("section", atlas.sections.get(okved[:_CLASS], "")),
        ("district", atlas.districts.get(segment.region or "", "")),
        ("okved", okved[:_CLASS]),
        ("size", MERGED_SIZE.get(size, "")),
        ("okved", okved[:_SUBCLASS]),
        ("region", segment.region or ""),
        ("size", size),
        ("okved", okved[:_GROUP]),
    )


def shared(labels: Iterable[Label]) -> Label:
    """What is true of all of them: their common beginning."""
    first, *rest = labels
    depth = len(first)
    for other in rest:
        depth = next(
            (
                place
                for place, (one, two) in enumerate(
                    zip(first[:depth], other, strict=False)
                )
                if one != two
            ),
            min(depth, len(other)),
        )
    return first[:depth]
