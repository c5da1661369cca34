"""Writing, opening, and letting others take part (I2)."""

from collections.abc import Sequence
from secrets import token_hex
from uuid import UUID

from application.access import Action, allow
from application.exchange.commands import BeginThread, LetRepresent, SendMessage
from application.exchange.parties import Correspondents
from application.exchange.representative import check_representative
from application.log import EventLog, Key, Receipt
from application.ports import Clock, Pseudonyms
from domain.errors import NotFound, Stale
from domain.exchange import (
    Enclosure,
    Letter,
    Message,
    NotTheirFile,
    Part,
    Party,
    Thread,
)
from domain.kernel import Actor, Aggregate, Event, Role

SALT_BYTES = 32
DELIVER = Actor(id="system:deliver", role=Role.SYSTEM)


class Correspondence:
    """The commands of a correspondence.

    Args:
        log: where it is recorded.
        clock: tells the day.
        pseudonyms: find a business by its INN.
    """

    def __init__(self, log: EventLog, clock: Clock, pseudonyms: Pseudonyms) -> None:
        self._log = log
        self._clock = clock
        self._correspondents = Correspondents(log, pseudonyms)

    def begin(
        self, command: BeginThread, *, by: Actor, key: Key | None = None
    ) -> Receipt:
        """Begin a correspondence with a first message; a client, or a body.

        Returns:
            A receipt that names the correspondence, then the message.

        Raises:
            BodyUnknown, BadInn, CorrespondentUnknown: nobody to write to.
            TitleMissing, and what `Message.send` raises: the content is wrong.
        """

        def decide() -> Receipt:
            parties = self.parties_for(command, by=by)
            written = self.compose(
                client_id=parties[0].id,
                about=command.about,
                title=command.title,
                parties=parties,
                letter=Letter(kind=command.kind, text=command.text),
                files=command.files,
                by=by,
            )
            return self._log.record(*written, by=by, key=key)

        return self._log.once(by, key, decide)

    def parties_for(self, command: BeginThread, *, by: Actor) -> tuple[Party, ...]:
        """Who would take part in a correspondence to be begun; raises as `begin`."""
        return self._correspondents.beginning(by=by, body=command.body, inn=command.inn)

    def compose(
        self,
        *,
        client_id: UUID,
        about: str,
        title: str,
        parties: Sequence[Party],
        letter: Letter,
        files: Sequence[UUID] = (),
        id: UUID | None = None,
        sender: Party | None = None,
        by: Actor,
    ) -> tuple[Aggregate, ...]:
        """A new correspondence, for a context that knows who takes part in its case.

        Args:
            client_id: the business it is with; one of `parties`.
            about: address of the case.
            title: what it is about.
            parties: who takes part; `by` acts as one of them.
            letter: the first message.
            files: ids of enclosures of the side of `by`.
            id: see `Thread.of_case`; None: any.
            sender: as which party, see `write`; None: as the party that `by` is.
            by: who writes; that this may be so is the caller's to see to.

        Returns:
            The correspondence, the message and its files, not yet recorded: record
            them with what the context itself decides.
        """
        thread = Thread.begin(
            client_id=client_id,
            about=about,
            title=title,
            parties=parties,
            id=id,
            by=by,
        )
        party = sender or thread.party_of(by)
        return (thread, *self._written(thread, letter, files, None, party, by))

    def send(
        self,
        thread_id: UUID,
        command: SendMessage,
        *,
        by: Actor,
        key: Key | None = None,
    ) -> Receipt:
        """Send a message to all others in a correspondence.

        Returns:
            A receipt that names the message.

        Raises:
            NotFound: the correspondence is none of the actor's.
            Refusal: what `Message.send` raises.
        """

        def decide() -> Receipt:
            letter = Letter(kind=command.kind, text=command.text)
            written = self.write(
                thread_id, letter, command.files, command.answers, by=by
            )
            return self._log.record(*written, by=by, key=key)

        return self._log.once(by, key, decide)

    def write(
        self,
        thread_id: UUID,
        letter: Letter,
        files: Sequence[UUID] = (),
        answers: UUID | None = None,
        *,
        sender: Party | None = None,
        by: Actor,
    ) -> tuple[Aggregate, ...]:
        """A message with its files, not yet recorded; for other contexts too.

        Args:
            thread_id: the correspondence.
            letter: what.
            files: ids of enclosures of the side of `by`.
            answers: id of the message that it answers.
            sender: as which party, where the context itself let somebody act for one
                of the parties; None: as the party that `by` is.
            by: who writes.
        """
        if sender is None:
            thread, sender = self._correspondents.thread(thread_id, by=by)
        else:
            thread = self._log.load(Thread, thread_id)
            self._correspondents.check_living(thread.client_id)
        return self._written(thread, letter, files, answers, sender, by)

    def open(
        self,
        id: UUID,
        *,
        reader: Party | None = None,
        by: Actor,
        key: Key | None = None,
    ) -> Receipt:
        """Open a message; only the first time that its party does counts.

        Args:
            id: of the message.
            reader: as which party, see `write`.
            by: who opens.
            key: of the command.

        Raises:
            NotFound: the message is none of the actor's, or the actor's side sent it.
        """

        def decide() -> Receipt:
            message = self._log.load(Message, id)
            party = reader or self._correspondents.thread(message.thread, by=by)[1]
            message.open(party.side, by=party.acting(by), today=self._clock.today())
            return self._log.record(message, by=by, key=key)

        try:
            return self._log.once(by, key, decide)
        except Stale:  # it was delivered, or a colleague opened it, meanwhile
            return self._log.once(by, key, decide)

    def let_represent(
        self, id: UUID, command: LetRepresent, *, by: Actor, key: Key | None = None
    ) -> Receipt:
        """Let a person act for the client in one correspondence; the client.

        Raises:
            RepresentativeUnknown: nobody has this number.
            RepresentsAlready, TooManyParties: see `Thread.join`.
        """

        def decide() -> Receipt:
            thread = self._of_client(id, by)
            check_representative(self._log, str(command.person))
            thread.join(Party.representing(command.person, thread.client_id), by=by)
            return self._log.record(thread, by=by, key=key)

        return self._log.once(by, key, decide)

    def end_representing(
        self, id: UUID, person: UUID, *, by: Actor, key: Key | None = None
    ) -> Receipt:
        """Let a person no longer act for the client there; the client.

        Raises:
            NotFound: this person does not represent it there.
        """

        def decide() -> Receipt:
            thread = self._of_client(id, by)
            thread.leave(person, by=by)
            return self._log.record(thread, by=by, key=key)

        return self._log.once(by, key, decide)

    def _of_client(self, id: UUID, by: Actor) -> Thread:
        allow(by, Action.CHOOSE_REPRESENTATIVE)
        thread, party = self._correspondents.thread(id, by=by)
        if party.part is not Part.CLIENT:
            raise NotFound
        return thread

    def _written(
        self,
        thread: Thread,
        letter: Letter,
        files: Sequence[UUID],
        answers: UUID | None,
        sender: Party,
        by: Actor,
    ) -> tuple[Aggregate, ...]:
        wanted = list(dict.fromkeys(files))
        found = self._log.find_many(Enclosure, wanted)
        if len(found) < len(wanted):
            raise NotTheirFile
        enclosures = [found[id] for id in wanted]
        message = Message.send(
            letter,
            thread=thread,
            sender=sender,
            files=enclosures,
            answers=self._log.load(Message, answers) if answers else None,
            salt=token_hex(SALT_BYTES),
            by=sender.acting(by),
            today=self._clock.today(),
        )
        return (message, *enclosures)


class Delivery:
    """Notes that a message stands in the inboxes of those it was sent to.

    Reactions run when the read models have the event that they react to, so that the
    inbox shows the message when this is recorded.
    """

    on = (Message.Sent,)

    def __init__(self, log: EventLog, clock: Clock, pseudonyms: Pseudonyms) -> None:
        self._log = log
        self._clock = clock
        self._correspondents = Correspondents(log, pseudonyms)

    def react(self, happened: Event) -> None:
        """Record that it is delivered, unless it was or its client was forgotten."""
        try:
            self._deliver(happened.originator_id)
        except Stale:  # a recipient opened it meanwhile
            self._deliver(happened.originator_id)

    def _deliver(self, id: UUID) -> None:
        message = self._log.load(Message, id)
        try:
            self._correspondents.check_living(message.client_id)
        except NotFound:
            return
        message.deliver(by=DELIVER, today=self._clock.today())
        self._log.record(message, by=DELIVER)
