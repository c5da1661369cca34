"""Which term of an appeal is counted from which event (I9).

=========  ==================================  ============  =========================
rule       what has to be done                 by whom       counted from
=========  ==================================  ============  =========================
LAW-069    appeal                              the client    learned of it
LAW-070    appeal an order                     the client    received it
LAW-072    decide on suspending execution      the body      registration
LAW-073    tell the client of that             the body      that decision
LAW-074    refuse consideration                the body      receipt
LAW-075    decide                              the body      registration
LAW-076    decide about a risk category        the body      registration
LAW-077    decide, when it is extended         the body      the end of the main term
LAW-078    give what is asked for              the client    the question
LAW-079    deliver the decision                the body      the decision
LAW-081    go to court                         the client    learned of the decision
=========  ==================================  ============  =========================

The service registers an appeal when it is sent, so that nobody holds its terms back.
"""

from collections.abc import Sequence
from datetime import date
from typing import Final, Protocol

from domain.appeal.refusals import ExtensionTooLong
from domain.appeal.subject import OF_ORDERS, OF_RISK, SubjectKind
from domain.law_term import LawTerm
from domain.term import Moment, Pause, Place, Reckoning, Term, Unit, reckon

FILE: Final = "LAW-069"
FILE_ABOUT_ORDER: Final = "LAW-070"
SUSPEND: Final = "LAW-072"
TELL_SUSPENSION: Final = "LAW-073"
REFUSE: Final = "LAW-074"
DECIDE: Final = "LAW-075"
DECIDE_ABOUT_RISK: Final = "LAW-076"
EXTEND: Final = "LAW-077"
INFORM: Final = "LAW-078"
DELIVER: Final = "LAW-079"
COURT: Final = "LAW-081"


class Law(Protocol):
    """The numbers of the law as of a day, for a kind of control."""

    def on(self, id: str, day: date, control_kind: str | None = None) -> LawTerm:
        """A rule by its id."""
        ...


class AppealTerms:
    """Counts the terms of an appeal.

    Args:
        law: as of any day.
        place: calendar, zone and region of the client.
        kind: of what is appealed.
        control_kind: name, as the register has it; "" unknown.
    """

    def __init__(
        self, law: Law, place: Place, kind: SubjectKind, control_kind: str
    ) -> None:
        self._law = law
        self._place = place
        self._kind = kind
        self._control_kind = control_kind or None

    def day(self, moment: Moment) -> date:
        """The day of an instant where the client is."""
        return self._place.day_of(moment)

    def to_file(self, learned: Moment) -> Reckoning:
        """Until when something may be appealed that the client learned of then."""
        return self._counted(
            FILE_ABOUT_ORDER if self._kind in OF_ORDERS else FILE, learned
        )

    def to_suspend(self, sent: Moment) -> Reckoning:
        """Until when it is decided whether execution is suspended."""
        return self._counted(SUSPEND, sent)

    def to_tell_suspension(self, decided: Moment) -> Reckoning:
        """Until when the client is told of that."""
        return self._counted(TELL_SUSPENSION, decided)

    def to_refuse(self, sent: Moment) -> Reckoning:
        """Until when consideration may be refused."""
        return self._counted(REFUSE, sent)

    def to_decide(self, sent: Moment) -> Reckoning:
        """Until when it is decided."""
        return self._counted(
            DECIDE_ABOUT_RISK if self._kind in OF_RISK else DECIDE, sent
        )

    def extended(self, main: Reckoning, days: int) -> Reckoning:
        """The term to decide, longer by so many working days.

        Args:
            main: until when it would be decided.
            days: how many more.

        Raises:
            ExtensionTooLong: the law does not allow so many, or it is none.
        """
        rule = self._rule(EXTEND, main.last_day)
        if not 1 <= days <= rule.number:
            raise ExtensionTooLong(
                most=rule.number, rule=rule.id, certainty=rule.certainty
            )
        term = rule.term.model_copy(update={"value": days})
        return reckon(term, main.last_day, self._place)

    def gone_on(
        self,
        decision: Reckoning,
        pauses: Sequence[Pause],
        main: Reckoning | None = None,
    ) -> Reckoning:
        """The term to decide without the times it stood still.

        Args:
            decision: until when it would be decided.
            pauses: all the times it stood still.
            main: the term at whose end an extended one begins; it may not be over yet.
        """
        event = decision.event_at or decision.event
        if main is not None:
            event = self.gone_on(main, pauses).last_day
        return reckon(decision.term, event, self._place, pauses=pauses)

    def to_inform(self, asked: Moment) -> Reckoning:
        """Until when the client gives what is asked for, and the clock stands."""
        return self._counted(INFORM, asked)

    def to_explain(self, asked: Moment, days: int) -> Reckoning:
        """Until when the body explains: as many working days as the officer gives."""
        term = Term(value=days, unit=Unit.WORKING_DAY)
        return reckon(term, asked, self._place)

    def to_deliver(self, decided: Moment) -> Reckoning:
        """Until when the decision is delivered."""
        return self._counted(DELIVER, decided)

    def to_go_to_court(self, learned: Moment) -> Reckoning:
        """Until when the client may go to court after it learned of the decision."""
        return self._counted(COURT, learned)

    def _counted(self, rule: str, moment: Moment) -> Reckoning:
        return self._rule(rule, moment).reckon(moment, self._place)

    def _rule(self, id: str, moment: Moment) -> LawTerm:
        return self._law.on(id, self.day(moment), self._control_kind)
