"""One entry of a body's plan of inspections and preventive visits."""

from datetime import date
from typing import ClassVar
from uuid import UUID, uuid4

from eventsourcing.domain import event

from domain.kernel import Actor, Aggregate, Personal
from domain.plan.checking import Measured, faults
from domain.plan.content import Content, Dates, PlanStatus
from domain.plan.refusals import (
    PlanBreaksLaw,
    PlanDecisionAhead,
    PlanDecisionMissing,
    PlanDocumentMissing,
    PlanPast,
    PlanReasonMissing,
    PlanStepNotNow,
    PlanUnchanged,
)

CHANGEABLE = (PlanStatus.PROPOSED, PlanStatus.RETURNED)


class PlanEntry(Aggregate):
    """What a body plans with one business, whatever the number of its objects.

    The plan of a year is its entries: officers propose them, the head approves each, a
    prosecutor decides where the law says so, and only then is the business told.
    """

    class Event(Aggregate.Event):
        subject: ClassVar[str] = "client_id"
        client_id: UUID

    class Proposed(Aggregate.Created):
        """An officer proposed it; `note` is for the head.

        Attributes:
            client_id: who is to be checked.
            authority: organisation that plans.
            content: what.
            note: in words; None: nothing was said.
        """

        subject: ClassVar[str] = "client_id"
        client_id: UUID
        authority: UUID
        content: Content
        note: Personal | None

    class Changed(Event):
        """It says something else now, and waits for the head."""

        content: Content
        note: Personal | None

    class Returned(Event):
        """The head sent it back."""

        reason: Personal

    class Approved(Event):
        """The head approved it."""

        on: date

    class ProsecutorDecided(Event):
        """The prosecutor approved it or not; recorded by an officer.

        Attributes:
            approved: whether.
            office: of the prosecutor.
            number: of the decision.
            on: day of the decision.
            reason: in words; None: none was given.
        """

        approved: bool
        office: str
        number: str
        on: date
        reason: Personal | None

    class Planned(Event):
        """Everybody who has a say agreed: it is in the plan, and the business knows."""

        authority: UUID
        on: date

    class Numbered(Event):
        """It has its number in the state's register of inspections."""

        number: str

    class Moved(Event):
        """It is at another time, or others go; nothing else changed."""

        dates: Dates
        officers: tuple[str, ...]
        reason: Personal

    class Excluded(Event):
        """It was taken out of the plan; `document` says on what ground."""

        document: str
        reason: Personal
        on: date

    @classmethod
    def propose(
        cls,
        content: Content,
        *,
        client_id: UUID,
        authority: UUID,
        note: str | None,
        measured: Measured,
        by: Actor,
        today: date,
    ) -> "PlanEntry":
        """Propose to check a business.

        Args:
            content: what.
            client_id: which business.
            authority: organisation that plans.
            note: for the head.
            measured: what it is measured by.
            by: an officer of the authority.
            today: the day, local time.

        Raises:
            PlanPast: it would begin today or earlier.
            PlanBreaksLaw: names each rule with its source.

        Source:
            248-ФЗ, ст. 25; ПП 2428 от 31.12.2020.
        """
        _check(content, measured, today)
        return cls._create(
            cls.Proposed,
            id=uuid4(),
            client_id=client_id,
            authority=authority,
            content=content,
            note=_said(note),
            by=by,
        )

    def change(
        self,
        content: Content,
        *,
        note: str | None,
        measured: Measured,
        by: Actor,
        today: date,
    ) -> None:
        """Say something else, before the head has approved it; raises as `propose`.

        Raises:
            PlanStepNotNow: the head approved it.
        """
        self._check_status(*CHANGEABLE)
        _check(content, measured, today)
        self._change(client_id=self.client_id, content=content, note=_said(note), by=by)

    def return_(self, *, reason: str, by: Actor) -> None:
        """Send it back to whoever proposed it, also from the prosecutor.

        Raises:
            PlanStepNotNow: it waits for nobody's decision.
            PlanReasonMissing: it is not said why.
        """
        self._check_status(PlanStatus.PROPOSED, PlanStatus.WITH_PROSECUTOR)
        self._return(client_id=self.client_id, reason=_reason(reason), by=by)

    def approve(self, *, measured: Measured, by: Actor, today: date) -> None:
        """Approve it; without a prosecutor it is planned by that.

        Raises:
            PlanStepNotNow: it does not wait for the head.
            PlanPast, PlanBreaksLaw: what has changed since it was proposed.
        """
        self._check_status(PlanStatus.PROPOSED)
        _check(self.content, measured, today)
        self._approve(client_id=self.client_id, on=today, by=by)
        if not self.content.needs_prosecutor:
            self._enter_plan(today, by)

    def record_decision(
        self,
        *,
        approved: bool,
        office: str,
        number: str,
        on: date,
        reason: str | None,
        by: Actor,
        today: date,
    ) -> None:
        """Record what the prosecutor decided.

        Raises:
            PlanStepNotNow: no prosecutor has to decide.
            PlanDecisionMissing: office or number is missing.
            PlanDecisionAhead: the day is still to come.
        """
        self._check_status(PlanStatus.WITH_PROSECUTOR)
        if not office.strip() or not number.strip():
            raise PlanDecisionMissing
        if on > today:
            raise PlanDecisionAhead
        self._decide(
            client_id=self.client_id,
            approved=approved,
            office=office.strip(),
            number=number.strip(),
            on=on,
            reason=_said(reason),
            by=by,
        )
        if approved:
            self._enter_plan(today, by)

    def give_number(self, number: str, *, by: Actor) -> None:
        """Tell its number in the state's register; another one corrects it.

        Raises:
            PlanStepNotNow: it is not in the plan.
            PlanUnchanged: it has this number.

        Source:
            248-ФЗ, ст. 19 (LAW-063, LAW-066).
        """
        self._check_status(PlanStatus.WITH_PROSECUTOR, PlanStatus.PLANNED)
        if number == self.number:
            raise PlanUnchanged
        self._number(client_id=self.client_id, number=number, by=by)

    def move(
        self,
        content: Content,
        *,
        reason: str,
        measured: Measured,
        by: Actor,
        today: date,
    ) -> None:
        """Hold it at another time, or send others.

        Args:
            content: as it is, with other dates and officers.
            reason: why; the business reads it.
            measured: what it is measured by.
            by: the head.
            today: the day, local time.

        Raises:
            PlanStepNotNow: it is not in the plan, or it has begun.
            PlanReasonMissing: it is not said why.
            PlanUnchanged: nothing is other than it was.
            PlanPast, PlanBreaksLaw: see `propose`.
        """
        self._check_status(PlanStatus.PLANNED)
        if self.content.dates.starts <= today:
            raise PlanStepNotNow(status=self.status)
        if content == self.content:
            raise PlanUnchanged
        _check(content, measured, today)
        self._move(
            client_id=self.client_id,
            dates=content.dates,
            officers=content.officers,
            reason=_reason(reason),
            by=by,
        )

    def exclude(self, *, document: str, reason: str, by: Actor, today: date) -> None:
        """Take it out of the plan.

        Raises:
            PlanStepNotNow: it is not in the plan.
            PlanDocumentMissing, PlanReasonMissing: something is not said.

        Source:
            ПП 2428 от 31.12.2020 (LAW-036).
        """
        self._check_status(PlanStatus.PLANNED)
        if not document.strip():
            raise PlanDocumentMissing
        self._exclude(
            client_id=self.client_id,
            document=document.strip(),
            reason=_reason(reason),
            on=today,
            by=by,
        )

    def _enter_plan(self, today: date, by: Actor) -> None:
        self._plan(client_id=self.client_id, authority=self.authority, on=today, by=by)

    def _check_status(self, *allowed: PlanStatus) -> None:
        if self.status not in allowed:
            raise PlanStepNotNow(status=self.status)

    @event(Proposed)
    def __init__(
        self,
        client_id: UUID,
        authority: UUID,
        content: Content,
        by: Actor,
        note: str | None = None,
    ) -> None:
        self.client_id = client_id
        self.authority = authority
        self.content = content
        self.status = PlanStatus.PROPOSED
        self.number: str | None = None

    @event(Changed)
    def _change(
        self, client_id: UUID, content: Content, by: Actor, note: str | None = None
    ) -> None:
        self.content = content
        self.status = PlanStatus.PROPOSED

    @event(Returned)
    def _return(self, client_id: UUID, reason: str, by: Actor) -> None:
        self.status = PlanStatus.RETURNED

    @event(Approved)
    def _approve(self, client_id: UUID, on: date, by: Actor) -> None:
        self.status = PlanStatus.WITH_PROSECUTOR

    @event(ProsecutorDecided)
    def _decide(
        self,
        client_id: UUID,
        approved: bool,  # noqa: FBT001 - a field of the event
        office: str,
        number: str,
        on: date,
        by: Actor,
        reason: str | None = None,
    ) -> None:
        if not approved:
            self.status = PlanStatus.REJECTED

    @event(Planned)
    def _plan(self, client_id: UUID, authority: UUID, on: date, by: Actor) -> None:
        self.status = PlanStatus.PLANNED

    @event(Numbered)
    def _number(self, client_id: UUID, number: str, by: Actor) -> None:
        self.number = number

    @event(Moved)
    def _move(
        self,
        client_id: UUID,
        dates: Dates,
        officers: tuple[str, ...],
        reason: str,
        by: Actor,
    ) -> None:
        self.content = self.content.model_copy(
            update={"dates": dates, "officers": officers}
        )

    @event(Excluded)
    def _exclude(
        self, client_id: UUID, document: str, reason: str, on: date, by: Actor
    ) -> None:
        self.status = PlanStatus.EXCLUDED


def _check(content: Content, measured: Measured, today: date) -> None:
    if content.dates.starts <= today:
        raise PlanPast
    if broken := faults(content, measured):
        raise PlanBreaksLaw(broken=[one.model_dump(mode="json") for one in broken])


def _said(text: str | None) -> str | None:
    return text.strip() or None if text else None


def _reason(text: str) -> str:
    if not text.strip():
        raise PlanReasonMissing
    return text.strip()
