"""The lines of a client's data set: facts with their voices, and what is unsettled."""

from datetime import date, datetime
from uuid import UUID

from domain.client import DisputeStatus, FactSource, is_official
from domain.kernel import Certainty, Role, Value
from domain.profile import FactValue


class Who(Value):
    """Who entered a fact.

    Attributes:
        person: name of one of the client's own people; None: of others, or no more.
        role: as whom.
        organisation: name of the body on whose behalf; None: the client's own.
    """

    person: str | None
    role: Role
    organisation: str | None


class Voice(Value):
    """What one voice says of a fact, and since when it is known.

    Attributes:
        value: None: said to be unknown.
        source: who says so.
        registry: name of the state register, when one says so.
        reference: number of its entry; None: its keeper corrected it.
        certainty: below CERTAIN: we conclude it from what the register says.
        since: the day from which it is so.
        at: when it was entered, UTC.
        who: who entered it.
    """

    value: FactValue
    source: FactSource
    registry: str | None
    reference: str | None
    certainty: Certainty
    since: date
    at: datetime
    who: Who


class From(Value):
    """A fact that another follows from.

    Attributes:
        fact: its key.
        premises_id: the place it is about.
        place: name of that place.
    """

    fact: str
    premises_id: UUID
    place: str


class DisputeBrief(Value):
    """The newest dispute of a fact.

    Attributes:
        id: of the dispute.
        number: people name it by this.
        status: where it stands.
    """

    id: UUID
    number: int
    status: DisputeStatus


class FactLine(Value):
    """One fact of a data set.

    Attributes:
        fact: its key.
        premises_id: the place it is about; None: the whole business.
        value: as conditions see it; None: unknown.
        said: the word that stands; None: nobody said one.
        beside: what other voices say.
        derived_from: what it follows from, when places decide it.
        dispute: the newest dispute of it, if any.
        differs: whether the state says it, and the client says otherwise.
    """

    fact: str
    premises_id: UUID | None = None
    value: FactValue
    said: Voice | None = None
    beside: tuple[Voice, ...] = ()
    derived_from: tuple[From, ...] = ()
    dispute: DisputeBrief | None = None
    differs: bool = False

    @property
    def is_derived(self) -> bool:
        """Whether it follows from other facts and not from the word about it."""
        said = self.said.value if self.said else None
        return bool(self.derived_from) and said != self.value

    @property
    def is_disputed(self) -> bool:
        """Whether the keeper's answer is awaited."""
        return bool(self.dispute and self.dispute.status is DisputeStatus.OPEN)

    @property
    def is_disputable(self) -> bool:
        """Whether the state says it itself and no answer is awaited."""
        said = self.said
        return bool(
            said
            and said.value is not None
            and is_official(said.source, said.certainty)
            and not self.is_disputed
        )


class Statement(Voice):
    """One thing that was once said of a fact.

    Attributes:
        version: of the client, at which it was entered.
    """

    version: int


class FactHistory(Value):
    """Everything that was ever said of a fact.

    Attributes:
        statements: newest first.
        after: cursor of the next page; None at the end.
    """

    statements: tuple[Statement, ...]
    after: int | None


class Differing(Value):
    """A fact of which the state says one thing and the client another.

    Attributes:
        fact: its key.
        value: what the state says; it stands.
        registry: the register that says so; None: an inspector does.
        own: what the client says.
        dispute: status of its newest dispute; None when there is none.
    """

    fact: str
    value: FactValue
    registry: str | None
    own: FactValue
    dispute: DisputeStatus | None


class ToSettle(Value):
    """What is unsettled in a client's data set.

    Attributes:
        open_disputes: how many wait for the state's answer.
        differing: facts of which the state and the client say different things, those
            under dispute among them, by fact key.
        proposals: how many places registers name that wait for the client's word.
    """

    open_disputes: int = 0
    differing: tuple[Differing, ...] = ()
    proposals: int = 0
