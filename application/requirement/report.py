"""What an import tells: how far it is, what came of it, why a line was not taken."""

from typing import Literal

from pydantic import Field

from domain.errors import Invalid
from domain.kernel import Value


class Rejection(Value):
    """Why a line of the file was not taken.

    Attributes:
        line: from 1.
        pointer: JSON Pointer to the field at fault, e.g. "#/act/date"; "#" for the row.
        reason: an English sentence.
        kind: stable name of the reason, in snake case.
        limits: what the reason counts by, e.g. {"max_length": 500}.
        code: of the requirement, when the line got that far.
    """

    line: int
    pointer: str
    reason: str
    kind: str
    limits: dict[str, int | str] = Field(default_factory=dict)
    code: str | None = None


class ImportReport(Value):
    """What an import came to.

    Attributes:
        rows: lines read, blank ones left out.
        new: requirements drafted and published.
        amended: requirements that got a new version.
        same: rows that the register holds exactly so.
        rejected: rows with a fault.
        recorded: false when a fault stopped the import: then nothing was recorded.
        rejections: the first 1,000 faults, by line.
        position: place in the log of the last change; 0 when nothing was recorded.
    """

    rows: int = 0
    new: int = 0
    amended: int = 0
    same: int = 0
    rejected: int = 0
    recorded: bool = False
    rejections: tuple[Rejection, ...] = ()
    position: int = 0


class ImportRejected(Invalid):
    """Facts: `report`, an ImportReport."""

    code = "import-rejected"
    title = "Some rows are wrong; nothing was recorded"

    @classmethod
    def of(cls, report: ImportReport) -> "ImportRejected":
        """The refusal of an import that was stopped."""
        return cls(report=report.model_dump(mode="json"))


class NothingToImport(Invalid):
    code = "nothing-to-import"
    title = "The file has no lines"


class Progress(Value):
    """How far an import is.

    Attributes:
        phase: "checking" reads the file, "recording" writes to the register.
        done: rows of this phase.
        total: rows of this phase when it is known, which is in recording.
    """

    phase: Literal["checking", "recording"]
    done: int
    total: int | None
