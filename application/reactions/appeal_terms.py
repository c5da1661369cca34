"""The terms of appeals become deadlines, and what passes goes on by itself (I9)."""

from collections.abc import Sequence
from datetime import datetime
from itertools import count, takewhile
from typing import Final, Protocol
from uuid import UUID

from application.deadline import Deadlines
from application.log import EventLog
from application.notice import Notices
from application.ports import Places
from domain.appeal import Appeal, AppealStatus, AppealTerms, Law, events
from domain.deadline import (
    About,
    Deadline,
    Party,
    Task,
    WhyCancelled,
    WhyPaused,
    WhyRecomputed,
)
from domain.kernel import Actor, Event, Role
from domain.notice import Basis
from domain.ombudsman import Case, Participation
from domain.term import Reckoning

TERMS: Final = Actor(id="system:appeals", role=Role.SYSTEM)
FILE, ACCEPT, DECIDE = Task.FILE_APPEAL, Task.ACCEPT_APPEAL, Task.DECIDE_APPEAL
SUSPEND, TELL = Task.DECIDE_SUSPENSION, Task.TELL_SUSPENSION
GIVE, EXPLAIN = Task.GIVE_APPEAL_INFORMATION, Task.EXPLAIN_APPEALED
DELIVER, COURT = Task.DELIVER_APPEAL_DECISION, Task.GO_TO_COURT
KIND: Final = "appeal"
CARRY_OUT = Task.CARRY_OUT_APPEAL_DECISION
OF_OFFICERS: Final = (ACCEPT, SUSPEND, DECIDE)


