"""What a requirement says: the part of the register that a registrar writes."""

import re
from contextlib import suppress
from datetime import date
from functools import lru_cache
from typing import Annotated, Literal, Self
from uuid import UUID, uuid5

from pydantic import (
    BeforeValidator,
    Field,
    StringConstraints,
    ValidationInfo,
    field_validator,
)
from pydantic_core import PydanticCustomError

from domain.condition import Condition
from domain.kernel import Certainty, Citation, Value
from domain.term import Unit

_REQUIREMENTS = UUID("b0a3c1de-5f1c-5a69-9d0b-0a8f6f6d2f10")
_PRINTABLE = r"^[^\x00-\x08\x0b\x0c\x0e-\x1f\x7f]*$"

_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}\Z")

FIRST_DAY = date(1900, 1, 1)
LAST_DAY = date(2199, 12, 31)

Code = Annotated[
    str,
    StringConstraints(pattern=r"^[A-Z0-9]+(-[A-Z0-9]+)*$", max_length=64),
    Field(examples=["REQ-FIRE-001"]),
]
"""A requirement's name in the register and in addresses, e.g. "REQ-FIRE-001"."""

Slug = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$", max_length=64)]


def _written_as_day(given: object) -> object:
    # Left alone, a number would be taken for seconds since 1970.
    if isinstance(given, date):
        return given
    if isinstance(given, str) and _ISO_DAY.match(given):
        with suppress(ValueError):
            return date.fromisoformat(given)  # a strict reader takes no text any more
    raise PydanticCustomError(
        "date_parsing", "This must be a date, for example 2026-11-21"
    )


Day = Annotated[
    date, Field(ge=FIRST_DAY, le=LAST_DAY), BeforeValidator(_written_as_day)
]
"""A calendar day of this century or the last; in JSON "2026-11-21"."""

Line = Annotated[
    str,
    StringConstraints(
        strip_whitespace=True, min_length=1, max_length=500, pattern=_PRINTABLE
    ),
]
Text = Annotated[
    str,
    StringConstraints(
        strip_whitespace=True, min_length=1, max_length=5000, pattern=_PRINTABLE
    ),
]


@lru_cache(maxsize=100_000)
def requirement_id(code: str) -> UUID:
    """The id of the requirement with this code: always the same."""
    return uuid5(_REQUIREMENTS, code)


class CertaintyMarks(Value):
    """How sure the register is, part by part.

    Attributes:
        rule: the substance of the requirement.
        reference: the act, its number and the place in it.
        sanction: the article and what it threatens.
        validity: from when and until when it holds.
    """

    rule: Certainty
    reference: Certainty
    sanction: Certainty
    validity: Certainty


class Act(Value):
    """The place in a legal act where a requirement stands.

    Attributes:
        name: title of the act.
        number: its number, e.g. "1479" or "197-ФЗ".
        date: the day it was adopted.
        unit: article, part, item, e.g. "п. 2".
    """

    name: Line
    number: Line
    date: Day
    unit: Line


class Term(Value):
    """A length of time, e.g. 10 working days; below zero: that long before."""

    n: int = Field(ge=-1000, le=1000)
    unit: Unit


class Once(Value):
    """Done once, and again when one of `revise_on` happens."""

    type: Literal["once"]
    revise_on: tuple[Slug, ...] = Field(default=(), max_length=20)


class Continuous(Value):
    """Held at all times."""

    type: Literal["continuous"]


class Periodic(Value):
    """Done again after each term."""

    type: Literal["periodic"]
    every: Term

    @field_validator("every")
    @classmethod
    def _forward(cls, every: Term) -> Term:
        if every.n < 1:
            raise PydanticCustomError(
                "term_not_positive", "The term must be one or more"
            )
        return every


class OnEvent(Value):
    """Done when something happens, within a term of it if one is set."""

    type: Literal["event"]
    trigger: Slug
    within: Term | None = None


Frequency = Annotated[
    Once | Continuous | Periodic | OnEvent, Field(discriminator="type")
]


class Content(Value):
    """What one version of a requirement says.

    Attributes:
        title: the requirement in plain words.
        statement: what has to be done.
        sectors: topics it belongs to; "cross" is every activity.
        act: where it stands in the law.
        control_kind: the kind of state control that checks it.
        control_body: the supervisory body.
        sanction: what a breach threatens; none when nothing is known of one.
        in_force_from: the day from which this version holds.
        in_force_until: the last day as the act itself declares it; none when open.
        condition: whom it concerns.
        frequency: how often it has to be done.
        evidence: what shows that it is done.
        certainty: how sure the register is of each part.
        notes: what a reader should know besides.
    """

    title: Line
    statement: Text
    sectors: tuple[Slug, ...] = Field(min_length=1, max_length=50)
    act: Act
    control_kind: Line
    control_body: Line
    sanction: Line | None = None
    in_force_from: Day
    in_force_until: Day | None = None
    condition: Condition
    frequency: Frequency
    evidence: tuple[Line, ...] = Field(default=(), max_length=50)
    certainty: CertaintyMarks
    notes: Text | None = None

    @field_validator("sectors", "evidence")
    @classmethod
    def _each_once(cls, given: tuple[str, ...]) -> tuple[str, ...]:
        if len(set(given)) < len(given):
            raise PydanticCustomError("given_twice", "Something is listed twice")
        return given

    @field_validator("in_force_until")
    @classmethod
    def _not_before_start(cls, until: date | None, info: ValidationInfo) -> date | None:
        start = info.data.get("in_force_from")
        if until and start and until < start:
            raise PydanticCustomError(
                "ends_before_start", "The last day cannot be before the first"
            )
        return until

    def holds_from(self, day: date) -> Self:
        """The same text, holding from another day."""
        return self.model_copy(update={"in_force_from": day})


class Doubt(Value):
    """Something about a requirement that a registrar should check before publishing.

    Attributes:
        about: the field of the content.
        title: one sentence, without a full stop.
        source: the rule of law behind it.
        certainty: how sure the product is of that rule.
    """

    about: str
    title: str
    source: Citation
    certainty: Certainty


_ACTS_UNDER_247 = date(2020, 11, 1)
_ENTRY_DAYS = {(3, 1), (9, 1)}
_LONGEST_YEARS = 6


def doubts(content: Content) -> tuple[Doubt, ...]:
    """What the rules on mandatory requirements make doubtful in a content.

    Neither is a refusal: federal laws, acts that lower a burden, emergencies and
    treaties are outside these rules, and the register cannot tell them apart.

    Returns:
        At most one doubt per field, in the order of the fields.

    Source:
        247-ФЗ, ст. 3 ч. 1 and ч. 4 (certain).
    """
    if content.act.date < _ACTS_UNDER_247:
        return ()
    found = []
    start, until = content.in_force_from, content.in_force_until
    if (start.month, start.day) not in _ENTRY_DAYS:
        found.append(
            Doubt(
                about="in_force_from",
                title="An act usually enters into force on 1 March or 1 September",
                source=Citation(act="247-ФЗ", at="ст. 3 ч. 1"),
                certainty=Certainty.CERTAIN,
            )
        )
    if until is None or _anniversary(until) > (start.year, start.month, start.day):
        found.append(
            Doubt(
                about="in_force_until",
                title="An act with requirements usually holds at most six years",
                source=Citation(act="247-ФЗ", at="ст. 3 ч. 4"),
                certainty=Certainty.CERTAIN,
            )
        )
    return tuple(found)


def _anniversary(until: date) -> tuple[int, int, int]:
    return until.year - _LONGEST_YEARS, until.month, until.day
