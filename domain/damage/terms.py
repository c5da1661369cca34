"""Which term of a claim of damage is counted from which event (I9).

=========  ===========================================  ============  ================
rule       what it is                                   for whom      counted from
=========  ===========================================  ============  ================
LAW-082    only a court or a settlement gives damages   both          -
LAW-083    the limitation period                        the business  it learned of it
LAW-104    answer to what was written to the body       the body      the claim sent
=========  ===========================================  ============  ================
"""

from datetime import date
from typing import Final, Protocol

from domain.law_term import LawTerm
from domain.term import Moment, Place, Reckoning

ONLY_COURT: Final = "LAW-082"
LIMITATION: Final = "LAW-083"
ANSWER: Final = "LAW-104"


class Law(Protocol):
    """The numbers of the law as of a day."""

    def on(self, id: str, day: date, control_kind: str | None = None) -> LawTerm:
        """A rule by its id."""
        ...


class ClaimTerms:
    """Counts the terms of claims at one place.

    Args:
        law: as of any day.
        place: calendar, zone and region of the business.
    """

    def __init__(self, law: Law, place: Place) -> None:
        self._law = law
        self._place = place

    def limitation(self, learned: date) -> Reckoning:
        """Until when a court gives protection."""
        return self._law.on(LIMITATION, learned).reckon(learned, self._place)

    def to_answer(self, sent: Moment) -> Reckoning:
        """Until when a claim that was sent is answered."""
        day = self._place.day_of(sent)
        return self._law.on(ANSWER, day).reckon(sent, self._place)
