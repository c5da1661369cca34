"""Which term of a preventive visit is counted from which event (C6).

=========  =========================================  =======================
rule       what it says                               counted from
=========  =========================================  =======================
LAW-053    the body decides on a wish for a visit     the wish
LAW-022    notice of a mandatory visit                back from its start
LAW-023    refusal of a mandatory visit, while the    back from its start
           law allowed one
LAW-034    mandatory visit to who began a business    the notification
LAW-017    how long a visit lasts                     its start; that day counts
LAW-018    how long a mandatory visit lasts           its start; that day counts
LAW-084    how far a mandatory visit can be moved     the request to move it
LAW-024    inspection after a visit was evaded        the record of it
=========  =========================================  =======================
"""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Final, Protocol

from domain.kernel import Value
from domain.law_term import LawTerm
from domain.term import Moment, Place, Reckoning, Term, Unit, before
from domain.visit.content import Claim, Slot, VisitKind

LONGEST: Final = {
    VisitKind.ASKED: "LAW-017",
    VisitKind.OFFERED: "LAW-017",
    VisitKind.MANDATORY: "LAW-018",
}
NOTICE: Final = "LAW-022"
REFUSAL: Final = "LAW-023"
EVASION: Final = "LAW-024"
BEGINNER: Final = "LAW-034"
ON_REQUEST: Final = "LAW-052"
DECISION: Final = "LAW-053"
ORDER: Final = "LAW-054"
MOVING: Final = "LAW-084"
STANDARD: Final = "Стандарт «Государство для бизнеса», п. 4.8"


class Law(Protocol):
    """The numbers of the law as of a day, for a kind of control."""

    def on(self, id: str, day: date, control_kind: str | None = None) -> LawTerm:
        """A rule by its id."""
        ...

    def find(
        self, id: str, day: date, control_kind: str | None = None
    ) -> LawTerm | None:
        """Likewise; None when none is in force."""
        ...


class VisitTerms:
    """Counts the terms of visits of one kind of control at one place.

    Args:
        law: as of any day.
        place: calendar, zone and region of the business.
        control_kind: number of the kind of control; None: only what holds for all.
    """

    def __init__(self, law: Law, place: Place, control_kind: str | None) -> None:
        self._law = law
        self._place = place
        self.control_kind = control_kind

    def day_of(self, moment: Moment) -> date:
        """The day of a moment at the place."""
        return self._place.day_of(moment)

    def local(self, slots: Sequence[Slot]) -> tuple[Slot, ...]:
        """Times by the clock of the place."""
        zone = self._place.zone
        return tuple(
            one.model_copy(
                update={
                    "starts": one.starts.astimezone(zone),
                    "ends": one.ends.astimezone(zone),
                }
            )
            for one in slots
        )

    def to_decide(self, asked: Moment) -> Reckoning:
        """Until when the body decides on a wish for a visit."""
        return self._rule(DECISION, asked).reckon(asked, self._place)

    def to_notify(self, slot: Slot, today: date) -> Reckoning:
        """Until when a mandatory visit must be announced."""
        return self._rule(NOTICE, today).reckon(slot.starts, self._place)

    def to_refuse(self, slot: Slot, today: date) -> Reckoning | None:
        """Until when a mandatory visit may be refused; None: it may not be."""
        rule = self.find(REFUSAL, today)
        return rule.reckon(slot.starts, self._place) if rule else None

    def to_visit_beginner(self, notified: date) -> Reckoning:
        """Until when who told of beginning a business is visited."""
        return self._rule(BEGINNER, notified).reckon(notified, self._place)

    def to_end(self, kind: VisitKind, started: Moment) -> Reckoning:
        """When a visit that starts then is over at the latest."""
        return self._rule(LONGEST[kind], started).reckon(started, self._place)

    def to_move(self, asked: Moment) -> Reckoning:
        """How far a mandatory visit can be moved."""
        return self._rule(MOVING, asked).reckon(asked, self._place)

    def to_answer_move(self, starts: datetime) -> Reckoning:
        """Until when a request to move is decided: before the visit would begin."""
        at_once = Term(value=0, unit=Unit.HOUR, source=STANDARD)
        return before(at_once, starts, self._place)

    def to_inspect(self, evaded: Moment) -> Reckoning:
        """Until when an inspection may follow a visit that was evaded."""
        return self._rule(EVASION, evaded).reckon(evaded, self._place)

    def find(
        self, id: str, day: date, control_kind: str | None = None
    ) -> LawTerm | None:
        """A rule as of a day; None when none is in force."""
        return self._law.find(id, day, control_kind or self.control_kind)

    def _rule(self, id: str, moment: Moment) -> LawTerm:
        return self._law.on(id, self.day_of(moment), self.control_kind)


class Wish(Value):
    """What is known of a business that asks for a visit.

    Attributes:
        is_small: whether a register has it as a small business; None: not known.
        claim: what it says of itself; None: nothing.
        earlier: days on which visits were asked for that were not declined.
    """

    is_small: bool | None
    claim: Claim | None
    earlier: tuple[date, ...] = ()
