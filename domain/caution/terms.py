"""Which term of a caution is counted from which event (C6).

=========  ========================================  ============  ==================
rule       what has to be done                       by whom       counted from
=========  ========================================  ============  ==================
LAW-044    issue the caution                         the body      signs received
LAW-045    object, by the kind of control            the business  caution received
LAW-046    answer the objection                      the body      objection sent
=========  ========================================  ============  ==================
"""

from datetime import date
from typing import Final, Protocol

from domain.law_term import LawTerm
from domain.term import Moment, Place, Reckoning

ISSUE: Final = "LAW-044"
OBJECT: Final = "LAW-045"
ANSWER: Final = "LAW-046"


class Law(Protocol):
    """The numbers of the law as of a day, for a kind of control."""

    def on(self, id: str, day: date, control_kind: str | None = None) -> LawTerm:
        """A rule by its id."""
        ...


class CautionTerms:
    """Counts the terms of cautions of one kind of control at one place.

    Args:
        law: as of any day.
        place: calendar, zone and region of the business.
        control_kind: name of the kind of control, as the register has it.
    """

    def __init__(self, law: Law, place: Place, control_kind: str) -> None:
        self._law = law
        self._place = place
        self._control_kind = control_kind

    def to_issue(self, received: date) -> Reckoning:
        """Until when a caution may follow signs that came on a day."""
        return self._rule(ISSUE, received).reckon(received, self._place)

    def to_object(self, received: Moment) -> Reckoning | None:
        """Until when a business may object to a caution that it received.

        None: the term is not known for this kind of control. Then none runs against
        the business.
        """
        rule = self._rule(OBJECT, received)
        return rule.reckon(received, self._place) if rule.is_term else None

    def to_answer(self, sent: Moment) -> Reckoning:
        """Until when an objection that was sent is answered."""
        return self._rule(ANSWER, sent).reckon(sent, self._place)

    def _rule(self, id: str, moment: Moment) -> LawTerm:
        return self._law.on(id, self._place.day_of(moment), self._control_kind)
