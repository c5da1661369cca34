"""Deadlines in words, and as whom a reader has them."""

from datetime import datetime
from typing import Final
from uuid import UUID

from application.access import allow_deadline, parties_of
from domain.deadline import (
    DeadlineStatus,
    PartyKind,
    Stage,
    Task,
    WhyCancelled,
    WhyPaused,
    WhyRecomputed,
)
from domain.errors import NotFound
from domain.kernel import Actor
from interfaces.locale import N_, Language
from interfaces.reckoned import ReckonedWords
from interfaces.service import Service
from projections.deadline import DeadlineCard, DeadlineLine, DeadlineMoment, PartyCard

TASKS: Final = {
    Task.ANSWER_QUESTION: N_("Answer a question"),
    Task.CONSIDER_EVALUATION: N_("Consider what clients said of a rule"),
    Task.GIVE_INFORMATION: N_("Answer a request for information"),
    Task.DECIDE_MORE_TIME: N_("Decide about more time"),
    Task.SEND_DOCUMENTS: N_("Send documents"),
    Task.ANSWER_MESSAGE: N_("Answer a message"),
    Task.RENEW_COMPLIANCE: N_("Renew a declaration of compliance"),
    Task.DECIDE_RISE_OF_RISK: N_("Decide about a higher risk category"),
    Task.ANSWER_RISK_OBJECTION: N_("Answer an objection to a risk category"),
    Task.OBJECT_TO_CAUTION: N_("Object to a caution, if you do not agree"),
    Task.ANSWER_CAUTION_OBJECTION: N_("Answer an objection to a caution"),
    Task.DECIDE_VISIT: N_("Decide about a preventive visit"),
    Task.DECIDE_VISIT_MOVE: N_("Decide about another day of a preventive visit"),
    Task.END_VISIT: N_("End a preventive visit"),
    Task.DECIDE_DATE_MOVE: N_("Decide about another day of an inspection"),
    Task.END_INSPECTION: N_("End an inspection"),
    Task.ANSWER_IN_INSPECTION: N_("Answer a question in an inspection"),
    Task.FILE_APPEAL: N_("Appeal, if you do not agree"),
    Task.DECIDE_SUSPENSION: N_("Decide whether execution is suspended"),
    Task.TELL_SUSPENSION: N_("Tell the client what was decided about suspension"),
    Task.ACCEPT_APPEAL: N_("Say whether an appeal is considered"),
    Task.DECIDE_APPEAL: N_("Decide an appeal"),
    Task.GIVE_APPEAL_INFORMATION: N_("Give what is asked for about an appeal"),
    Task.EXPLAIN_APPEALED: N_("Explain why what is appealed was lawful"),
    Task.DELIVER_APPEAL_DECISION: N_("Deliver the decision on an appeal"),
    Task.GO_TO_COURT: N_("Go to court, if you do not agree"),
    Task.CARRY_OUT_APPEAL_DECISION: N_("Do what the decision on an appeal orders"),
    Task.ANSWER_DAMAGE_CLAIM: N_("Answer a claim for damage"),
}
STATUSES: Final = {
    DeadlineStatus.RUNNING: (N_("Time is running"), "ask"),
    DeadlineStatus.PAUSED: (N_("The clock stands"), ""),
    DeadlineStatus.KEPT: (N_("Done"), "yes"),
    DeadlineStatus.CANCELLED: (N_("No longer needed"), ""),
}
OVERDUE: Final = (N_("Overdue"), "late")
DONE_LATE: Final = (N_("Done late"), "no")
MOMENTS: Final = {
    "set": N_("The time began"),
    "handed": N_("It became somebody else's turn"),
    "paused": N_("The clock was stopped"),
    "resumed": N_("The clock goes on"),
    "recomputed": N_("The end is another one"),
    "reminded": N_("A reminder"),
    "passed": N_("The time was over and nothing was done"),
    "kept": N_("It was done"),
    "cancelled": N_("It was no longer needed"),
}
STAGES: Final = {
    Stage.BEFORE: N_("the end is near"),
    Stage.ON: N_("this is the last day"),
    Stage.AFTER: N_("it is overdue for a week"),
}
WHY: Final = {
    WhyPaused.MORE_TIME_ASKED: N_("more time was asked for"),
    WhyPaused.INFORMATION_ASKED: N_("more information was asked for"),
    WhyPaused.APPEALED: N_("an appeal suspended it"),
    WhyRecomputed.CALENDAR: N_("the calendar of working days changed"),
    WhyRecomputed.MORE_TIME: N_("more time was given"),
    WhyRecomputed.CORRECTED: N_("it was corrected"),
    WhyCancelled.WITHDRAWN: N_("it was withdrawn"),
    WhyCancelled.NOT_NEEDED: N_("nothing more was needed"),
    WhyCancelled.NOT_USED: N_("the time was over and the right was not used"),
}
PARTIES: Final = {
    PartyKind.CLIENT: N_("Business"),
    PartyKind.AUTHORITY: N_("Body"),
    PartyKind.APPEALS: N_("Body"),
    PartyKind.REGISTRAR: N_("The registrar of mandatory requirements"),
}


