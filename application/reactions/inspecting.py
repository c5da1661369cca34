"""Deadlines and news of inspections, and that their notices were read (I1, I4, I7)."""

from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple, Protocol
from uuid import UUID

from application.deadline import Deadlines
from application.log import EventLog
from application.notice import Notices
from application.ports import Places
from domain.deadline import About, Party, Task, WhyCancelled
from domain.errors import NotFound, Stale
from domain.exchange import Message
from domain.inspection import DateMove, Inspection, KindTable, Settled
from domain.inspection.kinds import Law
from domain.kernel import Actor, Event, Role
from domain.notice import Basis, Given, Reading

BEGINS = Actor(id="system:deadlines", role=Role.SYSTEM)
END, DECIDE = Task.END_INSPECTION, Task.DECIDE_DATE_MOVE
NOTICE = "LAW-019"
"""The rule of law by which a client is told of an inspection."""


class InspectionDeadlines:
    """A reaction: the body has to end in time, and to decide about another date.

    Args:
        log: knows the inspections.
        deadlines: sets them.
        law: the numbers of the law.
        kinds: what each kind of inspection allows.
        places: where terms run.
    """

    on = (
        Inspection.Started,
        Inspection.Ended,
        Inspection.Prevented,
        Inspection.ProsecutorDecided,
        Inspection.Finished,
        DateMove.Asked,
        DateMove.Offered,
        DateMove.NewTimeSet,
        DateMove.Declined,
        DateMove.TakenBack,
    )

    def __init__(
        self,
        log: EventLog,
        deadlines: Deadlines,
        law: Law,
        kinds: KindTable,
        places: Places,
    ) -> None:
        self._log = log
        self._deadlines = deadlines
        self._law = law
        self._kinds = kinds
        self._places = places

    def react(self, happened: Event) -> None:
        """Do what follows from one event; may be repeated."""
        id = happened.originator_id
        if isinstance(happened, DateMove.Event | DateMove.Asked):
            self._move(happened)
        elif isinstance(happened, Inspection.Started):
            self._begin(id, happened.at)
        elif isinstance(happened, Inspection.Ended):
            self._deadlines.keep(END, id, at=happened.at, by=BEGINS)
        else:
            self._deadlines.cancel(END, id, why=WhyCancelled.NOT_NEEDED, by=BEGINS)

    def _begin(self, id: UUID, at: datetime) -> None:
        try:
            inspection = self._log.load(Inspection, id)
        except NotFound:
            return
        order = inspection.current
        rules = self._kinds.on(order.kind, inspection.ordered_on, order.control_kind)
        if rules.duration is None or not rules.has_interaction:
            return
        rule = self._law.on(rules.duration, inspection.ordered_on, order.control_kind)
        self._deadlines.set(
            END,
            about=about(id),
            reckoning=rule.reckon(at, self._places.at(inspection.known.region)),
            owed_by=Party.authority(inspection.authority),
            owed_to=Party.client(inspection.client_id),
            by=BEGINS,
        )

    def _move(self, happened: DateMove.Event | DateMove.Asked) -> None:
        try:
            move = self._log.load(DateMove, happened.originator_id)
            inspection = self._log.load(Inspection, move.inspection)
        except NotFound:
            return
        id, turn = move.inspection, move.turn
        match happened:
            case DateMove.Asked(terms=terms):
                # It never ends after the planned start, whatever the rule gives.
                place = self._places.at(inspection.known.region)
                soonest = {
                    "ends": terms.decide_by.astimezone(place.zone),
                    "last_day": place.day_of(terms.decide_by),
                }
                self._deadlines.set(
                    DECIDE,
                    about=about(id),
                    reckoning=terms.decided.model_copy(update=soonest),
                    owed_by=Party.authority(inspection.authority),
                    owed_to=Party.client(inspection.client_id),
                    turn=turn,
                    by=BEGINS,
                )
            case DateMove.TakenBack():
                why = WhyCancelled.WITHDRAWN
                self._deadlines.cancel(DECIDE, id, turn, why=why, by=BEGINS)
            case DateMove.NewTimeSet(how=Settled.BODY_SILENT):
                return
            case _:
                at = happened.timestamp
                self._deadlines.keep(DECIDE, id, turn, at=at, by=BEGINS)


class CasesTold(Protocol):
    """Which inspections a notice told of; as of the last event of the projection."""

    def of_notice(self, notice: UUID) -> list[UUID]:
        """Ids of them."""
        ...


