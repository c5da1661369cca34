"""What can be asked of cautions (C6)."""

from datetime import date
from uuid import UUID

from pydantic import Field

from domain.caution import MOST_POINTS, SignSource
from domain.kernel import Value

LONGEST = 5000


class CautionPoint(Value):
    """One requirement to caution about.

    Attributes:
        requirement: its code.
        algorithm: code of the algorithm that removes the risk; None: there is none.
        conduct: what can lead to a breach.
        proposal: what to do about it; no documents or data may be demanded.
        own_duty: papers or data that the proposal names are asked for by the
            requirement itself.
    """

    requirement: str = Field(min_length=1, max_length=64, examples=["REQ-FIRE-001"])
    algorithm: str | None = Field(default=None, max_length=64)
    conduct: str = Field(max_length=LONGEST)
    proposal: str = Field(max_length=LONGEST)
    own_duty: bool = False


class IssueCaution(Value):
    """Caution a business.

    Attributes:
        inn: of the business.
        source: where the signs come from.
        received: the day they came.
        found_in: address here of what shows them; "" for none.
        told: the signs in words; who wrote to you is not named.
        points: what about; all of one kind of control.
    """

    inn: str = Field(max_length=20, examples=["630000000119"])
    source: SignSource = Field(examples=["monitoring"])
    received: date
    found_in: str = Field(default="", pattern=r"^$|^/[^/\s]\S*$", max_length=300)
    told: str = Field(max_length=LONGEST)
    points: tuple[CautionPoint, ...] = Field(max_length=MOST_POINTS)


class ObjectToCaution(Value):
    """Object to a caution.

    Attributes:
        reason: what to, and why.
        files: ids of files attached in its correspondence; none is needed.
    """

    reason: str = Field(max_length=LONGEST)
    files: tuple[UUID, ...] = Field(default=(), max_length=20)


class AnswerCaution(Value):
    """Keep a caution, or withdraw it; the business reads why."""

    reason: str = Field(max_length=LONGEST)


class Reworded(Value):
    """A point in other words."""

    conduct: str = Field(max_length=LONGEST)
    proposal: str = Field(max_length=LONGEST)


class ChangeCaution(Value):
    """Drop points of a caution, or say them in other words.

    Attributes:
        points: in other words, by number.
        dropped: numbers of those that are no more.
        reason: why; the business reads it.
    """

    points: dict[int, Reworded] = Field(default_factory=dict, max_length=MOST_POINTS)
    dropped: tuple[int, ...] = Field(default=(), max_length=MOST_POINTS)
    reason: str = Field(max_length=LONGEST)


class ToldMeasure(Value):
    """What was done about a point.

    Attributes:
        what: in words.
        execution: id of an execution of the algorithm that shows it; None for none.
    """

    what: str = Field(max_length=LONGEST)
    execution: UUID | None = None


class TellMeasures(Value):
    """Say what was done, by number of the point."""

    measures: dict[int, ToldMeasure] = Field(max_length=MOST_POINTS)
