"""Both sides of a claim that was sent: answer, offers, settlement, payment (I9)."""

from collections.abc import Callable, Sequence
from uuid import UUID

from application.damage.commands import (
    AcceptOffer,
    AnswerClaim,
    GoToCourt,
    OfferSum,
    RecordOutcome,
    RecordPayment,
    WithdrawClaim,
)
from application.damage.handling import ClaimHandling, letter
from application.exchange import Correspondence
from application.log import EventLog, Key, Receipt
from application.ports import Clock
from domain.damage import Award, Claim, ClaimNotNow, ClaimSide, Offer
from domain.exchange import Kind
from domain.kernel import Actor, Aggregate, Role

ACCEPTED = "Согласны с предложенной суммой."
"""Of a message with which an offer is accepted and nothing else is said."""
Act = Callable[[Claim, UUID], None]


class ClaimTalks:
    """The commands of both sides of a claim that was sent."""

    def __init__(
        self,
        log: EventLog,
        clock: Clock,
        correspondence: Correspondence,
        handling: ClaimHandling,
    ) -> None:
        self._log = log
        self._clock = clock
        self._correspondence = correspondence
        self._handling = handling

    def answer(
        self,
        id: UUID,
        command: AnswerClaim,
        *,
        by: Actor,
        key: Key | None = None,
        version: int | None = None,
    ) -> Receipt:
        """Answer a claim; the head of the body.

        Raises:
            NotFound, Stale: of the claim.
            Refusal: what `Claim.answer` raises.
        """

        def act(claim: Claim, message: UUID) -> None:
            claim.answer(
                command.answer,
                Offer(command.kopecks, command.pay_by, command.words),
                message=message,
                by=by,
                today=self._clock.today(),
            )

        def decide() -> Receipt:
            claim = self._handling.of_body(id, version, by)
            return self._said(claim, Kind.ANSWER, command.words, act, by, key)

        return self._log.once(by, key, decide)

    def offer(
        self,
        id: UUID,
        command: OfferSum,
        *,
        by: Actor,
        key: Key | None = None,
        version: int | None = None,
    ) -> Receipt:
        """Offer a sum to the other side; either.

        Raises:
            NotFound, Stale: of the claim.
            Refusal: what `Claim.make_offer` raises.
        """

        def decide() -> Receipt:
            claim, side = self._mine(id, version, by)
            offer = Offer(command.kopecks, command.pay_by, command.words)
            claim.check_offering(offer, self._clock.today())

            def act(claim: Claim, message: UUID) -> None:
                today = self._clock.today()
                claim.make_offer(side, offer, message=message, by=by, today=today)

            return self._said(claim, Kind.STATEMENT, command.words, act, by, key)

        return self._log.once(by, key, decide)

    def accept(
        self,
        id: UUID,
        command: AcceptOffer,
        *,
        by: Actor,
        key: Key | None = None,
        version: int | None = None,
    ) -> Receipt:
        """Accept what the other side offers; that is a settlement.

        Raises:
            NotFound, Stale: of the claim.
            Refusal: what `Claim.accept` raises.
        """

        def decide() -> Receipt:
            claim, side = self._mine(id, version, by)
            claim.check_accepting(side)

            def act(claim: Claim, message: UUID) -> None:
                today = self._clock.today()
                claim.accept(side, message=message, by=by, today=today)

            words = command.words.strip() or ACCEPTED
            return self._said(claim, Kind.STATEMENT, words, act, by, key)

        return self._log.once(by, key, decide)

    def withdraw(
        self,
        id: UUID,
        command: WithdrawClaim,
        *,
        by: Actor,
        key: Key | None = None,
        version: int | None = None,
    ) -> Receipt:
        """Take a claim back; raises NotFound, Stale, and as `Claim.withdraw`."""

        def act(claim: Claim, message: UUID) -> None:
            today = self._clock.today()
            claim.withdraw(command.words, message=message, by=by, today=today)

        def decide() -> Receipt:
            claim = self._handling.of_client(id, version, by)
            claim.check_withdrawing(command.words)
            return self._said(claim, Kind.STATEMENT, command.words, act, by, key)

        return self._log.once(by, key, decide)

    def pay(
        self,
        id: UUID,
        command: RecordPayment,
        *,
        by: Actor,
        key: Key | None = None,
        version: int | None = None,
    ) -> Receipt:
        """Say that money came; the business. Raises as `Claim.pay`."""

        def act(claim: Claim) -> None:
            today = self._clock.today()
            claim.pay(command.kopecks, command.paid_on, by=by, today=today)

        return self._recorded(id, version, act, by, key)

    def go_to_court(
        self,
        id: UUID,
        command: GoToCourt,
        *,
        by: Actor,
        key: Key | None = None,
        version: int | None = None,
    ) -> Receipt:
        """Say that it is before a court; the business. See `Claim.go_to_court`."""

        def act(claim: Claim) -> None:
            today = self._clock.today()
            claim.go_to_court(command.case, command.day, by=by, today=today)

        return self._recorded(id, version, act, by, key)

    def decide_in_court(
        self,
        id: UUID,
        command: RecordOutcome,
        *,
        by: Actor,
        key: Key | None = None,
        version: int | None = None,
    ) -> Receipt:
        """Say what the court decided; the business. See `Claim.decide_in_court`."""

        def act(claim: Claim) -> None:
            award = Award(command.outcome, command.kopecks, command.day, command.words)
            claim.decide_in_court(award, by=by, today=self._clock.today())

        return self._recorded(id, version, act, by, key)

    def _mine(
        self, id: UUID, version: int | None, by: Actor
    ) -> tuple[Claim, ClaimSide]:
        if by.role is Role.CLIENT:
            return self._handling.of_client(id, version, by), ClaimSide.CLIENT
        return self._handling.of_body(id, version, by), ClaimSide.BODY

    def _recorded(
        self,
        id: UUID,
        version: int | None,
        act: Callable[[Claim], None],
        by: Actor,
        key: Key | None,
    ) -> Receipt:
        def decide() -> Receipt:
            claim = self._handling.of_client(id, version, by)
            act(claim)
            return self._log.record(*self._whole(claim, by), by=by, key=key)

        return self._log.once(by, key, decide)

    def _said(
        self,
        claim: Claim,
        kind: Kind,
        words: str,
        act: Act,
        by: Actor,
        key: Key | None,
    ) -> Receipt:
        """Decide on a claim, and tell the other side in its correspondence."""
        if claim.thread is None:
            raise ClaimNotNow(status=claim.status)
        said = letter(kind, claim.id, words)
        answers = claim.message if kind is Kind.ANSWER else None
        written = self._correspondence.write(claim.thread, said, answers=answers, by=by)
        act(claim, written[0].id)
        return self._log.record(*self._whole(claim, by), *written, by=by, key=key)

    def _whole(self, claim: Claim, by: Actor) -> Sequence[Aggregate]:
        return [claim, *self._handling.moved_on(claim, by)]
