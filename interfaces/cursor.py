"""Where a page of a long list ended, as an opaque text."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error
from typing import Protocol
from uuid import UUID

from domain.errors import Invalid


class BadCursor(Invalid):
    code = "bad-cursor"
    title = "This is not an address of a page that the service gave you"
    about = "after"


class Line(Protocol):
    """A line of a list by name."""

    @property
    def name(self) -> str: ...

    @property
    def id(self) -> UUID: ...


class Cursor:
    """The place after a line, in a list ordered by name and id."""

    @staticmethod
    def after(line: Line) -> str:
        """The place after a line."""
        return urlsafe_b64encode(line.id.bytes + line.name.encode()).decode()

    @staticmethod
    def read(text: str) -> tuple[str, UUID] | None:
        """Name and id of the line before the place; None for the beginning.

        Raises:
            BadCursor: the text did not come from `after`.
        """
        if not text:
            return None
        try:
            told = urlsafe_b64decode(text.encode("ascii"))
            name, id = told[16:].decode(), UUID(bytes=told[:16])
        except (Error, ValueError):
            raise BadCursor from None
        if "\0" in name:
            raise BadCursor
        return name, id
