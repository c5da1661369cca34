"""An appeal is decided: drafted point by point, checked by another, decided (I9)."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from domain.appeal import events
from domain.appeal.checking import (
    check_effects,
    check_judged,
    checked_reason,
    outcome_of,
)
from domain.appeal.conflict import Part, check_apart
from domain.appeal.considering import Considering
from domain.appeal.effects import Ordered
from domain.appeal.refusals import (
    DecisionReturned,
    DraftMissing,
    InformationAwaited,
    OwnDraft,
)
from domain.appeal.standing import AppealStatus, WhySuspensionEnded
from domain.appeal.writing import Drafted
from domain.kernel import Actor
from domain.term import Reckoning


class Deciding(Considering):
    """What the body does to decide."""

    def draft_decision(
        self,
        judged: Mapping[int, tuple[bool, str]],
        effects: Sequence[tuple[Ordered, str]],
        words: str,
        *,
        by: Actor,
    ) -> None:
        """Draft the decision, or draft it anew.

        Args:
            judged: whether each point is upheld, and why, by number.
            effects: what it would order, each with its words.
            words: what it says as a whole.
            by: the officer.

        Raises:
            AppealNotOpen, NotAccepted: it is not being considered.
            JudgementsMissing, AppealReasonMissing: it lacks reasons.
            EffectWithoutGround, EffectMissing, EffectUnfit, EffectIncomplete: of the
                effects.

        Source:
            248-ФЗ, ст. 43.
        """
        self.check_considered()
        numbers = sorted(self.points)
        upheld = check_judged(numbers, judged)
        ordered = tuple(one for one, _ in effects)
        check_effects(self.matter.kind, upheld, ordered, [said for _, said in effects])
        whole = checked_reason(words)
        draft = self.drafts + 1
        for number in numbers:
            is_upheld, reason = judged[number]
            self.tell(
                events.PointJudged,
                by,
                draft=draft,
                number=number,
                upheld=is_upheld,
                reason=reason.strip(),
            )
        for place, (_, said) in enumerate(effects, 1):
            self.tell(
                events.EffectWorded, by, draft=draft, number=place, words=said.strip()
            )
        self.tell(
            events.DecisionDrafted,
            by,
            draft=draft,
            outcome=outcome_of(numbers, upheld),
            words=whole,
            upheld=upheld,
            effects=ordered,
        )

    def check_decision(
        self, parts: Iterable[Part], *, agrees: bool, reason: str | None, by: Actor
    ) -> None:
        """Agree with the draft, or return it with reasons; a second person.

        Raises:
            AppealNotOpen, NotAccepted: it is not being considered.
            DraftMissing: there is nothing to check.
            OwnDraft: the actor drafted it.
            TookPartInIt: the actor took part in what is appealed.
            AppealReasonMissing: it is returned, and not said why.
        """
        self.check_considered()
        if self.drafted is None:
            raise DraftMissing
        if self.drafted.by == by.id:
            raise OwnDraft
        check_apart(by.id, (*parts, *self.explained))
        said = (reason or "").strip() or None
        self.tell(
            events.DecisionChecked,
            by,
            draft=self.drafts,
            agrees=agrees,
            reason=said if agrees else checked_reason(reason or ""),
        )

    def check_deciding(self, at: datetime) -> Drafted:
        """See that it can be decided as it is drafted.

        Raises:
            AppealNotOpen, NotAccepted: it is not being considered.
            DraftMissing: nothing is drafted.
            DecisionReturned: the second person did not agree.
            InformationAwaited: the client still has time to give what was asked.
        """
        self.check_considered()
        if self.drafted is None:
            raise DraftMissing
        if self.agreed is False:
            raise DecisionReturned
        if self.awaited is not None and not self.awaited[1].is_late(at):
            raise InformationAwaited
        return self.drafted

    def decide(
        self, *, deliver: Reckoning, message: UUID, at: datetime, by: Actor
    ) -> None:
        """Decide as drafted; what was suspended goes on. Raises as `check_deciding`."""
        drafted = self.check_deciding(at)
        self._end_suspension(WhySuspensionEnded.DECIDED, at, by)
        self.tell(
            events.Decided,
            by,
            draft=self.drafts,
            outcome=drafted.outcome,
            upheld=drafted.upheld,
            effects=drafted.effects,
            late=self.decision is not None and self.decision.is_late(at),
            deliver=deliver,
            message=message,
            at=at,
        )

    def deliver(self, *, court: Reckoning, at: datetime, by: Actor) -> None:
        """Note that the client opened its end; again it changes nothing."""
        over = self.status in {AppealStatus.DECIDED, AppealStatus.NOT_CONSIDERED}
        if over and not self.is_delivered:
            self.tell(events.Delivered, by, court=court, at=at)

    def ordered(self) -> Sequence[tuple[Ordered, str]]:
        """What the draft orders, each with its words."""
        if self.drafted is None:
            return ()
        return [
            (one, self.effect_words.get((self.drafts, place), ""))
            for place, one in enumerate(self.drafted.effects, 1)
        ]
