"""What an appeal is against: a thing of the service, or one outside it (I9)."""

from datetime import date
from enum import StrEnum
from typing import Final
from uuid import UUID

from pydantic import Field

from domain.kernel import Value


class SubjectKind(StrEnum):
    """Kinds of what may be appealed.

    INSPECTION: the decision to inspect. INSPECTION_CONDUCT: what was done, or not done,
    in it. DATE_MOVE: another date was declined. CAUTION_ANSWER, RISK_ANSWER: to an
    objection. DECLARATION: it was contested. COMPLIANCE: it was annulled. EXECUTION: it
    was questioned. ANSWER: to a question. INACTION: a deadline of a body passed.
    OUTSIDE: entered by hand.

    Source:
        248-ФЗ, ст. 40 ч. 4 (LAW-068).
    """

    INSPECTION = "inspection"
    INSPECTION_CONDUCT = "inspection_conduct"
    ACT = "act"
    IMPROVEMENT_ORDER = "improvement_order"
    DATE_MOVE = "date_move"
    CAUTION = "caution"
    CAUTION_ANSWER = "caution_answer"
    RISK_CATEGORY = "risk_category"
    RISK_ANSWER = "risk_answer"
    VISIT = "visit"
    VISIT_ORDER = "visit_order"
    INFORMATION_REQUEST = "information_request"
    DECLARATION = "declaration"
    COMPLIANCE = "compliance"
    EXECUTION = "execution"
    ANSWER = "answer"
    INACTION = "inaction"
    OUTSIDE = "outside"


OF_INSPECTIONS: Final = frozenset(
    {
        SubjectKind.INSPECTION,
        SubjectKind.INSPECTION_CONDUCT,
        SubjectKind.ACT,
        SubjectKind.IMPROVEMENT_ORDER,
        SubjectKind.DATE_MOVE,
    }
)
OF_ORDERS: Final = frozenset({SubjectKind.IMPROVEMENT_ORDER, SubjectKind.VISIT_ORDER})
"""They are appealed in a shorter term."""
OF_RISK: Final = frozenset({SubjectKind.RISK_CATEGORY, SubjectKind.RISK_ANSWER})
"""Their appeals are considered in a term of their own."""


class Subject(Value):
    """What an appeal is against.

    Attributes:
        kind: what it is.
        id: of the aggregate; None: it is outside the service.
        authority: organisation whose decision or conduct it is; None: outside, not
            chosen yet.
        control_kind: name of the kind of control, as the register has it; "" unknown.
        name: what it is called officially, e.g. its number; nothing personal.
        address: of its page; "" outside.
        register_number: of the inspection in the state's register; "" for none.
        decided_on: the day of it.
        learned_on: the day on which the client opened it, by the records; None: the
            records do not say.
    """

    kind: SubjectKind
    id: UUID | None = None
    authority: UUID | None = None
    control_kind: str = Field(default="", max_length=300)
    name: str = Field(default="", max_length=300)
    address: str = Field(default="", pattern=r"^$|^/[^/\s]\S*$", max_length=300)
    register_number: str = Field(default="", max_length=40)
    decided_on: date | None = None
    learned_on: date | None = None

    @property
    def is_outside(self) -> bool:
        """Whether the service does not know the thing."""
        return self.kind is SubjectKind.OUTSIDE