class InspectionReadings:
    """A reaction: who opened the notice, or a paper of the case, has read of it.

    Args:
        log: knows the inspections.
        told: knows of which one a notice told.
    """

    on = (Reading.Read, Message.Opened)

    def __init__(self, log: EventLog, told: CasesTold) -> None:
        self._log = log
        self._told = told

    def react(self, happened: Event) -> None:
        """Note it with the inspection; again it changes nothing."""
        for id in self._cases(happened):
            inspection = self._log.find(Inspection, id)
            if inspection is not None and self._is_client(happened, inspection):
                inspection.read(at=happened.timestamp, by=happened.by)
                self._record(inspection, happened.by)

    def _cases(self, happened: Event) -> list[UUID]:
        if isinstance(happened, Reading.Read):
            return self._told.of_notice(happened.notice)
        message = self._log.find(Message, happened.originator_id)
        path, _, id = message.basis.rpartition("/") if message else ("", "", "")
        return [UUID(id)] if path == "/inspections" else []

    def _is_client(self, happened: Event, inspection: Inspection) -> bool:
        reader = (
            happened.recipient
            if isinstance(happened, Reading.Read)
            else happened.by.organisation
        )
        return reader == inspection.client_id

    def _record(self, inspection: Inspection, by: Actor) -> None:
        try:
            self._log.record(inspection, by=by)
        except Stale:
            again = self._log.load(Inspection, inspection.id)
            again.read(at=inspection.happened[-1].at, by=by)
            self._log.record(again, by=by)


class News(NamedTuple):
    """What is told of a step: names of templates; "" for nothing."""

    to_client: str = ""
    to_body: str = ""


NEWS: Mapping[type[Event], News] = {
    Inspection.Notified: News("inspection-announced"),
    Inspection.ProsecutorDecided: News("inspection-prosecutor-decided"),
    Inspection.Started: News("inspection-started"),
    Inspection.Prevented: News("inspection-prevented"),
    Inspection.Ended: News("inspection-ended"),
    Inspection.ImprovementConfirmed: News("inspection-improved"),
    Inspection.Finished: News("inspection-over"),
    DateMove.Asked: News(to_body="inspection-move-asked"),
    DateMove.Offered: News("inspection-times-offered"),
    DateMove.NewTimeSet: News("inspection-moved", "inspection-moved"),
    DateMove.Declined: News("inspection-move-declined"),
    DateMove.TakenBack: News(to_body="inspection-move-taken-back"),
}


class InspectionNews:
    """A reaction: tells how an inspection goes on; repeated it tells nobody twice.

    The act and the order arrive in the correspondence, which tells of them.

    Args:
        log: knows the inspections.
        notices: tells.
    """

    on = tuple(NEWS)

    def __init__(self, log: EventLog, notices: Notices) -> None:
        self._log = log
        self._notices = notices

    def react(self, happened: Event) -> None:
        """Tell whoever is to know of one event."""
        try:
            inspection = self._log.load(Inspection, self._case(happened))
        except NotFound:
            return
        news = NEWS[type(happened)]
        client = news.to_client if inspection.is_known else ""
        sides = {inspection.client_id: client, inspection.authority: news.to_body}
        for to, template in sides.items():
            if template:
                self._tell(to, template, happened, inspection)

    def _tell(
        self, to: UUID, template: str, happened: Event, inspection: Inspection
    ) -> None:
        announced = isinstance(happened, Inspection.Notified)
        step = f"{happened.originator_id}/{happened.originator_version}"
        self._notices.tell(
            to=to,
            template=template,
            values=_values(happened, inspection),
            about=f"/inspections/{inspection.id}",
            basis=Basis.by_law(NOTICE) if announced else Basis.own_matter(),
            key=Inspection.notice_key(inspection.id)
            if announced
            else f"{template}/{step}",
        )

    def _case(self, happened: Event) -> UUID:
        if isinstance(happened, DateMove.Event | DateMove.Asked):
            return self._log.load(DateMove, happened.originator_id).inspection
        return happened.originator_id


def about(id: UUID) -> About:
    """An inspection, as its deadlines name it."""
    return About(kind="inspection", id=id, address=f"/inspections/{id}")


def _values(happened: Event, inspection: Inspection) -> Mapping[str, Given]:
    match happened:
        case Inspection.Notified():
            return {"at": inspection.current.starts}
        case DateMove.NewTimeSet(slot=slot):
            return {"at": slot}
        case DateMove.Offered(choose_by=choose_by):
            return {"at": choose_by}
    return {}
