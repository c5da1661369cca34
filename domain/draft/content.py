"""What a draft rule says: provisions, what it does to the register, own questions."""

from collections import Counter
from collections.abc import Sequence
from enum import StrEnum
from typing import Annotated, Literal, Self
from uuid import UUID, uuid5

from pydantic import Field, StringConstraints, field_validator, model_validator
from pydantic_core import PydanticCustomError

from domain.condition import ALWAYS, Condition
from domain.kernel import Certainty, Value
from domain.requirement import (
    Act,
    CertaintyMarks,
    Code,
    Content,
    Day,
    Frequency,
    Line,
    Slug,
    Text,
)

_DRAFTS = UUID("6f2f1f6a-0c0e-5d0a-9c57-2a1f6f3c8d41")

DraftNumber = Annotated[
    str,
    StringConstraints(pattern=r"^[A-Z0-9]+(-[A-Z0-9]+)*$", max_length=64),
    Field(examples=["2026-12"]),
]
"""What people know a draft by, and addresses: "2026-12"; "RG-900001" when listed."""

PartId = Annotated[str, StringConstraints(pattern=r"^[pq][1-9]\d{0,5}$")]
"""A provision ("p3") or question ("q1") of a draft: kept by later versions."""

Mark = Annotated[
    str,
    StringConstraints(
        strip_whitespace=True,
        min_length=1,
        max_length=20,
        pattern=r"^[^\s\x00-\x1f\x7f]+$",
    ),
]
"""How a provision is numbered in the text: "1", "2.1", "3а"."""


def draft_id(number: str) -> UUID:
    """The id of the draft with this number: always the same."""
    return uuid5(_DRAFTS, number)


class Degree(StrEnum):
    """How much a draft weighs on business; the law gives each a time of discussion.

    Source:
        ПП РФ от 17.12.2012 № 1318 (likely).
    """

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class Provision(Value):
    """A numbered part of the text, which people can evaluate and quote.

    Attributes:
        id: stays when a later version numbers or words it otherwise.
        number: as printed before it.
        text: what it says.
    """

    id: PartId
    number: Mark
    text: Text


class OwnQuestion(Value):
    """What the developer asks clients beside the usual."""

    id: PartId
    text: Line


class Proposed(Value):
    """What a requirement is to say; as `Content`, but for the act that is not yet.

    Attributes:
        title, statement, sectors, control_kind, control_body, sanction, condition,
            frequency, evidence, notes: see `domain.requirement.Content`.
        unit: place in the future act, e.g. "п. 2".
        in_force_from, in_force_until: as planned.
    """

    title: Line
    statement: Text
    sectors: tuple[Slug, ...] = Field(default=("cross",), min_length=1, max_length=50)
    unit: Line
    control_kind: Line
    control_body: Line
    sanction: Line | None = None
    in_force_from: Day
    in_force_until: Day | None = None
    condition: Condition = ALWAYS
    frequency: Frequency
    evidence: tuple[Line, ...] = Field(default=(), max_length=50)
    notes: Text | None = None

    @model_validator(mode="after")
    def _as_a_requirement(self) -> Self:
        if self.in_force_until and self.in_force_until < self.in_force_from:
            raise PydanticCustomError(
                "ends_before_start", "The last day cannot be before the first"
            )
        for listed in (self.sectors, self.evidence):
            if len(set(listed)) < len(listed):
                raise PydanticCustomError("given_twice", "Something is listed twice")
        return self

    def adopted(self, act: "AdoptedAct") -> Content:
        """The requirement as the register takes it once the act is there.

        Who wrote the rule knows what it says and since when it holds; the sanction
        stands in another act, so it is only likely.
        """
        said = {name: getattr(self, name) for name in type(self).model_fields}
        unit = said.pop("unit")
        if act.in_force_from is not None:
            said["in_force_from"] = act.in_force_from
        sure = Certainty.CERTAIN
        return Content.model_validate(
            said
            | {
                "act": Act(name=act.name, number=act.number, date=act.date, unit=unit),
                "certainty": CertaintyMarks(
                    rule=sure,
                    reference=sure,
                    sanction=Certainty.LIKELY,
                    validity=sure,
                ),
            }
        )


class AdoptedAct(Value):
    """The act as which a draft was adopted.

    Attributes:
        name, number, date: as published.
        in_force_from: the day from which all of it holds; none: as planned in each
            requirement.
    """

    name: Line
    number: Line
    date: Day
    in_force_from: Day | None = None


class Adds(Value):
    """A requirement that is not there yet."""

    effect: Literal["adds"] = "adds"
    code: Code
    proposed: Proposed


class Amends(Value):
    """A requirement of the register that is to read otherwise."""

    effect: Literal["amends"] = "amends"
    code: Code
    proposed: Proposed


class Repeals(Value):
    """A requirement of the register that is to end.

    Attributes:
        from_day: the first day without it.
        reason: why.
    """

    effect: Literal["repeals"] = "repeals"
    code: Code
    from_day: Day
    reason: Line


Proposal = Annotated[Adds | Amends | Repeals, Field(discriminator="effect")]
"""One thing that a draft does to the register."""


class GivenProvision(Value):
    """A provision as written; `id` only where the author says which one it was."""

    number: Mark
    text: Text
    id: PartId | None = None


class _Said(Value):
    title: Line
    summary: Text
    kind: Line
    degree: Degree
    proposals: tuple[Proposal, ...] = Field(default=(), max_length=100)
    project: int | None = Field(default=None, ge=1, le=10**12)

    @field_validator("proposals")
    @classmethod
    def _a_code_once(cls, given: tuple[Proposal, ...]) -> tuple[Proposal, ...]:
        _each_once([one.code for one in given])
        return given


class Manuscript(_Said):
    """A draft as its author writes it.

    Attributes:
        title: of the draft.
        summary: which problem it solves, and how, in plain words.
        kind: of the act to be, e.g. "Проект приказа".
        degree: how much it weighs on business.
        provisions: the text, in its order.
        proposals: what it does to the register; each requirement once.
        questions: to clients.
        project: number on regulation.gov.ru, where it is listed there.
    """

    provisions: tuple[GivenProvision, ...] = Field(min_length=1, max_length=500)
    questions: tuple[Line, ...] = Field(default=(), max_length=20)

    @field_validator("provisions")
    @classmethod
    def _numbered_once(
        cls, given: tuple[GivenProvision, ...]
    ) -> tuple[GivenProvision, ...]:
        _each_once([one.number for one in given])
        _each_once([one.id for one in given if one.id])
        return given

    @field_validator("questions")
    @classmethod
    def _asked_once(cls, given: tuple[str, ...]) -> tuple[str, ...]:
        _each_once(given)
        return given


class DraftText(_Said):
    """A draft as it is kept: as `Manuscript`, every part with its id."""

    provisions: tuple[Provision, ...]
    questions: tuple[OwnQuestion, ...] = ()

    def provision(self, id: str) -> Provision | None:
        """The provision with this id; None when this version has none."""
        return next((one for one in self.provisions if one.id == id), None)

    def question(self, id: str) -> OwnQuestion | None:
        """The developer's question with this id; None when there is none."""
        return next((one for one in self.questions if one.id == id), None)

    def proposal(self, code: str) -> Proposal | None:
        """What the draft does to a requirement; None when nothing."""
        return next((one for one in self.proposals if one.code == code), None)


def _each_once(given: Sequence[str]) -> None:
    if any(count > 1 for count in Counter(given).values()):
        raise PydanticCustomError("given_twice", "Something is listed twice")
