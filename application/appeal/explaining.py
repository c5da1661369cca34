"""The body that is asked proves that what it did was lawful (I9)."""

from uuid import UUID

from application.appeal.commands import ExplainAppealed
from application.appeal.handling import AppealHandling
from application.log import EventLog, Key, Receipt
from application.ports import Clock
from domain.exchange import Kind
from domain.kernel import Actor


class AppealExplanations:
    """The command of whoever explains; the burden of proof is the body's."""

    def __init__(self, log: EventLog, clock: Clock, handling: AppealHandling) -> None:
        self._log = log
        self._clock = clock
        self._handling = handling

    def explain(
        self,
        id: UUID,
        command: ExplainAppealed,
        *,
        by: Actor,
        key: Key | None = None,
        version: int | None = None,
    ) -> Receipt:
        """Explain for the body that was asked; the client reads it.

        Raises:
            NotFound, Stale: nothing is asked of the actor's body; of the appeal.
            Refusal: what `Appeal.check_explaining` raises.
        """

        def decide() -> Receipt:
            appeal = self._handling.of_explaining(id, version, by)
            appeal.check_explaining(command.words, by)
            told = "\n".join((command.words.strip(), *command.documents))
            message, *files = self._handling.from_body(appeal, Kind.STATEMENT, told, by)
            appeal.explain(
                command.words,
                documents=command.documents,
                message=message.id,
                at=self._clock.now(),
                by=by,
            )
            return self._log.record(appeal, message, *files, by=by, key=key)

        return self._log.once(by, key, decide)
