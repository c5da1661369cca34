"""What both sides of a visit share: who may, its terms, its deadlines (C6)."""

from collections.abc import Collection
from datetime import date
from typing import Protocol
from uuid import UUID

from application.access import Action, allow
from application.client import living_client
from application.deadline import Deadlines
from application.log import EventLog, check_version
from application.ports import Bodies, Clock, Places, StateHolds
from application.visit.commands import VisitTopic
from domain.client import Client
from domain.deadline import About, Deadline, Party, Task, WhyCancelled
from domain.errors import NotFound
from domain.exchange import Part
from domain.exchange import Party as Writer
from domain.kernel import Actor
from domain.term import Place, Reckoning
from domain.visit import (
    Law,
    NotSupervised,
    Visit,
    VisitAboutMissing,
    VisitPlaceUnknown,
    VisitStatus,
    VisitTerms,
)

DECIDE, MOVE, END = Task.DECIDE_VISIT, Task.DECIDE_VISIT_MOVE, Task.END_VISIT


class VisitsKnown(Protocol):
    """What visits a business had; as of the last event of the projection."""

    def asked(self, client_id: UUID, authority: UUID) -> tuple[date, ...]:
        """Days on which it asked this body for visits that were not declined."""
        ...

    def last_held(
        self, client_id: UUID, premises: UUID | None, control_kind: str | None
    ) -> date | None:
        """When the last mandatory visit of this kind of control ended; None: never."""
        ...


class Handling:
    """Loads visits for those who may have them, and keeps their deadlines.

    Deadlines are returned, not recorded: record them with the visit.
    """

    def __init__(
        self,
        log: EventLog,
        clock: Clock,
        law: Law,
        places: Places,
        holds: StateHolds,
        bodies: Bodies,
        deadlines: Deadlines,
    ) -> None:
        self._log = log
        self._clock = clock
        self._law = law
        self._places = places
        self._holds = holds
        self._bodies = bodies
        self._deadlines = deadlines

    def terms(self, client_id: UUID, control_kind: str | None) -> VisitTerms:
        """The terms of a kind of control where a business is."""
        return VisitTerms(self._law, self.place(client_id), control_kind)

    def place(self, client_id: UUID) -> Place:
        """Where a business is: calendar, zone and region."""
        _, region = self._holds.circumstances(client_id)
        return self._places.at(region)

    def terms_of(self, visit: Visit) -> VisitTerms:
        """The terms of a visit."""
        return self.terms(visit.client_id, visit.control_kind)

    def of_body(self, id: UUID, version: int | None, by: Actor) -> Visit:
        """A visit, for the body that visits.

        Raises:
            NotFound: it is none of the actor's.
            Stale: it has moved on since `version`.
        """
        allow(by, Action.VISIT)
        visit = self.load(id)
        if by.organisation != visit.authority:
            raise NotFound
        return check_version(visit, version)

    def of_client(self, id: UUID, version: int | None, by: Actor) -> Visit:
        """A visit, for the business; raises as `of_body`."""
        visit = self.load(id)
        allow(by, Action.RECEIVE_VISIT, of=visit.client_id)
        return check_version(visit, version)

    def load(self, id: UUID) -> Visit:
        """A visit, for the service itself."""
        visit = self._log.load(Visit, id)
        living_client(self._log, visit.client_id)
        return visit

    def check_topic(self, topic: VisitTopic, client_id: UUID, authority: UUID) -> None:
        """See that a visit is about the business, and about what the body supervises.

        Raises:
            VisitAboutMissing: it is not said what about.
            VisitPlaceUnknown: the business works at no such place.
            NotSupervised: as `check_supervised`.
        """
        if not topic.told.strip():
            raise VisitAboutMissing
        place = topic.premises
        if place is not None:
            client = self._log.load(Client, client_id)
            if place not in client.premises or place in client.closed:
                raise VisitPlaceUnknown
        self.check_supervised(topic.requirements, authority)

    def check_supervised(self, codes: Collection[str], authority: UUID) -> None:
        """See that a body supervises some requirements, and that they are in force.

        Raises:
            NotSupervised: it does not, or they are not.
        """
        if not codes:
            return
        bodies = self._bodies.of(authority)
        ours = self._holds.supervised(codes, bodies, self._clock.today())
        if strange := sorted(frozenset(codes) - frozenset(ours)):
            raise NotSupervised(requirements=strange)

    def asked(self, visit: Visit, decide: Reckoning, by: Actor) -> Deadline:
        """The business asked: the body has to decide."""
        return self._owed_by_body(DECIDE, visit, decide, 1, by)

    def move_asked(self, visit: Visit, decide: Reckoning, by: Actor) -> Deadline:
        """The business asked to move it: the body has to decide before it begins."""
        return self._owed_by_body(MOVE, visit, decide, visit.move, by)

    def started(self, visit: Visit, end: Reckoning, by: Actor) -> Deadline:
        """They met: the body has to end it in time."""
        return self._owed_by_body(END, visit, end, 1, by)

    def settled(self, visit: Visit, by: Actor) -> list[Deadline]:
        """What was due of the body and is done, or not needed any more.

        Call it after the visit has decided: its new status says which.
        """
        found = (
            self._deadlines.find(DECIDE, visit.id),
            self._move(visit),
            self._deadlines.find(END, visit.id),
        )
        due = [one for one in found if one is not None and one.is_open]
        for one in due:
            if visit.status is VisitStatus.REFUSED:
                one.cancel(WhyCancelled.WITHDRAWN, by=by)
            else:
                one.keep(at=self._clock.now(), by=by)
        return due

    def silent(self, visit: Visit, by: Actor) -> list[Deadline]:
        """Nobody decided on a move in time: nothing is due of that any more."""
        move = self._move(visit)
        if move is None or not move.is_open:
            return []
        move.cancel(WhyCancelled.NOT_NEEDED, by=by)
        return [move]

    def _move(self, visit: Visit) -> Deadline | None:
        if not visit.move:
            return None
        return self._deadlines.find(MOVE, visit.id, visit.move)

    def _owed_by_body(
        self, task: Task, visit: Visit, until: Reckoning, turn: int, by: Actor
    ) -> Deadline:
        return self._deadlines.new(
            task,
            about=about(visit.id),
            reckoning=until,
            owed_by=Party.authority(visit.authority),
            owed_to=Party.client(visit.client_id),
            turn=turn,
            by=by,
        )


def about(id: UUID) -> About:
    """A visit, as its deadlines and its correspondence name it."""
    return About(kind="visit", id=id, address=f"/visits/{id}")


def writers(client_id: UUID, authority: UUID) -> tuple[Writer, ...]:
    """Who takes part in the correspondence of a visit."""
    return Writer.of(client_id, Part.CLIENT), Writer.of(authority, Part.BODY)


def own(by: Actor) -> UUID:
    """The organisation somebody acts for.

    Raises:
        NotFound: for none.
    """
    if by.organisation is None:
        raise NotFound
    return by.organisation
