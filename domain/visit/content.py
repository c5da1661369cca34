"""What a preventive visit is made of: why, when, in what way (C6)."""

from datetime import UTC, datetime
from enum import StrEnum
from typing import Self

from pydantic import AwareDatetime, Field, model_validator

from domain.kernel import Certainty, Value
from domain.law_term import LawTerm

MOST_SLOTS = 10
_FIRST = datetime(2000, 1, 1, tzinfo=UTC)
_LAST = datetime(2200, 1, 1, tzinfo=UTC)
"""No calendar reaches further."""


class VisitKind(StrEnum):
    """Who wants a visit: ASKED the business, OFFERED the body, MANDATORY the law."""

    ASKED = "asked"
    OFFERED = "offered"
    MANDATORY = "mandatory"


class Ground(StrEnum):
    """Why a mandatory visit is due.

    RISK: by the category of risk, as often as the law says. START: the business told
    that it began. ORDER: the President or the Government ordered it.

    Source:
        248-ФЗ, ст. 52.1.
    """

    RISK = "risk"
    START = "start"
    ORDER = "order"


class Way(StrEnum):
    """How both meet."""

    PLACE = "place"
    VIDEO = "video"


class Slot(Value):
    """A time at which a visit can take place.

    Attributes:
        starts, ends: instants.
        way: how both meet then.
    """

    starts: AwareDatetime = Field(ge=_FIRST, lt=_LAST)
    ends: AwareDatetime = Field(ge=_FIRST, lt=_LAST)
    way: Way = Way.PLACE

    @model_validator(mode="after")
    def _goes_forward(self) -> Self:
        if self.ends <= self.starts:
            raise ValueError("a slot ends after it begins")
        return self


class Claim(StrEnum):
    """By what a business may ask for a visit.

    Source:
        248-ФЗ, ст. 52 (LAW-052).
    """

    SMALL_BUSINESS = "small_business"
    SOCIAL_ORGANISATION = "social_organisation"
    INSTITUTION = "institution"


class Right(Value):
    """The right of a business to ask for a visit.

    Attributes:
        claim: by what.
        is_known: whether a record of the state says so; else the business does.
    """

    claim: Claim
    is_known: bool


class ByLaw(Value):
    """The rule that allows something, as it was known then.

    Attributes:
        rule: its id, e.g. "LAW-054".
        source: act and article.
        certainty: how sure the data are of it.
    """

    rule: str
    source: str
    certainty: Certainty

    @classmethod
    def of(cls, term: LawTerm) -> "ByLaw":
        """What a rule of the law rests on."""
        return cls(rule=term.id, source=term.source, certainty=term.certainty)


class Advice(Value):
    """One thing that a visit advises.

    Attributes:
        number: from 1.
        requirement: its code; "" for advice about none in particular.
        algorithm: code of the algorithm to follow; None for none.
    """

    number: int = Field(ge=1, le=100)
    requirement: str = Field(default="", max_length=64)
    algorithm: str | None = Field(default=None, min_length=1, max_length=64)


class VisitStatus(StrEnum):
    """Where a visit stands.

    ASKED: the body decides on a wish. ARRANGING: the body has to offer times. CHOOSING:
    the business chooses among them. FIXED: the time is set. MOVING: the body decides
    whether to move it. GOING: it is on. HELD, and the rest: it is over.
    """

    ASKED = "asked"
    ARRANGING = "arranging"
    CHOOSING = "choosing"
    FIXED = "fixed"
    MOVING = "moving"
    GOING = "going"
    HELD = "held"
    DECLINED = "declined"
    REFUSED = "refused"
    CALLED_OFF = "called_off"
    EVADED = "evaded"


TO_OFFER = frozenset({VisitStatus.ASKED, VisitStatus.ARRANGING, VisitStatus.MOVING})
AHEAD = TO_OFFER | {VisitStatus.CHOOSING, VisitStatus.FIXED}
"""Statuses of a visit that has neither begun nor fallen through."""
