"""Both sides of a claim of damage that was sent: answer, offers, court (I9)."""

from datetime import date
from uuid import UUID

from domain.damage import events
from domain.damage.checking import (
    Award,
    Offer,
    check_award,
    check_offer,
    check_payment,
)
from domain.damage.refusals import (
    AnswerNotExplained,
    CaseNotNamed,
    CourtDayInFuture,
    NoOfferToAccept,
)
from domain.damage.standing import (
    TALKING,
    BodyAnswer,
    ClaimSide,
    ClaimStatus,
)
from domain.damage.state import State
from domain.kernel import Actor


class Talking(State):
    """What is done with a claim since it was sent."""

    def answer(
        self,
        answer: BodyAnswer,
        offer: Offer,
        *,
        message: UUID,
        by: Actor,
        today: date,
    ) -> None:
        """Answer a claim; when all of it is accepted, both have agreed.

        Args:
            answer: what the body says.
            offer: how much, until when, and why; the sum of a refusal does not matter.
            message: in which it goes.
            by: the head of the body.
            today: the day, local time.

        Raises:
            ClaimNotNow: no answer is waited for.
            AnswerNotExplained, OfferOutside, PayByPast: of the offer.
        """
        self.check(ClaimStatus.SENT)
        kopecks, pay_by = offer.kopecks, offer.pay_by
        if answer is BodyAnswer.ACCEPTED:
            kopecks = self.claimed
        if answer is BodyAnswer.REFUSED:
            kopecks, pay_by = 0, None
            if not offer.words.strip():
                raise AnswerNotExplained
        else:
            check_offer(Offer(kopecks, pay_by, offer.words), self.claimed, today)
        words = offer.words.strip()
        self.note(
            events.Answered,
            by,
            answer=answer,
            kopecks=kopecks,
            words=words,
            pay_by=pay_by,
            message=message,
            on=today,
        )
        if answer is BodyAnswer.ACCEPTED:
            side = ClaimSide.BODY
            self.note(
                events.Settled,
                by,
                side=side,
                kopecks=kopecks,
                pay_by=pay_by,
                message=message,
                on=today,
            )

    def make_offer(
        self, side: ClaimSide, offer: Offer, *, message: UUID, by: Actor, today: date
    ) -> None:
        """Offer to agree on a sum; what was offered before by either side is gone.

        Raises:
            ClaimNotNow: the body has not answered, or it is over.
            AnswerNotExplained, OfferOutside, PayByPast: of the offer.
        """
        self.check_offering(offer, today)
        words = offer.words.strip()
        self.note(
            events.Offered,
            by,
            side=side,
            kopecks=offer.kopecks,
            words=words,
            pay_by=offer.pay_by,
            message=message,
            on=today,
        )

    def check_offering(self, offer: Offer, today: date) -> None:
        """See that this can be offered now; raises as `make_offer`."""
        self.check(ClaimStatus.TALKS, ClaimStatus.COURT)
        check_offer(offer, self.claimed, today)

    def accept(self, side: ClaimSide, *, message: UUID, by: Actor, today: date) -> None:
        """Accept what the other side offers.

        Raises:
            ClaimNotNow: nothing is talked about.
            NoOfferToAccept: the other side offers nothing now.
        """
        offer = self.check_accepting(side)
        self.note(
            events.Settled,
            by,
            side=side,
            kopecks=offer.kopecks,
            pay_by=offer.pay_by,
            message=message,
            on=today,
        )

    def check_accepting(self, side: ClaimSide) -> Offer:
        """What a side could accept now; raises as `accept`."""
        self.check(*TALKING)
        if self.offer is None or self.offered_by is side:
            raise NoOfferToAccept
        return self.offer

    def pay(self, kopecks: int, paid_on: date, *, by: Actor, today: date) -> None:
        """Say that money came; when all of it did, the claim is paid.

        Raises:
            ClaimNotNow: nothing is to be paid.
            PaidInFuture, PaidTooMuch, LineEmpty: of the sum and the day.
        """
        self.check(ClaimStatus.SETTLED, ClaimStatus.DECIDED)
        check_payment(kopecks, paid_on, self.left, today)
        self.note(events.Paid, by, kopecks=kopecks, paid_on=paid_on, on=today)

    def go_to_court(self, case: str, day: date, *, by: Actor, today: date) -> None:
        """Say that the claim is before a court.

        Raises:
            ClaimNotNow: it was not sent, is there already, or is over.
            CaseNotNamed, CourtDayInFuture: of what is said.
        """
        self.check(ClaimStatus.SENT, ClaimStatus.TALKS, ClaimStatus.SETTLED)
        if not case.strip():
            raise CaseNotNamed
        if day > today:
            raise CourtDayInFuture
        self.note(events.WentToCourt, by, case=case.strip(), day=day)

    def decide_in_court(self, award: Award, *, by: Actor, today: date) -> None:
        """Say what the court decided.

        Raises:
            ClaimNotNow: it is before no court.
            OutcomeSumWrong, CourtDayInFuture: of what is said.
        """
        self.check(ClaimStatus.COURT)
        check_award(award, self.claimed, today)
        words = award.words.strip()
        self.note(
            events.CourtDecided,
            by,
            outcome=award.outcome,
            kopecks=award.kopecks,
            words=words,
            day=award.day,
        )

    def withdraw(self, words: str, *, message: UUID, by: Actor, today: date) -> None:
        """Take back a claim that was sent; raises ClaimNotNow, AnswerNotExplained."""
        self.check_withdrawing(words)
        self.note(events.Withdrawn, by, words=words.strip(), message=message, on=today)

    def check_withdrawing(self, words: str) -> None:
        """See that it can be taken back; raises as `withdraw`."""
        self.check(ClaimStatus.SENT, ClaimStatus.TALKS)
        if not words.strip():
            raise AnswerNotExplained
