"""What a notice is about, on what it rests, and the values that fill its template."""

from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import Self
from uuid import UUID

from pydantic import model_validator

from domain.kernel import Value


class Topic(StrEnum):
    """What a notice is about; a recipient chooses channels topic by topic."""

    LIST = "list"
    REQUIREMENTS = "requirements"
    DRAFTS = "drafts"
    DECLARATIONS = "declarations"
    COMPLIANCE = "compliance"
    EXECUTION = "execution"
    QUESTIONS = "questions"
    DATA = "data"
    LOOKS = "looks"
    EVALUATIONS = "evaluations"
    DEADLINES = "deadlines"
    REQUESTS = "requests"
    RISK = "risk"
    DOCUMENTS = "documents"
    INSPECTIONS = "inspections"
    APPEALS = "appeals"
    OFFERS = "offers"
    ACCOUNT = "account"


class Ground(StrEnum):
    """Why somebody may be told at all.

    LAW: a rule of law says that they are told; no consent is needed.
    CONSENT: they agreed to be told.
    MATTER: it is about a matter of their own, which they began or answer.
    """

    LAW = "law"
    CONSENT = "consent"
    MATTER = "matter"


class Basis(Value):
    """On what a notice rests; every notice shows it.

    Attributes:
        ground: which of the three.
        law: id of the rule, e.g. "LAW-091"; for LAW alone.
        consent: for CONSENT alone.
    """

    ground: Ground
    law: str | None = None
    consent: UUID | None = None

    @model_validator(mode="after")
    def _one_of_them(self) -> Self:
        by_law, by_consent = self.law is not None, self.consent is not None
        if (by_law, by_consent) != (
            self.ground is Ground.LAW,
            self.ground is Ground.CONSENT,
        ):
            raise ValueError("a basis names its law or its consent, and nothing else")
        return self

    @classmethod
    def by_law(cls, id: str) -> "Basis":
        """A rule of law says that they are told."""
        return cls(ground=Ground.LAW, law=id)

    @classmethod
    def by_consent(cls, id: UUID) -> "Basis":
        """They agreed to be told."""
        return cls(ground=Ground.CONSENT, consent=id)

    @classmethod
    def own_matter(cls) -> "Basis":
        """It is about a matter of their own."""
        return cls(ground=Ground.MATTER)


Kept = str | int | tuple[str, ...]
"""A value as it is kept: days and instants as ISO 8601 text, lines as texts."""
Given = str | int | date | datetime | tuple[str, ...]
"""A value as it is given. None names a person or a business: mail is not sealed."""


def kept(values: Mapping[str, Given]) -> dict[str, Kept]:
    """The values as they are kept."""
    return {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in values.items()
    }
