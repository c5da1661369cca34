"""One official paper, as it was issued (I8)."""

from datetime import date
from enum import StrEnum
from typing import ClassVar
from uuid import UUID, uuid5

from eventsourcing.domain import event

from domain.kernel import Actor, Aggregate

_PAPERS = UUID("6d3c6b1e-5d6b-5f0a-9b57-3d1f6a6f2c84")


class PaperKind(StrEnum):
    """What a paper is; ORDER is the improvement order, DECISION the one to inspect.

    APPEAL_REFUSAL refuses to consider an appeal; SUSPENSION_DECISION answers the motion
    to suspend what is appealed against.
    """

    DECISION = "decision"
    NOTICE = "notice"
    ACT = "act"
    ORDER = "order"
    CAUTION = "caution"
    INVITATION = "invitation"
    APPEAL_DECISION = "appeal-decision"
    APPEAL_REFUSAL = "appeal-refusal"
    SUSPENSION_DECISION = "suspension-decision"


class CaseKind(StrEnum):
    """What kind of case a paper belongs to."""

    INSPECTION = "inspection"
    CAUTION = "caution"
    VISIT = "visit"
    APPEAL = "appeal"


class Paper(Aggregate):
    """A paper that was made once and is never changed."""

    class Issued(Aggregate.Created):
        """An officer's act was put on paper and sent to the client.

        Attributes:
            client_id: to whom.
            authority: organisation that issued it.
            kind: what it is.
            case, case_id: to which it belongs.
            made_of: version of the case's event that it tells.
            template, template_version: whose words it has.
            thread, message: the correspondence, and the message it was sent with.
            file: the enclosure.
            sha256: of the file, hex.
            on: the day, local time.
        """

        subject: ClassVar[str] = "client_id"
        client_id: UUID
        authority: UUID
        kind: PaperKind
        case: CaseKind
        case_id: UUID
        made_of: int
        template: str
        template_version: int
        thread: UUID
        message: UUID
        file: UUID
        sha256: str
        on: date

    @classmethod
    def issue(
        cls,
        *,
        client_id: UUID,
        authority: UUID,
        kind: PaperKind,
        case: CaseKind,
        case_id: UUID,
        made_of: int,
        template: str,
        template_version: int,
        thread: UUID,
        message: UUID,
        file: UUID,
        sha256: str,
        on: date,
        by: Actor,
    ) -> "Paper":
        """Issue a paper; arguments as the fields of Issued."""
        return cls(
            client_id=client_id,
            authority=authority,
            kind=kind,
            case=case,
            case_id=case_id,
            made_of=made_of,
            template=template,
            template_version=template_version,
            thread=thread,
            message=message,
            file=file,
            sha256=sha256,
            on=on,
            by=by,
        )

    @staticmethod
    def create_id(kind: PaperKind, case_id: UUID, made_of: int) -> UUID:
        """One of a kind per event of a case: the primary key enforces it."""
        return uuid5(_PAPERS, f"{kind.value} {case_id} {made_of}")

    @event(Issued)
    def __init__(
        self,
        client_id: UUID,
        authority: UUID,
        kind: PaperKind,
        case: CaseKind,
        case_id: UUID,
        made_of: int,
        template: str,
        template_version: int,
        thread: UUID,
        message: UUID,
        file: UUID,
        sha256: str,
        on: date,
        by: Actor,
    ) -> None:
        self.client_id = client_id
        self.kind = kind


def number_of(id: UUID) -> str:
    """What people call a paper by, e.g. "1F3A-90C2-77B0"."""
    said = id.hex[:12].upper()
    return "-".join(said[at : at + 4] for at in range(0, 12, 4))
