"""What can be asked about risk (C5)."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from domain.kernel import Value
from domain.risk import Category, CriterionId, RiskCriteria

LONGEST = 5000
Reason = Annotated[str, Field(max_length=LONGEST)]


class KeepRiskCriteria(Value):
    """Say what a kind of control reckons by, from a day on.

    Attributes:
        control_kind: its name, as in the register of requirements.
        control_body: who has it, as in the register; counts the first time only.
        number: in the register of kinds of control; counts the first time only.
        criteria: the whole of it.
        reason: why, in words that everybody reads.
    """

    control_kind: str = Field(
        min_length=1,
        max_length=500,
        examples=["Федеральный государственный пожарный надзор"],
    )
    control_body: str = Field(min_length=1, max_length=500, examples=["МЧС России"])
    number: Annotated[str, Field(pattern=r"^\d{3}$")] | None = Field(
        default=None, examples=["006"]
    )
    criteria: RiskCriteria
    reason: Reason


class AssignRisk(Value):
    """Assign the category that is reckoned.

    Attributes:
        inn: of the business.
        premises: the place; None: what the business does, wherever.
        control_kind: name of the kind of control.
    """

    inn: str = Field(max_length=20, examples=["630000000119"])
    premises: UUID | None = None
    control_kind: str = Field(
        max_length=500, examples=["Федеральный государственный пожарный надзор"]
    )


class DecideRise(Value):
    """Decide about a higher category that was found.

    Attributes:
        rises: whether it rises, or stays.
        reason: why; the business reads it.
    """

    rises: bool
    reason: Reason


class ObjectToRisk(Value):
    """Say that a category is not right.

    Attributes:
        criteria: ids of those that it is about; none: all of it.
        reason: in words.
        files: ids of files that show it.
    """

    criteria: Annotated[tuple[CriterionId, ...], Field(max_length=200)] = ()
    reason: Reason
    files: Annotated[tuple[UUID, ...], Field(max_length=20)] = ()


class AnswerRiskObjection(Value):
    """Answer an objection.

    Attributes:
        category: the lower one that is assigned; None: the body does not agree.
        reason: what was decided, and why; the business reads it.
    """

    category: Category | None = None
    reason: Reason
