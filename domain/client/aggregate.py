"""The business itself: registered, then described; its premises open and close."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID, uuid4

from eventsourcing.domain import event

from domain.client.facts import OBJECT, Facts, FactSource, profile_of
from domain.client.numbers import inn_of, ogrn_of
from domain.client.refusals import (
    ClientForgotten,
    KindIsRegistered,
    NameMissing,
    NothingChanged,
    PremisesClosedAlready,
    ProposalSettled,
    UnknownFact,
)
from domain.client.registers import RegisterAnswer, RegisterPlace
from domain.client.words import Word, Words
from domain.errors import NotFound
from domain.kernel import Actor, Aggregate, Certainty, Personal
from domain.profile import ClientKind, FactValue, Profile


class Client(Aggregate):
    """A business: registered, then described by facts; its premises open and close."""

    class Registered(Aggregate.Created):
        """A person registered the business and answers for what it states."""

        kind: ClientKind
        name: Personal
        inn: Personal
        ogrn: Personal | None = None

    class Renamed(Aggregate.Event):
        """The name or the registration number was corrected."""

        name: Personal
        ogrn: Personal | None = None

    class FactsStated(Aggregate.Event):
        """Facts became known, changed, or (value null) are said to be unknown.

        Attributes:
            facts: only those that differ from what the same voice said; by fact key.
            source: who says so.
            since: the day from which it is so.
            registry: name of the state register that says so.
            reference: number of its entry; None: its keeper corrected it.
            certainty: None: the voice says it itself; else concluded from it.
        """

        facts: dict[str, FactValue]
        source: FactSource
        since: date
        registry: str | None = None
        reference: Personal | None = None
        certainty: Certainty | None = None

    class PremisesOpened(Aggregate.Event):
        """The business uses one more place.

        Attributes:
            proposal_id: of the register's proposal that this takes up, if one.
        """

        premises_id: UUID
        name: Personal
        address: Personal
        region: str | None = None
        since: date
        proposal_id: UUID | None = None

    class PremisesFactsStated(Aggregate.Event):
        """What is used in one place; facts as in FactsStated, `object:` keys only."""

        premises_id: UUID
        facts: dict[str, FactValue]
        source: FactSource
        since: date

    class PremisesClosed(Aggregate.Event):
        """The business no longer uses the place."""

        premises_id: UUID
        on: date

    class PremisesProposed(Aggregate.Event):
        """A state register names a place; the business says whether it is one."""

        proposal_id: UUID
        registry: str
        reference: Personal
        name: Personal
        address: Personal
        region: str | None = None
        since: date

    class ProposalDeclined(Aggregate.Event):
        """The business does not use the place that a register named."""

        proposal_id: UUID

    class Forgotten(Aggregate.Event):
        """The data were deleted on request; the key of this subject is destroyed."""

    @classmethod
    def register(
        cls,
        *,
        id: UUID,
        kind: ClientKind,
        name: str,
        inn: str,
        ogrn: str | None,
        by: Actor,
    ) -> "Client":
        """Register a business.

        Args:
            id: the same for the same INN, see `application.ports.Pseudonyms`.
            kind: legal entity, sole proprietor, self-employed, farm.
            name: as in the state register.
            inn: 10 digits of a legal entity, 12 of a person; checksum is verified.
            ogrn: 13 digits of a legal entity, 15 of a proprietor; None if not given.
            by: who registers it.

        Raises:
            NameMissing: no name.
            BadInn: wrong length for this kind, or wrong checksum.
            BadOgrn: the same of the OGRN.

        Source:
            НК РФ ст. 84 п. 7; 129-ФЗ ст. 5.
        """
        return cls._create(
            cls.Registered,
            id=id,
            kind=kind,
            name=_name(name),
            inn=inn_of(inn, kind),
            ogrn=ogrn_of(ogrn, kind),
            by=by,
        )

    def rename(self, *, name: str, ogrn: str | None, by: Actor) -> None:
        """Correct the name or the OGRN.

        Raises:
            NameMissing, BadOgrn: as in `register`.
            NothingChanged: both are as they were.
        """
        self._check_kept()
        name, ogrn = _name(name), ogrn_of(ogrn, self.kind)
        if (name, ogrn) == (self.name, self.ogrn):
            raise NothingChanged
        self._rename(name=name, ogrn=ogrn, by=by)

    def state_facts(
        self, facts: Facts, *, source: FactSource, since: date, by: Actor
    ) -> None:
        """Say facts of the whole business; None makes one unknown again.

        What a register or an inspector says of the same fact stays beside it; which
        of them stands, `domain.client.words.rank` decides.

        Args:
            facts: by fact key, of the vocabulary.
            source: who says so, other than a register: the client or an inspector.
            since: the day from which it is so, local time.
            by: who enters it.

        Raises:
            KindIsRegistered: the business is of another kind.
            NothingChanged: the same voice has said every fact with this value.
        """
        self._check_kept()
        kind = {"client_kind": self.kind.value}
        if facts.get("client_kind", self.kind.value) != self.kind.value:
            raise KindIsRegistered
        authority = by.organisation if source is FactSource.INSPECTOR else None
        changed = _different(facts, {**self.words.said_by(source, authority), **kind})
        if not changed:
            raise NothingChanged
        self._state_facts(facts=changed, source=source, since=since, by=by)

    def hear(self, answer: RegisterAnswer, *, by: Actor) -> None:
        """Take in what a state register tells, see `Words.is_news`.

        Places become proposals, once for every entry of the register.

        Raises:
            KindIsRegistered: it tells of another kind of business.
            NothingChanged: everything was told before.
        """
        self._check_kept()
        before = self.version
        for one in sorted(answer.facts, key=lambda one: (one.since, one.reference)):
            if one.fact == "client_kind":
                raise KindIsRegistered
            if self.words.is_news(answer.registry, one):
                self._state_facts(
                    facts={one.fact: one.value},
                    source=FactSource.REGISTER,
                    since=one.since,
                    registry=answer.registry,
                    reference=one.reference,
                    certainty=None
                    if one.certainty is Certainty.CERTAIN
                    else one.certainty,
                    by=by,
                )
        for place in answer.places:
            if self._is_new_place(answer.registry, place):
                self._propose_premises(
                    proposal_id=uuid4(),
                    registry=answer.registry,
                    reference=place.reference,
                    name=_name(place.name or place.address),
                    address=place.address.strip(),
                    region=place.region,
                    since=place.since,
                    by=by,
                )
        if self.version == before:
            raise NothingChanged

    def correct_word(
        self, word: Word, fact: str, value: FactValue, *, since: date, by: Actor
    ) -> None:
        """Change what a register or an inspector says, after a dispute.

        Args:
            word: what it says now.
            fact: its key.
            value: the right one; None: it says nothing any more.
            since: the day from which it is so.
            by: an officer of whoever said it.

        Raises:
            NothingChanged: it says so already.
        """
        self._check_kept()
        if word.value == value:
            raise NothingChanged
        self._state_facts(
            facts={fact: value},
            source=word.source,
            since=since,
            registry=word.registry,
            by=by,
        )

    def open_premises(
        self,
        *,
        name: str,
        address: str,
        region: str | None,
        since: date,
        by: Actor,
        proposal_id: UUID | None = None,
    ) -> UUID:
        """Add a place where the business works.

        Args:
            name: how its people call it.
            address: in words.
            region: two-digit code.
            since: the day from which it is used.
            by: who enters it.
            proposal_id: of the register's proposal that this takes up.

        Returns:
            The id of the place.

        Raises:
            NameMissing: the place has no name.
            NotFound: there is no such proposal.
            ProposalSettled: it was taken up or declined before.
        """
        self._check_kept()
        if proposal_id is not None:
            self._check_proposal(proposal_id)
        premises_id = uuid4()
        self._open_premises(
            premises_id=premises_id,
            name=_name(name),
            address=address.strip(),
            region=region,
            since=since,
            proposal_id=proposal_id,
            by=by,
        )
        return premises_id

    def decline_proposal(self, proposal_id: UUID, *, by: Actor) -> None:
        """Say that a place that a register named is none of the business's.

        Raises:
            NotFound: there is no such proposal.
            ProposalSettled: it was taken up or declined before.
        """
        self._check_kept()
        self._check_proposal(proposal_id)
        self._decline_proposal(proposal_id=proposal_id, by=by)

    def state_premises_facts(
        self, premises_id: UUID, facts: Facts, *, since: date, by: Actor
    ) -> None:
        """Say what is used in one place; None makes it unknown again.

        Raises:
            NotFound: there is no such place.
            PremisesClosedAlready: it was closed.
            UnknownFact: a fact is not about an object.
            NothingChanged: every fact is known with this value already.
        """
        known = self._open_place(premises_id)
        if any(not key.startswith(OBJECT) for key in facts):
            raise UnknownFact
        changed = _different(facts, known)
        if not changed:
            raise NothingChanged
        self._state_premises_facts(
            premises_id=premises_id,
            facts=changed,
            source=FactSource.CLIENT,
            since=since,
            by=by,
        )

    def close_premises(self, premises_id: UUID, *, on: date, by: Actor) -> None:
        """Stop using a place.

        Raises:
            NotFound: there is no such place.
            PremisesClosedAlready: it was closed.
        """
        self._open_place(premises_id)
        self._close_premises(premises_id=premises_id, on=on, by=by)

    def forget(self, *, by: Actor) -> None:
        """Delete the personal data of the business.

        Raises:
            ClientForgotten: they were deleted before.

        Source:
            152-ФЗ ст. 21.
        """
        self._check_kept()
        self._forget(by=by)

    def profile(self) -> Profile:
        """What is known of the business, premises included, as conditions see it."""
        return profile_of(self.facts, self.premises.values())

    def _is_new_place(self, registry: str, place: RegisterPlace) -> bool:
        return (
            bool(place.address.strip())
            and f"{registry} {place.reference}" not in self._proposed
            and _plainly(place.address) not in self._addresses.values()
        )

    def _check_kept(self) -> None:
        if self.is_forgotten:
            raise ClientForgotten

    def _check_proposal(self, proposal_id: UUID) -> None:
        if proposal_id in self.settled:
            raise ProposalSettled
        if proposal_id not in self.proposals:
            raise NotFound

    def _settle(self, proposal_id: UUID) -> None:
        self.proposals.discard(proposal_id)
        self.settled.add(proposal_id)

    def _open_place(self, premises_id: UUID) -> Facts:
        self._check_kept()
        if premises_id in self.closed:
            raise PremisesClosedAlready
        if premises_id not in self.premises:
            raise NotFound
        return self.premises[premises_id]

    @event(Registered)
    def __init__(
        self, kind: ClientKind, name: str, inn: str, by: Actor, ogrn: str | None = None
    ) -> None:
        self.kind = kind
        self.name = name
        self.inn = inn
        self.ogrn = ogrn
        self.facts: dict[str, FactValue] = {"client_kind": kind.value}
        self.premises: dict[UUID, dict[str, FactValue]] = {}
        self.closed: set[UUID] = set()
        self.proposals: set[UUID] = set()
        self.settled: set[UUID] = set()
        self.is_forgotten = False
        self.words = Words()
        self._proposed: set[str] = set()
        self._addresses: dict[UUID, str] = {}

    @event(Renamed)
    def _rename(self, name: str, by: Actor, ogrn: str | None = None) -> None:
        self.name = name
        self.ogrn = ogrn

    @event(FactsStated)
    def _state_facts(
        self,
        facts: dict[str, FactValue],
        source: FactSource,
        since: date,
        by: Actor,
        registry: str | None = None,
        reference: str | None = None,
        certainty: Certainty | None = None,
    ) -> None:
        for fact, value in facts.items():
            word = Word(
                value=value,
                source=source,
                since=since,
                said=self.version,
                registry=registry,
                authority=by.organisation if source is FactSource.INSPECTOR else None,
                certainty=certainty or Certainty.CERTAIN,
            )
            self.facts[fact] = self.words.add(fact, word, reference)

    @event(PremisesOpened)
    def _open_premises(
        self,
        premises_id: UUID,
        name: str,
        address: str,
        since: date,
        by: Actor,
        region: str | None = None,
        proposal_id: UUID | None = None,
    ) -> None:
        self.premises[premises_id] = {}
        self._addresses[premises_id] = _plainly(address)
        if proposal_id:
            self._settle(proposal_id)

    @event(PremisesFactsStated)
    def _state_premises_facts(
        self,
        premises_id: UUID,
        facts: dict[str, FactValue],
        source: FactSource,
        since: date,
        by: Actor,
    ) -> None:
        self.premises[premises_id] |= facts

    @event(PremisesClosed)
    def _close_premises(self, premises_id: UUID, on: date, by: Actor) -> None:
        del self.premises[premises_id]
        self._addresses.pop(premises_id)
        self.closed.add(premises_id)

    @event(PremisesProposed)
    def _propose_premises(
        self,
        proposal_id: UUID,
        registry: str,
        reference: str,
        name: str,
        address: str,
        since: date,
        by: Actor,
        region: str | None = None,
    ) -> None:
        self.proposals.add(proposal_id)
        self._proposed.add(f"{registry} {reference}")

    @event(ProposalDeclined)
    def _decline_proposal(self, proposal_id: UUID, by: Actor) -> None:
        self._settle(proposal_id)

    @event(Forgotten)
    def _forget(self, by: Actor) -> None:
        self.is_forgotten = True


def _different(facts: Facts, known: Mapping[str, FactValue]) -> dict[str, FactValue]:
    # "I don't know" is an answer too: nobody is asked the same again.
    return {
        key: value
        for key, value in facts.items()
        if key not in known or known[key] != value
    }


def _name(name: str) -> str:
    if not name.strip():
        raise NameMissing
    return name.strip()


def _plainly(address: str) -> str:
    """The letters and digits of an address: two writings of one are then the same."""
    return "".join(sign for sign in address.casefold() if sign.isalnum())
