"""What a check of the whole log comes to."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from domain.kernel import Value


class Wrong(StrEnum):
    """What a check of the whole log may find.

    ALTERED: an event is not as it was recorded. MISSING: an event is gone. ADDED: an
    event stands among older ones that was not there. TREE: the tree itself is not made
    of its leaves. ROOT: the tree is not the one that was signed. LOST: leaves that a
    signed head covers are gone. SIGNATURE: a head was not signed by the service.
    """

    ALTERED = "altered"
    MISSING = "missing"
    ADDED = "added"
    TREE = "tree"
    ROOT = "root"
    LOST = "lost"
    SIGNATURE = "signature"


class Flaw(Value):
    """Something wrong, and where.

    Attributes:
        wrong: what.
        position: in the log; the last one that can be meant.
        after: what is wrong stands behind this position; `position` - 1 when it is
            known exactly.
        topic, id, version: of the event, where there is one.
        size: of the head, for ROOT, LOST and SIGNATURE.
    """

    wrong: Wrong
    position: int
    after: int
    topic: str | None = None
    id: UUID | None = None
    version: int | None = None
    size: int | None = None


class AuditReport(Value):
    """What came of a check.

    Attributes:
        at: when it ended, UTC.
        events: how many were looked at.
        heads: how many signed heads were compared.
        position: up to where.
        flaws: the first hundred, by position.
    """

    at: datetime
    events: int
    heads: int
    position: int
    flaws: tuple[Flaw, ...]
