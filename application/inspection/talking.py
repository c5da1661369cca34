"""Questions and answers inside an inspection, and opening what was sent (I3, I4)."""

from contextlib import suppress
from uuid import UUID

from application.deadline import Deadlines
from application.exchange import Correspondence
from application.inspection.commands import AnswerInInspection, AskInInspection
from application.inspection.handling import Handling
from application.log import EventLog, Key, Receipt
from application.ports import Clock
from domain.deadline import About, Task
from domain.deadline import Party as DeadlineParty
from domain.errors import NotFound, Stale
from domain.exchange import Kind, Letter, Message, Part, Party, Thread
from domain.inspection import Inspection, Power
from domain.inspection.kinds import Law
from domain.kernel import Actor, Aggregate

# No rule says how soon a question in an inspection is answered: the nearest one that is
# like it is that of an application about a demand of documents, 24 hours.
ANSWERED = "LAW-088"
ANSWER = Task.ANSWER_IN_INSPECTION
LONGEST_TITLE = 200


class InspectionTalk:
    """The commands of the correspondence of a case; it has one, however it begins."""

    def __init__(
        self,
        log: EventLog,
        clock: Clock,
        law: Law,
        handling: Handling,
        correspondence: Correspondence,
        deadlines: Deadlines,
    ) -> None:
        self._log = log
        self._clock = clock
        self._law = law
        self._handling = handling
        self._correspondence = correspondence
        self._deadlines = deadlines

    def ask(
        self, id: UUID, command: AskInInspection, *, by: Actor, key: Key | None = None
    ) -> Receipt:
        """Ask the body, as the client or whoever may explain for it.

        Returns:
            A receipt that names the message; its deadline is recorded with it.

        Raises:
            NotFound: the inspection is none of the actor's.
            MessageEmpty: nothing is asked.
        """

        def decide() -> Receipt:
            inspection = self._handling.of_client(id, by, Power.EXPLAIN)
            message, *others = self._written(inspection, command, by)
            now, place = self._clock.now(), self._handling.place(inspection)
            rule = self._law.on(
                ANSWERED, place.day_of(now), inspection.current.control_kind
            )
            deadline = self._deadlines.new(
                ANSWER,
                about=About(kind="inspection", id=message.id, address=address(id)),
                reckoning=rule.reckon(now, place),
                owed_by=DeadlineParty.authority(inspection.authority),
                owed_to=DeadlineParty.client(inspection.client_id),
                by=by,
            )
            return self._log.record(message, *others, deadline, by=by, key=key)

        return self._log.once(by, key, decide)

    def answer(
        self,
        id: UUID,
        question: UUID,
        command: AnswerInInspection,
        *,
        by: Actor,
        key: Key | None = None,
    ) -> Receipt:
        """Answer a question; the body.

        Args:
            id: of the inspection.
            question: id of the message.
            command: the answer.
            by: an officer of the body.
            key: of the command.

        Raises:
            NotFound: the inspection is none of the body's.
            MessageEmpty, AnsweredMissing: of the message.
        """

        def decide() -> Receipt:
            self._handling.held_by(id, None, by)
            letter = Letter(kind=Kind.ANSWER, text=command.text, basis=address(id))
            thread = Thread.of_case(address(id))
            message, *others = self._correspondence.write(
                thread, letter, answers=question, by=by
            )
            changed: list[Aggregate] = []
            asked = self._deadlines.find(ANSWER, question)
            if asked is not None and asked.is_open:
                asked.keep(at=self._clock.now(), by=by)
                changed.append(asked)
            return self._log.record(message, *others, *changed, by=by, key=key)

        # One answers what one has opened; who answers here has it before the eyes.
        self._handling.held_by(id, None, by)
        self._correspondence.open(question, by=by)
        return self._log.once(by, key, decide)

    def open(
        self, id: UUID, message: UUID, *, by: Actor, key: Key | None = None
    ) -> Receipt:
        """Open what the body sent: terms that begin with receiving run from then.

        Raises:
            NotFound: it is of another case, or the actor may not receive it.
        """
        inspection = self._handling.of_client(id, by, Power.RECEIVE)
        found = self._log.load(Message, message)
        if found.thread != Thread.of_case(address(id)):
            raise NotFound
        reader = self._side(inspection, by)
        return self._correspondence.open(message, reader=reader, by=by, key=key)

    def _written(
        self, inspection: Inspection, command: AskInInspection, by: Actor
    ) -> tuple[Aggregate, ...]:
        """The message and what is recorded with it, the message first."""
        at = address(inspection.id)
        self._begin(inspection, at, command.text.strip()[:LONGEST_TITLE] or at, by)
        return self._correspondence.write(
            Thread.of_case(at),
            Letter(kind=Kind.REQUEST, text=command.text, basis=at),
            sender=self._side(inspection, by),
            by=by,
        )

    def _begin(self, inspection: Inspection, at: str, title: str, by: Actor) -> None:
        """Begin the correspondence of the case, unless a paper or a question did."""
        id = Thread.of_case(at)
        if self._log.find(Thread, id) is not None:
            return
        thread = Thread.begin(
            client_id=inspection.client_id,
            about=at,
            title=title,
            parties=(
                Party.of(inspection.client_id, Part.CLIENT),
                Party.of(inspection.authority, Part.BODY),
            ),
            id=id,
            by=by,
        )
        with suppress(Stale):  # somebody else began it meanwhile
            self._log.record(thread, by=by)

    @staticmethod
    def _side(inspection: Inspection, by: Actor) -> Party | None:
        """As whom a representative writes and reads; None: as the client itself."""
        if by.organisation == inspection.client_id:
            return None
        return Party.representing(UUID(by.id), inspection.client_id)


def address(id: UUID) -> str:
    """Of the page of an inspection."""
    return f"/inspections/{id}"
