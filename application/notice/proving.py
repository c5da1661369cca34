"""Codes that confirm a channel, and secrets that sign: made again, never kept."""

from uuid import UUID

from application.ports import Pseudonyms

DIGITS = 6


def code_of(pseudonyms: Pseudonyms, channel: UUID, number: int) -> str:
    """The code that goes to a channel, six digits.

    Args:
        pseudonyms: hold the key from which it is made.
        channel: its id.
        number: of the code; each one sent is another.
    """
    found = pseudonyms.of("notice-code", f"{channel}/{number}")
    return f"{found.int % 10**DIGITS:0{DIGITS}}"


def secret_of(pseudonyms: Pseudonyms, channel: UUID, number: int) -> bytes:
    """The secret that signs what goes to a webhook, 32 bytes; arguments as above.

    Source:
        Standard Webhooks 1.0.0: 24 to 64 random bytes.
    """
    halves = (
        pseudonyms.of("webhook-secret", f"{channel}/{number}/{half}").bytes
        for half in ("left", "right")
    )
    return b"".join(halves)
