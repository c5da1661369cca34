"""A caution before it goes out, and what must be right about it (C6)."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import NamedTuple
from uuid import UUID, uuid4

from domain.caution.checking import (
    Worded,
    check_algorithms,
    check_in_time,
    check_no_demands,
    check_whole,
)
from domain.caution.content import Point, Signs, Wording
from domain.term import Reckoning


class Draft(NamedTuple):
    """What a caution would say.

    Attributes:
        control_kind: name of the kind of control, as the register has it.
        signs: where they come from, and since when the body has them.
        told: the signs in words.
        points: what about.
        wording: the same in words, in the same order.
        in_time: until when it may be issued.
    """

    control_kind: str
    signs: Signs
    told: str
    points: Sequence[Point]
    wording: Sequence[Wording]
    in_time: Reckoning

    @property
    def worded(self) -> Worded:
        """Each point with its words."""
        return list(zip(self.points, self.wording, strict=True))

    def check(self, serving: Mapping[str, Collection[str]], today: date) -> None:
        """See that it may go out.

        Args:
            serving: codes of the algorithms that there are, by requirement.
            today: the day, local time.

        Raises:
            CautionEmpty, RequirementTwice, SignsMissing, SignsInFuture: of its content.
            AlgorithmNotNamed: there is one that removes the risk.
            DemandsDocuments: it asks for documents or data.
            CautionLate: the term after the signs is over.

        Source:
            248-ФЗ, ст. 49.
        """
        check_whole(self.worded)
        check_in_time(self.signs, self.told, self.in_time, today)
        check_algorithms(self.points, serving)
        check_no_demands(self.worded)


def new_caution_id() -> UUID:
    """An id that the correspondence can name before the caution is recorded."""
    return uuid4()
