"""A client and a body that write to each other, on top of `tests.business`."""

from io import BytesIO
from typing import Any
from uuid import UUID
from zipfile import ZipFile

from application.exchange import Attach, BeginThread, LetRepresent, SendMessage
from application.log import Key, Receipt
from domain.exchange import Kind
from domain.kernel import Actor
from projections.exchange import MessageCard, ThreadCard
from tests.business import INN, PDF, Business, own

TOPIC, TEXT = "Обследование лифта", "Просим подтвердить срок обследования лифта"
ANSWER = "Срок подтверждаем: до 1 декабря"


class Post:
    """Correspondence in few words."""

    def __init__(self, world: Business) -> None:
        self.world = world
        self.commands = world.service.correspondence
        self.files = world.service.enclosures
        self.view = world.service.exchange_view

    def begin(
        self, by: Actor, to: Actor, key: Key | None = None, **differently: Any
    ) -> tuple[UUID, UUID]:
        """A client writes to a body: the correspondence and its message."""
        fields = {"kind": Kind.REQUEST, "text": TEXT, "title": TOPIC, "body": own(to)}
        command = BeginThread.model_validate(fields | differently)
        receipt = self.world.seen(self.commands.begin(command, by=by, key=key))
        return receipt.changed[0].id, receipt.changed[1].id

    def begin_as_body(
        self, by: Actor, inn: str = INN, **differently: Any
    ) -> tuple[UUID, UUID]:
        """A body writes to a client."""
        fields = {"kind": Kind.STATEMENT, "text": TEXT, "title": TOPIC, "inn": inn}
        command = BeginThread.model_validate(fields | differently)
        receipt = self.world.seen(self.commands.begin(command, by=by))
        return receipt.changed[0].id, receipt.changed[1].id

    def send(
        self, thread: UUID, by: Actor, key: Key | None = None, **differently: Any
    ) -> Receipt:
        fields = {"kind": Kind.STATEMENT, "text": ANSWER}
        command = SendMessage.model_validate(fields | differently)
        return self.world.seen(self.commands.send(thread, command, by=by, key=key))

    def open(self, message: UUID, by: Actor, key: Key | None = None) -> Receipt:
        return self.world.seen(self.commands.open(message, by=by, key=key))

    def attach(
        self,
        by: Actor,
        thread: UUID | None = None,
        content: bytes = PDF,
        name: str = "Акт.pdf",
        key: Key | None = None,
        inn: str | None = None,
    ) -> UUID:
        command = Attach(thread=thread, inn=inn)
        receipt = self.files.attach(command, name, BytesIO(content), by=by, key=key)
        return self.world.seen(receipt).id

    def let_represent(self, thread: UUID, person: Actor, by: Actor) -> Receipt:
        command = LetRepresent(person=UUID(person.id))
        return self.world.seen(self.commands.let_represent(thread, command, by=by))

    def thread(self, id: UUID) -> ThreadCard:
        found = self.view.get(id)
        assert found
        return found

    def message(self, id: UUID, side: UUID) -> MessageCard:
        found = self.view.message(id, side)
        assert found
        return found


def archive(*names: str, declared: str = "") -> bytes:
    """An office document, as far as anybody looks at it."""
    made = BytesIO()
    with ZipFile(made, "w") as file:
        if declared:
            file.writestr("mimetype", declared)
        for name in names:
            file.writestr(name, "<a/>")
    return made.getvalue()
