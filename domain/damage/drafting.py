"""A business writes its claim of damage, and sends it (I9)."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from domain.damage import events
from domain.damage.checking import (
    check_annexes,
    check_line,
)
from domain.damage.lines import MOST_LINES, ClaimLine
from domain.damage.refusals import (
    ClaimEmpty,
    DayTakenAlready,
    StoryMissing,
    TooManyLines,
)
from domain.damage.standing import (
    ClaimStatus,
)
from domain.damage.state import State
from domain.kernel import Actor
from domain.term import Reckoning


class Drafting(State):
    """What is done with a claim until it is sent."""

    def tell(self, story: str, *, by: Actor) -> None:
        """Say what was unlawful and how it caused the damage; the same changes nothing.

        Raises:
            ClaimNotNow: it was sent.
            StoryMissing: nothing is said.
        """
        self.check(ClaimStatus.DRAFT)
        if not story.strip():
            raise StoryMissing
        if story.strip() != self.story:
            self.note(events.Told, by, story=story.strip())

    def add(self, line: ClaimLine, what: str, *, by: Actor) -> int:
        """Add a line, and return its number.

        Raises:
            ClaimNotNow: it was sent.
            TooManyLines: there are MOST_LINES.
            LineEmpty, LineNotExplained, InterestNotReckoned: of the line.
        """
        self.check(ClaimStatus.DRAFT)
        if len(self.lines) >= MOST_LINES:
            raise TooManyLines(most=MOST_LINES)
        check_line(line, what)
        number = self.last_number + 1
        self.note(events.LinePut, by, number=number, line=line, what=what.strip())
        return number

    def take(self, taken: Sequence[tuple[ClaimLine, str]], *, by: Actor) -> None:
        """Take over recorded days of an inspection, each as one or several lines.

        Raises:
            ClaimNotNow, TooManyLines: as `add`.
            DayTakenAlready: a line of such a day is there.
        """
        self.check(ClaimStatus.DRAFT)
        there = {one.day for one in self.lines.values() if one.day}
        if again := sorted(there & {one.day for one, _ in taken if one.day}):
            raise DayTakenAlready(days=again)
        for line, what in taken:
            self.add(line, what, by=by)

    def change(self, number: int, line: ClaimLine, what: str, *, by: Actor) -> None:
        """Say a line otherwise; raises as `add`, and NoSuchLine."""
        self.check(ClaimStatus.DRAFT)
        self.check_line(number)
        check_line(line, what)
        if (line, what.strip()) != (self.lines[number], self.words[number]):
            self.note(events.LinePut, by, number=number, line=line, what=what.strip())

    def remove(self, number: int, *, by: Actor) -> None:
        """Take a line away; raises ClaimNotNow, NoSuchLine."""
        self.check(ClaimStatus.DRAFT)
        self.check_line(number)
        self.note(events.LineRemoved, by, number=number)

    def check_sending(self) -> None:
        """See that it can be sent as it is.

        Raises:
            ClaimNotNow: it was sent.
            StoryMissing, ClaimEmpty: something is missing.
            TooManyAnnexes: one letter cannot carry all documents.
        """
        self.check(ClaimStatus.DRAFT)
        if not self.story:
            raise StoryMissing
        if not self.lines:
            raise ClaimEmpty
        check_annexes(self.annexes)

    def send(
        self,
        *,
        letter: UUID,
        thread: UUID,
        message: UUID,
        answer: Reckoning,
        by: Actor,
        today: date,
    ) -> None:
        """Send the letter, signed by whoever sends it.

        Args:
            letter: file of the letter.
            thread: the correspondence.
            message: in which it goes.
            answer: until when the body has to answer.
            by: who signs for the business.
            today: the day, local time.

        Raises:
            Refusal: what `check_sending` raises.
        """
        self.check_sending()
        kopecks = self.totals.all
        self.note(
            events.Sent,
            by,
            kopecks=kopecks,
            letter=letter,
            thread=thread,
            message=message,
            answer=answer,
            on=today,
        )

    def discard(self, *, by: Actor, today: date) -> None:
        """Throw a draft away; raises ClaimNotNow."""
        self.check(ClaimStatus.DRAFT)
        self.note(events.Discarded, by, on=today)
