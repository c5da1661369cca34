"""Whose turn it is, who waits, and for what: the words of a deadline."""

from enum import StrEnum
from typing import Self
from uuid import UUID

from pydantic import Field, model_validator

from domain.kernel import Value


class PartyKind(StrEnum):
    """Who can owe something, or wait for it.

    AUTHORITY: an organisation of the state, known by its id; APPEALS: those in it who
    decide appeals, and nobody else there. By name are known BODY,
    whoever answers for a supervisory body of the register; DEVELOPER, whoever writes
    its rules; REGISTER, whoever keeps a state register. REGISTRAR: whoever keeps the
    register of requirements.
    """

    CLIENT = "client"
    AUTHORITY = "authority"
    APPEALS = "appeals"
    BODY = "body"
    DEVELOPER = "developer"
    REGISTER = "register"
    REGISTRAR = "registrar"


_ORGANISATIONS = frozenset({PartyKind.CLIENT, PartyKind.AUTHORITY, PartyKind.APPEALS})
_NAMED = frozenset({PartyKind.BODY, PartyKind.DEVELOPER, PartyKind.REGISTER})


class Party(Value):
    """One side of a deadline.

    Attributes:
        kind: what it is.
        organisation: of a client or an authority; None for the others.
        name: of a supervisory body or a register; "" for the others.
    """

    kind: PartyKind
    organisation: UUID | None = None
    name: str = Field(default="", max_length=500)

    @model_validator(mode="after")
    def _is_named(self) -> Self:
        if (self.kind in _ORGANISATIONS) != (self.organisation is not None):
            raise ValueError("a client or an authority, and nobody else, has an id")
        if (self.kind in _NAMED) != bool(self.name):
            raise ValueError("a body or a register, and nobody else, has a name")
        return self

    @classmethod
    def client(cls, id: UUID) -> "Party":
        return cls(kind=PartyKind.CLIENT, organisation=id)

    @classmethod
    def authority(cls, id: UUID) -> "Party":
        return cls(kind=PartyKind.AUTHORITY, organisation=id)

    @classmethod
    def appeals(cls, id: UUID) -> "Party":
        """Those of an organisation of the state who decide appeals."""
        return cls(kind=PartyKind.APPEALS, organisation=id)

    @classmethod
    def body(cls, name: str) -> "Party":
        """A supervisory body as the register names it; "" is the registrar."""
        if not name:
            return cls(kind=PartyKind.REGISTRAR)
        return cls(kind=PartyKind.BODY, name=name)

    @classmethod
    def developer(cls, body: str) -> "Party":
        """Whoever writes the rules that a supervisory body supervises."""
        return cls(kind=PartyKind.DEVELOPER, name=body)

    @classmethod
    def register(cls, name: str) -> "Party":
        return cls(kind=PartyKind.REGISTER, name=name)

    @property
    def is_client(self) -> bool:
        return self.kind is PartyKind.CLIENT

    @property
    def key(self) -> str:
        """The party in one text, e.g. "body:Ростехнадзор"."""
        said = str(self.organisation) if self.organisation else self.name
        return f"{self.kind.value}:{said}" if said else self.kind.value


class Task(StrEnum):
    """What is to be done until a deadline."""

    ANSWER_QUESTION = "answer_question"
    CONSIDER_EVALUATION = "consider_evaluation"
    GIVE_INFORMATION = "give_information"
    DECIDE_MORE_TIME = "decide_more_time"
    SEND_DOCUMENTS = "send_documents"
    ANSWER_MESSAGE = "answer_message"
    RENEW_COMPLIANCE = "renew_compliance"
    DECIDE_RISE_OF_RISK = "decide_rise_of_risk"
    ANSWER_RISK_OBJECTION = "answer_risk_objection"
    OBJECT_TO_CAUTION = "object_to_caution"
    ANSWER_CAUTION_OBJECTION = "answer_caution_objection"
    DECIDE_VISIT = "decide_visit"
    DECIDE_VISIT_MOVE = "decide_visit_move"
    END_VISIT = "end_visit"
    DECIDE_DATE_MOVE = "decide_date_move"
    END_INSPECTION = "end_inspection"
    ANSWER_IN_INSPECTION = "answer_in_inspection"
    FILE_APPEAL = "file_appeal"
    DECIDE_SUSPENSION = "decide_suspension"
    TELL_SUSPENSION = "tell_suspension"
    ACCEPT_APPEAL = "accept_appeal"
    DECIDE_APPEAL = "decide_appeal"
    GIVE_APPEAL_INFORMATION = "give_appeal_information"
    EXPLAIN_APPEALED = "explain_appealed"
    DELIVER_APPEAL_DECISION = "deliver_appeal_decision"
    GO_TO_COURT = "go_to_court"
    CARRY_OUT_APPEAL_DECISION = "carry_out_appeal_decision"
    ANSWER_DAMAGE_CLAIM = "answer_damage_claim"

    @property
    def is_right(self) -> bool:
        """Whether one may do it and need not: when its time is over, nobody is late."""
        return self in RIGHTS


RIGHTS = frozenset({Task.OBJECT_TO_CAUTION, Task.FILE_APPEAL, Task.GO_TO_COURT})


class About(Value):
    """The thing in which something is due.

    Attributes:
        kind: what it is, e.g. "question".
        id: of it.
        address: of its page, from "/".
        name: what both sides may read of it, e.g. a requirement's code; nothing
            personal.
    """

    kind: str = Field(pattern=r"^[a-z][a-z_]{1,39}$")
    id: UUID
    address: str = Field(pattern=r"^/[^/\s]\S*$", max_length=300)
    name: str = Field(default="", max_length=200)
