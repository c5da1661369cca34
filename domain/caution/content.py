"""What a caution says: the signs it rests on, and point by point what to do (C6)."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from uuid import UUID

from pydantic import Field

from domain.kernel import Value

MOST_POINTS = 30


class SignSource(StrEnum):
    """Where the signs of a coming breach come from.

    APPEAL: somebody wrote to the body; who it was is never told. MONITORING, SURVEY:
    the body looked without meeting the business. RECORDS: records of the state.
    ASSESSMENT: data were assessed without interaction. BODY: another body told. MEDIA:
    it was published.

    Source:
        248-ФЗ, ст. 49 ч. 1, ст. 58.
    """

    APPEAL = "appeal"
    MONITORING = "monitoring"
    SURVEY = "survey"
    RECORDS = "records"
    ASSESSMENT = "assessment"
    BODY = "body"
    MEDIA = "media"


class Signs(Value):
    """The signs as they came to the body.

    Attributes:
        source: where from.
        received: the day they came to the body, local time.
        found_in: address here of what shows them, e.g. of an assessment; "" for none.
    """

    source: SignSource
    received: date
    found_in: str = Field(default="", pattern=r"^$|^/[^/\s]\S*$", max_length=300)


class Point(Value):
    """One requirement that a business is cautioned about.

    Attributes:
        number: from 1; stays the same when the caution is changed.
        requirement: its code.
        algorithm: code of the algorithm that removes the risk; None: there is none for
            this requirement, and the proposal alone says what to do.
        own_duty: numbers and papers that the words name are asked for by the
            requirement itself; the officer says so, and answers for it.
    """

    number: int = Field(ge=1, le=MOST_POINTS)
    requirement: str = Field(min_length=1, max_length=64)
    algorithm: str | None = Field(default=None, min_length=1, max_length=64)
    own_duty: bool = False


class Supervised(Value):
    """A requirement that may be cautioned about.

    Attributes:
        code: of the requirement.
        title: as it reads on the day.
        control_kind: name of the kind of control, as the register has it.
        algorithms: titles of the algorithms that promise it, by code.
    """

    code: str
    title: str
    control_kind: str
    algorithms: Mapping[str, str]


class Wording(Value):
    """A point in words.

    Attributes:
        conduct: what the business does, or fails to do, that can lead to a breach.
        proposal: what it is proposed to do about it.
    """

    conduct: str
    proposal: str

    @property
    def is_whole(self) -> bool:
        """Whether both are said."""
        return bool(self.conduct.strip() and self.proposal.strip())


class Measure(Value):
    """What a business did about a point.

    Attributes:
        what: in words.
        execution: of the algorithm, which shows it; None for none. Nobody may demand
            it: a caution asks for no proof.
    """

    what: str
    execution: UUID | None = None
