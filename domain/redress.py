"""What a decision on an appeal does to other things, said in the same words (I9).

Whatever is annulled, corrected, suspended by an appeal says by which one; contexts that
know nothing of appeals can say so too.
"""

from datetime import date, datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from domain.errors import RuleBroken
from domain.kernel import Citation, Value

DECIDED = Citation(act="248-ФЗ", at="ст. 43")
SUSPENDING = Citation(act="248-ФЗ", at="ст. 40 ч. 10")


class ByAppeal(Value):
    """The appeal by which something is otherwise now.

    Attributes:
        appeal: id of it.
        number: what people call it by.
    """

    appeal: UUID
    number: str

    @property
    def address(self) -> str:
        """Of the page of the appeal."""
        return f"/appeals/{self.appeal}"


class EffectImpossible(RuleBroken):
    """Facts: `why`, one word: `not_there`, `void`, `over` or `not_suspended`."""

    code = "appeal-effect-impossible"
    title = "What the appeal is about cannot be changed in this way any more"
    about = "effects"
    source = DECIDED


class SuspendedByAppeal(RuleBroken):
    """Facts: `appeals`, the numbers."""

    code = "suspended-by-appeal"
    title = "An appeal suspended this: nothing goes on until that is over"
    source = SUSPENDING


class Standing(NamedTuple):
    """Which appeals make something stand still.

    Attributes:
        since: when the first of those that do now began to, and on which day; None:
            nothing stands.
        by: these appeals, in the order in which they began to.
    """

    since: tuple[datetime, date] | None = None
    by: tuple[ByAppeal, ...] = ()

    def has(self, appeal: ByAppeal) -> bool:
        """Whether this appeal is among them."""
        return any(one.appeal == appeal.appeal for one in self.by)

    def begun(self, appeal: ByAppeal, at: datetime, on: date) -> "Standing":
        """With one more appeal."""
        return Standing(self.since or (at, on), (*self.by, appeal))

    def ended(self, appeal: ByAppeal) -> "Standing":
        """Without an appeal; when none is left, it goes on."""
        left = tuple(one for one in self.by if one.appeal != appeal.appeal)
        return Standing(self.since, left) if left else Standing()

    def later(self, day: date, appeal: ByAppeal, on: date) -> date:
        """A last day, moved by the days it stood, if nothing stands any more.

        Args:
            day: the last day until then.
            appeal: that suspends no longer.
            on: the day on which it ends.
        """
        if self.since is None or self.ended(appeal).by:
            return day
        return day + max(timedelta(0), on - self.since[1])

    def check(self, at: datetime | None = None) -> None:
        """See that nothing stands.

        Args:
            at: when something was done; what was before counts. None: now.

        Raises:
            SuspendedByAppeal: it stood then.
        """
        if self.since is not None and (at is None or at >= self.since[0]):
            raise SuspendedByAppeal(appeals=[one.number for one in self.by])
