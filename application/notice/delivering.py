"""Sends what is due by its channels, and records what they answered (I1).

Nothing is lost: what was not recorded as sent is sent again. A crash after sending and
before recording repeats it under the same id, which mail and webhooks bear, so that a
receiver that looks at it takes it once.
"""

import logging
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple
from uuid import UUID

from application.access import Action, allow
from application.log import EventLog, Key, Receipt, SubjectForgotten
from application.ports import (
    Carrier,
    Clock,
    DueDeliveries,
    Message,
    Messages,
)
from domain.errors import Stale
from domain.kernel import Actor, Role
from domain.notice import (
    AddressBook,
    Answer,
    ChannelKind,
    Delivery,
    DueDelivery,
    NoSuchChannel,
    Outcome,
)

POSTMAN = Actor(id="system:deliver", role=Role.SYSTEM)
AT_ONCE = 200
"""Deliveries that a worker takes at a time."""
HANDS = 8
"""Messages on their way at the same time."""

logger = logging.getLogger(__name__)


class Sent(NamedTuple):
    """What a worker sent at a time.

    Attributes:
        attempts: how many were made.
        position: of the last one in the log; 0 when there was none.
    """

    attempts: int
    position: int


class Deliveries:
    """The outbox: what goes out, and sending once more what was given up.

    Args:
        log: where attempts are recorded.
        clock: tells when something is due.
        queue: what is due.
        messages: its words.
        carriers: the kinds of channels that this installation has.
    """

    def __init__(
        self,
        log: EventLog,
        clock: Clock,
        queue: DueDeliveries,
        messages: Messages,
        carriers: Mapping[ChannelKind, Carrier],
    ) -> None:
        self._log = log
        self._clock = clock
        self._queue = queue
        self._messages = messages
        self._carriers = carriers

    def deliver_due(self, limit: int = AT_ONCE) -> Sent:
        """Send what is due now.

        Args:
            limit: how much at most.
        """
        with self._queue.taken(self._clock.now(), limit) as due:
            if not due:
                return Sent(0, 0)
            # The queue may lag behind; the log tells what was tried already.
            known = self._log.find_many(Delivery, [one.id for one in due])
            fresh = [one for one in due if not _was_made(one, known.get(one.id))]
            receipts = self._sent(fresh, known)
        made = [one.position for one in receipts if one]
        return Sent(len(made), max(made, default=0))

    def replay(self, id: UUID, *, by: Actor, key: Key | None = None) -> Receipt:
        """Send once more what was given up.

        Raises:
            NotFound: it is not the actor's.
            DeliveryNotDead: it arrived, or is still being sent.
        """
        delivery = self._log.load(Delivery, id)
        allow(by, Action.KEEP_CHANNELS, of=delivery.recipient)

        def decide() -> Receipt:
            delivery = self._log.load(Delivery, id)
            delivery.replay(by=by)
            return self._log.record(delivery, by=by, key=key)

        return self._log.once(by, key, decide)

    def replay_all(
        self, recipient: UUID, channel: UUID, *, by: Actor, key: Key | None = None
    ) -> Receipt | None:
        """Send once more everything of a channel that was given up.

        Returns:
            None when there is nothing.

        Raises:
            NoSuchChannel: it is not the recipient's, or was removed.
        """
        allow(by, Action.KEEP_CHANNELS, of=recipient)
        book = self._log.find(AddressBook, AddressBook.create_id(recipient))
        if book is None:
            raise NoSuchChannel
        book.channel(channel)
        found = self._log.find_many(Delivery, list(self._queue.given_up(channel)))
        dead = [one for one in found.values() if one.is_dead]
        for one in dead:
            one.replay(by=by)
        if not dead:
            return None
        return self._log.once(by, key, lambda: self._log.record(*dead, by=by, key=key))

    def _sent(
        self, due: Sequence[DueDelivery], known: Mapping[UUID, Delivery]
    ) -> list[Receipt | None]:
        messages = self._messages.of(due)

        def send(one: DueDelivery) -> Receipt | None:
            answer = self._carried(one, messages.get(one.id))
            return self._noted(one, known.get(one.id), answer)

        with ThreadPoolExecutor(HANDS, "postman") as hands:
            return list(hands.map(send, due))

    def _carried(self, one: DueDelivery, message: Message | None) -> Answer:
        carrier = self._carriers.get(one.kind)
        if carrier is None or message is None:
            return Answer(outcome=Outcome.REFUSED, said="nothing to send it by")
        try:
            return carrier.carry(message, one.address)
        except Exception as fault:
            # A carrier answers; one that fails must not stop the others.
            logger.exception("a carrier failed")
            return Answer(outcome=Outcome.FAILED, said=type(fault).__name__)

    def _noted(
        self, one: DueDelivery, delivery: Delivery | None, answer: Answer
    ) -> Receipt | None:
        now = self._clock.now()
        if delivery is None:
            delivery = Delivery.attempt_first(
                recipient=one.recipient,
                channel=one.channel,
                notice=one.notice,
                code=one.code,
                answer=answer,
                by=POSTMAN,
                now=now,
            )
        else:
            delivery.attempt(delivery.number + 1, answer, by=POSTMAN, now=now)
        try:
            return self._log.record(delivery, by=POSTMAN)
        except (Stale, SubjectForgotten):
            return None


def _was_made(one: DueDelivery, delivery: Delivery | None) -> bool:
    return delivery is not None and (
        delivery.number > one.number or not delivery.is_waiting
    )
