"""How far somebody of the state sees into the history of a client (R5)."""

from uuid import UUID

from domain.kernel import Value


class Reach(Value):
    """What of a client's history is shared with somebody of the state.

    Attributes:
        contexts: which kinds of things at all.
        bodies: things addressed to these supervisory bodies.
        registers: disputes with these state registers.
        authority: things that this organisation itself is party to.
    """

    contexts: tuple[str, ...]
    bodies: tuple[str, ...]
    registers: tuple[str, ...]
    authority: UUID
