"""The events that stand in the history of a client, and how each is told (R5).

An event that is neither here nor in `internal.py` fails a test: whoever adds one says
whether it is between a client and the state.
"""

from collections.abc import Mapping
from typing import Final

from domain.algorithm import Wish
from domain.applicability import Declaration
from domain.burden import CostBook, ToolRatings
from domain.calendar_feed import CalendarFeed
from domain.caution import Caution
from domain.client import Client, Dispute
from domain.compliance import ComplianceDeclaration, SelfAssessment
from domain.confirmation import Confirmation
from domain.consent import Consent
from domain.consultation import Question
from domain.data_assessment import Dismissal, Look, Survey
from domain.deadline import Deadline
from domain.draft import Following
from domain.evaluation import Evaluation, Voice
from domain.evidence import EvidenceFile
from domain.exchange import Message, Thread
from domain.execution import Execution, ExecutionConfirmation
from domain.information_request import Absences, InformationRequest
from domain.inspection import ActionRecord, DateMove, Inspection, Representation
from domain.kernel import Event
from domain.list_export import ListExport
from domain.notice import AddressBook, Delivery, Notice, Reading
from domain.notice.mailing import Mailing
from domain.ombudsman import Participation
from domain.person import Person
from domain.plan import PlanEntry, RegisterRecord
from domain.risk import RiskAssignment, RiskObjections
from domain.self_examination import Examination
from domain.timeline.appealed import APPEALS, BY_APPEAL, DAMAGE
from domain.timeline.kinds import Kind, Telling, Touchpoint
from domain.video import Conference, Recording, Room
from domain.visit import Outcome, Visit

CLIENT: Final[Mapping[type[Event], Telling]] = {
    Client.Registered: Telling(Kind.STATEMENT, ("L7",)),
    Client.Renamed: Telling(Kind.STATEMENT, ("L7",)),
    Client.FactsStated: Telling(Kind.STATEMENT, ("L7",)),
    Client.PremisesOpened: Telling(Kind.STATEMENT, ("L7",)),
    Client.PremisesClosed: Telling(Kind.STATEMENT, ("L7",)),
    Client.PremisesFactsStated: Telling(Kind.STATEMENT, ("L7",)),
    Client.PremisesProposed: Telling(
        Kind.NOTICE, ("L7",), touchpoint=Touchpoint.REGISTER
    ),
    Client.ProposalDeclined: Telling(Kind.ANSWER, ("L7",)),
    Dispute.Raised: Telling(Kind.REQUEST, ("L7",), shared=True),
    Dispute.Accepted: Telling(Kind.DECISION, ("L7",), shared=True),
    Dispute.Declined: Telling(Kind.DECISION, ("L7",), shared=True),
    Dispute.Withdrawn: Telling(Kind.REQUEST, ("L7",), shared=True),
    Person.Joined: Telling(Kind.ACCESS, ("I5",)),
    Person.Left: Telling(Kind.ACCESS, ("I5",)),
    Person.TokenIssued: Telling(Kind.ACCESS, ("I5",)),
    Person.TokenRevoked: Telling(Kind.ACCESS, ("I5",)),
}

