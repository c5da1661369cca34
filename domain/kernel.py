"""The few words every context shares: who, when, and by what law."""

from datetime import UTC, datetime
from enum import StrEnum
from inspect import Parameter, Signature
from typing import Annotated, Any, ClassVar
from uuid import UUID, uuid4

from eventsourcing.domain import BaseAggregate, CanInitAggregate, CanMutateAggregate
from pydantic import BaseModel, ConfigDict

NOT_YET_STORED = datetime.min.replace(tzinfo=UTC)
"""Timestamp of an event that was decided but not stored; the log replaces it."""

FORGOTTEN = "∅"
"""What a personal field reads as after its subject was forgotten."""


class Value(BaseModel):
    """A fact without identity: equal when its fields are equal, never changed."""

    # There are two thousand shapes, and a process meets some of them: each is built
    # when it is first needed.
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class Citation(Value):
    """Where a rule stands in the law.

    Attributes:
        act: short title of the act, e.g. "248-ФЗ".
        at: article and part, e.g. "ст. 73 ч. 7".
    """

    act: str
    at: str

    def __str__(self) -> str:
        return f"{self.act}, {self.at}"


class Certainty(StrEnum):
    """How sure the data are of a part of what they say about the law.

    CERTAIN: would be surprising if wrong, not checked against the official text.
    LIKELY: right in substance; a number, date or amount may be off.
    UNSURE: check it before relying on it.
    """

    CERTAIN = "certain"
    LIKELY = "likely"
    UNSURE = "unsure"


class Role(StrEnum):
    """As whom a person acts.

    PUBLIC is nobody signed in, PERSON somebody signed in who acts for no organisation
    yet, SYSTEM a scheduled job; the others are held in an organisation. CLIENT acts for
    a business; its EMPLOYEE does only what somebody who acts for it hands over.
    """

    PUBLIC = "public"
    PERSON = "person"
    CLIENT = "client"
    EMPLOYEE = "employee"
    INSPECTOR = "inspector"
    HEAD = "head_of_inspection"
    RULE_DEVELOPER = "rule_developer"
    REGISTRAR = "registrar"
    APPEALS_OFFICER = "appeals_officer"
    OMBUDSMAN = "ombudsman"
    OPERATOR = "operator"
    ADMINISTRATOR = "administrator"
    SYSTEM = "system"


class Actor(Value):
    """The person, or scheduled job, that decides.

    Attributes:
        id: the person's id as text; "system:<job>" for a job; "" for the public.
        role: what the actor acts as.
        organisation: whose behalf: the client, authority or body; None for the public.
    """

    id: str
    role: Role
    organisation: UUID | None = None


PUBLIC = Actor(id="", role=Role.PUBLIC)


class PersonalMark:
    """Marks an event's text field that is encrypted with its subject's key."""


Personal = Annotated[str, PersonalMark()]
"""A text about a person. In the log it is ciphertext; after forgetting, FORGOTTEN."""


class Event(Value):
    """Something that happened, in the past tense, kept for ever.

    Attributes:
        originator_id: the aggregate it happened to.
        originator_version: its place in that aggregate's history, from 1.
        timestamp: when it was stored, UTC; set by the log's clock.
        by: who decided it.
    """

    subject: ClassVar[str] = "originator_id"
    """Name of the field whose UUID says whose key encrypts the personal fields."""

    originator_id: UUID
    originator_version: int
    timestamp: datetime
    by: Actor

    @classmethod
    def __pydantic_init_subclass__(cls, **_: Any) -> None:
        # The library asks for the parameters before pydantic has built the class.
        cls.__signature__ = Signature(
            [Parameter(name, Parameter.KEYWORD_ONLY) for name in cls.model_fields]
        )

    @classmethod
    def upcast(cls, stored: dict[str, Any]) -> dict[str, Any]:
        """Bring fields stored long ago to today's shape; override when it changes."""
        return stored

    @staticmethod
    def create_timestamp() -> datetime:
        """Return the placeholder: the domain has no clock, the log has."""
        return NOT_YET_STORED


class Aggregate(BaseAggregate[UUID]):
    """A thing that decides: it checks rules, then records what happened."""

    class Event(Event, CanMutateAggregate[UUID]):
        pass

    class Created(Event, CanInitAggregate[UUID]):
        originator_topic: str

    @staticmethod
    def create_id(*_: Any, **__: Any) -> UUID:
        return uuid4()
