"""Which evaluations of one rule are shown together: its groups, round by round (E5)."""

from datetime import date
from uuid import UUID, uuid5

from eventsourcing.domain import event

from domain.anonymity import Group, Round
from domain.evaluation.said import Subject
from domain.kernel import Actor, Aggregate

_TALLIES = UUID("6b1f7b2e-3f0f-5f55-9f43-9c3c1f3e8f0a")


class Tally(Aggregate):
    """The groups of one rule, numbered from 1; a number is never used again."""

    class Begun(Aggregate.Created):
        """Somebody evaluated this rule."""

        of: Subject

    class Counted(Aggregate.Event):
        """A round: groups were formed and dissolved, all at once."""

        of: Subject
        number: int
        formed: tuple[Group, ...]
        dissolved: tuple[int, ...]
        on: date

    class Named(Aggregate.Event):
        """Evaluations are told with a name from now on, or no longer."""

        of: Subject
        told: tuple[UUID, ...]
        gone: tuple[UUID, ...]
        on: date

    @classmethod
    def begin(cls, of: Subject, *, by: Actor) -> "Tally":
        """Open the tally of a rule."""
        return cls(of=of, by=by)

    def count(self, round: Round, *, by: Actor, today: date) -> None:
        """Change groups as planned."""
        self._count(
            of=self.of,
            number=self.last + 1,
            formed=round.formed,
            dissolved=round.dissolved,
            on=today,
            by=by,
        )

    def name(
        self, told: tuple[UUID, ...], gone: tuple[UUID, ...], *, by: Actor, today: date
    ) -> None:
        """Say which stand apart with a name; nothing when nothing changes."""
        told = tuple(sorted(set(told) - self.named))
        gone = tuple(sorted(set(gone) & self.named))
        if told or gone:
            self._name(of=self.of, told=told, gone=gone, on=today, by=by)

    @property
    def counted(self) -> frozenset[UUID]:
        """Whatever stands in a group."""
        return frozenset(id for one in self.groups.values() for id in one.members)

    @staticmethod
    def create_id(of: Subject) -> UUID:
        """One tally per version of a rule."""
        return uuid5(_TALLIES, str(of))

    @event(Begun)
    def __init__(self, of: Subject, by: Actor) -> None:
        self.of = of
        self.groups: dict[int, Group] = {}
        self.named: frozenset[UUID] = frozenset()
        self.last = 0

    @event(Counted)
    def _count(
        self,
        of: Subject,
        number: int,
        formed: tuple[Group, ...],
        dissolved: tuple[int, ...],
        on: date,
        by: Actor,
    ) -> None:
        for one in dissolved:
            del self.groups[one]
        # Groups take the numbers that follow; see `numbered`.
        self.groups |= numbered(number, formed)
        self.last = number + len(formed) - 1

    @event(Named)
    def _name(
        self,
        of: Subject,
        told: tuple[UUID, ...],
        gone: tuple[UUID, ...],
        on: date,
        by: Actor,
    ) -> None:
        self.named = (self.named | set(told)) - set(gone)


def numbered(first: int, formed: tuple[Group, ...]) -> dict[int, Group]:
    """The groups of a round by their numbers."""
    return dict(enumerate(formed, first))
