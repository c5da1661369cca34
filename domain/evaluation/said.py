"""What a client says of a rule: scores, costs, clashes, remarks (E1, E2)."""

from decimal import Decimal
from enum import StrEnum
from hashlib import sha256
from typing import Annotated, Self

from pydantic import Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from domain.kernel import Value
from domain.requirement import Code

MOST_REMARKS = 20
Score = Annotated[int, Field(ge=1, le=5)]
Roubles = Annotated[int, Field(ge=0, le=10**12)]
Hours = Annotated[Decimal, Field(ge=0, le=10**6, decimal_places=2)]
Words = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=3000)
]
Quote = Annotated[str, StringConstraints(strip_whitespace=True, max_length=2000)]


class SubjectKind(StrEnum):
    """What is evaluated."""

    REQUIREMENT = "requirement"
    DRAFT = "draft"


class Subject(Value):
    """What an evaluation is of; it stays with this version for ever.

    Attributes:
        kind: a requirement in force, or a draft rule.
        code: its name, e.g. "REQ-FIRE-001".
        version: of its text, from 1.
    """

    kind: SubjectKind = SubjectKind.REQUIREMENT
    code: Annotated[str, StringConstraints(min_length=1, max_length=64)]
    version: int = Field(ge=1, le=100_000)

    def __str__(self) -> str:
        return f"{self.kind}/{self.code}/{self.version}"

    @classmethod
    def named(cls, name: str) -> Self:
        """The subject with this name."""
        kind, code, version = name.split("/")
        return cls(kind=SubjectKind(kind), code=code, version=int(version))


class Experience(StrEnum):
    """What scores and costs rest on."""

    ACTUAL = "actual"
    EXPECTED = "expected"


class Theme(StrEnum):
    """What an evaluation is about, in the client's choice."""

    WORDING = "wording"
    PAPERWORK = "paperwork"
    TERMS = "terms"
    COST = "cost"
    PREMISES = "premises"
    STAFF = "staff"
    DATA = "data"
    SANCTION = "sanction"
    CONTROL = "control"


class ClashKind(StrEnum):
    """How two requirements stand in each other's way."""

    DUPLICATES = "duplicates"
    CONTRADICTS = "contradicts"


class Clash(Value):
    """Another requirement that says the same, or the opposite."""

    kind: ClashKind = Field(examples=["duplicates"])
    requirement: Code


class Cost(Value):
    """What it takes; None: not said.

    Attributes:
        hours: of people's work.
        roubles: everything that is paid for, wages included.
    """

    hours: Hours | None = None
    roubles: Roubles | None = None

    @property
    def is_said(self) -> bool:
        return self.hours is not None or self.roubles is not None


class Remark(Value):
    """Something in the client's own words.

    Attributes:
        place: the provision that it is about, e.g. "2.1"; "" for the whole.
        quote: the passage, word for word; "" for none.
        text: what the client says of it.
        praises: whether this is what works well.
    """

    place: Annotated[str, StringConstraints(max_length=64)] = ""
    quote: Quote = ""
    text: Words
    praises: bool = False


class Said(Value):
    """Everything that one client says of one rule; what is None is no opinion.

    Attributes:
        clarity: whether it can be understood: 1 not at all, 5 entirely.
        feasibility: whether it can be done.
        proportionality: whether it is worth what it takes.
        experience: from practice, or as it is expected.
        once: what it takes the first time.
        yearly: what it takes each year.
        clashes: requirements that say the same or the opposite.
        themes: what it is about.
        remarks: in the client's words.
    """

    clarity: Score | None = None
    feasibility: Score | None = None
    proportionality: Score | None = None
    experience: Experience = Experience.ACTUAL
    once: Cost = Cost()
    yearly: Cost = Cost()
    clashes: tuple[Clash, ...] = Field(default=(), max_length=20)
    themes: tuple[Theme, ...] = Field(default=(), max_length=len(Theme))
    remarks: tuple[Remark, ...] = Field(default=(), max_length=MOST_REMARKS)

    @model_validator(mode="after")
    def _each_once(self) -> Self:
        clashes = [(one.kind, one.requirement) for one in self.clashes]
        if len(set(clashes)) < len(clashes) or len(set(self.themes)) < len(self.themes):
            raise PydanticCustomError("given_twice", "Something is listed twice")
        return self

    @property
    def scores(self) -> dict[str, int | None]:
        """Score by question."""
        return {
            "clarity": self.clarity,
            "feasibility": self.feasibility,
            "proportionality": self.proportionality,
        }

    @property
    def costs(self) -> dict[str, int | None]:
        """Whole hours and roubles by kind of cost."""
        return {
            f"{when}_{unit}": None if cost is None else int(cost)
            for when, said in (("once", self.once), ("yearly", self.yearly))
            for unit, cost in (("hours", said.hours), ("roubles", said.roubles))
        }

    @property
    def named(self) -> tuple[str, ...]:
        """Themes and clashes by name, e.g. "duplicates:REQ-FIRE-002"."""
        clashes = (f"{one.kind}:{one.requirement}" for one in self.clashes)
        return (*(f"theme:{one}" for one in self.themes), *clashes)

    @property
    def is_empty(self) -> bool:
        """Whether nothing is said at all."""
        return not (
            any(score is not None for score in self.scores.values())
            or self.once.is_said
            or self.yearly.is_said
            or self.clashes
            or self.themes
            or self.remarks
        )

    @property
    def digest(self) -> str:
        """The same for the same content."""
        return sha256(self.model_dump_json().encode()).hexdigest()[:32]
