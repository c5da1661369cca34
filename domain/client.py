"""A client: the business under control, its facts and its premises (L7 stands on it).

A fact that nobody has given is unknown, never false.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum
from typing import Any
from uuid import UUID, uuid4

from eventsourcing.domain import event
from stdnum.exceptions import ValidationError as BadNumber
from stdnum.ru import inn as inn_number

from domain.errors import Invalid, NotFound, RuleBroken
from domain.kernel import Actor, Aggregate, Citation, Personal
from domain.profile import ClientKind, FactValue, Profile

Facts = Mapping[str, FactValue]

IDENTIFICATION = Citation(act="Налоговый кодекс РФ", at="ст. 84 п. 7")
REGISTRATION = Citation(act="129-ФЗ", at="ст. 5")
PERSONAL_DATA = Citation(act="152-ФЗ", at="ст. 21")

INN_DIGITS = {ClientKind.LE: 10}
OGRN_DIGITS = {ClientKind.LE: 13, ClientKind.IE: 15, ClientKind.KFH: 15}


class FactSource(StrEnum):
    """Where a fact about a client comes from."""

    CLIENT = "client"
    REGISTER = "register"
    INSPECTOR = "inspector"
    DERIVED = "derived"


class BadInn(Invalid):
    code = "bad-inn"
    title = "The INN is wrong: check its digits"
    about = "inn"
    source = IDENTIFICATION


class BadOgrn(Invalid):
    code = "bad-ogrn"
    title = "The OGRN is wrong: check its digits"
    about = "ogrn"
    source = REGISTRATION


class NameMissing(Invalid):
    code = "name-missing"
    title = "Give the name"
    about = "name"


class UnknownFact(Invalid):
    code = "unknown-fact"
    title = "There is no such fact in the vocabulary, or its value is of another kind"
    about = "facts"


class KindIsRegistered(Invalid):
    code = "kind-is-registered"
    title = "What a business is in law follows from its registration"
    about = "facts"
    source = REGISTRATION


class UnknownRegion(Invalid):
    code = "unknown-region"
    title = "There is no region with this code"
    about = "region"


class AlreadyRegistered(RuleBroken):
    code = "already-registered"
    title = "This business is registered: ask the person who did it to add you"
    about = "inn"


class NothingChanged(RuleBroken):
    code = "nothing-changed"
    title = "Nothing was changed: everything you sent is known already"


class PremisesClosedAlready(RuleBroken):
    code = "premises-closed"
    title = "These premises were closed"


class ClientForgotten(RuleBroken):
    code = "client-forgotten"
    title = "The data of this business were deleted"
    source = PERSONAL_DATA


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
            facts: only those that differ from what was known; by fact key.
            source: who says so.
            since: the day from which it is so.
        """

        facts: dict[str, FactValue]
        source: FactSource
        since: date

    class PremisesOpened(Aggregate.Event):
        """The business uses one more place."""

        premises_id: UUID
        name: Personal
        address: Personal
        region: str | None = None
        since: date

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
            ogrn=_ogrn(ogrn, kind),
            by=by,
        )

    def rename(self, *, name: str, ogrn: str | None, by: Actor) -> None:
        """Correct the name or the OGRN.

        Raises:
            NameMissing, BadOgrn: as in `register`.
            NothingChanged: both are as they were.
        """
        self._check_kept()
        name, ogrn = _name(name), _ogrn(ogrn, self.kind)
        if (name, ogrn) == (self.name, self.ogrn):
            raise NothingChanged
        self._rename(name=name, ogrn=ogrn, by=by)

    def state_facts(
        self, facts: Facts, *, source: FactSource, since: date, by: Actor
    ) -> None:
        """Make facts of the whole business known; None makes one unknown again.

        Args:
            facts: by fact key, of the vocabulary.
            source: who says so.
            since: the day from which it is so, local time.
            by: who enters it.

        Raises:
            KindIsRegistered: the business is of another kind.
            NothingChanged: every fact is known with this value already.
        """
        self._check_kept()
        changed = _different(facts, self.facts)
        if "client_kind" in changed:
            raise KindIsRegistered
        if not changed:
            raise NothingChanged
        self._state_facts(facts=changed, source=source, since=since, by=by)

    def open_premises(
        self, *, name: str, address: str, region: str | None, since: date, by: Actor
    ) -> UUID:
        """Add a place where the business works.

        Returns:
            The id of the place.

        Raises:
            NameMissing: the place has no name.
        """
        self._check_kept()
        premises_id = uuid4()
        self._open_premises(
            premises_id=premises_id,
            name=_name(name),
            address=address.strip(),
            region=region,
            since=since,
            by=by,
        )
        return premises_id

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
        if any(not key.startswith("object:") for key in facts):
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

    def _check_kept(self) -> None:
        if self.is_forgotten:
            raise ClientForgotten

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
        self.is_forgotten = False

    @event(Renamed)
    def _rename(self, name: str, by: Actor, ogrn: str | None = None) -> None:
        self.name = name
        self.ogrn = ogrn

    @event(FactsStated)
    def _state_facts(
        self, facts: dict[str, FactValue], source: FactSource, since: date, by: Actor
    ) -> None:
        self.facts |= facts

    @event(PremisesOpened)
    def _open_premises(
        self,
        premises_id: UUID,
        name: str,
        address: str,
        since: date,
        by: Actor,
        region: str | None = None,
    ) -> None:
        self.premises[premises_id] = {}

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
        self.closed.add(premises_id)

    @event(Forgotten)
    def _forget(self, by: Actor) -> None:
        self.is_forgotten = True


def profile_of(facts: Facts, premises: Iterable[Facts]) -> Profile:
    """Join the facts of a business with those of its open premises.

    An object is used when some place uses it, not used when every place is known not
    to; what is stated of the whole business holds for a place that says nothing. The
    business has premises as soon as one place is open.

    Args:
        facts: of the whole business, by fact key; None is unknown.
        premises: of each open place, `object:` keys only.
    """
    joined: dict[str, Any] = dict(facts)
    places = list(premises)
    named = {key for place in places for key in place}
    for key in named:
        whole = facts.get(key)
        said = [whole if place.get(key) is None else place[key] for place in places]
        said += [] if whole is None else [whole]
        joined[key] = True if True in said else None if None in said else False
    if places:
        joined["object:premises"] = True
    return Profile().with_facts(
        {key: value for key, value in joined.items() if value is not None}
    )


def _different(facts: Facts, known: Facts) -> dict[str, FactValue]:
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


def inn_of(inn: str, kind: ClientKind) -> str:
    """The digits of an INN, however they were spaced.

    Raises:
        BadInn: wrong length for this kind, or wrong checksum.
    """
    try:
        number = inn_number.validate(inn)
    except BadNumber:
        raise BadInn from None
    if len(number) != INN_DIGITS.get(kind, 12):
        raise BadInn
    return str(number)


def _ogrn(ogrn: str | None, kind: ClientKind) -> str | None:
    if not ogrn or not ogrn.strip():
        return None
    number = ogrn.strip()
    if not number.isdecimal() or len(number) != OGRN_DIGITS.get(kind):
        raise BadOgrn
    # stdnum 2.2 refuses numbers whose remainder has two digits; the rule is its last.
    if int(number[:-1]) % (len(number) - 2) % 10 != int(number[-1]):
        raise BadOgrn
    return number
