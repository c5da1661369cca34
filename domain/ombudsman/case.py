"""Cases in which the ombudsman can help a business (I9, I10)."""

from enum import StrEnum
from typing import NamedTuple
from uuid import UUID


class CaseKind(StrEnum):
    """What sort of case; the value is the beginning of its address."""

    INSPECTION = "inspections"
    APPEAL = "appeals"


class Case(NamedTuple):
    """A case.

    Attributes:
        kind: what sort it is.
        id: of the inspection, or of the appeal.
    """

    kind: CaseKind
    id: UUID

    @property
    def address(self) -> str:
        """Where people find it, e.g. "/appeals/<id>"."""
        return f"/{self.kind}/{self.id}"

    @classmethod
    def of_inspection(cls, id: UUID) -> "Case":
        """The case that an inspection is."""
        return cls(CaseKind.INSPECTION, id)

    @classmethod
    def of_appeal(cls, id: UUID) -> "Case":
        """The case that an appeal is."""
        return cls(CaseKind.APPEAL, id)

    @classmethod
    def at(cls, address: str) -> "Case":
        """The case at an address."""
        _, kind, id = address.split("/")
        return cls(CaseKind(kind), UUID(id))
