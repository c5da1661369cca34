"""What claims of damage ask of the rest of the service (I9)."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple, Protocol
from uuid import UUID

from application.ports import Document, Documents
from domain.damage import Claim, KeyRates
from domain.kernel import Actor


class Annex(NamedTuple):
    """A document that goes with a claim letter.

    Attributes:
        id: of the file.
        name: as the business called it.
        sha256: of the content, hex.
        content: the bytes.
    """

    id: UUID
    name: str
    sha256: str
    content: bytes


class ReadDocuments(Documents, Protocol):
    """Files that people hand in, which can be read again."""

    def get(self, id: UUID, subject: UUID) -> Document:
        """The file as it was handed in.

        Raises:
            NotFound: no such file of this subject, or the subject was forgotten.
        """
        ...


class ClaimPress(Protocol):
    """Makes the claim letter."""

    def print(
        self,
        claim: Claim,
        annexes: Sequence[Annex],
        *,
        by: Actor | None,
        at: datetime,
    ) -> bytes:
        """The letter as a tagged PDF, with a list of its annexes and their hashes.

        Args:
            claim: what it says.
            annexes: in the order of their numbers.
            by: who signs it; None: it is a draft, and says so.
            at: when it is signed, or shown.

        Raises:
            TimeoutError: too many files are being made.
            Exception: it did not become one; a fault of ours.
        """
        ...


class ClaimsKnown(Protocol):
    """What claims ask of read models."""

    def region_of(self, client_id: UUID) -> str | None:
        """The region that a business works in; None when it is not known.

        Raises:
            NotFound: there is no such business.
        """
        ...


class KeyRateTable(Protocol):
    """The table of the key rate as it is now."""

    def current(self) -> KeyRates:
        """What was shipped, and over it what administrators entered."""
        ...