class AppealDeadlines:
    """A reaction: sets, keeps and pauses what is due in an appeal.

    Args:
        log: knows the appeals.
        deadlines: sets them.
        terms: counts them.
    """

    on = (
        events.Begun,
        events.Changed,
        events.Discarded,
        events.Sent,
        events.Accepted,
        events.ConsiderationRefused,
        events.Withdrawn,
        events.SuspensionDecided,
        events.InformationAsked,
        events.InformationGiven,
        events.InformationTermPassed,
        events.ExplanationAsked,
        events.Explained,
        events.Extended,
        events.Decided,
        events.Delivered,
    )

    def __init__(
        self,
        log: EventLog,
        deadlines: Deadlines,
        terms: "TermsOfAppeals",
    ) -> None:
        self._log = log
        self._deadlines = deadlines
        self._terms = terms

    def react(self, happened: Event) -> None:
        """Do what follows from one event; may be repeated."""
        appeal = self._log.find(Appeal, happened.originator_id)
        if appeal is None:
            return
        match happened:
            case events.Begun() | events.Changed():
                self._filing(appeal)
            case events.Discarded():
                self._cancel(appeal, WhyCancelled.NOT_NEEDED, FILE)
            case events.Sent():
                self._sent(appeal, happened)
            case events.Accepted(at=at):
                self._keep(appeal, at, ACCEPT)
            case events.Withdrawn():
                due = (*OF_OFFICERS, GIVE, EXPLAIN)
                self._cancel(appeal, WhyCancelled.WITHDRAWN, *due)
            case _:
                self._considered(appeal, happened)

    def _considered(self, appeal: Appeal, happened: Event) -> None:
        match happened:
            case events.SuspensionDecided(at=at, tell=tell):
                self._keep(appeal, at, SUSPEND)
                self._done(TELL, appeal, tell, at)
            case events.InformationAsked(number=number, until=until):
                self._client(GIVE, appeal, until, number)
                self._pause(appeal)
            case events.InformationGiven(number=number, decision=decision, at=at):
                self._deadlines.keep(GIVE, appeal.id, number, at=at, by=TERMS)
                self._resume(appeal, decision, at)
            case events.InformationTermPassed(number=number, decision=decision, at=at):
                not_used = WhyCancelled.NOT_USED
                self._deadlines.cancel(GIVE, appeal.id, number, why=not_used, by=TERMS)
                self._resume(appeal, decision, at)
            case events.ExplanationAsked(number=number, until=until):
                self._body(EXPLAIN, appeal, until, number)
            case events.Explained(number=number, at=at):
                self._deadlines.keep(EXPLAIN, appeal.id, number, at=at, by=TERMS)
            case events.Extended(decision=decision):
                self._extend(appeal, decision)
            case _:
                self._over(appeal, happened)

    def _over(self, appeal: Appeal, happened: Event) -> None:
        not_needed = WhyCancelled.NOT_NEEDED
        match happened:
            case events.ConsiderationRefused(at=at):
                self._keep(appeal, at, ACCEPT)
                self._cancel(appeal, not_needed, SUSPEND, DECIDE, GIVE, EXPLAIN)
            case events.Decided(at=at, deliver=deliver):
                self._keep(appeal, at, DECIDE, ACCEPT)
                self._cancel(appeal, not_needed, SUSPEND, GIVE, EXPLAIN)
                self._done(DELIVER, appeal, deliver, at)
            case events.Delivered(court=court):
                self._client(COURT, appeal, court)

    def _filing(self, appeal: Appeal) -> None:
        """A draft has to be sent in time; a day that is set anew counts anew."""
        learned = appeal.learned()
        if learned is None or appeal.status is not AppealStatus.DRAFT:
            return
        turn = len(self._turns(FILE, appeal.id))
        last = self._deadlines.find(FILE, appeal.id, turn) if turn else None
        if last is not None and last.reckoning.event == learned:
            return
        self._cancel(appeal, WhyCancelled.NOT_NEEDED, FILE)
        until = self._terms.of(appeal).to_file(learned)
        self._client(FILE, appeal, until, turn + 1)

    def _sent(self, appeal: Appeal, sent: events.Sent) -> None:
        self._keep(appeal, sent.at, FILE)
        self._body(ACCEPT, appeal, sent.acceptance)
        self._body(DECIDE, appeal, sent.decision)
        if sent.suspension is not None:
            self._body(SUSPEND, appeal, sent.suspension)

    def _keep(self, appeal: Appeal, at: datetime, *tasks: Task) -> None:
        for task in tasks:
            for turn in self._turns(task, appeal.id):
                self._deadlines.keep(task, appeal.id, turn, at=at, by=TERMS)

    def _cancel(self, appeal: Appeal, why: WhyCancelled, *tasks: Task) -> None:
        for task in tasks:
            for turn in self._turns(task, appeal.id):
                self._deadlines.cancel(task, appeal.id, turn, why=why, by=TERMS)

    def _turns(self, task: Task, id: UUID) -> Sequence[int]:
        """Turns that were ever set; by the log, which knows what was set just now."""
        known = takewhile(lambda n: self._deadlines.find(task, id, n), count(1))
        return tuple(known)

    def _done(self, task: Task, appeal: Appeal, until: Reckoning, at: datetime) -> None:
        """The service does it at once, and everybody sees that it did."""
        self._body(task, appeal, until)
        self._deadlines.keep(task, appeal.id, at=at, by=TERMS)

    def _pause(self, appeal: Appeal) -> None:
        why = WhyPaused.INFORMATION_ASKED
        self._deadlines.pause(DECIDE, appeal.id, why=why, by=TERMS)

    def _resume(self, appeal: Appeal, decision: Reckoning, at: datetime) -> None:
        due = self._deadlines.find(DECIDE, appeal.id)
        if due is not None and due.is_open:
            due.resume(decision, at=at, by=TERMS)
            self._log.record(due, by=TERMS)

    def _extend(self, appeal: Appeal, decision: Reckoning) -> None:
        why = WhyRecomputed.MORE_TIME
        self._deadlines.recompute(
            DECIDE, appeal.id, reckoning=decision, why=why, by=TERMS
        )

    def _client(
        self, task: Task, appeal: Appeal, until: Reckoning, turn: int = 1
    ) -> None:
        """What the client may do, or has to."""
        own = Party.client(appeal.client_id)
        body = Party.appeals(appeal.authority) if appeal.authority else own
        self._deadlines.set(
            task,
            about=about(appeal),
            reckoning=until,
            owed_by=own,
            # Nobody waits for what the client may do; a draft is for no one else.
            owed_to=body if task is GIVE else own,
            turn=turn,
            by=TERMS,
        )

    def _body(
        self, task: Task, appeal: Appeal, until: Reckoning, turn: int = 1
    ) -> None:
        """What the body has to do."""
        id = appeal.authority
        if id is None:
            return
        body = Party.authority(id) if task is EXPLAIN else Party.appeals(id)
        self._deadlines.set(
            task,
            about=about(appeal),
            reckoning=until,
            owed_by=body,
            owed_to=Party.client(appeal.client_id),
            turn=turn,
            by=TERMS,
        )


