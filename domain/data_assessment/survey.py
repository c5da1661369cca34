"""A look of a body at a whole segment, without names, to help (C3)."""

from collections.abc import Mapping, Sequence
from typing import ClassVar
from uuid import UUID, uuid4, uuid5

from eventsourcing.domain import event
from pydantic import Field

from domain.data_assessment.disclosure import Cell
from domain.data_assessment.look import given_purpose
from domain.data_assessment.record import OPEN_OUTCOMES, Moment, Outcome, RequirementAt
from domain.data_assessment.refusals import (
    AlgorithmDoesNotServe,
    GroupTooSmall,
    NothingToLookAt,
    OfferedAlready,
    SurveyOver,
    SurveyRunning,
)
from domain.kernel import Actor, Aggregate, Personal, Value
from domain.profile import OKVED, ClientKind, Region, Size

_DISMISSALS = UUID("0b8a5f4e-33a4-5d0e-8a57-1d3b8e0b6c24")


class Segment(Value):
    """Which clients are looked at; what is None narrows nothing down.

    Attributes:
        okved: they have a code that falls under this one, e.g. "56".
        region: two-digit code.
        size: micro, small, medium or large.
        client_kind: what they are in law.
    """

    okved: str | None = Field(default=None, pattern=OKVED, examples=["56"])
    region: Region | None = None
    size: Size | None = None
    client_kind: ClientKind | None = None


class Tally(Value):
    """How some clients stand with one requirement; it never leaves the service.

    Attributes:
        requirement: code.
        cells: by outcome.
    """

    requirement: str
    cells: dict[Outcome, Cell]


class Figure(Value):
    """What may be told of one requirement; None: fewer than K.

    Attributes:
        requirement: code.
        counts: of each outcome.
        to_help: those whom an algorithm could help: refuted or undecidable.
    """

    requirement: str
    counts: dict[Outcome, int | None]
    to_help: int | None