LIST: Final[Mapping[type[Event], Telling]] = {
    Declaration.Declared: Telling(Kind.STATEMENT, ("L4",), shared=True),
    Declaration.DeclaredAgain: Telling(Kind.STATEMENT, ("L4",), shared=True),
    Declaration.Reconfirmed: Telling(Kind.STATEMENT, ("L4",), shared=True),
    Declaration.Withdrawn: Telling(Kind.STATEMENT, ("L4",), shared=True),
    Declaration.PutUp: Telling(Kind.CHANGE, ("L4",), shared=True),
    Declaration.ChangeNoted: Telling(Kind.CHANGE, ("L4",), shared=True),
    Declaration.Contested: Telling(Kind.DECISION, ("L4",), shared=True),
    Declaration.Answered: Telling(Kind.ANSWER, ("L4",), shared=True),
    Declaration.ContestDropped: Telling(Kind.DECISION, ("L4",), shared=True),
    Declaration.ContestUpheld: Telling(Kind.DECISION, ("L4",), shared=True),
    Confirmation.Given: Telling(Kind.STATEMENT, ("L3",)),
    Confirmation.GivenAgain: Telling(Kind.STATEMENT, ("L3",)),
    Confirmation.PutUp: Telling(Kind.CHANGE, ("L3",)),
    Confirmation.TakenBack: Telling(Kind.STATEMENT, ("L3",)),
    Examination.Begun: Telling(Kind.WORK, ("L5",)),
    Examination.BegunAgain: Telling(Kind.WORK, ("L5",)),
    Examination.Answered: Telling(Kind.STATEMENT, ("L5",)),
    Examination.Undone: Telling(Kind.STATEMENT, ("L5",)),
    Examination.Finished: Telling(Kind.WORK, ("L5",)),
    ListExport.Made: Telling(Kind.FILE, ("L2",)),
    CalendarFeed.Opened: Telling(Kind.ACCESS, ("L2",), touchpoint=Touchpoint.CALENDAR),
    CalendarFeed.Renewed: Telling(Kind.ACCESS, ("L2",), touchpoint=Touchpoint.CALENDAR),
    CalendarFeed.Revoked: Telling(Kind.ACCESS, ("L2",), touchpoint=Touchpoint.CALENDAR),
    Question.Asked: Telling(Kind.REQUEST, ("L6",), shared=True),
    Question.FollowedUp: Telling(Kind.REQUEST, ("L6",), shared=True),
    Question.Answered: Telling(Kind.ANSWER, ("L6",), shared=True),
    Question.Explained: Telling(Kind.ANSWER, ("L6",), shared=True),
    Question.Forwarded: Telling(Kind.DECISION, ("L6",), shared=True),
    Question.AnswerRead: Telling(Kind.NOTICE, ("L6",), shared=True),
    Question.Rated: Telling(Kind.ANSWER, ("L6",), shared=True),
    Question.Closed: Telling(Kind.REQUEST, ("L6",), shared=True),
}

COMPLIANCE: Final[Mapping[type[Event], Telling]] = {
    SelfAssessment.Assessed: Telling(Kind.STATEMENT, ("L9",)),
    SelfAssessment.AssessedAgain: Telling(Kind.STATEMENT, ("L9",)),
    SelfAssessment.MeasurePlanned: Telling(Kind.WORK, ("L9",)),
    SelfAssessment.MeasureChanged: Telling(Kind.WORK, ("L9",)),
    SelfAssessment.MeasureDone: Telling(Kind.WORK, ("L9",)),
    SelfAssessment.MeasureDropped: Telling(Kind.WORK, ("L9",)),
    ComplianceDeclaration.Declared: Telling(Kind.STATEMENT, ("L9",), shared=True),
    ComplianceDeclaration.DeclaredAgain: Telling(Kind.STATEMENT, ("L9",), shared=True),
    ComplianceDeclaration.Renewed: Telling(Kind.STATEMENT, ("L9",), shared=True),
    ComplianceDeclaration.Withdrawn: Telling(Kind.STATEMENT, ("L9",), shared=True),
    ComplianceDeclaration.Annulled: Telling(Kind.DECISION, ("L9",), shared=True),
    Wish.Asked: Telling(Kind.REQUEST, ("C1",)),
    EvidenceFile.Kept: Telling(Kind.FILE, ("C2",)),
    EvidenceFile.KeptAgain: Telling(Kind.FILE, ("C2",)),
    EvidenceFile.Removed: Telling(Kind.FILE, ("C2",)),
    Execution.Started: Telling(Kind.WORK, ("C2",)),
    Execution.StepHanded: Telling(Kind.ACCESS, ("C2",)),
    Execution.EvidenceGiven: Telling(Kind.FILE, ("C2",)),
    Execution.EvidenceShared: Telling(Kind.FILE, ("C2",)),
    Execution.EvidenceTakenBack: Telling(Kind.FILE, ("C2",)),
    Execution.StepDone: Telling(Kind.WORK, ("C2",)),
    Execution.StepSkipped: Telling(Kind.WORK, ("C2",)),
    Execution.StepReopened: Telling(Kind.WORK, ("C2",)),
    Execution.Followed: Telling(Kind.WORK, ("C2",)),
    Execution.Paused: Telling(Kind.WORK, ("C2",)),
    Execution.Resumed: Telling(Kind.WORK, ("C2",)),
    Execution.Abandoned: Telling(Kind.WORK, ("C2",)),
    Execution.Finished: Telling(Kind.WORK, ("C2",)),
    ExecutionConfirmation.Issued: Telling(Kind.STATEMENT, ("C2",), shared=True),
    ExecutionConfirmation.Lapsed: Telling(Kind.CHANGE, ("C2",), shared=True),
    ExecutionConfirmation.Superseded: Telling(Kind.CHANGE, ("C2",), shared=True),
    ExecutionConfirmation.Recalled: Telling(Kind.STATEMENT, ("C2",), shared=True),
    ExecutionConfirmation.Questioned: Telling(Kind.DECISION, ("C2",), shared=True),
    ExecutionConfirmation.Replied: Telling(Kind.ANSWER, ("C2",), shared=True),
    ExecutionConfirmation.QuestionDropped: Telling(Kind.DECISION, ("C2",), shared=True),
    ExecutionConfirmation.QuestionUpheld: Telling(Kind.DECISION, ("C2",), shared=True),
    Look.Made: Telling(Kind.LOOK, ("C3",), shared=True),
    Look.Remarked: Telling(Kind.ANSWER, ("C3",), shared=True),
    Survey.WentOn: Telling(Kind.LOOK, ("C3",), in_bulk=True),
    Survey.Offered: Telling(Kind.NOTICE, ("C3",), in_bulk=True),
    Dismissal.Dismissed: Telling(Kind.ANSWER, ("C3",)),
}

