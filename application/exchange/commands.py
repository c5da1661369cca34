"""What can be asked of a correspondence (I2)."""

from uuid import UUID

from pydantic import Field

from domain.exchange import MOST_FILES, Kind
from domain.kernel import Value

LONGEST_TEXT = 20_000
ADDRESS = r"^(/[a-z0-9-]+(/[A-Za-z0-9._-]+)+)?$"
"""Of a case: a page of this service, e.g. "/declarations/<id>"; "" for none."""


class SendMessage(Value):
    """Send a message to all others in a correspondence.

    Attributes:
        kind: what it is; a client sends no decisions.
        text: in words; may be empty when files are sent.
        files: ids of files attached before, in their order.
        answers: id of the message of the other side that it answers, if it does.
    """

    kind: Kind = Field(examples=["statement"])
    text: str = Field(
        default="",
        max_length=LONGEST_TEXT,
        examples=["Сообщаем, что лифт обследован 12 ноября 2026 года."],
    )
    files: tuple[UUID, ...] = Field(default=(), max_length=MOST_FILES)
    answers: UUID | None = None


class BeginThread(SendMessage):
    """Begin a correspondence with its first message.

    Attributes:
        title: what it is about, in a few words.
        body: id of the organisation to write to; of a client.
        inn: of the business to write to; of a body.
        about: address of the case it belongs to; "" for none.
    """

    title: str = Field(min_length=1, max_length=300, examples=["Обследование лифта"])
    body: UUID | None = None
    inn: str | None = Field(default=None, max_length=20)
    about: str = Field(default="", max_length=200, pattern=ADDRESS)


class LetRepresent(Value):
    """Let a person act for one's side in one correspondence.

    Attributes:
        person: the person's number, as the person reads it in the own account.
    """

    person: UUID


class Attach(Value):
    """For which correspondence a file is attached.

    Attributes:
        thread: one that there is; None for one to be begun.
        inn: of the business to which a body will write first.
    """

    thread: UUID | None = None
    inn: str | None = Field(default=None, max_length=20)
