"""What a body sees of a client's records, and what it concludes from them (C3)."""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from domain.kernel import Certainty, Value
from domain.profile import FactValue


class RecordKind(StrEnum):
    """What a record is.

    EXECUTION: a confirmation that an algorithm was carried out. COMPLIANCE: a
    declaration of compliance made to the body. NOT_APPLICABLE: a declaration that the
    requirement does not concern the client. REGISTER: an entry of a state register that
    is itself the proof. FACT: what the state says of the client.
    """

    EXECUTION = "execution"
    COMPLIANCE = "compliance"
    NOT_APPLICABLE = "not_applicable"
    REGISTER = "register"
    FACT = "fact"


class Stand(StrEnum):
    """Where a record stood.

    IN_FORCE: nobody doubts it. QUESTIONED: a body doubts it and has not decided.
    REJECTED: the body decided against it, with a reason. LAPSED: it no longer counts.
    """

    IN_FORCE = "in_force"
    QUESTIONED = "questioned"
    REJECTED = "rejected"
    LAPSED = "lapsed"


class Outcome(StrEnum):
    """What the records say of one requirement."""

    CONFIRMED = "confirmed"
    REFUTED = "refuted"
    UNDECIDABLE = "undecidable"
    NOT_CONCERNED = "not_concerned"


OPEN_OUTCOMES = (Outcome.REFUTED, Outcome.UNDECIDABLE)
"""Those with which an algorithm can help."""


class Why(StrEnum):
    """Why the outcome is what it is.

    CONFLICT: records of equal rank contradict each other. SOME_PLACES: what is
    confirmed is confirmed for some of the client's places only.
    """

    REGISTER_SAYS = "register_says"
    CARRIED_OUT = "carried_out"
    DECLARED = "declared"
    QUESTION_UPHELD = "question_upheld"
    ANNULLED = "annulled"
    FACTS_SAY = "facts_say"
    DECLARED_NOT_APPLICABLE = "declared_not_applicable"
    CONFLICT = "conflict"
    SOME_PLACES = "some_places"
    QUESTIONED = "questioned"
    LAPSED = "lapsed"
    NO_RECORD = "no_record"


class Record(Value):
    """One record as it stood at the moment that is looked at.

    Attributes:
        kind: what it is.
        stand: where it stood.
        source: id of the confirmation, declaration or client that it is of.
        number: people name it by this; of a fact, the place of the statement.
        position: place in the log of what made it stand so.
        at: when that was recorded, UTC.
        version: of the requirement that it is about; None: of every one.
        on: its day.
        until: the last day on which it counts; None: no end is set.
        outdated: whether another requirement of the same declaration has changed, and
            the declaration as a whole does not count for that (decision 17).
        place: id of one of the premises; None: the whole business.
        guarantees: of a confirmation: whether the algorithm was approved.
        fact, value: what a register or an inspector says.
        registry: name of the register; None: an inspector, or the registration.
        certainty: that an entry of this register proves the requirement.
    """

    kind: RecordKind
    stand: Stand
    source: UUID
    number: int
    position: int
    at: datetime
    on: date
    version: int | None = None
    until: date | None = None
    outdated: bool = False
    place: UUID | None = None
    guarantees: bool = False
    fact: str | None = None
    value: FactValue = None
    registry: str | None = None
    certainty: Certainty | None = None

    def counts(self, version: int, on: date) -> bool:
        """Whether it is about this version, and its days are not over."""
        return (
            self.version in (None, version)
            and not self.outdated
            and (self.until is None or on <= self.until)
        )


class Moment(Value):
    """As of when records are looked at.

    Attributes:
        on: the day it is about, local time.
        known_at: what was recorded later does not count, UTC.
        position: nor does what stands later in the log, which tells events of one
            instant apart.
    """

    on: date
    known_at: datetime
    position: int


class RequirementAt(Value):
    """A requirement that is looked at.

    Attributes:
        code: of the requirement.
        version: in force on the day.
    """

    code: str
    version: int


class Finding(RequirementAt):
    """What the records say of one requirement, and which ones.

    Attributes:
        outcome: confirmed, refuted, undecidable or not concerned.
        why: in one word; a sentence is made of it.
        rests_on: the records that decide; in a conflict those that contradict.
        beside: other records about it, which do not decide.
    """

    outcome: Outcome
    why: Why
    rests_on: tuple[Record, ...] = ()
    beside: tuple[Record, ...] = ()
