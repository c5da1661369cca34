"""The events that stand in no client's history, each with the reason (R5)."""

from collections.abc import Mapping
from typing import Final

from domain.algorithm import Algorithm
from domain.appeal import events as appeals
from domain.client import Client
from domain.consultation import PublicAnswer
from domain.damage import RateRecord
from domain.data_assessment import Survey
from domain.draft import Draft, ListedDraft
from domain.evaluation import Evaluation, Tally
from domain.exchange import Enclosure
from domain.inspection import Inspection
from domain.kernel import Event
from domain.law_term import Rule
from domain.notice.mailing import Mailing
from domain.paper import Paper
from domain.person import Organisation, Person
from domain.plan import PlanEntry
from domain.requirement import Classifier, Requirement
from domain.risk import RiskProfile
from domain.situation import Situation
from domain.video import Recording
from domain.work_calendar import WorkCalendar

EVERYBODY: Final = "It is for everybody, and is read where everybody reads it"
BEFORE: Final = "Nobody outside the body that writes it sees it yet"
PERSON: Final = "It is about a person, not about a business"
ALONE: Final = "It names no client, and must lead to none"
UNSENT: Final = "A file alone is nobody else's yet; the message that takes it is told"
SENT: Final = "The message with which it was sent is told"
PIECES: Final = "A recording comes in many pieces; the whole of it is told"
UNPLANNED: Final = "Nobody outside the body sees it before it is in the plan"
UNTOLD: Final = "The client learns of it when it is told, or when the inspection begins"
UNDECIDED: Final = "Nobody outside the body sees it before the appeal is decided"
FORGOTTEN: Final = "It ends the history: nothing of it is kept"

INTERNAL: Final[Mapping[type[Event], str]] = {
    **dict.fromkeys(
        (
            Requirement.Published,
            Requirement.Amended,
            Requirement.Suspended,
            Requirement.Resumed,
            Requirement.Repealed,
            Classifier.Loaded,
            Classifier.Replaced,
            Situation.Published,
            Situation.Amended,
            Situation.Withdrawn,
            Algorithm.Drafted,
            Algorithm.Redrafted,
            Algorithm.Amended,
            Algorithm.Approved,
            Algorithm.Withdrawn,
            PublicAnswer.Published,
            PublicAnswer.Amended,
            PublicAnswer.Withdrawn,
            Draft.Published,
            Draft.Adopted,
            Draft.Dropped,
            Draft.Entered,
            ListedDraft.Listed,
            ListedDraft.Relisted,
            Organisation.Founded,
            Organisation.Corrected,
            RiskProfile.Begun,
            RiskProfile.Amended,
            Rule.Entered,
            Rule.Amended,
            RateRecord.Entered,
            RateRecord.Corrected,
            WorkCalendar.Opened,
            WorkCalendar.Decreed,
        ),
        EVERYBODY,
    ),
    **dict.fromkeys(
        (
            Requirement.Drafted,
            Requirement.Redrafted,
            Situation.Drafted,
            Situation.Redrafted,
            Draft.Begun,
            Draft.Rewritten,
        ),
        BEFORE,
    ),
    **dict.fromkeys((Person.Registered, Person.Described, Person.Forgotten), PERSON),
    **dict.fromkeys(
        (
            Survey.Asked,
            Survey.Finished,
            Evaluation.Withdrawn,
            Tally.Begun,
            Tally.Counted,
            Tally.Named,
            Mailing.Begun,
            Mailing.Finished,
        ),
        ALONE,
    ),
    **dict.fromkeys((Enclosure.Kept, Enclosure.Enclosed, Enclosure.Removed), UNSENT),
    Paper.Issued: SENT,
    Recording.PieceKept: PIECES,
    **dict.fromkeys(
        (
            PlanEntry.Proposed,
            PlanEntry.Changed,
            PlanEntry.Returned,
            PlanEntry.Approved,
            PlanEntry.ProsecutorDecided,
            PlanEntry.Numbered,
        ),
        UNPLANNED,
    ),
    **dict.fromkeys(
        (
            Inspection.Ordered,
            Inspection.Reasoned,
            Inspection.Registered,
            Inspection.ProsecutorTold,
            Inspection.ProsecutorDecided,
        ),
        UNTOLD,
    ),
    **dict.fromkeys(
        (
            appeals.PointJudged,
            appeals.EffectWorded,
            appeals.DecisionDrafted,
            appeals.DecisionChecked,
        ),
        UNDECIDED,
    ),
    Client.Forgotten: FORGOTTEN,
}
