"""The voice of one client on one rule: who said it, never what is shown (E1, E2, E5).

This is the stream of identity. What was said, where it goes, even the name of the
content's stream is sealed with the client's key: when the client is forgotten, nothing
leads from here to the content any more.
"""

from datetime import date
from typing import ClassVar
from uuid import UUID, uuid5

from eventsourcing.domain import event

from domain.evaluation.refusals import (
    NamedAlready,
    NothingSaid,
    NotNamed,
    NotSent,
    TooOften,
)
from domain.evaluation.said import Said, Subject
from domain.kernel import FORGOTTEN, Actor, Aggregate, Personal

MOST_A_DAY = 5
"""How often a day one voice may be raised: a revision costs a person's reading."""

_VOICES = UUID("2f6d3c58-9d0e-5b7a-8a51-6f9c0d4e7b21")


class Voice(Aggregate):
    """One client's evaluation of one version: a draft, then sent, revised, withdrawn.

    `content` names the stream of the content: drawn by chance, another one after a
    withdrawal and after a name was taken back, so that the two cannot be joined.
    """

    class Event(Aggregate.Event):
        subject: ClassVar[str] = "client_id"
        client_id: UUID

    class Begun(Aggregate.Created):
        """The client began an evaluation; it is the client's own draft."""

        subject: ClassVar[str] = "client_id"
        client_id: UUID
        of: Subject
        said: Personal

    class Saved(Event):
        """The client wrote on; nobody else sees it."""

        said: Personal

    class Sent(Event):
        """The client sent what it says, for the first time or again."""

        said: Personal
        segment: Personal
        content: Personal
        is_named: bool
        on: date

    class Withdrawn(Event):
        """The client took it back."""

    class NameGiven(Event):
        """The client consents that its name is shown with this evaluation."""

    class NameTakenBack(Event):
        """The client does not consent any more; what follows has another content."""

        content: Personal

    @classmethod
    def begin(
        cls, subject: Subject, said: Said, *, client_id: UUID, by: Actor
    ) -> "Voice":
        """Keep a first draft."""
        return cls(client_id=client_id, of=subject, said=said.model_dump_json(), by=by)

    def save(self, said: Said, *, by: Actor) -> None:
        """Keep a draft; what was sent stands until this is sent too."""
        self._save(client_id=self.client_id, said=said.model_dump_json(), by=by)

    def send(
        self,
        said: Said,
        *,
        segment: str,
        content: UUID,
        is_named: bool,
        by: Actor,
        today: date,
    ) -> None:
        """Send, or send again in place of what was sent before.

        Args:
            said: everything; a revision takes the place of what was said.
            segment: what the client is like today, as JSON of `anonymity.Segment`.
            content: drawn by chance; taken when there is none from before.
            is_named: whether the client consents to be named.
            by: who sends for the client.
            today: the day.

        Raises:
            NothingSaid: there is no opinion in it.
            TooOften: this was sent several times today.
        """
        if said.is_empty:
            raise NothingSaid
        if self.sent_on.count(today) >= MOST_A_DAY:
            raise TooOften
        keeps = self.content is not None and not (self.is_named and not is_named)
        self._send(
            client_id=self.client_id,
            said=said.model_dump_json(),
            segment=segment,
            content=str(self.content if keeps else content),
            is_named=is_named,
            on=today,
            by=by,
        )

    def withdraw(self, *, by: Actor) -> None:
        """Take it back.

        Raises:
            NotSent: there is nothing to take back.
        """
        self._check_sent()
        self._withdraw(client_id=self.client_id, by=by)

    def give_name(self, *, by: Actor) -> None:
        """Consent to be named.

        Raises:
            NotSent: there is nothing to name.
            NamedAlready: the consent stands.
        """
        self._check_sent()
        if self.is_named:
            raise NamedAlready
        self._give_name(client_id=self.client_id, by=by)

    def take_name_back(self, content: UUID, *, by: Actor) -> None:
        """Do not consent any more.

        Args:
            content: drawn by chance: what was named is not shown again.
            by: who says so.

        Raises:
            NotSent: there is nothing named.
            NotNamed: there is no consent.
        """
        self._check_sent()
        if not self.is_named:
            raise NotNamed
        self._take_name_back(client_id=self.client_id, content=str(content), by=by)

    @property
    def is_sent(self) -> bool:
        """Whether something stands as sent."""
        return self.content is not None

    @staticmethod
    def create_id(client_id: UUID, of: Subject) -> UUID:
        """One voice per client and version of a rule."""
        return uuid5(_VOICES, f"{client_id}/{of}")

    def _check_sent(self) -> None:
        if self.content is None:
            raise NotSent

    @event(Begun)
    def __init__(self, client_id: UUID, of: Subject, said: str, by: Actor) -> None:
        self.client_id = client_id
        self.of = of
        self.said = said
        self.sent = ""
        self.segment = ""
        self.content: UUID | None = None
        self.left: tuple[UUID, ...] = ()
        self.is_named = False
        self.sent_on: tuple[date, ...] = ()

    @event(Saved)
    def _save(self, client_id: UUID, said: str, by: Actor) -> None:
        self.said = said

    @event(Sent)
    def _send(
        self,
        client_id: UUID,
        said: str,
        segment: str,
        content: str,
        is_named: bool,  # noqa: FBT001 - the library names what it passes
        on: date,
        by: Actor,
    ) -> None:
        self.said = self.sent = said
        self.segment = segment
        self._show_as(_id(content))
        self.is_named = is_named
        self.sent_on = (*self.sent_on, on)[-MOST_A_DAY:]

    @event(Withdrawn)
    def _withdraw(self, client_id: UUID, by: Actor) -> None:
        self._show_as(None)
        self.is_named = False

    @event(NameGiven)
    def _give_name(self, client_id: UUID, by: Actor) -> None:
        self.is_named = True

    @event(NameTakenBack)
    def _take_name_back(self, client_id: UUID, content: str, by: Actor) -> None:
        self._show_as(_id(content))
        self.is_named = False

    def _show_as(self, content: UUID | None) -> None:
        if self.content is not None and self.content != content:
            self.left = (*self.left, self.content)
        self.content = content


def _id(text: str) -> UUID | None:
    """The content's id; None when the client was forgotten."""
    return None if text == FORGOTTEN else UUID(text)
