"""An appeal that is sent: added to, withdrawn, taken up, asked about (I9)."""

from collections.abc import Collection, Iterable
from datetime import date, datetime
from uuid import UUID

from domain.appeal import events
from domain.appeal.checking import checked_reason
from domain.appeal.conflict import Part, check_apart
from domain.appeal.grounds import TERM_MISSED, Grounds
from domain.appeal.refusals import (
    AcceptedAlready,
    AdditionEmpty,
    AppealNotRead,
    AppealQuestionEmpty,
    AskedAlready,
    DecidesItself,
    DecisionLate,
    ExplanationEmpty,
    ExplanationTermWrong,
    ExtendedAlready,
    NotAccepted,
    NotAsked,
    NothingAsked,
    NotYourAppeal,
    RefusalGroundUnknown,
    RefusalLate,
    RestorationRefused,
    RestorationUndecided,
)
from domain.appeal.standing import (
    AppealStatus,
    Restoration,
    Suspension,
    WhySuspensionEnded,
)
from domain.appeal.state import State
from domain.kernel import Actor
from domain.term import Reckoning


class Considering(State):
    """What both sides do between sending and the decision."""

    def add(
        self,
        words: str,
        *,
        files: tuple[UUID, ...],
        message: UUID,
        at: datetime,
        by: Actor,
    ) -> None:
        """Add to what was sent; raises AppealNotOpen, AdditionEmpty."""
        self.check_adding(words)
        self.tell(
            events.Added,
            by,
            number=self.additions + 1,
            words=words.strip(),
            files=files,
            message=message,
            at=at,
        )

    def check_adding(self, words: str) -> None:
        """See that the client may add this; raises as `add`."""
        self.check_open()
        if not words.strip():
            raise AdditionEmpty

    def withdraw(
        self, reason: str | None, *, message: UUID, at: datetime, by: Actor
    ) -> None:
        """Take it back before it is decided; raises AppealNotOpen.

        Source:
            248-ФЗ, ст. 40 ч. 8.
        """
        self.check_open()
        said = (reason or "").strip() or None
        self._end_suspension(WhySuspensionEnded.WITHDRAWN, at, by)
        self.tell(events.Withdrawn, by, reason=said, message=message, at=at)

    def assign(
        self, officer: str, parts: Iterable[Part], *, by: Actor, today: date
    ) -> None:
        """Give it to an officer who took no part in what is appealed.

        Args:
            officer: id of the person.
            parts: who did what in it.
            by: the officer, or the head.
            today: the day, local time.

        Raises:
            AppealNotOpen: it is over.
            TookPartInIt: the officer did.
        """
        self.check_open()
        check_apart(officer, (*parts, *self.explained))
        if officer != self.officer:
            self.tell(events.Assigned, by, officer=officer, on=today)

    def check_officer(self, parts: Iterable[Part], by: Actor) -> None:
        """See that it is this officer's, who took no part in what is appealed.

        Raises:
            NotYourAppeal: another has it, or nobody.
            TookPartInIt: the officer did, after it was given.
        """
        if by.id != self.officer:
            raise NotYourAppeal(officer=self.officer)
        check_apart(by.id, (*parts, *self.explained))

    def check_read(self, opened: Collection[UUID]) -> None:
        """See that the body opened what the client sent, as long as it is not over.

        Args:
            opened: those of `submitted` that somebody of the body opened.

        Raises:
            AppealNotRead: it did not open all of it.

        Source:
            248-ФЗ, ст. 43.
        """
        closed = set(self.submitted) - set(opened)
        if self.is_open and closed:
            raise AppealNotRead(messages=len(closed))

    def accept(self, *, at: datetime, by: Actor) -> None:
        """Find no ground to refuse consideration.

        Raises:
            AppealNotOpen, AcceptedAlready: it is past that.
            RestorationUndecided, RestorationRefused: it came late; when the term to
                refuse is over too, it is considered all the same.
        """
        self.check_open()
        if self.status is AppealStatus.ACCEPTED:
            raise AcceptedAlready
        if self.restoration is Restoration.WAITS:
            raise RestorationUndecided
        may_refuse = self.acceptance is None or not self.acceptance.is_late(at)
        if self.restoration is Restoration.REFUSED and may_refuse:
            raise RestorationRefused
        self.tell(events.Accepted, by, at=at)

    def refuse_consideration(
        self,
        ground: str,
        reason: str,
        grounds: Grounds,
        *,
        message: UUID,
        at: datetime,
        by: Actor,
    ) -> None:
        """Not consider it, on a ground of the closed list; raises as the check."""
        self.check_refusing(ground, reason, grounds, at)
        self._end_suspension(WhySuspensionEnded.NOT_CONSIDERED, at, by)
        self.tell(
            events.ConsiderationRefused,
            by,
            ground=ground,
            reason=checked_reason(reason),
            message=message,
            at=at,
        )

    def check_refusing(
        self, ground: str, reason: str, grounds: Grounds, at: datetime
    ) -> None:
        """See that consideration may be refused so.

        Raises:
            AppealNotOpen, AcceptedAlready: it is past that.
            RefusalGroundUnknown: the ground is not in the list, or is that the term
                was missed, and it was not, or was restored.
            RefusalLate: the term to refuse is over.
            AppealReasonMissing: it is not said why.

        Source:
            248-ФЗ, ст. 42.
        """
        self.check_open()
        if self.status is AppealStatus.ACCEPTED:
            raise AcceptedAlready
        if grounds.refusal(ground) is None:
            raise RefusalGroundUnknown
        if ground == TERM_MISSED and self.restoration is not Restoration.REFUSED:
            raise RefusalGroundUnknown
        term = self.acceptance
        if term is not None and term.is_late(at):
            raise RefusalLate(
                last_day=term.last_day,
                rule=term.term.rule,
                certainty=term.term.certainty,
            )
        checked_reason(reason)

    def decide_restoration(
        self, reason: str, *, granted: bool, message: UUID, at: datetime, by: Actor
    ) -> None:
        """Restore the missed term, or not; raises as `check_restoring`."""
        self.check_restoring(reason)
        self.tell(
            events.RestorationDecided,
            by,
            granted=granted,
            reason=checked_reason(reason),
            message=message,
            at=at,
        )

    def check_restoring(self, reason: str) -> None:
        """See that this is to be decided.

        Raises:
            AppealNotOpen: it is over.
            NotAsked: the term was not missed, or this is decided.
            AppealReasonMissing: it is not said why.
        """
        self.check_open()
        if self.restoration is not Restoration.WAITS:
            raise NotAsked
        checked_reason(reason)

    def decide_suspension(
        self,
        reason: str,
        *,
        granted: bool,
        tell: Reckoning,
        message: UUID,
        at: datetime,
        by: Actor,
    ) -> None:
        """Suspend execution, or not; raises as `check_suspending`."""
        self.check_suspending(reason)
        self.tell(
            events.SuspensionDecided,
            by,
            granted=granted,
            reason=checked_reason(reason),
            tell=tell,
            message=message,
            at=at,
        )

    def check_suspending(self, reason: str) -> None:
        """See that this is to be decided; raises as `check_restoring`."""
        self.check_open()
        if self.suspension is not Suspension.WAITS:
            raise NotAsked
        checked_reason(reason)

    def ask_client(
        self, what: str, *, until: Reckoning, message: UUID, at: datetime, by: Actor
    ) -> None:
        """Ask the client for more; the term to decide stands. As `check_asking`."""
        self.check_asking(what, at)
        self.tell(
            events.InformationAsked,
            by,
            number=self.asked + 1,
            what=what.strip(),
            until=until,
            message=message,
            at=at,
        )

    def check_asking(self, what: str, at: datetime) -> None:
        """See that the client may be asked.

        Raises:
            AppealNotOpen, NotAccepted: it is not being considered.
            AskedAlready: an earlier question waits.
            DecisionLate: the term to decide is over.
            AppealQuestionEmpty: nothing is asked.
        """
        self.check_considered()
        if self.awaited is not None:
            raise AskedAlready
        self._check_in_time(at)
        if not what.strip():
            raise AppealQuestionEmpty

    def give(
        self,
        words: str,
        *,
        files: tuple[UUID, ...],
        message: UUID,
        decision: Reckoning,
        at: datetime,
        by: Actor,
    ) -> None:
        """Give what was asked for, which lets the clock go on; as `check_giving`."""
        self.check_giving(words, files, at)
        self.tell(
            events.InformationGiven,
            by,
            number=self.asked,
            words=words.strip(),
            files=files,
            message=message,
            decision=decision,
            at=at,
        )

    def check_giving(self, words: str, files: tuple[UUID, ...], at: datetime) -> None:
        """See that something is asked for, and something given.

        Raises:
            AppealNotOpen: it is over.
            NothingAsked: or the term is over; one may still add.
            AdditionEmpty: nothing is given.
        """
        self.check_open()
        if self.awaited is None or self.awaited[1].is_late(at):
            raise NothingAsked
        if not words.strip() and not files:
            raise AdditionEmpty

    def pass_information(self, *, decision: Reckoning, at: datetime, by: Actor) -> None:
        """Note that nothing came in time; `at` is the end of the term.

        Again, or too early, it changes nothing.
        """
        if not self.is_open or self.awaited is None:
            return
        self.tell(
            events.InformationTermPassed,
            by,
            number=self.asked,
            decision=decision,
            at=at,
        )

    def ask_body(self, what: str, *, until: Reckoning, at: datetime, by: Actor) -> None:
        """Ask the body to prove that what it did was lawful.

        Raises:
            AppealNotOpen, NotAccepted: it is not being considered.
            AskedAlready: an earlier question waits.
            AppealQuestionEmpty: nothing is asked.
            ExplanationTermWrong: the answer would come after the decision is due.

        Source:
            248-ФЗ, ст. 43 (LAW-080).
        """
        self.check_considered()
        if self.unexplained:
            raise AskedAlready
        if not what.strip():
            raise AppealQuestionEmpty
        due = self.decision
        if due is not None and not due.is_late(at) and until.ends > due.ends:
            raise ExplanationTermWrong(latest=due.last_day)
        self.tell(
            events.ExplanationAsked,
            by,
            number=self.questions + 1,
            what=what.strip(),
            until=until,
            at=at,
        )

    def explain(
        self,
        words: str,
        *,
        documents: tuple[str, ...],
        message: UUID,
        at: datetime,
        by: Actor,
    ) -> None:
        """Explain, also late, as long as it is not decided; as `check_explaining`."""
        self.check_explaining(words, by)
        self.tell(
            events.Explained,
            by,
            number=self.questions,
            words=words.strip(),
            documents=documents,
            message=message,
            at=at,
        )

    def check_explaining(self, words: str, by: Actor) -> None:
        """See that an explanation waits, and is given.

        Raises:
            AppealNotOpen, NothingAsked: none waits.
            DecidesItself: the actor is who decides.
            ExplanationEmpty: nothing is said.
        """
        self.check_open()
        if by.id == self.officer:
            raise DecidesItself
        if not self.unexplained:
            raise NothingAsked
        if not words.strip():
            raise ExplanationEmpty

    def extend(
        self,
        reason: str,
        *,
        decision: Reckoning,
        message: UUID,
        at: datetime,
        by: Actor,
    ) -> None:
        """Let the decision come later, exceptionally; raises as `check_extending`."""
        self.check_extending(reason, at)
        self.tell(
            events.Extended,
            by,
            reason=checked_reason(reason),
            decision=decision,
            message=message,
            at=at,
        )

    def check_extending(self, reason: str, at: datetime) -> None:
        """See that the term may be extended.

        Raises:
            AppealNotOpen, NotAccepted: it is not being considered.
            ExtendedAlready: once is all.
            AskedAlready: the clock stands.
            DecisionLate: the term to decide is over.
            AppealReasonMissing: it is not said why.
        """
        self.check_considered()
        if self.is_extended:
            raise ExtendedAlready
        if self.awaited is not None:
            raise AskedAlready
        self._check_in_time(at)
        checked_reason(reason)

    def check_considered(self) -> None:
        """See that it is being considered; raises AppealNotOpen, NotAccepted."""
        self.check_open()
        if self.status is not AppealStatus.ACCEPTED:
            raise NotAccepted

    def _check_in_time(self, at: datetime) -> None:
        if self.decision is not None and self.decision.is_late(at):
            raise DecisionLate(last_day=self.decision.last_day)

    def _end_suspension(self, why: WhySuspensionEnded, at: datetime, by: Actor) -> None:
        if self.suspension is Suspension.GRANTED:
            self.tell(events.SuspensionEnded, by, why=why, at=at)
