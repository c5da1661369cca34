"""Claims of damage as both sides read them, and the key rate as everybody does (I9)."""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from domain.damage import (
    BodyAnswer,
    ClaimLine,
    ClaimSide,
    ClaimStatus,
    CourtOutcome,
    KeyRate,
    Totals,
)
from domain.kernel import Value
from domain.term import Reckoning


class LineCard(Value):
    """One line of a claim.

    Attributes:
        number: of the line.
        line: how much, for what, shown by what.
        what: it was, and how it was counted; None: its message is not opened yet.
    """

    number: int
    line: ClaimLine
    what: str | None


class MoveKind(StrEnum):
    """What one side did after the claim was sent."""

    ANSWERED = "answered"
    OFFERED = "offered"
    SETTLED = "settled"
    PAID = "paid"
    COURT = "court"
    DECIDED = "decided"
    WITHDRAWN = "withdrawn"


class MoveCard(Value):
    """One thing that happened after the claim was sent.

    Attributes:
        kind: what.
        side: who did it.
        kopecks: the sum that it is about; 0 for none.
        words: why; None: its message is not opened yet, or nothing was said.
        pay_by: the day to pay by; None: not said.
        answer: of the body; None for other things.
        outcome: of the court; None likewise.
        message: in which it went; None: in none.
        on: the day of it.
    """

    kind: MoveKind
    side: ClaimSide
    kopecks: int = 0
    words: str | None = None
    pay_by: date | None = None
    answer: BodyAnswer | None = None
    outcome: CourtOutcome | None = None
    message: UUID | None = None
    on: date


class ClaimRow(Value):
    """A claim in a list.

    Attributes:
        id: of it.
        version: its version; the ETag.
        number: place of it in the log; what people call it by.
        client_id: whose damage it is.
        client_name: its name; None: its data are deleted.
        authority: organisation that did it.
        authority_name: its name.
        control_kind: name of the kind of control; "" when not known.
        appeal: it is begun from; None: from the inspection alone.
        inspection: whose records can be taken over; None: of none.
        status: where it stands.
        kopecks: what it comes to.
        owed: what is agreed or awarded; 0: nothing yet.
        paid: of that.
        sent_on: the day it was sent; None: it is a draft.
        changed_at: when something happened last, UTC.
    """

    id: UUID
    version: int
    number: int
    client_id: UUID
    client_name: str | None
    authority: UUID
    authority_name: str | None
    control_kind: str
    appeal: UUID | None
    inspection: UUID | None
    status: ClaimStatus
    kopecks: int
    owed: int
    paid: int
    sent_on: date | None
    changed_at: datetime

    @property
    def left(self) -> int:
        """Kopecks that are agreed or awarded, and not paid."""
        return self.owed - self.paid


class ClaimCard(ClaimRow):
    """A claim as a whole.

    Attributes:
        begun_on: the day it was begun.
        learned_on: the day the business learned of what was unlawful.
        limitation: until when a court gives protection.
        story: what was unlawful and how it caused the damage; "" nothing is said yet;
            None: its message is not opened yet.
        lines: by number.
        answer_by: until when the body has to answer; None: it is a draft.
        moves: what happened since it was sent, in order.
        thread: the correspondence; None: it is a draft.
        message: in which it was sent.
        letter: the file of the letter.
    """

    begun_on: date
    learned_on: date
    limitation: Reckoning
    story: str | None
    lines: tuple[LineCard, ...]
    answer_by: Reckoning | None
    moves: tuple[MoveCard, ...]
    thread: UUID | None
    message: UUID | None
    letter: UUID | None

    @property
    def totals(self) -> Totals:
        """What its lines come to."""
        return Totals.of(one.line for one in self.lines)

    @property
    def days(self) -> frozenset[date]:
        """Recorded days of the inspection that are in it."""
        return frozenset(one.line.day for one in self.lines if one.line.day)

    @property
    def offer(self) -> MoveCard | None:
        """What one side offers now; None: nothing, or it is too late for it."""
        if self.status not in (ClaimStatus.TALKS, ClaimStatus.COURT):
            return None
        said = (MoveKind.ANSWERED, MoveKind.OFFERED)
        found = [one for one in self.moves if one.kind in said and one.kopecks]
        return found[-1] if found else None

    @property
    def pay_by(self) -> date | None:
        """The day until which what was agreed is to be paid; None: not said."""
        found = [one for one in self.moves if one.kind is MoveKind.SETTLED]
        return found[-1].pay_by if found else None


class ClaimPage(Value):
    """Some claims.

    Attributes:
        claims: the newest first.
        after: cursor of the next page; None at the end.
    """

    claims: tuple[ClaimRow, ...]
    after: int | None


class RateLine(Value):
    """A line of the table of the key rate.

    Attributes:
        rate: what it says.
        version: of what was entered; 0: it was shipped; the ETag.
        reason: why it was entered; "" for a shipped one.
    """

    rate: KeyRate
    version: int = 0
    reason: str = ""
