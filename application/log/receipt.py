"""What a command gives back, what makes it safe to repeat, and why it may fail."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from domain.errors import Invalid, Refusal, RuleBroken
from domain.kernel import Value


class KeyReused(Invalid):
    code = "key-reused"
    title = "This Idempotency-Key was used for another request"
    about = "Idempotency-Key"


class PositionAhead(Invalid):
    code = "position-ahead"
    title = "There is no such Sverka-Position: send one that an answer told you"
    about = "Sverka-Position"


class ForbiddenCharacter(Invalid):
    code = "forbidden-character"
    title = "The text contains a character that cannot be stored"


class SubjectForgotten(RuleBroken):
    code = "subject-forgotten"
    title = "The personal data of this subject were deleted for ever"


class Unavailable(Refusal):
    code = "unavailable"
    title = "The service cannot answer just now: try again in a minute"


class KeyTaken(Exception):
    """The actor has used this key before; `EventLog.once` looks at what came of it."""


class Changed(Value):
    """One aggregate that a command changed.

    Attributes:
        id: the aggregate.
        version: its version now; 1 for a new one. The API's ETag.
    """

    id: UUID
    version: int


class Receipt(Value):
    """Proof that a command was recorded.

    Attributes:
        position: place of the last new event in the log, from 1; 0 when the command
            changed nothing.
        changed: what it changed, in the order given to `record`.
    """

    position: int
    changed: tuple[Changed, ...]

    @property
    def id(self) -> UUID:
        """The first aggregate that changed."""
        return self.changed[0].id

    @property
    def version(self) -> int:
        """The version of the first aggregate that changed."""
        return self.changed[0].version


class Key(Value):
    """An Idempotency-Key: the same key from the same actor is the same command.

    The same person acting for another organisation is another actor.

    Attributes:
        key: 1..200 visible ASCII characters, chosen by the caller.
        fingerprint: hash of the request that came with it.
    """

    key: Annotated[str, Field(pattern=r"^[\x21-\x7e]{1,200}$")]
    fingerprint: str