class Survey(Aggregate):
    """One look at a segment: asked, gone through bit by bit, finished, offers made."""

    class Asked(Aggregate.Created):
        """A body asks.

        Attributes:
            authority: organisation of whoever asks.
            bodies: for which of the register it answers.
            purpose: the ground, and what for.
            segment: of which clients.
            requirements: that are looked at.
            moment: as of when.
            expected: about how many clients; never told.
        """

        authority: UUID
        bodies: tuple[str, ...]
        purpose: Personal
        segment: Segment
        requirements: tuple[RequirementAt, ...]
        moment: Moment
        expected: int

    class WentOn(Aggregate.Event):
        """The next clients were looked at, in the order of their ids.

        Attributes:
            clients: ids.
            to_help: of each, places in `requirements` where an algorithm could help.
            tallies: how they stand, a requirement each.
        """

        clients: tuple[UUID, ...]
        to_help: tuple[tuple[int, ...], ...]
        tallies: tuple[Tally, ...]

    class Finished(Aggregate.Event):
        """All were looked at; this is what may be told.

        Attributes:
            total: clients; None: fewer than K.
            figures: of each requirement.
        """

        total: int | None
        figures: tuple[Figure, ...]

    class Offered(Aggregate.Event):
        """The body offers an algorithm to whom it could help with a requirement."""

        offer: UUID
        requirement: str
        algorithm: str

    @classmethod
    def ask(
        cls,
        *,
        authority: UUID,
        bodies: frozenset[str],
        purpose: str,
        segment: Segment,
        requirements: Sequence[RequirementAt],
        moment: Moment,
        expected: int,
        by: Actor,
    ) -> "Survey":
        """Ask; arguments as in the event.

        Raises:
            PurposeMissing: no ground is given.
            NothingToLookAt: no requirement is.
        """
        if not requirements:
            raise NothingToLookAt
        return cls(
            authority=authority,
            bodies=tuple(sorted(bodies)),
            purpose=given_purpose(purpose),
            segment=segment,
            requirements=tuple(requirements),
            moment=moment,
            expected=expected,
            by=by,
        )

    def go_on(self, outcomes: Mapping[UUID, Sequence[Outcome]], *, by: Actor) -> None:
        """Count the next clients.

        Args:
            outcomes: by client in the order of their ids, of each requirement in order.
            by: the job.

        Raises:
            SurveyOver: it was finished.
        """
        if self.is_finished:
            raise SurveyOver
        helped = tuple(
            tuple(n for n, one in enumerate(found) if one in OPEN_OUTCOMES)
            for found in outcomes.values()
        )
        self._go_on(
            clients=tuple(outcomes),
            to_help=helped,
            tallies=_counted([one.code for one in self.requirements], outcomes),
            by=by,
        )

    def finish(self, *, by: Actor) -> None:
        """Tell what may be told.

        Raises:
            SurveyOver: it was finished before.
        """
        if self.is_finished:
            raise SurveyOver
        figures = tuple(
            Figure(
                requirement=one.code,
                counts={o: self._cell(one.code, o).disclosed for o in Outcome},
                to_help=self._to_help(one.code).disclosed,
            )
            for one in self.requirements
        )
        self._finish(total=self._all.disclosed, figures=figures, by=by)

    def offer(
        self, requirement: str, algorithm: str, *, serving: Sequence[str], by: Actor
    ) -> UUID:
        """Offer an algorithm to all whom it could help with a requirement.

        Args:
            requirement: code, of this survey.
            algorithm: code.
            serving: codes of the algorithms that serve the requirement.
            by: the officer.

        Returns:
            The id of the offer.

        Raises:
            SurveyRunning: it is not finished.
            GroupTooSmall: fewer than K could be helped.
            AlgorithmDoesNotServe: it is not about the requirement.
            OfferedAlready: this was offered.
        """
        if not self.is_finished:
            raise SurveyRunning
        if self._to_help(requirement).disclosed is None:
            raise GroupTooSmall
        if algorithm not in serving:
            raise AlgorithmDoesNotServe
        if (requirement, algorithm) in self.offers:
            raise OfferedAlready
        offer = uuid4()
        self._offer(offer=offer, requirement=requirement, algorithm=algorithm, by=by)
        return offer

    def _cell(self, requirement: str, outcome: Outcome) -> Cell:
        return self._cells.get((requirement, outcome), Cell())

    def _to_help(self, requirement: str) -> Cell:
        first, *others = (self._cell(requirement, one) for one in OPEN_OUTCOMES)
        return sum(others, first)

    @event(Asked)
    def __init__(
        self,
        authority: UUID,
        bodies: tuple[str, ...],
        purpose: str,
        segment: Segment,
        requirements: tuple[RequirementAt, ...],
        moment: Moment,
        expected: int,
        by: Actor,
    ) -> None:
        self.authority = authority
        self.bodies = bodies
        self.segment = segment
        self.requirements = requirements
        self.moment = moment
        self.after: UUID | None = None
        self.is_finished = False
        self.offers: set[tuple[str, str]] = set()
        self._all = Cell()
        self._cells: dict[tuple[str, Outcome], Cell] = {}

    @event(WentOn)
    def _go_on(
        self,
        clients: tuple[UUID, ...],
        to_help: tuple[tuple[int, ...], ...],
        tallies: tuple[Tally, ...],
        by: Actor,
    ) -> None:
        self.after = clients[-1]
        self._all += Cell.of(clients)
        for tally in tallies:
            for outcome, cell in tally.cells.items():
                place = tally.requirement, outcome
                self._cells[place] = self._cells.get(place, Cell()) + cell

    @event(Finished)
    def _finish(
        self, total: int | None, figures: tuple[Figure, ...], by: Actor
    ) -> None:
        self.is_finished = True

    @event(Offered)
    def _offer(self, offer: UUID, requirement: str, algorithm: str, by: Actor) -> None:
        self.offers.add((requirement, algorithm))


class Dismissal(Aggregate):
    """One client does not want to hear of one offer again."""

    class Dismissed(Aggregate.Created):
        """It said so."""

        subject: ClassVar[str] = "client_id"
        client_id: UUID
        offer: UUID

    @staticmethod
    def create_id(client_id: UUID, offer: UUID) -> UUID:
        """One per client and offer."""
        return uuid5(_DISMISSALS, f"{client_id}/{offer}")

    @event(Dismissed)
    def __init__(self, client_id: UUID, offer: UUID, by: Actor) -> None:
        self.client_id = client_id
        self.offer = offer


def _counted(
    codes: Sequence[str], outcomes: Mapping[UUID, Sequence[Outcome]]
) -> tuple[Tally, ...]:
    tallies = []
    for n, code in enumerate(codes):
        clients: dict[Outcome, list[UUID]] = {}
        for client_id, found in outcomes.items():
            clients.setdefault(found[n], []).append(client_id)
        cells = {one: Cell.of(clients[one]) for one in Outcome if one in clients}
        tallies.append(Tally(requirement=code, cells=cells))
    return tuple(tallies)
