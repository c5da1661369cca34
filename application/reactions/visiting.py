"""Moves visits that nobody decided about, and tells how visits go on (C6, I1)."""

from collections.abc import Mapping
from typing import NamedTuple
from uuid import UUID

from application.log import EventLog
from application.notice import Notices
from application.visit import VisitOutcomes
from domain.deadline import Deadline, Task
from domain.errors import NotFound, Stale
from domain.kernel import Actor, Event, Role
from domain.notice import Basis, Given
from domain.visit import NOTICE, Outcome, Visit, VisitKind

MOVING = Actor(id="system:visits", role=Role.SYSTEM)
ANNOUNCED = "visit-announced"


class VisitSilences:
    """A reaction: a body that was silent until a visit would begin has moved it.

    Args:
        log: knows the deadlines.
        outcomes: moves.
    """

    on = (Deadline.Passed,)

    def __init__(self, log: EventLog, outcomes: VisitOutcomes) -> None:
        self._log = log
        self._outcomes = outcomes

    def react(self, happened: Event) -> None:
        """Move the visit; one that was decided about stays."""
        deadline = self._log.find(Deadline, happened.originator_id)
        if deadline is None or deadline.task is not Task.DECIDE_VISIT_MOVE:
            return
        try:
            self._move(deadline.about.id)
        except Stale:  # somebody decided meanwhile
            self._move(deadline.about.id)

    def _move(self, id: UUID) -> None:
        try:
            self._outcomes.move_by_silence(id, by=MOVING)
        except NotFound:  # its business was forgotten
            return


class News(NamedTuple):
    """What is told of a step.

    Attributes:
        of: the class of the event.
        to_client: name of the template for the business; "" for nothing.
        to_body: likewise, for the body.
    """

    of: type[Event]
    to_client: str = ""
    to_body: str = ""


NEWS = (
    News(Visit.MoveAsked, to_body="visit-move-asked"),
    News(Visit.MoveDeclined, to_client="visit-move-declined"),
    News(Visit.Declined, to_client="visit-declined"),
    News(Visit.Refused, to_body="visit-refused"),
    News(Visit.CalledOff, to_client="visit-called-off"),
    News(Visit.Evaded, to_client="visit-evaded"),
    News(Outcome.Ordered, to_client="visit-ordered"),
)


class VisitNews:
    """A reaction: tells the side that did not do it how a visit goes on.

    That one is asked for, offered or announced, and what came of it, are told by the
    correspondence too, in which they arrive.

    Args:
        log: knows the visits.
        notices: tells.
    """

    on: tuple[type[Event], ...] = (
        *(one.of for one in NEWS),
        Visit.SlotsOffered,
        Visit.Chosen,
        Visit.Moved,
    )

    def __init__(self, log: EventLog, notices: Notices) -> None:
        self._log = log
        self._notices = notices

    def react(self, happened: Event) -> None:
        """Tell whoever is to know of one event."""
        try:
            visit = self._log.load(Visit, self._visit_of(happened))
        except NotFound:
            return
        values = _values(happened)
        for to, template in _templates(happened, visit).items():
            announced = template == ANNOUNCED
            self._notices.tell(
                to=to,
                template=template,
                values=values,
                about=f"/visits/{visit.id}",
                basis=Basis.by_law(NOTICE) if announced else Basis.own_matter(),
                key=f"{template}/{happened.originator_id}/{happened.originator_version}",
            )

    def _visit_of(self, happened: Event) -> UUID:
        if isinstance(happened, Outcome.Event):
            return self._log.load(Outcome, happened.originator_id).visit
        return happened.originator_id


def _templates(happened: Event, visit: Visit) -> Mapping[UUID, str]:
    """Who is told, and by which words."""
    client, body = visit.client_id, visit.authority
    match happened:
        case Visit.SlotsOffered():
            return {client: _offered(visit, happened)}
        case Visit.Chosen(by=by):
            by_client = by.role is Role.CLIENT
            return {body if by_client else client: "visit-time-set"}
        case Visit.Moved(by_silence=True, slot=slot):
            template = "visit-moved-by-silence" if slot else "visit-move-open"
            return {client: template, body: template}
        case Visit.Moved():
            return {client: "visit-moved"}
    found = next(one for one in NEWS if isinstance(happened, one.of))
    sides = {client: found.to_client, body: found.to_body}
    return {to: template for to, template in sides.items() if template}


def _values(happened: Event) -> Mapping[str, Given]:
    match happened:
        case Visit.SlotsOffered(until=until):
            return {"day": until}
        case Visit.Chosen(slot=slot):
            return {"day": slot.starts.date()}
        case Visit.Moved(slot=slot) if slot is not None:
            return {"day": slot.starts.date()}
    return {}


def _offered(visit: Visit, happened: Visit.SlotsOffered) -> str:
    if visit.kind is VisitKind.MANDATORY and happened.turn == 1:
        return ANNOUNCED
    return "visit-times-offered"
