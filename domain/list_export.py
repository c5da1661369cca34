"""A list that was taken out of the service as a file, and can be checked later (L2)."""

from base64 import b32encode
from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar
from uuid import UUID, uuid4

from eventsourcing.domain import event

from domain.condition import Verdict
from domain.errors import RuleBroken
from domain.kernel import Actor, Aggregate, Value

_SHOWN = 5


class Form(StrEnum):
    """What kind of file a list is taken out as."""

    XLSX = "xlsx"
    PDF = "pdf"
    JSON = "json"


class Part(StrEnum):
    """Which lines of a list are taken out.

    ALL: every group. OPEN: what applies or may. The others: one group.
    """

    ALL = "all"
    OPEN = "open"
    APPLIES = "applies"
    UNKNOWN = "unknown"
    DOES_NOT_APPLY = "does_not_apply"


class ListTooLong(RuleBroken):
    code = "list-too-long"
    title = "There are too many lines for one file: take out one group"
    about = "part"


class ExportMadeBefore(RuleBroken):
    code = "export-made-before"
    title = "This file was made before and cannot be made again: make another one"


class Exported(Value):
    """What was taken out.

    Attributes:
        form: the kind of file.
        language: "ru" or "en".
        part: which lines.
        on: the day the list is about.
        known_at: as known at this instant, UTC.
        basis: "then" or "today"; see `projections.applicability.Basis`.
        made_at: when it was made, UTC.
        position: of the log, up to which the list knew it.
        counts: lines of each group of the whole list.
        lines: how many the file holds.
        content: SHA-256 of what the file says, in any form; hex.
    """

    form: Form
    language: str
    part: Part
    on: date
    known_at: datetime
    basis: str
    made_at: datetime
    position: int
    counts: dict[Verdict, int]
    lines: int
    content: str


class ListExport(Aggregate):
    """One file; it is not kept, only what proves that it is the same."""

    class Made(Aggregate.Created):
        """A client took its list out.

        Attributes:
            client_id: whose list.
            exported: what was taken out.
            file: SHA-256 of the file, hex.
        """

        subject: ClassVar[str] = "client_id"
        client_id: UUID
        exported: Exported
        file: str

    @classmethod
    def make(
        cls, *, id: UUID, client_id: UUID, exported: Exported, file: str, by: Actor
    ) -> "ListExport":
        """Record that a list was taken out.

        Args:
            id: drawn by chance, since whoever knows it may check the file.
            client_id: whose list.
            exported: what was taken out.
            file: SHA-256 of the file, hex.
            by: who did it.
        """
        return cls._create(
            cls.Made, id=id, client_id=client_id, exported=exported, file=file, by=by
        )

    @event(Made)
    def __init__(
        self, client_id: UUID, exported: Exported, file: str, by: Actor
    ) -> None:
        self.client_id = client_id
        self.exported = exported
        self.file = file


def fresh_id() -> UUID:
    """An id that nobody can guess; the file names it before it is recorded."""
    return uuid4()


def number_of(id: UUID) -> str:
    """How people name an export, e.g. "7K3QA-M5XCE": ten signs of its id."""
    signs = b32encode(id.bytes).decode()[: 2 * _SHOWN]
    return f"{signs[:_SHOWN]}-{signs[_SHOWN:]}"
