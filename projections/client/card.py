"""A business as it stands: its facts, its places, what registers propose."""

from datetime import date, datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

from domain.client import FactSource, is_official
from domain.kernel import Certainty, Role, Value
from domain.profile import ClientKind, FactValue, Profile
from projections.view import Row, View


class Said(Value):
    """What one voice says of a fact.

    Attributes:
        value: None: said to be unknown again.
        source: who says so.
        since: the day from which it is so.
        at: when it was entered, UTC.
        by: id of the person who entered it, or "system:<job>".
        said: version of the client at which it was entered.
        registry: name of the state register that says so.
        reference: number of its entry; None: its keeper corrected it.
        certainty: below CERTAIN: concluded from what the register says.
        role: as whom it was entered.
        organisation: on whose behalf, where it was not the client's own.
    """

    value: FactValue
    source: FactSource
    since: date
    at: datetime
    by: str
    said: int
    registry: str | None = None
    reference: str | None = None
    certainty: Certainty = Certainty.CERTAIN
    role: Role = Role.CLIENT
    organisation: UUID | None = None

    @property
    def is_official(self) -> bool:
        """Whether the state says so itself: it stands until its keeper corrects it."""
        return is_official(self.source, self.certainty)


class KnownFact(Said):
    """A fact about a business or a place: the word that stands, and others beside it.

    Attributes:
        beside: what other voices say of it, any order.
    """

    beside: tuple[Said, ...] = ()

    @property
    def own(self) -> Said | None:
        """What the client itself says; None when it says nothing."""
        said = (self, *self.beside)
        return next((one for one in said if one.source is FactSource.CLIENT), None)

    @property
    def differs(self) -> bool:
        """Whether the state says it, and the client says otherwise."""
        own = self.own
        return (
            self.is_official
            and own is not None
            and own.value is not None
            and own.value != self.value
        )


class Place(Value):
    """Premises of a business.

    Attributes:
        id: of the place.
        name, address, region: as stated.
        since: the day from which it is used.
        facts: `object:` facts of this place.
    """

    id: UUID
    name: str
    address: str
    region: str | None
    since: date
    facts: dict[str, KnownFact]


class Proposal(Value):
    """A place that a state register names, and the business has not said a word to.

    Attributes:
        id: of the proposal.
        registry: name of the register.
        reference: number of its entry.
        name, address, region: as the register has them.
        since: the day of the entry.
    """

    id: UUID
    registry: str
    reference: str
    name: str
    address: str
    region: str | None
    since: date


class ClientCard(Value):
    """What is known of a business.

    Attributes:
        id: of the client.
        version: its version; the ETag.
        kind: what it is in law.
        name, inn, ogrn: as registered.
        registered_at: when, UTC.
        facts: of the whole business, by fact key.
        premises: the open ones, in the order of opening.
        proposals: places that registers name, oldest first.
        profile: all of it as conditions see it.
    """

    id: UUID
    version: int
    kind: ClientKind
    name: str
    inn: str
    ogrn: str | None
    registered_at: datetime
    facts: dict[str, KnownFact]
    premises: tuple[Place, ...]
    proposals: tuple[Proposal, ...] = ()
    profile: Profile


class ClientView(View):
    """Answers questions about clients."""

    def get(self, id: UUID) -> ClientCard | None:
        """One client; None when there is none, or it was forgotten."""
        with self.read() as sql:
            row = sql.execute(CARD, (id,), prepare=True).fetchone()
        if row is None:
            return None
        words = row.pop("words")
        row["facts"] = known_facts(row["facts"], words)
        for place in row["premises"]:
            place["facts"] = known_facts(place["facts"], words)
        return ClientCard.model_validate(row)


CARD = """
    SELECT id, version, kind, name, inn, ogrn, registered_at, facts, words, premises,
        proposals, profile
    FROM client.client WHERE id = %s
"""


def known_facts(facts: Row, words: Row) -> dict[str, KnownFact]:
    """What a row of `client` tells of facts: see `ClientProjection`."""

    def said(voice: list[Any]) -> Row:
        value, version = voice
        return {"value": value, "said": version, **words[str(version)]}

    return {
        fact: KnownFact(**said(stands), beside=tuple(Said(**said(one)) for one in rest))
        for fact, (stands, *rest) in facts.items()
    }


@lru_cache(maxsize=10_000)
def person_id(by: str) -> UUID | None:
    """The person behind the id of an actor; None when it is none, e.g. a job."""
    try:
        return UUID(by)
    except ValueError:
        return None