class DeadlineWords:
    """Says deadlines in one language.

    Args:
        spoken: the reader's language.
        now: what is late is so at this instant.
    """

    def __init__(self, spoken: Language, now: datetime) -> None:
        self._spoken = spoken
        self._now = now
        self._reckoned = ReckonedWords(spoken)

    def task(self, line: DeadlineLine) -> str:
        """What is to be done, e.g. "Answer a question: REQ-LIFT-001"."""
        said = self._spoken.gettext(TASKS[line.task])
        return f"{said}: {line.about.name}" if line.about.name else said

    def standing(self, line: DeadlineLine) -> tuple[str, str]:
        """Where it stands, and the kind of the tag that says so."""
        name, kind = STATUSES[line.status]
        if line.is_overdue(self._now):
            name, kind = OVERDUE
        elif line.was_late and line.status is DeadlineStatus.KEPT:
            name, kind = DONE_LATE
        return self._spoken.gettext(name), kind

    def is_overdue(self, line: DeadlineLine) -> bool:
        return line.is_overdue(self._now)

    def end(self, line: DeadlineLine) -> str:
        """The last day, or the hour."""
        return self._reckoned.end(line.reckoning)

    def rule(self, line: DeadlineLine) -> str:
        """How long there is, and by which rule."""
        return self._reckoned.term(line.reckoning.term)

    def told(self, line: DeadlineLine) -> list[str]:
        """How the end was counted, a sentence each."""
        return self._reckoned.told(line.reckoning)

    def party(self, side: PartyCard | None) -> str:
        """Who it is."""
        if side is None:
            return self._spoken.gettext(N_("Everybody who said something of the rule"))
        name = side.name or side.party.name
        return name or self._spoken.gettext(PARTIES[side.party.kind])

    def moment(self, one: DeadlineMoment) -> str:
        """What happened, in a sentence without a full stop."""
        gettext = self._spoken.gettext
        said = gettext(MOMENTS[one.kind])
        if one.stage is not None:
            said = f"{said}: {gettext(STAGES[one.stage])}"
        if one.why is not None:
            said = f"{said}: {gettext(WHY[one.why])}"
        if one.reckoning is not None:
            end = self._reckoned.end(one.reckoning)
            said = f"{said}. {gettext(N_('The end is %(end)s'), end=end)}"
        return said


def parties_for(service: Service, by: Actor) -> frozenset[str]:
    """As whom a reader has deadlines."""
    return parties_of(by, service.person_view, service.person_view)


def deadline_for(service: Service, by: Actor, id: UUID) -> DeadlineCard:
    """One deadline, for both of its sides.

    Raises:
        NotFound: there is none, or it is none of the reader's.
    """
    card = service.deadline_view.get(id)
    if card is None:
        raise NotFound
    allow_deadline(
        by,
        parties=parties_for(service, by),
        sides=[
            card.owed_by.party.key,
            card.owed_to.party.key if card.owed_to else None,
        ],
    )
    return card
