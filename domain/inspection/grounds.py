"""On what ground an inspection is ordered, and whether a prosecutor approves it."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from domain.kernel import Certainty, Value


class Ground(StrEnum):
    """On what ground.

    HARM: harm was done or is threatened. INDICATOR: an indicator of risk. PLAN: the
    plan of the year. GOVERNMENT: ordered by President or Government. PROSECUTOR: a
    prosecutor demands it. ORDER_DUE: the term of an improvement order is over.
    PROGRAMME: a programme of checks. UNNOTIFIED: activity without its notification or
    permit. EVADED: a mandatory preventive visit was evaded.

    Source:
        248-ФЗ, ст. 57 ч. 1 (LAW-037).
    """

    HARM = "harm"
    INDICATOR = "indicator"
    PLAN = "plan"
    GOVERNMENT = "government"
    PROSECUTOR = "prosecutor"
    ORDER_DUE = "order_due"
    PROGRAMME = "programme"
    UNNOTIFIED = "unnotified"
    EVADED = "evaded"


class Approval(StrEnum):
    """What the prosecutor has to do with it.

    NEEDED: nothing begins before the approval. AFTERWARDS: it begins at once, and the
    prosecutor is told.
    """

    NOT_NEEDED = "not_needed"
    NEEDED = "needed"
    AFTERWARDS = "afterwards"


class GroundRules(Value):
    """What holds for a ground.

    Attributes:
        item: of 248-ФЗ, ст. 57 ч. 1.
        needs_approval: whether a prosecutor approves kinds that want approval.
        may_be_immediate: whether it may begin at once.
        certainty: how sure that is.
    """

    item: int
    needs_approval: bool = False
    may_be_immediate: bool = False
    certainty: Certainty = Certainty.LIKELY

    @property
    def source(self) -> str:
        """Where the ground stands in the law."""
        return f"248-ФЗ, ст. 57 ч. 1 п. {self.item}"


GROUNDS: Final[Mapping[Ground, GroundRules]] = {
    Ground.HARM: GroundRules(item=1, needs_approval=True, may_be_immediate=True),
    Ground.INDICATOR: GroundRules(item=1, needs_approval=True),
    Ground.PLAN: GroundRules(item=2),
    Ground.GOVERNMENT: GroundRules(item=3),
    Ground.PROSECUTOR: GroundRules(item=4),
    Ground.ORDER_DUE: GroundRules(item=5),
    Ground.PROGRAMME: GroundRules(item=6),
    Ground.UNNOTIFIED: GroundRules(
        item=7, needs_approval=True, certainty=Certainty.UNSURE
    ),
    Ground.EVADED: GroundRules(item=9, needs_approval=True, certainty=Certainty.UNSURE),
}
