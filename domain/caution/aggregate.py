"""A body cautions a business instead of checking it (C6)."""

from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import ClassVar
from uuid import UUID

from eventsourcing.domain import event

from domain.caution.checking import (
    check_change,
    check_measures,
    check_not_late,
    checked_reason,
)
from domain.caution.content import Measure, Point, Signs, Wording
from domain.caution.draft import Draft
from domain.caution.refusals import (
    CautionOver,
    NotObjected,
    ObjectedAlready,
    ObjectionReasonMissing,
)
from domain.caution.standing import CautionStatus, WhyClosed
from domain.kernel import Actor, Aggregate, Personal
from domain.redress import ByAppeal, EffectImpossible
from domain.term import Reckoning


class Caution(Aggregate):
    """One caution, until the business did what it could, or the body withdrew it.

    It has editions: a changed caution may be objected to anew. Nothing has to be
    proven: what the business says it did is its own word, and admits nothing, so that
    an objection is answered all the same.
    """

    class Event(Aggregate.Event):
        subject: ClassVar[str] = "client_id"
        client_id: UUID

    class Issued(Aggregate.Created):
        """A body cautioned a business; what exactly is told point by point.

        Attributes:
            client_id: who is cautioned.
            authority: organisation that cautions.
            control_kind: name of the kind of control, as the register has it.
            signs: where they come from, and since when the body has them.
            told: the signs in words.
            points: what it is about.
            in_time: until when it could be issued.
            thread: the correspondence in which it was sent.
            message: the message there.
            on: day of issue, local time.
        """

        subject: ClassVar[str] = "client_id"
        client_id: UUID
        authority: UUID
        control_kind: str
        signs: Signs
        told: Personal
        points: tuple[Point, ...]
        in_time: Reckoning
        thread: UUID
        message: UUID
        on: date

    class PointWorded(Event):
        """A point in words; said again, the later words hold."""

        number: int
        conduct: Personal
        proposal: Personal

    class Received(Event):
        """An edition reached the business.

        Attributes:
            objection: until when it may object; None: no term is known, none runs.
        """

        edition: int
        at: datetime
        objection: Reckoning | None

    class Objected(Event):
        """The business objected to an edition, in a message.

        Attributes:
            answer: until when the body has to answer, counted from sending.
        """

        edition: int
        reason: Personal
        message: UUID
        answer: Reckoning
        on: date

    class Kept(Event):
        """The body answered the objection: all stays as it is, and why."""

        reason: Personal
        message: UUID
        on: date

    class Changed(Event):
        """The body saw that some of it was wrong, by itself or after an objection.

        Attributes:
            edition: the new one.
            dropped: points that are no more; others may be worded anew.
            reason: why.
            message: in which the business was told.
        """

        edition: int
        dropped: tuple[int, ...]
        reason: Personal
        message: UUID
        on: date

    class Withdrawn(Event):
        """The body took it back, by itself or after an objection."""

        reason: Personal
        message: UUID
        on: date

    class Annulled(Event):
        """A decision on an appeal undid it, or the answer to the objection."""

        appeal: ByAppeal
        on: date

    class MeasureTold(Event):
        """The business said what it did about a point."""

        number: int
        done: Personal
        execution: UUID | None
        on: date

    class Closed(Event):
        """Nothing more is to be done."""

        why: WhyClosed
        on: date

    @classmethod
    def issue(
        cls,
        draft: Draft,
        *,
        id: UUID,
        client_id: UUID,
        authority: UUID,
        serving: Mapping[str, Collection[str]],
        thread: UUID,
        message: UUID,
        by: Actor,
        today: date,
    ) -> "Caution":
        """Caution a business.

        Args:
            draft: what it says.
            id: of the caution; the correspondence names it.
            client_id: who is cautioned.
            authority: organisation that cautions.
            serving: codes of the algorithms that there are, by requirement.
            thread: the correspondence in which it is sent.
            message: the message there.
            by: an officer of the authority.
            today: the day, local time.

        Raises:
            Refusal: what `Draft.check` raises.
        """
        draft.check(serving, today)
        issued = cls._create(
            cls.Issued,
            id=id,
            client_id=client_id,
            authority=authority,
            control_kind=draft.control_kind,
            signs=draft.signs,
            told=draft.told.strip(),
            points=tuple(draft.points),
            in_time=draft.in_time,
            thread=thread,
            message=message,
            on=today,
            by=by,
        )
        issued._say({p.number: words for p, words in draft.worded}, by)
        return issued

    def receive(self, *, at: datetime, objection: Reckoning | None, by: Actor) -> None:
        """Say that the edition of now reached the business; again changes nothing."""
        if self.received != self.edition and not self.is_withdrawn:
            self._receive(self.client_id, self.edition, at, by, objection)

    def check_objecting(self, reason: str, at: datetime) -> None:
        """See that the business may object so now; also after saying what it did.

        Raises:
            CautionOver: it is withdrawn.
            ObjectedAlready: to this edition.
            ObjectionLate: the term is over.
            ObjectionReasonMissing: nothing is said.

        Source:
            248-ФЗ, ст. 49 ч. 4.
        """
        self._check_standing()
        if self.objected == self.edition:
            raise ObjectedAlready
        check_not_late(self.objection, at)
        if not reason.strip():
            raise ObjectionReasonMissing

    def object(
        self,
        reason: str,
        *,
        message: UUID,
        answer: Reckoning,
        at: datetime,
        by: Actor,
        today: date,
    ) -> None:
        """Object to the edition of now.

        Args:
            reason: what to, and why.
            message: in which it is sent.
            answer: until when the body has to answer, counted from `at`.
            at: now.
            by: who acts for the business.
            today: the day, local time.

        Raises:
            Refusal: what `check_objecting` raises.
        """
        self.check_objecting(reason, at)
        said, edition = reason.strip(), self.edition
        self._object(self.client_id, edition, said, message, answer, today, by)

    def keep(self, reason: str, *, message: UUID, by: Actor, today: date) -> None:
        """Answer an objection: the caution stays as it is.

        Raises:
            NotObjected: no objection waits for an answer.
            CautionReasonMissing: it is not said why.
        """
        if not self.is_objected:
            raise NotObjected
        self._keep(self.client_id, checked_reason(reason), message, today, by)

    def change(
        self,
        wording: Mapping[int, Wording],
        *,
        dropped: Collection[int],
        reason: str,
        message: UUID,
        by: Actor,
        today: date,
    ) -> None:
        """Drop points, say others otherwise; the business may object anew.

        What is new takes a new caution. An objection is answered by it.

        Args:
            wording: of points that are said otherwise, by number.
            dropped: numbers of points that are no more.
            reason: why.
            message: in which the business is told.
            by: an officer of the authority.
            today: the day, local time.

        Raises:
            CautionOver: it is withdrawn.
            CautionReasonMissing: it is not said why.
            Refusal: what `check_change` raises.
        """
        self._check_standing()
        check_change(self.points, wording, dropped)
        gone = tuple(sorted(set(dropped)))
        edition = self.edition + 1
        self._change(
            self.client_id, edition, gone, checked_reason(reason), message, today, by
        )
        self._say(wording, by)
        self._close_when_done(by, today)

    def withdraw(self, reason: str, *, message: UUID, by: Actor, today: date) -> None:
        """Take it back; an objection is answered by it.

        Raises:
            CautionOver: it is withdrawn.
            CautionReasonMissing: it is not said why.
        """
        self._check_standing()
        self._withdraw(self.client_id, checked_reason(reason), message, today, by)

    def annul(self, appeal: ByAppeal, *, by: Actor, today: date) -> None:
        """Undo it by a decision on an appeal; an objection is answered by it.

        Raises:
            EffectImpossible: it is withdrawn.

        Source:
            248-ФЗ, ст. 43.
        """
        if self.is_withdrawn:
            raise EffectImpossible(why="void")
        self._annul(self.client_id, appeal, today, by)

    def tell(self, measures: Mapping[int, Measure], *, by: Actor, today: date) -> None:
        """Say what was done; when it is said of every point, the caution is closed.

        Raises:
            CautionOver: it is closed or withdrawn.
            NoSuchPoint: there is none with such a number.
            MeasureMissing: nothing is said of one.
        """
        self._check_open()
        check_measures(self.points, measures)
        for number in sorted(measures):
            one = measures[number]
            self._tell(
                self.client_id, number, one.what.strip(), today, by, one.execution
            )
        self._close_when_done(by, today)

    def close(self, *, by: Actor, today: date) -> None:
        """Say that nothing more is to be done; the body.

        Raises:
            CautionOver: it is closed or withdrawn.
        """
        self._check_open()
        self._close(self.client_id, WhyClosed.ENOUGH, today, by)

    @property
    def is_withdrawn(self) -> bool:
        """Whether the body took it back."""
        return self.status is CautionStatus.WITHDRAWN

    def _check_standing(self) -> None:
        if self.is_withdrawn:
            raise CautionOver

    def _check_open(self) -> None:
        if self.status is not CautionStatus.ISSUED:
            raise CautionOver

    def _say(self, wording: Mapping[int, Wording], by: Actor) -> None:
        for number in sorted(wording):
            one = wording[number]
            conduct, proposal = one.conduct.strip(), one.proposal.strip()
            self._word(self.client_id, number, conduct, proposal, by)

    def _close_when_done(self, by: Actor, today: date) -> None:
        if self.status is CautionStatus.ISSUED and set(self.points) <= self.told:
            self._close(self.client_id, WhyClosed.DONE, today, by)

    @event(Issued)
    def __init__(
        self,
        client_id: UUID,
        authority: UUID,
        control_kind: str,
        signs: Signs,
        told: str,
        points: tuple[Point, ...],
        in_time: Reckoning,
        thread: UUID,
        message: UUID,
        on: date,
        by: Actor,
    ) -> None:
        self.client_id = client_id
        self.authority = authority
        self.control_kind = control_kind
        self.points = {one.number: one for one in points}
        self.thread = thread
        self.message = message
        self.edition = 1
        self.received = self.objected = 0
        self.is_objected = False
        self.objection: Reckoning | None = None
        self.told: set[int] = set()
        self.status = CautionStatus.ISSUED

    @event(PointWorded)
    def _word(
        self, client_id: UUID, number: int, conduct: str, proposal: str, by: Actor
    ) -> None:
        pass

    @event(Received)
    def _receive(
        self,
        client_id: UUID,
        edition: int,
        at: datetime,
        by: Actor,
        objection: Reckoning | None = None,
    ) -> None:
        self.received = edition
        self.objection = objection

    @event(Objected)
    def _object(
        self,
        client_id: UUID,
        edition: int,
        reason: str,
        message: UUID,
        answer: Reckoning,
        on: date,
        by: Actor,
    ) -> None:
        self.objected = edition
        self.is_objected = True

    @event(Kept)
    def _keep(
        self, client_id: UUID, reason: str, message: UUID, on: date, by: Actor
    ) -> None:
        self.is_objected = False

    @event(Changed)
    def _change(
        self,
        client_id: UUID,
        edition: int,
        dropped: tuple[int, ...],
        reason: str,
        message: UUID,
        on: date,
        by: Actor,
    ) -> None:
        self.edition = edition
        self.is_objected = False
        self.objection = None
        self.message = message
        self.points = {n: one for n, one in self.points.items() if n not in dropped}

    @event(Withdrawn)
    def _withdraw(
        self, client_id: UUID, reason: str, message: UUID, on: date, by: Actor
    ) -> None:
        self.is_objected = False
        self.status = CautionStatus.WITHDRAWN

    @event(Annulled)
    def _annul(self, client_id: UUID, appeal: ByAppeal, on: date, by: Actor) -> None:
        self.is_objected = False
        self.status = CautionStatus.WITHDRAWN

    @event(MeasureTold)
    def _tell(
        self,
        client_id: UUID,
        number: int,
        done: str,
        on: date,
        by: Actor,
        execution: UUID | None = None,
    ) -> None:
        self.told.add(number)

    @event(Closed)
    def _close(self, client_id: UUID, why: WhyClosed, on: date, by: Actor) -> None:
        self.status = CautionStatus.CLOSED
