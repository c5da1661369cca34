"""What a client says of a requirement that concerns it (L9)."""

from enum import StrEnum
from uuid import UUID

from pydantic import Field

from domain.kernel import Citation, Value

SELF_EXAMINATION = Citation(act="248-ФЗ", at="ст. 51")


class Degree(StrEnum):
    """How far a requirement is observed, in the client's own judgement."""

    COMPLIES = "complies"
    PARTLY = "partly"
    DOES_NOT = "does_not"
    UNKNOWN = "unknown"


class EvidenceKind(StrEnum):
    """In what form the evidence is; the starter vocabulary has the same names."""

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


class Concern(Value):
    """A requirement that applies to a client, or may, in its version in force.

    Attributes:
        code: of the requirement, e.g. "REQ-FIRE-001".
        version: of the requirement, from 1.
        control_kind: the kind of state control that checks it.
        control_body: who supervises it.
    """

    code: str
    version: int
    control_kind: str
    control_body: str


class Given(Value):
    """What a client says of one requirement.

    Attributes:
        degree: how far it is observed.
        shown_by: what of the evidence that the requirement asks for there is.
        evidence_kind: in what form the evidence is.
        evidence: the evidence in the client's words, with number and date.
        document_id: of a file uploaded before.
        note: for the client alone; nobody else ever sees it.
    """

    degree: Degree = Field(examples=["complies"])
    shown_by: tuple[str, ...] = Field(
        default=(), max_length=50, examples=[["инструкция"]]
    )
    evidence_kind: EvidenceKind | None = Field(default=None, examples=["document"])
    evidence: str | None = Field(
        default=None, max_length=2000, examples=["Приказ № 4 от 12.03.2026"]
    )
    document_id: UUID | None = None
    note: str | None = Field(default=None, max_length=5000)


class Position(Value):
    """A requirement of a client with what the client says of it.

    Attributes:
        concern: the requirement in its version in force.
        degree: as the client said last; None: it has said nothing yet.
        given_on: the version of the requirement that this was said of.
        assessment_version: the version of the self-assessment that says so.
    """

    concern: Concern
    degree: Degree | None = None
    given_on: int | None = None
    assessment_version: int | None = None

    @property
    def is_current(self) -> bool:
        """Whether something was said, and of the version in force."""
        return self.degree is not None and self.given_on == self.concern.version
