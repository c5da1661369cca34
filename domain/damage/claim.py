"""A business claims its damage from the state (I9)."""

from datetime import date
from typing import NamedTuple
from uuid import UUID, uuid5

from eventsourcing.domain import event

from domain.damage import events
from domain.damage.checking import (
    Offer,
)
from domain.damage.drafting import Drafting
from domain.damage.lines import ClaimLine
from domain.damage.refusals import (
    LearnedInFuture,
)
from domain.damage.standing import (
    ClaimSide,
    ClaimStatus,
)
from domain.damage.talking import Talking
from domain.kernel import Actor, Aggregate
from domain.term import Reckoning

_CLAIMS = UUID("7b1d6f0e-2c5a-5d3b-9a44-f0a8e2c91b67")


class Source(NamedTuple):
    """What a claim is begun from.

    Attributes:
        client_id: whose damage it is.
        authority: whose decision or conduct did it.
        control_kind: name of the kind of control; "" when not known.
        appeal: that was upheld; None: the inspection alone.
        inspection: whose records can be taken over; None: of none.
        learned_on: the day the business learned of what was unlawful.
    """

    client_id: UUID
    authority: UUID
    control_kind: str
    appeal: UUID | None
    inspection: UUID | None
    learned_on: date


class Claim(Drafting, Talking, Aggregate):
    """One claim, from its draft until it is paid, decided or taken back.

    While it is a draft only the business knows of it. Its events stand in `events`,
    each with what it changes; its commands in `drafting` and `talking`.
    """

    Begun = events.Begun
    Told = events.Told
    LinePut = events.LinePut
    LineRemoved = events.LineRemoved
    Sent = events.Sent
    Answered = events.Answered
    Offered = events.Offered
    Settled = events.Settled
    Paid = events.Paid
    WentToCourt = events.WentToCourt
    CourtDecided = events.CourtDecided
    Withdrawn = events.Withdrawn
    Discarded = events.Discarded

    @classmethod
    def begin(
        cls,
        source: Source,
        *,
        id: UUID,
        limitation: Reckoning,
        by: Actor,
        today: date,
    ) -> "Claim":
        """Begin a draft.

        Args:
            source: what it is begun from.
            id: see `id_of`.
            limitation: until when a court gives protection.
            by: who acts for the business.
            today: the day, local time.

        Raises:
            LearnedInFuture: the business cannot know of it yet.

        Source:
            ГК РФ, ст. 15, 16, 196, 200, 1069.
        """
        if source.learned_on > today:
            raise LearnedInFuture
        return cls._create(
            cls.Begun,
            id=id,
            **source._asdict(),
            limitation=limitation,
            on=today,
            by=by,
        )

    @staticmethod
    def id_of(about: UUID, turn: int) -> UUID:
        """One per thing and turn: after one was thrown away, there may be another."""
        return uuid5(_CLAIMS, f"{about} {turn}")

    def note(self, kind: type[events.ClaimEvent], by: Actor, **facts: object) -> None:
        """Note that something happened."""
        # The library makes a class of its own, below `kind`, for this aggregate.
        own: type[events.ClaimEvent] = getattr(Claim, kind.__name__)
        self.trigger_event(own, client_id=self.client_id, by=by, **facts)

    @event(events.Begun)
    def __init__(
        self,
        client_id: UUID,
        authority: UUID,
        control_kind: str,
        appeal: UUID | None,
        inspection: UUID | None,
        learned_on: date,
        limitation: Reckoning,
        on: date,
        by: Actor,
    ) -> None:
        self.client_id = client_id
        self.authority = authority
        self.control_kind = control_kind
        self.appeal = appeal
        self.inspection = inspection
        self.limitation = limitation
        self.status = ClaimStatus.DRAFT
        self.story = ""
        self.lines: dict[int, ClaimLine] = {}
        self.words: dict[int, str] = {}
        self.last_number = 0
        self.claimed = self.owed = self.paid = 0
        self.offer: Offer | None = None
        self.offered_by: ClaimSide | None = None
        self.is_answered = self.is_in_court = False
        self.thread: UUID | None = None
        self.message: UUID | None = None
