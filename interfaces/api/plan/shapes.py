"""What the API of the plan takes and gives, and who may ask it."""

from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import Depends, Path
from pydantic import Field

from application.access import Action
from domain.kernel import Actor, Value
from domain.plan import (
    FARTHEST,
    Conflict,
    Content,
    OfficerLoad,
    PlanBroken,
    PlanStatus,
)
from domain.risk import Category, Measure
from interfaces.deps import Asks
from projections.plan import EntryLine, RecordLine

Officer = Annotated[Actor, Depends(Asks(Action.KEEP_PLAN))]
Head = Annotated[Actor, Depends(Asks(Action.APPROVE_PLAN))]
Business = Annotated[Actor, Depends(Asks(Action.RECEIVE_INSPECTION))]
Year = Annotated[int, Path(examples=[2027])]
Month = Annotated[int, Path(ge=1, le=12, examples=[3])]


class Which(Value):
    """Which entries.

    Attributes:
        since: first day of the period.
        until: last day of it.
        status: only those that stand so; null: all.
        officer: only those to which this person goes; null: all.
        after: `after` of the page before.
        limit: how many at most.
    """

    since: date = Field(examples=["2027-01-01"])
    until: date = Field(examples=["2027-12-31"])
    status: PlanStatus | None = None
    officer: UUID | None = None
    after: str = Field(default="", max_length=200)
    limit: int = Field(default=50, ge=1, le=200)


class EntryPage(Value):
    """Some entries.

    Attributes:
        entries: by their first day.
        after: cursor of the next page; null at the end.
    """

    entries: tuple[EntryLine, ...]
    after: str | None


class RecordPage(Value):
    """Some records of the state's register.

    Attributes:
        records: by their first day.
        after: cursor of the next page; null at the end.
    """

    records: tuple[RecordLine, ...]
    after: str | None


class PreparedOut(Value):
    """What an entry would say.

    Attributes:
        content: the entry.
        broken: every rule of law that it breaks; while there is any, it is refused.
    """

    content: Content
    broken: tuple[PlanBroken, ...]


class AskChoices(Value):
    """Of which business, for what, from when."""

    inn: str = Field(max_length=20, examples=["630000000119"])
    measure: Measure = Field(examples=["visit"])
    control_kind: str = Field(max_length=500)
    starts: date = Field(le=FARTHEST, examples=["2027-03-01"])


class ChoiceOut(Value):
    """One object that could be checked.

    Attributes:
        premises: the place; null: what the business does, wherever.
        name: of the place.
        address: of the place.
        category: of risk, in the kind of control.
        broken: why the law does not let it be planned; null: it does.
    """

    premises: UUID | None
    name: str
    address: str
    category: Category
    broken: PlanBroken | None


class OfficerOut(Value):
    """Somebody who inspects for the body."""

    id: str
    name: str


class BusyOut(Value):
    """How busy a body is by its plan; nothing here is a goal.

    Attributes:
        officers: who has something to do.
        conflicts: what is in the way; it forbids nothing.
    """

    officers: tuple[OfficerLoad, ...]
    conflicts: tuple[Conflict, ...]