RULES: Final[Mapping[type[Event], Telling]] = {
    Following.Began: Telling(Kind.STATEMENT, ("E4",)),
    Following.Followed: Telling(Kind.STATEMENT, ("E4",)),
    Following.Unfollowed: Telling(Kind.STATEMENT, ("E4",)),
    Following.Seen: Telling(Kind.NOTICE, ("E4",)),
    Voice.Begun: Telling(Kind.WORK, ("E1", "E2")),
    Voice.Saved: Telling(Kind.WORK, ("E1", "E2")),
    Voice.Sent: Telling(Kind.STATEMENT, ("E1", "E2")),
    Voice.Withdrawn: Telling(Kind.STATEMENT, ("E1", "E2")),
    Voice.NameGiven: Telling(Kind.ACCESS, ("E1", "E2")),
    Voice.NameTakenBack: Telling(Kind.ACCESS, ("E1", "E2")),
    Evaluation.Given: Telling(Kind.CHANGE, ("E3",)),
    Evaluation.Revised: Telling(Kind.CHANGE, ("E3",)),
    Evaluation.Released: Telling(Kind.DECISION, ("E3",)),
    Evaluation.KeptBack: Telling(Kind.DECISION, ("E3",)),
    Evaluation.Considered: Telling(Kind.DECISION, ("E3",)),
}

