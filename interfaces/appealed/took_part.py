"""Who took part in what is appealed against, told by the log itself (I9)."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from application.log import EventLog
from domain.appeal import Part, Subject
from domain.applicability import Declaration
from domain.caution import Caution
from domain.compliance import ComplianceDeclaration
from domain.consultation import Question
from domain.execution import ExecutionConfirmation
from domain.information_request import InformationRequest
from domain.inspection import ActionRecord, DateMove, Inspection
from domain.kernel import Event, Role
from domain.redress import ByAppeal
from domain.risk import RiskAssignment, RiskObjections
from domain.visit import Outcome, Visit
from interfaces.appealed.streams import Stands, Streams
from interfaces.locale import N_

DID: Final[Mapping[type[Event], str]] = {
    Inspection.Ordered: N_("ordered the inspection"),
    Inspection.Registered: N_("entered the inspection in the state register"),
    Inspection.Notified: N_("told the business of the inspection"),
    Inspection.ProsecutorTold: N_("turned to the prosecutor"),
    Inspection.ProsecutorDecided: N_("recorded the prosecutor's decision"),
    Inspection.Started: N_("began the inspection"),
    Inspection.Prevented: N_("recorded that the inspection could not be held"),
    Inspection.Ended: N_("ended the inspection"),
    Inspection.ActDrawn: N_("drew the act"),
    Inspection.ImprovementOrdered: N_("gave the improvement order"),
    Inspection.ImprovementConfirmed: N_("confirmed that the order was carried out"),
    Inspection.Finished: N_("closed or stopped the inspection"),
    ActionRecord.Recorded: N_("took an action in the inspection"),
    DateMove.Offered: N_("offered another date of the inspection"),
    DateMove.NewTimeSet: N_("set another date of the inspection"),
    DateMove.Declined: N_("declined to move the inspection"),
    Caution.Issued: N_("issued the caution"),
    Caution.Kept: N_("answered the objection to the caution"),
    Caution.Changed: N_("changed the caution"),
    Caution.Withdrawn: N_("withdrew the caution"),
    Caution.Closed: N_("closed the caution"),
    RiskAssignment.Assigned: N_("assigned the risk category"),
    RiskAssignment.Raised: N_("raised the risk category"),
    RiskAssignment.RiseDeclined: N_("decided about the risk category"),
    RiskAssignment.Lowered: N_("lowered the risk category"),
    RiskObjections.Upheld: N_("answered the objection to the risk category"),
    RiskObjections.Declined: N_("answered the objection to the risk category"),
    Visit.Begun: N_("offered or announced the visit"),
    Visit.SlotsOffered: N_("offered times of the visit"),
    Visit.MoveDeclined: N_("declined to move the visit"),
    Visit.Declined: N_("declined to pay the visit"),
    Visit.CalledOff: N_("called the visit off"),
    Visit.Started: N_("began the visit"),
    Visit.Ended: N_("ended the visit"),
    Visit.Evaded: N_("recorded that the visit was made impossible"),
    Outcome.Advised: N_("said what came of the visit"),
    Outcome.Ordered: N_("gave the order after the visit"),
    InformationRequest.Asked: N_("asked for information"),
    InformationRequest.MoreTimeGiven: N_("decided about more time"),
    InformationRequest.MoreTimeDeclined: N_("decided about more time"),
    InformationRequest.Withdrawn: N_("withdrew the request for information"),
    Question.Forwarded: N_("gave the question to another body"),
    Question.Answered: N_("answered the question"),
    Question.Explained: N_("answered the question"),
    Declaration.Contested: N_("contested the declaration"),
    Declaration.ContestDropped: N_("decided about the contest of the declaration"),
    Declaration.ContestUpheld: N_("decided about the contest of the declaration"),
    ComplianceDeclaration.Annulled: N_("annulled the declaration of compliance"),
    ExecutionConfirmation.Questioned: N_("questioned the confirmation"),
    ExecutionConfirmation.QuestionDropped: N_("decided about the question"),
    ExecutionConfirmation.QuestionUpheld: N_("decided about the question"),
}
"""What officers do in things that can be appealed against."""
OTHERWISE: Final = N_("took a step in the case")
NAMED: Final = N_("is named in the decision to inspect")
WROTE: Final = N_("wrote to the business in the case")

NOT_OF_STATE: Final = frozenset(
    {Role.SYSTEM, Role.PUBLIC, Role.CLIENT, Role.EMPLOYEE, Role.PERSON}
)


class TookPartInIt:
    """Implements `application.appeal.TookPart`.

    Every step counts that somebody of the state took in a history in which the subject
    stands; so does being named in the decision to inspect.
    """

    def __init__(self, log: EventLog, streams: Streams) -> None:
        self._log = log
        self._streams = streams

    def in_(self, subject: Subject) -> Sequence[Part]:
        """Who did what in a subject, the oldest first; the same only once."""
        stands = self._streams.of(subject)
        events = self._log.histories(stands.things) if stands.things else []
        found = [*(part for one in events for part in _parts(one))]
        found += self._letters(subject, stands)
        first: dict[tuple[str, str], Part] = {}
        for one in sorted(found, key=lambda part: part.at):
            first.setdefault((one.person, one.what), one)
        return tuple(first.values())

    def _letters(self, subject: Subject, stands: Stands) -> Iterator[Part]:
        if subject.authority is None:
            return
        for one in self._streams.messages(stands.threads, subject.authority):
            if one.role not in NOT_OF_STATE:
                yield Part(person=one.by, what=WROTE, at=one.sent_at)


def _parts(happened: Event) -> Iterator[Part]:
    by, at = happened.by, happened.timestamp
    if isinstance(getattr(happened, "appeal", None), ByAppeal):
        return  # who decides an appeal against it took no part in what is appealed
    if isinstance(happened, Inspection.Ordered):
        for one in happened.order.persons:
            yield Part(person=one.person, what=NAMED, at=at)
    if by.role not in NOT_OF_STATE:
        yield Part(person=by.id, what=_said(happened), at=at)


def _said(happened: Event) -> str:
    # An aggregate's own class of an event is a subclass of the one it is declared by.
    kinds = (DID[kind] for kind in DID if isinstance(happened, kind))
    return next(kinds, OTHERWISE)
