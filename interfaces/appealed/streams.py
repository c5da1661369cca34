"""In which histories something that is appealed against stands (I9)."""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Final, NamedTuple
from uuid import UUID

from application.log import EventLog
from domain.appeal import Subject, SubjectKind
from domain.caution import Caution
from domain.deadline import Deadline
from domain.exchange import Thread
from domain.information_request import InformationRequest
from domain.risk import RiskObjections
from domain.visit import Outcome, Visit
from projections.exchange import ExchangeView, MessageCard
from projections.inspection import InspectionView

AT_ONCE: Final = 200
ADDRESS: Final = re.compile(r"/([a-z-]+)/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})")


class Stands(NamedTuple):
    """Where something stands.

    Attributes:
        things: ids of the histories.
        threads: ids of the correspondences.
    """

    things: tuple[UUID, ...]
    threads: tuple[UUID, ...] = ()


class Streams:
    """Finds histories of a subject.

    Args:
        log: knows what belongs to what.
        inspections: knows actions and moves of an inspection.
        exchange: knows messages of a correspondence.
    """

    def __init__(
        self, log: EventLog, inspections: InspectionView, exchange: ExchangeView
    ) -> None:
        self._log = log
        self._inspections = inspections
        self._exchange = exchange
        self._finders: Mapping[str, Callable[[UUID], Stands]] = {
            "inspections": self._inspection,
            "cautions": self._caution,
            "visits": self._visit,
            "risk": self._risk,
            "information-requests": self._request,
        }

    def of(self, subject: Subject) -> Stands:
        """Where a subject stands; nowhere when it was entered by hand."""
        if subject.id is None:
            return Stands(())
        found = self._at(self._page(subject))
        things = dict.fromkeys((subject.id, *found.things))
        return Stands(tuple(things), found.threads)

    def messages(self, threads: tuple[UUID, ...], side: UUID) -> Iterator[MessageCard]:
        """Every message of some correspondences."""
        for thread in threads:
            before: int | None = None
            while True:
                page = self._exchange.messages(
                    thread, side, before=before, limit=AT_ONCE
                )
                yield from page.messages
                before = page.before
                if before is None:
                    break

    def _page(self, subject: Subject) -> str:
        """The page on which a subject stands; of a delay, that of what was due."""
        if subject.kind is not SubjectKind.INACTION or subject.id is None:
            return subject.address
        due = self._log.find(Deadline, subject.id)
        return due.about.address if due else subject.address

    def _at(self, address: str) -> Stands:
        """Where the thing at an address stands."""
        found = ADDRESS.match(address)
        if found is None:
            return Stands(())
        kind, id = found[1], UUID(found[2])
        finder = self._finders.get(kind)
        return finder(id) if finder else Stands((id,))

    def _inspection(self, id: UUID) -> Stands:
        moves = (one.id for one in self._inspections.moves(id))
        done = (one.id for one in self._inspections.done(id))
        return Stands((id, *moves, *done), (Thread.of_case(f"/inspections/{id}"),))

    def _caution(self, id: UUID) -> Stands:
        found = self._log.find(Caution, id)
        return Stands((id,), (found.thread,) if found else ())

    def _visit(self, id: UUID) -> Stands:
        found = self._log.find(Visit, id)
        things = id, Outcome.create_id(id)
        return Stands(things, (found.thread,) if found else ())

    def _risk(self, id: UUID) -> Stands:
        return Stands((id, RiskObjections.create_id(id)))

    def _request(self, id: UUID) -> Stands:
        found = self._log.find(InformationRequest, id)
        return Stands((id,), (found.thread,) if found else ())
