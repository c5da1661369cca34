"""What the application needs from the world outside, said in its own words."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import NamedTuple, Protocol
from uuid import UUID

from domain.applicability import Subject
from domain.kernel import Actor, Aggregate, Role, Value
from domain.profile import Profile


class Document(Value):
    """A stored file.

    Attributes:
        name: as its owner called it.
        media_type: found from the content, e.g. "application/pdf".
        sha256: of the content, hex.
        content: the bytes.
    """

    name: str
    media_type: str
    sha256: str
    content: bytes


class Clock(Protocol):
    """What time it is; the system's in production, a stopped one in tests."""

    def now(self) -> datetime:
        """The current instant, UTC."""
        ...

    def today(self) -> date:
        """The current calendar day where the service is run."""
        ...


class Pseudonyms(Protocol):
    """Stable ids for things known by a personal number, e.g. a business by its INN."""

    def of(self, kind: str, text: str) -> UUID:
        """The same id for the same text; nobody without the master key can guess it."""
        ...


class Memberships(Protocol):
    """Who acts for whom."""

    def joining(self, person: Actor, organisation: UUID, role: Role) -> Aggregate:
        """The person, with the decision to join not yet recorded."""
        ...


class Bodies(Protocol):
    """For which supervisory bodies of the register an authority answers."""

    def of(self, organisation: UUID) -> frozenset[str]:
        """Names as in the register's `control_body`; empty when it answers for none."""
        ...


class ListFacts(Protocol):
    """What a declaration is decided on."""

    def subjects(
        self, client_id: UUID, codes: Sequence[str]
    ) -> tuple[Profile, dict[str, Subject]]:
        """The client's profile, and the versions in force of these requirements.

        A code that is not in force, or not there, is missing from the answer.

        Raises:
            NotFound: there is no such client, or it was forgotten.
        """
        ...


class Declarations(Protocol):
    """Which declarations a change touches; as of the last event of the projection."""

    def outdated(self, today: date) -> Iterator[UUID]:
        """Ids of those in effect on a version that gave way to another by today."""
        ...

    def on_requirement(self, requirement_id: UUID) -> Iterator[UUID]:
        """Ids of the declarations in effect on a requirement, any order."""
        ...

    def of_client(self, client_id: UUID) -> Iterator[UUID]:
        """Ids of the declarations in effect of a client, any order."""
        ...


class Documents(Protocol):
    """Files that people hand in; content is encrypted with the subject's key."""

    def keep(self, subject: UUID, name: str, content: bytes) -> UUID:
        """Store a file for a subject and return its id; the same file, the same id.

        Raises:
            BadDocument: its content is of no kind that we take, or it is too large.
        """
        ...

    def get(self, id: UUID, subject: UUID) -> Document:
        """The stored file.

        Raises:
            NotFound: no such file of this subject, or the subject was forgotten.
        """
        ...


class Secret(NamedTuple):
    """Something that only the key of its subject opens.

    Attributes:
        subject: whose key.
        content: to seal: as it is; to open: as it was sealed.
        place: where it stands; what is moved to another place does not open.
    """

    subject: UUID
    content: bytes
    place: bytes


class SubjectKeys(Protocol):
    """A key for each subject, so that a subject can be forgotten."""

    def seal(self, secrets: Sequence[Secret]) -> list[bytes]:
        """Encrypt, in the order given; a new subject gets its key.

        Raises:
            SubjectForgotten: a subject was forgotten; it never gets a key again.
        """
        ...

    def open(self, secrets: Sequence[Secret]) -> list[bytes | None]:
        """Decrypt, in the order given; None when the subject was forgotten."""
        ...

    def destroy(self, subject: UUID) -> None:
        """Forget a subject: nothing sealed for it opens again. May be repeated."""
        ...