class TermsOfAppeals:
    """Counts the terms of an appeal where its client is.

    Args:
        law: the numbers of the law.
        places: where terms run.
        clients: knows where clients are.
    """

    def __init__(self, law: Law, places: Places, clients: "Regions") -> None:
        self._law = law
        self._places = places
        self._clients = clients

    def of(self, appeal: Appeal) -> AppealTerms:
        """The terms of an appeal."""
        place = self._places.at(self._clients.region_of(appeal.client_id))
        return AppealTerms(self._law, place, appeal.matter.kind, appeal.control_kind)


class Regions(Protocol):
    """Where clients are."""

    def region_of(self, client_id: UUID) -> str | None:
        """Region of a client; None: it is not known."""
        ...


class Awaiting(Protocol):
    """The command by which nothing is awaited any more."""

    def pass_information(self, id: UUID, now: datetime) -> None:
        """Let the clock of the body go on; too early, or again, nothing."""
        ...


class AppealSilences:
    """A reaction: what a client did not give in time is awaited no longer.

    Args:
        log: knows the deadlines.
        awaiting: lets the clock go on.
    """

    on = (Deadline.Passed,)

    def __init__(self, log: EventLog, awaiting: Awaiting) -> None:
        self._log = log
        self._awaiting = awaiting

    def react(self, happened: Event) -> None:
        """Let the appeal be decided as it is; again it changes nothing."""
        due = self._log.find(Deadline, happened.originator_id)
        if due is None or due.task is not GIVE or due.about.kind != KIND:
            return
        self._awaiting.pass_information(due.about.id, happened.timestamp)


OVERDUE: Final = frozenset({ACCEPT, SUSPEND, DECIDE, CARRY_OUT})
"""What a body lets pass is told to whoever helps the client."""


class Offices(Protocol):
    """Which offices of an ombudsman take part in appeals."""

    def taking_part(self, case: Case) -> tuple[UUID, ...]:
        """The offices that take part in a case now."""
        ...


class AppealOverdue:
    """A reaction: what a body let pass is told to the ombudsman who takes part.

    Both sides are told by `DeadlineReminders`, as of every deadline.

    Args:
        log: knows the deadlines.
        notices: tells.
        offices: who takes part.
    """

    on = (Deadline.Passed,)

    def __init__(self, log: EventLog, notices: Notices, offices: Offices) -> None:
        self._log = log
        self._notices = notices
        self._offices = offices

    def react(self, happened: Event) -> None:
        """Tell it; repeated, it tells nobody twice."""
        due = self._log.find(Deadline, happened.originator_id)
        if due is None or due.about.kind != KIND or due.task not in OVERDUE:
            return
        id = due.about.id
        for office in self._offices.taking_part(Case.of_appeal(id)):
            self._notices.tell(
                to=office,
                template="appeal-overdue",
                values={"number": due.about.name, "day": due.reckoning.last_day},
                about=f"/ombudsman/{Participation.id_in(id, office)}",
                basis=Basis.own_matter(),
                key=f"appeal-overdue/{due.id}/{happened.originator_version}",
            )


def about(appeal: Appeal) -> About:
    """An appeal, as its deadlines name it."""
    return About(
        kind=KIND,
        id=appeal.id,
        address=f"/appeals/{appeal.id}",
        name=appeal.number,
    )
