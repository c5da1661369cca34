"""What a message says, by hashes that can be shown to anybody (I2, I8)."""

from collections.abc import Sequence
from hashlib import sha256

from domain.kernel import Value


class Contents(Value):
    """What was sent, by hashes; it stays when the client is forgotten.

    Attributes:
        text: SHA-256 of `text_document`, hex; None where nothing is written.
        files: SHA-256 of each file, hex, in the order sent.
    """

    text: str | None
    files: tuple[str, ...] = ()

    @classmethod
    def of(cls, text: str, salt: str, files: Sequence[str]) -> "Contents":
        """The hashes of a text, and of files that were hashed before."""
        document = text_document(text, salt)
        return cls(
            text=sha256(document).hexdigest() if text else None, files=tuple(files)
        )


def text_document(text: str, salt: str) -> bytes:
    """The text of a message as a file: UTF-8, an empty line, and the salt.

    Only those who have the message have the salt, and it is forgotten with the client:
    from the hash alone nobody can try out what a short text may have been.
    """
    return f"{text}\n\n{salt}\n".encode()
