"""A correspondence: with which client, about what, and who takes part (I2)."""

from collections.abc import Sequence
from typing import ClassVar
from uuid import UUID, uuid4, uuid5

from eventsourcing.domain import event

from domain.errors import NotFound
from domain.exchange.party import Part, Party, party_of
from domain.exchange.refusals import RepresentsAlready, TitleMissing, TooManyParties
from domain.kernel import Actor, Aggregate, Personal

MOST_PARTIES = 20
HELPERS = frozenset({Part.REPRESENTATIVE, Part.OMBUDSMAN})
"""Who can go again; the client and the body cannot."""
_CASES = UUID("2f6d0a57-6b0b-5f0a-8f3e-5f0d8b5b1a36")


class Thread(Aggregate):
    """Messages about one thing between a client and the state.

    It may belong to a case, whose address is `about`, or to none. It is never closed,
    so that nobody can keep a document from being delivered.
    """

    class Event(Aggregate.Event):
        subject: ClassVar[str] = "client_id"
        client_id: UUID

    class Begun(Aggregate.Created):
        """Somebody began it.

        Attributes:
            client_id: the business it is with.
            about: address of the case it belongs to, e.g. "/declarations/<id>"; "" for
                none.
            title: what it is about, in words.
            parties: who takes part.
        """

        subject: ClassVar[str] = "client_id"
        client_id: UUID
        about: str
        title: Personal
        parties: tuple[Party, ...]

    class Joined(Event):
        """One more takes part from now on, and reads what its side reads."""

        party: Party

    class Left(Event):
        """One takes no more part.

        Attributes:
            party: id of the party.
        """

        party: UUID

    @classmethod
    def begin(
        cls,
        *,
        client_id: UUID,
        title: str,
        parties: Sequence[Party],
        about: str = "",
        id: UUID | None = None,
        by: Actor,
    ) -> "Thread":
        """Begin a correspondence.

        Args:
            client_id: the business it is with.
            title: what it is about.
            parties: at least two; the client is one of them.
            about: address of the case it belongs to; "" for none.
            id: see `of_case`; None: any.
            by: who begins it.

        Raises:
            TitleMissing: it is empty.
        """
        if not title.strip():
            raise TitleMissing
        return cls._create(
            cls.Begun,
            id=id or uuid4(),
            client_id=client_id,
            about=about,
            title=title.strip(),
            parties=tuple(parties),
            by=by,
        )

    @staticmethod
    def of_case(address: str) -> UUID:
        """Id of the one correspondence of a case that has just one."""
        return uuid5(_CASES, address)

    def party_of(self, by: Actor) -> Party:
        """As which party somebody acts.

        Raises:
            NotFound: as none.
        """
        found = party_of(by, self.parties.values())
        if found is None:
            raise NotFound
        return found

    def others(self, side: UUID) -> tuple[UUID, ...]:
        """The parties that get what a side sends, without their representatives."""
        return tuple(
            one.id
            for one in self.parties.values()
            if one.acts_for is None and one.id != side
        )

    def join(self, party: Party, *, by: Actor) -> None:
        """Let one more take part: a representative, or another organisation.

        Raises:
            RepresentsAlready: it takes part.
            TooManyParties: there are MOST_PARTIES.
        """
        if party.id in self.parties:
            raise RepresentsAlready
        if len(self.parties) >= MOST_PARTIES:
            raise TooManyParties(most=MOST_PARTIES)
        self._join(client_id=self.client_id, party=party, by=by)

    def leave(self, party: UUID, *, by: Actor) -> None:
        """Let a helper take no more part; again it changes nothing.

        Raises:
            NotFound: it never was one of HELPERS here.
        """
        found = self.parties.get(party)
        if found is None and party in self.left:
            return
        if found is None or found.part not in HELPERS:
            raise NotFound
        self._leave(client_id=self.client_id, party=party, by=by)

    @event(Begun)
    def __init__(
        self,
        client_id: UUID,
        about: str,
        title: str,
        parties: tuple[Party, ...],
        by: Actor,
    ) -> None:
        self.client_id = client_id
        self.about = about
        self.parties = {one.id: one for one in parties}
        self.left: set[UUID] = set()

    @event(Joined)
    def _join(self, client_id: UUID, party: Party, by: Actor) -> None:
        self.parties[party.id] = party

    @event(Left)
    def _leave(self, client_id: UUID, party: UUID, by: Actor) -> None:
        del self.parties[party]
        self.left.add(party)
