"""What can happen to a claim of damage (I9)."""

from datetime import date
from typing import TYPE_CHECKING, ClassVar
from uuid import UUID

from domain.damage.checking import Offer
from domain.damage.lines import ClaimLine
from domain.damage.standing import (
    BodyAnswer,
    ClaimSide,
    ClaimStatus,
    CourtOutcome,
)
from domain.kernel import Aggregate, Personal
from domain.term import Reckoning

if TYPE_CHECKING:
    from domain.damage.state import State


class ClaimEvent(Aggregate.Event):
    """Something that happened to a claim that was begun."""

    subject: ClassVar[str] = "client_id"
    client_id: UUID


class Begun(Aggregate.Created):
    """A business began to write a claim; nobody else sees it.

    Attributes:
        client_id: whose damage it is.
        authority: organisation whose decision or conduct did it.
        control_kind: name of the kind of control; "" when not known.
        appeal: that was upheld; None: it is begun from an inspection alone.
        inspection: whose records of hours and costs can be taken over; None: of none.
        learned_on: the day the business learned of what was unlawful.
        limitation: until when a court gives protection.
        on: the day, local time.
    """

    subject: ClassVar[str] = "client_id"
    client_id: UUID
    authority: UUID
    control_kind: str
    appeal: UUID | None
    inspection: UUID | None
    learned_on: date
    limitation: Reckoning
    on: date


class Told(ClaimEvent):
    """The business said what was unlawful and how it caused the damage."""

    story: Personal

    def apply(self, aggregate: "State") -> None:
        aggregate.story = self.story


class LinePut(ClaimEvent):
    """A line of the claim; put again, the later one holds.

    Attributes:
        number: of the line, from 1; a number is not used for another line.
        line: how much, for what, shown by what.
        what: it was, and how it was counted, in words.
    """

    number: int
    line: ClaimLine
    what: Personal

    def apply(self, aggregate: "State") -> None:
        aggregate.lines[self.number] = self.line
        aggregate.words[self.number] = self.what
        aggregate.last_number = max(aggregate.last_number, self.number)


class LineRemoved(ClaimEvent):
    """A line was taken away."""

    number: int

    def apply(self, aggregate: "State") -> None:
        del aggregate.lines[self.number], aggregate.words[self.number]


class Sent(ClaimEvent):
    """The claim letter was signed and sent; what it says changes no more.

    Attributes:
        kopecks: what is claimed in all.
        letter: the file of the letter.
        thread: the correspondence.
        message: in which the letter and its annexes went.
        answer: until when the body has to answer.
        on: the day, local time.
    """

    kopecks: int
    letter: UUID
    thread: UUID
    message: UUID
    answer: Reckoning
    on: date

    def apply(self, aggregate: "State") -> None:
        aggregate.claimed = self.kopecks
        aggregate.thread = self.thread
        aggregate.message = self.message
        aggregate.status = ClaimStatus.SENT


class Answered(ClaimEvent):
    """The body answered the claim.

    Attributes:
        answer: what.
        kopecks: what it accepts or offers; 0 when it refuses.
        words: why.
        pay_by: the day until which it would pay; None: it does not say.
        message: in which it went.
        on: the day, local time.
    """

    answer: BodyAnswer
    kopecks: int
    words: Personal
    pay_by: date | None
    message: UUID
    on: date

    def apply(self, aggregate: "State") -> None:
        aggregate.status = ClaimStatus.TALKS
        aggregate.is_answered = True
        if self.kopecks:
            aggregate.offer = Offer(self.kopecks, self.pay_by, self.words)
            aggregate.offered_by = ClaimSide.BODY


class Offered(ClaimEvent):
    """One side offered to agree on a sum, in place of what was offered before.

    Attributes:
        side: which.
        kopecks: how much.
        words: why.
        pay_by: the day until which it is to be paid; None: it is not said.
        message: in which it went.
        on: the day, local time.
    """

    side: ClaimSide
    kopecks: int
    words: Personal
    pay_by: date | None
    message: UUID
    on: date

    def apply(self, aggregate: "State") -> None:
        aggregate.offer = Offer(self.kopecks, self.pay_by, self.words)
        aggregate.offered_by = self.side


class Settled(ClaimEvent):
    """Both sides agreed: one accepted what the other asked or offered.

    Attributes:
        side: which accepted.
        kopecks: how much is to be paid.
        pay_by: the day until which; None: it is not said.
        message: in which it was accepted.
        on: the day, local time.
    """

    side: ClaimSide
    kopecks: int
    pay_by: date | None
    message: UUID
    on: date

    def apply(self, aggregate: "State") -> None:
        aggregate.status = ClaimStatus.SETTLED
        aggregate.owed = self.kopecks
        aggregate.offer = aggregate.offered_by = None


class Paid(ClaimEvent):
    """The business says that money came.

    Attributes:
        kopecks: how much.
        paid_on: the day it came.
        on: the day it was said, local time.
    """

    kopecks: int
    paid_on: date
    on: date

    def apply(self, aggregate: "State") -> None:
        aggregate.paid += self.kopecks
        if aggregate.paid >= aggregate.owed:
            aggregate.status = ClaimStatus.PAID


class WentToCourt(ClaimEvent):
    """The business took the claim to a court.

    Attributes:
        case: the court and the number of the case.
        day: on which.
    """

    case: Personal
    day: date

    def apply(self, aggregate: "State") -> None:
        aggregate.status = ClaimStatus.COURT
        aggregate.is_in_court = True


class CourtDecided(ClaimEvent):
    """The court decided.

    Attributes:
        outcome: what.
        kopecks: what it awarded.
        words: what is worth knowing beside it; "" for nothing.
        day: of its decision.
    """

    outcome: CourtOutcome
    kopecks: int
    words: Personal
    day: date

    def apply(self, aggregate: "State") -> None:
        aggregate.status = ClaimStatus.DECIDED
        aggregate.owed = self.kopecks
        aggregate.offer = aggregate.offered_by = None


class Withdrawn(ClaimEvent):
    """The business took a claim back that was sent."""

    words: Personal
    message: UUID
    on: date

    def apply(self, aggregate: "State") -> None:
        aggregate.status = ClaimStatus.WITHDRAWN


class Discarded(ClaimEvent):
    """The business threw a draft away; nobody had seen it."""

    on: date

    def apply(self, aggregate: "State") -> None:
        aggregate.status = ClaimStatus.DISCARDED
