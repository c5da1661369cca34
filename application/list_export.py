"""A client takes its list out of the service as a file (L2)."""

from uuid import UUID

from application.access import Action, allow
from application.log import EventLog, Key, Receipt
from domain.kernel import Actor, Value
from domain.list_export import Exported, ListExport


class MakeExport(Value):
    """Record a file that was made of the list.

    Attributes:
        id: that the file names; see `domain.list_export.fresh_id`.
        exported: what the file holds.
        file: SHA-256 of the file, hex.
    """

    id: UUID
    exported: Exported
    file: str


class ListExports:
    """The commands of taking lists out."""

    def __init__(self, log: EventLog) -> None:
        self._log = log

    def make(
        self, client_id: UUID, command: MakeExport, *, by: Actor, key: Key | None = None
    ) -> Receipt:
        """Record a file before it is given away; the client.

        Returns:
            The receipt; of a repetition, that of the first file, with its id.

        Raises:
            NotFound: it is not this actor's list.
        """
        allow(by, Action.EXPORT_LIST, of=client_id)

        def decide() -> Receipt:
            made = ListExport.make(
                id=command.id,
                client_id=client_id,
                exported=command.exported,
                file=command.file,
                by=by,
            )
            return self._log.record(made, by=by, key=key)

        return self._log.once(by, key, decide)