OUTSIDE: Final = Touchpoint.OUTSIDE
BETWEEN: Final[Mapping[type[Event], Telling]] = {
    Deadline.Set: Telling(Kind.TERM, ("C4",), shared=True),
    Deadline.Handed: Telling(Kind.TERM, ("C4",), shared=True),
    Deadline.Paused: Telling(Kind.TERM, ("C4",), shared=True),
    Deadline.Resumed: Telling(Kind.TERM, ("C4",), shared=True),
    Deadline.Recomputed: Telling(Kind.TERM, ("C4",), shared=True),
    Deadline.Reminded: Telling(Kind.TERM, ("C4",), shared=True),
    Deadline.Passed: Telling(Kind.TERM, ("C4",), shared=True),
    Deadline.Kept: Telling(Kind.TERM, ("C4",), shared=True),
    Deadline.Cancelled: Telling(Kind.TERM, ("C4",), shared=True),
    Thread.Begun: Telling(Kind.FILE, ("I2",), shared=True),
    Thread.Joined: Telling(Kind.ACCESS, ("I2", "I5"), shared=True),
    Thread.Left: Telling(Kind.ACCESS, ("I2", "I5"), shared=True),
    Message.Sent: Telling(Kind.FILE, ("I2",), shared=True),
    Message.Delivered: Telling(Kind.NOTICE, ("I2",), shared=True),
    Message.Opened: Telling(Kind.NOTICE, ("I2",), shared=True),
    Notice.Told: Telling(Kind.NOTICE, ("I1",)),
    Mailing.Mailed: Telling(Kind.NOTICE, ("L8", "I1"), in_bulk=True),
    Reading.Read: Telling(Kind.NOTICE, ("I1",)),
    Delivery.Attempted: Telling(Kind.NOTICE, ("I1",), touchpoint=OUTSIDE),
    Delivery.AttemptedAgain: Telling(Kind.NOTICE, ("I1",), touchpoint=OUTSIDE),
    Delivery.Replayed: Telling(Kind.NOTICE, ("I1",), touchpoint=OUTSIDE),
    AddressBook.Opened: Telling(Kind.ACCESS, ("I1",)),
    AddressBook.ChannelAdded: Telling(Kind.ACCESS, ("I1",)),
    AddressBook.CodeAsked: Telling(Kind.ACCESS, ("I1",)),
    AddressBook.CodeMistaken: Telling(Kind.ACCESS, ("I1",)),
    AddressBook.ChannelConfirmed: Telling(Kind.ACCESS, ("I1",)),
    AddressBook.ChannelRemoved: Telling(Kind.ACCESS, ("I1",)),
    AddressBook.TopicsChosen: Telling(Kind.ACCESS, ("I1",)),
    AddressBook.QuietHoursChosen: Telling(Kind.ACCESS, ("I1",)),
    AddressBook.LanguageChosen: Telling(Kind.ACCESS, ("I1",)),
    AddressBook.SecretRenewed: Telling(Kind.ACCESS, ("I1",)),
    InformationRequest.Asked: Telling(Kind.REQUEST, ("C4",), shared=True),
    InformationRequest.ItemWorded: Telling(Kind.REQUEST, ("C4",), shared=True),
    InformationRequest.MoreTimeAsked: Telling(Kind.REQUEST, ("C4",), shared=True),
    InformationRequest.MoreTimeGiven: Telling(Kind.DECISION, ("C4",), shared=True),
    InformationRequest.MoreTimeDeclined: Telling(Kind.DECISION, ("C4",), shared=True),
    InformationRequest.ItemAnswered: Telling(Kind.ANSWER, ("C4",), shared=True),
    InformationRequest.Answered: Telling(Kind.ANSWER, ("C4",), shared=True),
    InformationRequest.Withdrawn: Telling(Kind.REQUEST, ("C4",), shared=True),
    Caution.Issued: Telling(Kind.DECISION, ("C6",), shared=True),
    Caution.PointWorded: Telling(Kind.DECISION, ("C6",), shared=True),
    Caution.Received: Telling(Kind.NOTICE, ("C6",), shared=True),
    Caution.Objected: Telling(Kind.REQUEST, ("C6",), shared=True),
    Caution.Kept: Telling(Kind.DECISION, ("C6",), shared=True),
    Caution.Changed: Telling(Kind.DECISION, ("C6",), shared=True),
    Caution.Withdrawn: Telling(Kind.DECISION, ("C6",), shared=True),
    Caution.MeasureTold: Telling(Kind.ANSWER, ("C6",), shared=True),
    Caution.Closed: Telling(Kind.DECISION, ("C6",), shared=True),
    Absences.Begun: Telling(Kind.STATEMENT, ("C4",)),
    Absences.Declared: Telling(Kind.STATEMENT, ("C4",)),
    Absences.TakenBack: Telling(Kind.STATEMENT, ("C4",)),
    Consent.Given: Telling(Kind.ACCESS, ("R3",)),
    Consent.GivenAgain: Telling(Kind.ACCESS, ("R3",)),
    Consent.Revoked: Telling(Kind.ACCESS, ("R3",)),
}

