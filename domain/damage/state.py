"""What a claim of damage knows of itself, and how its commands tell it (I9)."""

from typing import TYPE_CHECKING
from uuid import UUID

from domain.damage.checking import Offer
from domain.damage.lines import ClaimLine, Totals
from domain.damage.refusals import ClaimNotNow, NoSuchLine
from domain.damage.standing import ClaimSide, ClaimStatus
from domain.kernel import Actor
from domain.term import Reckoning

if TYPE_CHECKING:
    from domain.damage.events import ClaimEvent


class State:
    """What the parts of `Claim` share.

    Attributes:
        lines: by number; `words` of each likewise.
        last_number: of a line that there ever was.
        claimed: kopecks that were sent; owed: that are agreed or awarded; paid: of it.
        offer: what stands to be accepted, made by `offered_by`; None: nothing.
        thread, message: in which it was sent.
    """

    id: UUID
    version: int
    client_id: UUID
    authority: UUID
    control_kind: str
    appeal: UUID | None
    inspection: UUID | None
    limitation: Reckoning
    status: ClaimStatus
    story: str
    lines: dict[int, ClaimLine]
    words: dict[int, str]
    last_number: int
    claimed: int
    owed: int
    paid: int
    offer: Offer | None
    offered_by: ClaimSide | None
    is_answered: bool
    is_in_court: bool
    thread: UUID | None
    message: UUID | None

    @property
    def totals(self) -> Totals:
        """What its lines come to."""
        return Totals.of(self.lines.values())

    @property
    def annexes(self) -> tuple[UUID, ...]:
        """Its documents, each once, in the order of the lines."""
        files = (
            file for number in sorted(self.lines) for file in self.lines[number].files
        )
        return tuple(dict.fromkeys(files))

    @property
    def left(self) -> int:
        """Kopecks that are agreed or awarded, and not paid."""
        return self.owed - self.paid

    def check(self, *wanted: ClaimStatus) -> None:
        """See that it stands where this can be done; raises ClaimNotNow."""
        if self.status not in wanted:
            raise ClaimNotNow(status=self.status)

    def check_line(self, number: int) -> None:
        """See that there is such a line; raises NoSuchLine."""
        if number not in self.lines:
            raise NoSuchLine

    def note(self, kind: "type[ClaimEvent]", by: Actor, **facts: object) -> None:
        """Note that something happened."""
        raise NotImplementedError
