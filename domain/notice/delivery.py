"""Getting a notice through a channel: every attempt, and what was answered (I1)."""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import ClassVar
from uuid import UUID, uuid5

from eventsourcing.domain import event

from domain.errors import Stale
from domain.kernel import Actor, Aggregate, Personal, Value
from domain.notice.address_book import ChannelKind, Spoken
from domain.notice.refusals import DeliveryNotDead

_DELIVERIES = UUID("d0a0f1f3-7a33-5f0d-8d0c-52f0b8f1f9e4")

PAUSES = (
    timedelta(seconds=5),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=5),
    timedelta(hours=10),
    timedelta(hours=14),
    timedelta(hours=20),
    timedelta(hours=24),
)
"""How long to wait after the first failure, the second …; then it is given up.

Source:
    Standard Webhooks 1.0.0, "Deliverability and reliability".
"""

LONGEST_ANSWER = 500


class Outcome(StrEnum):
    """What came of an attempt.

    FAILED: it may work later. REFUSED: it never will.
    """

    ACCEPTED = "accepted"
    FAILED = "failed"
    REFUSED = "refused"


class Answer(Value):
    """What a channel answered.

    Attributes:
        outcome: what that means.
        said: in its own words, at most 500 characters.
    """

    outcome: Outcome
    said: str


class Delivery(Aggregate):
    """One notice, or one code, by one channel; it is there from the first attempt on.

    The id is what the receiver knows it by: the same at every attempt, so that a
    channel which looks at it takes a repeated one once.
    """

    class Event(Aggregate.Event):
        subject: ClassVar[str] = "recipient"
        recipient: UUID

    class Attempted(Aggregate.Created):
        """It was sent for the first time.

        Attributes:
            channel: through which.
            notice: that was sent; None: the code that confirms the channel.
            code: number of that code.
            outcome, answer: what came of it, and what the channel said.
            next_at: when it is sent again, UTC; None: not by itself.
        """

        subject: ClassVar[str] = "recipient"
        recipient: UUID
        channel: UUID
        notice: UUID | None
        code: int | None
        outcome: Outcome
        answer: Personal
        next_at: datetime | None

    class AttemptedAgain(Event):
        """It was sent once more; fields as in Attempted.

        Attributes:
            number: of the attempt, from 2.
        """

        number: int
        outcome: Outcome
        answer: Personal
        next_at: datetime | None

    class Replayed(Event):
        """The recipient wants what was given up sent once more, at once."""

    @classmethod
    def attempt_first(
        cls,
        *,
        recipient: UUID,
        channel: UUID,
        notice: UUID | None,
        code: int | None,
        answer: Answer,
        by: Actor,
        now: datetime,
    ) -> "Delivery":
        """Note what came of the first attempt; arguments as in Attempted."""
        return cls(
            recipient=recipient,
            channel=channel,
            notice=notice,
            code=code,
            outcome=answer.outcome,
            answer=answer.said[:LONGEST_ANSWER],
            next_at=_next(answer.outcome, 1, now),
            by=by,
        )

    def attempt(self, number: int, answer: Answer, *, by: Actor, now: datetime) -> None:
        """Note what came of another attempt.

        Raises:
            Stale: somebody else made this one.
        """
        if number != self.number + 1:
            raise Stale(version=self.version)
        self._attempt(
            recipient=self.recipient,
            number=number,
            outcome=answer.outcome,
            answer=answer.said[:LONGEST_ANSWER],
            next_at=_next(answer.outcome, number - self.before, now),
            by=by,
        )

    def replay(self, *, by: Actor) -> None:
        """Send once more what was given up.

        Raises:
            DeliveryNotDead: it arrived, or is still being sent.
        """
        if not self.is_dead:
            raise DeliveryNotDead
        self._replay(recipient=self.recipient, by=by)

    @property
    def is_dead(self) -> bool:
        """Whether it was given up."""
        return self.outcome is not Outcome.ACCEPTED and not self.is_waiting

    @staticmethod
    def create_id(channel: UUID, notice: UUID | None, code: int | None) -> UUID:
        """One per channel and notice or code: the primary key enforces it."""
        return uuid5(_DELIVERIES, f"{channel}/{notice or f'code/{code}'}")

    @event(Attempted)
    def __init__(
        self,
        recipient: UUID,
        channel: UUID,
        notice: UUID | None,
        code: int | None,
        outcome: Outcome,
        answer: str,
        next_at: datetime | None,
        by: Actor,
    ) -> None:
        self.recipient = recipient
        self.number = 1
        self.before = 0
        self.outcome = outcome
        self.is_waiting = next_at is not None

    @event(AttemptedAgain)
    def _attempt(
        self,
        recipient: UUID,
        number: int,
        outcome: Outcome,
        answer: str,
        next_at: datetime | None,
        by: Actor,
    ) -> None:
        self.number = number
        self.outcome = outcome
        self.is_waiting = next_at is not None

    @event(Replayed)
    def _replay(self, recipient: UUID, by: Actor) -> None:
        self.before = self.number
        self.is_waiting = True


class DueDelivery(Value):
    """A notice, or a code, that is to go out by a channel now.

    Attributes:
        id: of the delivery; the receiver sees it too.
        recipient: whose channel it is.
        channel, kind, address: where it goes.
        secret: number of the secret that signs it; of webhooks.
        old_secret: whether the one before signs it too.
        notice: what goes out; None: a code.
        code: the number of that code.
        number: how often it was tried before.
        language: of the recipient's choice.
    """

    id: UUID
    recipient: UUID
    channel: UUID
    kind: ChannelKind
    address: str
    secret: int
    old_secret: bool
    notice: UUID | None
    code: int | None
    number: int
    language: Spoken


def _next(outcome: Outcome, failures: int, now: datetime) -> datetime | None:
    if outcome is not Outcome.FAILED or failures > len(PAUSES):
        return None
    return now + PAUSES[failures - 1]
