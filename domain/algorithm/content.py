"""What an algorithm says: the steps, their evidence, and what they come to (C1)."""

from enum import StrEnum
from functools import cached_property
from itertools import pairwise
from typing import Annotated, Literal
from uuid import UUID, uuid5

from pydantic import Field, StringConstraints, field_validator
from pydantic_core import PydanticCustomError

from domain.algorithm.flow import Flow
from domain.condition import ALWAYS, Condition, Verdict, judge
from domain.kernel import Certainty, Value
from domain.profile import Profile
from domain.requirement import Code, Line, Slug, Term, Text

_ALGORITHMS = UUID("8a2ee1c4-93b5-5f0e-8d3b-6a1c57f0c1a1")

MOST_STEPS = 100
MOST_GUARANTEES = 200

StepNumber = Annotated[int, Field(ge=1, le=999)]

MonthDay = Annotated[
    str,
    StringConstraints(pattern=r"^(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$"),
    Field(examples=["04-01"]),
]
"""A day of every year, month first, e.g. "04-01"."""


def algorithm_id(code: str) -> UUID:
    """The id of the algorithm with this code: always the same."""
    return uuid5(_ALGORITHMS, code)


class EvidenceKind(StrEnum):
    """What shows that a step was done."""

    DOCUMENT = "document"
    JOURNAL = "journal"
    PHOTO = "photo"
    ACT = "act"
    RECEIPT = "receipt"
    REGISTRY_LOOKUP = "registry_lookup"
    AUTOMATIC = "automatic"
    FORM = "form"
    CHECKLIST = "checklist"
    FILE = "file"
    SENSOR_OR_JOURNAL = "sensor_or_journal"


class Performer(StrEnum):
    """Who does a step.

    CLIENT: the business itself, or somebody who works for it. CONTRACTOR: somebody it
    hires, e.g. with a licence. BODY: an authority. SYSTEM: this service, by itself.
    """

    CLIENT = "client"
    CONTRACTOR = "contractor"
    BODY = "body"
    SYSTEM = "system"


class DueWithin(Term):
    """By the end of a term that something begins; below zero: that long before it.

    Attributes:
        since: what it is counted from, e.g. "employee_started".
    """

    type: Literal["within"] = "within"
    since: Slug


class DueOn(Value):
    """By a day of every year.

    Attributes:
        day: month and day, e.g. "04-01".
    """

    type: Literal["on"] = "on"
    day: MonthDay


Due = Annotated[DueWithin | DueOn, Field(discriminator="type")]


class DurationUnit(StrEnum):
    MINUTE = "minute"
    HOUR = "hour"
    CALENDAR_DAY = "calendar_day"
    WORKING_DAY = "working_day"


class Duration(Value):
    """How long something takes, e.g. 30 minutes."""

    n: int = Field(ge=1, le=1000)
    unit: DurationUnit


class Step(Value):
    """One thing to do.

    Attributes:
        number: its name in the algorithm; steps stand in ascending order.
        action: what to do.
        evidence_kind: what shows that it was done; none: nothing does.
        evidence_name: in words, e.g. "приказ".
        performed_by: who does it.
        due: by when; none: no day is set.
        lasts: how long it takes; none when nobody said.
        cost: about how many roubles; 0: nothing; none when nobody said.
        where: where it is done, a place or an address on the net.
        source: act and article it rests on.
        complain_to: whom to turn to when it is hindered.
        requirements: codes of those that it serves; they are guaranteed by the whole.
        only_if: whose step it is; none: everybody's.
        after: numbers of the steps it waits for; empty: the one before it; 0: none, it
            may begin at once.
        repeats: whether it is done again each time that the algorithm repeats.
        automatic_check: the register or device that can show it without the client.
    """

    number: StepNumber
    action: Text
    evidence_kind: EvidenceKind | None = None
    evidence_name: Line | None = None
    performed_by: Performer = Performer.CLIENT
    due: Due | None = None
    lasts: Duration | None = None
    cost: int | None = Field(default=None, ge=0, le=1_000_000_000)
    where: Line | None = None
    source: Line | None = None
    complain_to: Line | None = None
    requirements: tuple[Code, ...] = Field(default=(), max_length=MOST_GUARANTEES)
    only_if: Condition | None = None
    after: tuple[Annotated[int, Field(ge=0, le=999)], ...] = Field(
        default=(), max_length=MOST_STEPS
    )
    repeats: bool = True
    automatic_check: Line | None = None

    @field_validator("requirements", "after")
    @classmethod
    def _each_once(cls, given: tuple[object, ...]) -> tuple[object, ...]:
        return _once(given)

    def concerns(self, profile: Profile) -> Verdict:
        """Whether this client has to take the step, as far as is known."""
        return judge(self.only_if or ALWAYS, profile).verdict


class Repeat(Value):
    """When the whole is done again.

    Attributes:
        every: after each term; none: not by the calendar.
        per: once for each of these, e.g. "employee", "trip"; none: once for the client.
        also_on: what else makes it due again, e.g. "processing_changed".
    """

    every: Term | None = None
    per: Slug | None = None
    also_on: tuple[Slug, ...] = Field(default=(), max_length=20)

    @field_validator("every")
    @classmethod
    def _forward(cls, every: Term | None) -> Term | None:
        if every and every.n < 1:
            raise PydanticCustomError(
                "term_not_positive", "The term must be one or more"
            )
        return every


class AlgorithmContent(Value):
    """What one version of an algorithm says.

    Attributes:
        title: e.g. "Чистая вытяжка на кухне".
        situation: when somebody needs it, in the words of people.
        condition: for whom it was made, beside being concerned by what it guarantees.
        guarantees: codes of the requirements that hold once it was carried out.
        steps: in ascending order of their numbers, at least one.
        repeat: when it is done again; none: once is enough.
        limits: what it does not cover; none when nothing is known.
        certainty: how sure its author is of it.
    """

    title: Line
    situation: Line
    condition: Condition = ALWAYS
    guarantees: tuple[Code, ...] = Field(min_length=1, max_length=MOST_GUARANTEES)
    steps: tuple[Step, ...] = Field(min_length=1, max_length=MOST_STEPS)
    repeat: Repeat | None = None
    limits: Text | None = None
    certainty: Certainty = Certainty.LIKELY

    @field_validator("guarantees")
    @classmethod
    def _each_once(cls, given: tuple[str, ...]) -> tuple[object, ...]:
        return _once(given)

    @field_validator("steps")
    @classmethod
    def _ascending(cls, steps: tuple[Step, ...]) -> tuple[Step, ...]:
        numbers = [step.number for step in steps]
        if any(one >= next_ for one, next_ in pairwise(numbers)):
            raise PydanticCustomError(
                "steps_out_of_order", "Number the steps upwards, each number once"
            )
        return steps

    @cached_property
    def flow(self) -> Flow:
        """Which step waits for which."""
        return Flow({step.number: step.after for step in self.steps})

    def step(self, number: int) -> Step | None:
        """The step of this number, if there is one."""
        return next((step for step in self.steps if step.number == number), None)

    def steps_for(self, code: str) -> tuple[Step, ...]:
        """The steps that serve a requirement, in order."""
        return tuple(step for step in self.steps if code in step.requirements)


def _once(given: tuple[object, ...]) -> tuple[object, ...]:
    if len(set(given)) < len(given):
        raise PydanticCustomError("given_twice", "Something is listed twice")
    return given