VISITS: Final[Mapping[type[Event], Telling]] = {
    Visit.Begun: Telling(Kind.REQUEST, ("C6",), shared=True),
    Visit.SlotsOffered: Telling(Kind.NOTICE, ("C6",), shared=True),
    Visit.Chosen: Telling(Kind.ANSWER, ("C6",), shared=True),
    Visit.MoveAsked: Telling(Kind.REQUEST, ("C6",), shared=True),
    Visit.Moved: Telling(Kind.DECISION, ("C6",), shared=True),
    Visit.MoveDeclined: Telling(Kind.DECISION, ("C6",), shared=True),
    Visit.Declined: Telling(Kind.DECISION, ("C6",), shared=True),
    Visit.Refused: Telling(Kind.ANSWER, ("C6",), shared=True),
    Visit.CalledOff: Telling(Kind.DECISION, ("C6",), shared=True),
    Visit.Started: Telling(Kind.WORK, ("C6",), shared=True),
    Visit.Ended: Telling(Kind.WORK, ("C6",), shared=True),
    Visit.Evaded: Telling(Kind.DECISION, ("C6",), shared=True),
    Outcome.Advised: Telling(Kind.DECISION, ("C6",), shared=True),
    Outcome.AdviceWorded: Telling(Kind.DECISION, ("C6",), shared=True),
    Outcome.Ordered: Telling(Kind.DECISION, ("C6",), shared=True),
    Outcome.OrderWorded: Telling(Kind.DECISION, ("C6",), shared=True),
}

INSPECTIONS: Final[Mapping[type[Event], Telling]] = {
    Inspection.Notified: Telling(Kind.NOTICE, ("I1",), shared=True),
    Inspection.NoticeRead: Telling(Kind.NOTICE, ("I1",), shared=True),
    Inspection.Moved: Telling(Kind.DECISION, ("I7",), shared=True),
    Inspection.Started: Telling(Kind.WORK, ("I4",), shared=True),
    Inspection.Prevented: Telling(Kind.DECISION, ("I4",), shared=True),
    Inspection.Ended: Telling(Kind.WORK, ("I4",), shared=True),
    Inspection.ActDrawn: Telling(Kind.DECISION, ("I4", "I8"), shared=True),
    Inspection.ViolationFound: Telling(Kind.DECISION, ("I4",), shared=True),
    Inspection.ImprovementOrdered: Telling(Kind.DECISION, ("I4", "I8"), shared=True),
    Inspection.ImprovementConfirmed: Telling(Kind.DECISION, ("I4",), shared=True),
    Inspection.Finished: Telling(Kind.DECISION, ("I4",), shared=True),
    ActionRecord.Recorded: Telling(Kind.WORK, ("I4", "I8"), shared=True),
    DateMove.Asked: Telling(Kind.REQUEST, ("I7",), shared=True),
    DateMove.Offered: Telling(Kind.NOTICE, ("I7",), shared=True),
    DateMove.NewTimeSet: Telling(Kind.DECISION, ("I7",), shared=True),
    DateMove.Declined: Telling(Kind.DECISION, ("I7",), shared=True),
    DateMove.TakenBack: Telling(Kind.REQUEST, ("I7",), shared=True),
    Representation.Named: Telling(Kind.ACCESS, ("I5",)),
    Representation.Empowered: Telling(Kind.ACCESS, ("I5",)),
    Representation.Revoked: Telling(Kind.ACCESS, ("I5",)),
}

RISK: Final[Mapping[type[Event], Telling]] = {
    RiskAssignment.Assigned: Telling(Kind.DECISION, ("C5",), shared=True),
    RiskAssignment.Recomputed: Telling(Kind.CHANGE, ("C5",), shared=True),
    RiskAssignment.RiseFound: Telling(Kind.CHANGE, ("C5",), shared=True),
    RiskAssignment.Raised: Telling(Kind.DECISION, ("C5",), shared=True),
    RiskAssignment.RiseDeclined: Telling(Kind.DECISION, ("C5",), shared=True),
    RiskAssignment.Lowered: Telling(Kind.DECISION, ("C5",), shared=True),
    RiskAssignment.Ended: Telling(Kind.CHANGE, ("C5",), shared=True),
    RiskObjections.Begun: Telling(Kind.REQUEST, ("C5",), shared=True),
    RiskObjections.Made: Telling(Kind.REQUEST, ("C5",), shared=True),
    RiskObjections.Upheld: Telling(Kind.DECISION, ("C5",), shared=True),
    RiskObjections.Declined: Telling(Kind.DECISION, ("C5",), shared=True),
    RiskObjections.Withdrawn: Telling(Kind.REQUEST, ("C5",), shared=True),
}

PLAN: Final[Mapping[type[Event], Telling]] = {
    PlanEntry.Planned: Telling(Kind.DECISION, ("I4",), shared=True),
    PlanEntry.Moved: Telling(Kind.DECISION, ("I4",), shared=True),
    PlanEntry.Excluded: Telling(Kind.DECISION, ("I4",), shared=True),
    RegisterRecord.TakenIn: Telling(
        Kind.NOTICE, ("I4",), touchpoint=Touchpoint.REGISTER
    ),
    RegisterRecord.Amended: Telling(
        Kind.NOTICE, ("I4",), touchpoint=Touchpoint.REGISTER
    ),
}

BESIDE: Final[Mapping[type[Event], Telling]] = {
    Participation.Invited: Telling(Kind.REQUEST, ("I10",), shared=True),
    Participation.InvitedAgain: Telling(Kind.REQUEST, ("I10",), shared=True),
    Participation.Accepted: Telling(Kind.ANSWER, ("I10",), shared=True),
    Participation.Declined: Telling(Kind.ANSWER, ("I10",)),
    Participation.Advised: Telling(Kind.ANSWER, ("I10",), shared=True),
    Participation.Left: Telling(Kind.ACCESS, ("I10",), shared=True),
    Participation.Withdrawn: Telling(Kind.ACCESS, ("I10",), shared=True),
    CostBook.Begun: Telling(Kind.STATEMENT, ("I11",)),
    CostBook.DayRecorded: Telling(Kind.STATEMENT, ("I11",), shared=True),
    CostBook.DayRemoved: Telling(Kind.STATEMENT, ("I11",), shared=True),
    ToolRatings.Begun: Telling(Kind.STATEMENT, ("I12",)),
    ToolRatings.Rated: Telling(Kind.STATEMENT, ("I12",)),
    ToolRatings.TakenBack: Telling(Kind.STATEMENT, ("I12",)),
}

VIDEO: Final[Mapping[type[Event], Telling]] = {
    Conference.Proposed: Telling(Kind.REQUEST, ("I6",), shared=True),
    Conference.TimeProposed: Telling(Kind.REQUEST, ("I6",), shared=True),
    Conference.Agreed: Telling(Kind.ANSWER, ("I6",), shared=True),
    Conference.CalledOff: Telling(Kind.ANSWER, ("I6",), shared=True),
    Conference.Ended: Telling(Kind.WORK, ("I6",), shared=True),
    Room.Opened: Telling(Kind.WORK, ("I6",), shared=True),
    Room.Arrived: Telling(Kind.WORK, ("I6",), shared=True),
    Room.Admitted: Telling(Kind.WORK, ("I6",), shared=True),
    Room.Left: Telling(Kind.WORK, ("I6",), shared=True),
    Room.RecordingAgreed: Telling(Kind.ACCESS, ("I6",), shared=True),
    Room.RecordingRefused: Telling(Kind.ACCESS, ("I6",), shared=True),
    Room.RecordingBegun: Telling(Kind.FILE, ("I6",), shared=True),
    Room.RecordingStopped: Telling(Kind.FILE, ("I6",), shared=True),
    Room.Closed: Telling(Kind.WORK, ("I6",), shared=True),
    Recording.Begun: Telling(Kind.FILE, ("I6",), shared=True),
    Recording.Kept: Telling(Kind.FILE, ("I6", "I8"), shared=True),
}

TOLD: Final[Mapping[type[Event], Telling]] = {
    **CLIENT,
    **LIST,
    **COMPLIANCE,
    **RULES,
    **BETWEEN,
    **BESIDE,
    **PLAN,
    **VISITS,
    **INSPECTIONS,
    **RISK,
    **VIDEO,
    **APPEALS,
    **DAMAGE,
    **BY_APPEAL,
}
