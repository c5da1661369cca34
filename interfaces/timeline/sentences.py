"""What happened, in one plain sentence for each kind of event (R5)."""

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
from domain.video import Conference, Recording, Room
from domain.visit import Outcome, Visit
from interfaces.locale import N_
from interfaces.timeline.appeal_sentences import APPEALS, BY_APPEAL, DAMAGE

SENTENCES: Final[Mapping[type[Event], str]] = {
    Client.Registered: N_("The business was registered in the service"),
    Client.Renamed: N_(
        "The name or the registration number of the business was corrected"
    ),
    Client.FactsStated: N_("Facts about the business were stated"),
    Client.PremisesOpened: N_("A place of the business was added"),
    Client.PremisesClosed: N_("A place of the business was closed"),
    Client.PremisesFactsStated: N_("It was stated what is used in a place"),
    Client.PremisesProposed: N_("A state register names a place of the business"),
    Client.ProposalDeclined: N_(
        "It was said that the business does not use the place that a register names"
    ),
    Dispute.Raised: N_("What the state says of the business was disputed"),
    Dispute.Accepted: N_(
        "The dispute was decided for the business: the fact was corrected"
    ),
    Dispute.Declined: N_(
        "The dispute was decided against the business: the fact stays as it was"
    ),
    Dispute.Withdrawn: N_("The dispute was taken back"),
    Person.Joined: N_("Somebody may act for the business from now on"),
    Person.Left: N_("Somebody may no longer act for the business"),
    Person.TokenIssued: N_("A program got access on behalf of the business"),
    Person.TokenRevoked: N_("The access of a program ended"),
    Declaration.Declared: N_(
        "It was declared that the requirement does not concern the business"
    ),
    Declaration.DeclaredAgain: N_(
        "It was declared anew that the requirement does not concern the business"
    ),
    Declaration.Reconfirmed: N_("The declaration was re-confirmed"),
    Declaration.Withdrawn: N_("The declaration was withdrawn"),
    Declaration.PutUp: N_(
        "Something changed: the declaration waits to be re-confirmed"
    ),
    Declaration.ChangeNoted: N_("A fact on which the declaration rests changed"),
    Declaration.Contested: N_("The declaration was contested"),
    Declaration.Answered: N_("The contest of the declaration was answered"),
    Declaration.ContestDropped: N_("The declaration was accepted after all"),
    Declaration.ContestUpheld: N_(
        "The contest was upheld: the declaration has no effect"
    ),
    Confirmation.Given: N_("The business confirmed what the service had found"),
    Confirmation.GivenAgain: N_("The business looked again and confirmed"),
    Confirmation.PutUp: N_("Something changed: the confirmation is asked for again"),
    Confirmation.TakenBack: N_("The confirmation was taken back"),
    Examination.Begun: N_("A self-examination was begun"),
    Examination.BegunAgain: N_("A self-examination was begun anew"),
    Examination.Answered: N_("A question of the self-examination was answered"),
    Examination.Undone: N_("An answer of the self-examination was taken back"),
    Examination.Finished: N_("The self-examination was finished"),
    ListExport.Made: N_("The list was taken out as a file"),
    CalendarFeed.Opened: N_("A secret address for a calendar was made"),
    CalendarFeed.Renewed: N_("The secret address for a calendar was replaced"),
    CalendarFeed.Revoked: N_("The secret address for a calendar was closed"),
    Question.Asked: N_("A question was asked"),
    Question.FollowedUp: N_("A follow-up question was asked"),
    Question.Answered: N_("The question was answered"),
    Question.Explained: N_("The question was answered with a published explanation"),
    Question.Forwarded: N_("The question was given to another body"),
    Question.AnswerRead: N_("The answer was read"),
    Question.Rated: N_("The answer was rated"),
    Question.Closed: N_("The question was closed"),
    SelfAssessment.Assessed: N_(
        "The business assessed whether it observes the requirement"
    ),
    SelfAssessment.AssessedAgain: N_("The business assessed the requirement anew"),
    SelfAssessment.MeasurePlanned: N_("A measure was planned"),
    SelfAssessment.MeasureChanged: N_("A measure was changed"),
    SelfAssessment.MeasureDone: N_("A measure was done"),
    SelfAssessment.MeasureDropped: N_("A measure was dropped"),
    ComplianceDeclaration.Declared: N_("Compliance was declared"),
    ComplianceDeclaration.DeclaredAgain: N_("Compliance was declared anew"),
    ComplianceDeclaration.Renewed: N_("The declaration of compliance was renewed"),
    ComplianceDeclaration.Withdrawn: N_("The declaration of compliance was withdrawn"),
    ComplianceDeclaration.Annulled: N_("The declaration of compliance was annulled"),
    Wish.Asked: N_("An algorithm was asked for"),
    EvidenceFile.Kept: N_("A file was handed in as evidence"),
    EvidenceFile.KeptAgain: N_("A file was handed in again as evidence"),
    EvidenceFile.Removed: N_("A file of evidence was removed"),
    Execution.Started: N_("Carrying out an algorithm was begun"),
    Execution.StepHanded: N_("A step was handed over"),
    Execution.EvidenceGiven: N_("Evidence was attached to a step"),
    Execution.EvidenceShared: N_("Evidence was attached to one more step"),
    Execution.EvidenceTakenBack: N_("Evidence was taken away from a step"),
    Execution.StepDone: N_("A step was done"),
    Execution.StepSkipped: N_("A step was left out"),
    Execution.StepReopened: N_("A step is to be done after all"),
    Execution.Followed: N_("The business goes on with a new version of the algorithm"),
    Execution.Paused: N_("Carrying out an algorithm was paused"),
    Execution.Resumed: N_("Carrying out an algorithm was resumed"),
    Execution.Abandoned: N_("Carrying out an algorithm was given up"),
    Execution.Finished: N_("Carrying out an algorithm was finished"),
    ExecutionConfirmation.Issued: N_(
        "It was confirmed that an algorithm was carried out"
    ),
    ExecutionConfirmation.Lapsed: N_("The confirmation, or a part of it, lapsed"),
    ExecutionConfirmation.Superseded: N_(
        "A renewal took the place of the confirmation"
    ),
    ExecutionConfirmation.Recalled: N_(
        "The confirmation was taken back by the business"
    ),
    ExecutionConfirmation.Questioned: N_("The confirmation was questioned"),
    ExecutionConfirmation.Replied: N_(
        "The question about the confirmation was answered"
    ),
    ExecutionConfirmation.QuestionDropped: N_(
        "The confirmation was accepted after all"
    ),
    ExecutionConfirmation.QuestionUpheld: N_(
        "The question was upheld: these requirements are not confirmed"
    ),
    Look.Made: N_("A body looked at the records about the business"),
    Look.Remarked: N_("The business answered to a look"),
    Survey.WentOn: N_("A body looked at the records of many businesses, without names"),
    Survey.Offered: N_("A body offered help to businesses like this one"),
    Dismissal.Dismissed: N_("The offer of help was put aside"),
    Following.Began: N_("The business began to follow rules being made"),
    Following.Followed: N_("The business follows something new"),
    Following.Unfollowed: N_("The business follows something no more"),
    Following.Seen: N_("What is new among the followed rules was seen"),
    Voice.Begun: N_("An evaluation of a rule was begun"),
    Voice.Saved: N_("The draft of an evaluation was saved"),
    Voice.Sent: N_("An evaluation of a rule was sent"),
    Voice.Withdrawn: N_("The evaluation was withdrawn"),
    Voice.NameGiven: N_("The business agreed to be named with its evaluation"),
    Voice.NameTakenBack: N_("The business does not want to be named any more"),
    Evaluation.Given: N_("The evaluation was counted"),
    Evaluation.Revised: N_("The changed evaluation was counted"),
    Evaluation.Released: N_("A remark was released to the developer of the rule"),
    Evaluation.KeptBack: N_("A remark was kept back, since it would tell who wrote it"),
    Evaluation.Considered: N_("The evaluation was considered"),
    Deadline.Set: N_("A deadline was set"),
    Deadline.Handed: N_("What is due became somebody else's turn"),
    Deadline.Paused: N_("The clock of a deadline stands still"),
    Deadline.Resumed: N_("The clock of a deadline goes on"),
    Deadline.Recomputed: N_("A deadline was counted anew"),
    Deadline.Reminded: N_("There was a reminder of a deadline"),
    Deadline.Passed: N_("A deadline passed, and it was not done"),
    Deadline.Kept: N_("What was due was done"),
    Deadline.Cancelled: N_("Nothing is due any more"),
    Thread.Begun: N_("A correspondence was begun"),
    Thread.Joined: N_("One more takes part in a correspondence"),
    Thread.Left: N_("A representative takes no more part in a correspondence"),
    Message.Sent: N_("A message was sent"),
    Message.Delivered: N_("A message was delivered"),
    Message.Opened: N_("A message was opened"),
    Notice.Told: N_("The business was told of something"),
    Mailing.Mailed: N_("The business was told of what is new for it"),
    Reading.Read: N_("A notice was read"),
    Delivery.Attempted: N_("A notice was sent over a channel"),
    Delivery.AttemptedAgain: N_("A notice was sent over a channel once more"),
    Delivery.Replayed: N_("A notice that did not get through is to be sent again"),
    AddressBook.Opened: N_("The business began to choose how it is told"),
    AddressBook.ChannelAdded: N_("A channel for notices was added"),
    AddressBook.CodeAsked: N_("A new code was asked for to confirm a channel"),
    AddressBook.CodeMistaken: N_("A wrong code was entered to confirm a channel"),
    AddressBook.ChannelConfirmed: N_("A channel for notices was confirmed"),
    AddressBook.ChannelRemoved: N_("A channel for notices was removed"),
    AddressBook.TopicsChosen: N_("It was chosen what goes over which channel"),
    AddressBook.QuietHoursChosen: N_("Quiet hours were chosen"),
    AddressBook.LanguageChosen: N_("The language of notices was chosen"),
    AddressBook.SecretRenewed: N_("The secret of a webhook was renewed"),
    Consent.Given: N_("A consent to be turned to unasked was given"),
    Consent.GivenAgain: N_("A consent to be turned to unasked was given again"),
    Consent.Revoked: N_("A consent was revoked"),
    InformationRequest.Asked: N_("Information or documents were asked for"),
    InformationRequest.ItemWorded: N_("It was said what exactly is asked for"),
    InformationRequest.MoreTimeAsked: N_("More time was asked for"),
    InformationRequest.MoreTimeGiven: N_("More time was given"),
    InformationRequest.MoreTimeDeclined: N_("More time was refused"),
    InformationRequest.ItemAnswered: N_("A part of what was asked for was given"),
    InformationRequest.Answered: N_("What was asked for was given"),
    InformationRequest.Withdrawn: N_("The request for information was taken back"),
    PlanEntry.Planned: N_("A check of the business was planned"),
    PlanEntry.Moved: N_("A planned check was moved"),
    PlanEntry.Excluded: N_("A planned check was taken out of the plan"),
    RegisterRecord.TakenIn: N_(
        "The state register of inspections names a check of the business"
    ),
    RegisterRecord.Amended: N_(
        "What the state register of inspections says of a check has changed"
    ),
    RiskAssignment.Assigned: N_("A risk category was assigned"),
    RiskAssignment.Recomputed: N_("The risk category was reckoned again"),
    RiskAssignment.RiseFound: N_("A higher risk category was found, to be decided on"),
    RiskAssignment.Raised: N_("The risk category was raised"),
    RiskAssignment.RiseDeclined: N_("It was decided that the category does not rise"),
    RiskAssignment.Lowered: N_("The risk category was lowered after an objection"),
    RiskAssignment.Ended: N_("The object has no risk category any more"),
    RiskObjections.Begun: N_("Objections to the risk category began"),
    RiskObjections.Made: N_("There was an objection to the risk category"),
    RiskObjections.Upheld: N_("The objection to the risk category was upheld"),
    RiskObjections.Declined: N_("The objection to the risk category was declined"),
    RiskObjections.Withdrawn: N_("The objection to the risk category was withdrawn"),
    Caution.Issued: N_("The business was cautioned"),
    Caution.PointWorded: N_("It was said what the caution is about"),
    Caution.Received: N_("The caution reached the business"),
    Caution.Objected: N_("The business objected to the caution"),
    Caution.Kept: N_("The objection was answered: the caution stays"),
    Caution.Changed: N_("The caution was changed"),
    Caution.Withdrawn: N_("The caution was withdrawn"),
    Caution.MeasureTold: N_("The business said what it did about the caution"),
    Caution.Closed: N_("Nothing more is to be done about the caution"),
    Visit.Begun: N_("A preventive visit was asked for, offered or announced"),
    Visit.SlotsOffered: N_("Times of a preventive visit were offered"),
    Visit.Chosen: N_("The time of a preventive visit was set"),
    Visit.MoveAsked: N_("Another time of a preventive visit was asked for"),
    Visit.Moved: N_("A preventive visit was moved"),
    Visit.MoveDeclined: N_("A preventive visit was left at its time"),
    Visit.Declined: N_("The body declined to pay a preventive visit"),
    Visit.Refused: N_("A preventive visit was refused"),
    Visit.CalledOff: N_("A preventive visit was called off"),
    Visit.Started: N_("A preventive visit began"),
    Visit.Ended: N_("A preventive visit ended"),
    Visit.Evaded: N_("It was recorded that a mandatory visit was made impossible"),
    Outcome.Advised: N_("It was said what came of a preventive visit"),
    Outcome.AdviceWorded: N_("Advice was given after a preventive visit"),
    Outcome.Ordered: N_("An order was given after a preventive visit"),
    Outcome.OrderWorded: N_("It was said what an order after a visit demands"),
    Inspection.Notified: N_("The business was told of an inspection"),
    Inspection.NoticeRead: N_("The notice of an inspection was read"),
    Inspection.Moved: N_("An inspection was moved"),
    Inspection.Started: N_("An inspection began"),
    Inspection.Prevented: N_("An inspection could not be held"),
    Inspection.Ended: N_("An inspection ended, the act is awaited"),
    Inspection.ActDrawn: N_("The act of an inspection was drawn"),
    Inspection.ViolationFound: N_("A violation was found in an inspection"),
    Inspection.ImprovementOrdered: N_("An improvement order was given"),
    Inspection.ImprovementConfirmed: N_("The execution of an order was confirmed"),
    Inspection.Finished: N_("An inspection is over"),
    ActionRecord.Recorded: N_("An action of an inspection was recorded"),
    DateMove.Asked: N_("The business asked to move an inspection"),
    DateMove.Offered: N_("Other times of an inspection were offered"),
    DateMove.NewTimeSet: N_("A new time of an inspection was found"),
    DateMove.Declined: N_("It was declined to move an inspection"),
    DateMove.TakenBack: N_("The wish to move an inspection was taken back"),
    Representation.Named: N_("Somebody was named for an inspection"),
    Representation.Empowered: N_("It was said what a representative may do"),
    Representation.Revoked: N_("The powers of a representative were revoked"),
    Participation.Invited: N_("The ombudsman was invited to a case"),
    Participation.InvitedAgain: N_("The ombudsman was invited to a case again"),
    Participation.Accepted: N_("The ombudsman takes part in a case"),
    Participation.Declined: N_("The ombudsman declined to take part in a case"),
    Participation.Advised: N_("The ombudsman gave an opinion on a case"),
    Participation.Left: N_("The ombudsman left a case"),
    Participation.Withdrawn: N_("The invitation of the ombudsman was taken back"),
    CostBook.Begun: N_("The business began to count what an inspection takes"),
    CostBook.DayRecorded: N_("It was recorded what a day of an inspection took"),
    CostBook.DayRemoved: N_("What was said of a day of an inspection was taken back"),
    ToolRatings.Begun: N_("The business began to rate the tools of an inspection"),
    ToolRatings.Rated: N_("A tool was rated after an inspection"),
    ToolRatings.TakenBack: N_("The rating of a tool was taken back"),
    Conference.Proposed: N_("A meeting by video was proposed"),
    Conference.TimeProposed: N_("Another time was proposed for a meeting by video"),
    Conference.Agreed: N_("A meeting by video was agreed on"),
    Conference.CalledOff: N_("A meeting by video was called off"),
    Conference.Ended: N_("A meeting by video ended"),
    Room.Opened: N_("The room of a meeting by video was opened"),
    Room.Closed: N_("The room of a meeting by video was closed"),
    Recording.Begun: N_("A file was begun for a recording of a meeting by video"),
    Room.Arrived: N_("Somebody came to a meeting by video"),
    Room.Admitted: N_("Somebody was let into the room of a meeting by video"),
    Room.Left: N_("Somebody left a meeting by video"),
    Room.RecordingAgreed: N_("Somebody agreed that a meeting by video is recorded"),
    Room.RecordingRefused: N_(
        "Somebody does not agree any more that a meeting by video is recorded"
    ),
    Room.RecordingBegun: N_(
        "A recording of a meeting by video began, with the consent of everybody"
    ),
    Room.RecordingStopped: N_("A recording of a meeting by video stopped"),
    Recording.Kept: N_("A recording of a meeting by video was handed in"),
    Absences.Begun: N_("The business began to say when it is away"),
    Absences.Declared: N_("The business said when it is away"),
    Absences.TakenBack: N_("The business said that it is there after all"),
    **APPEALS,
    **DAMAGE,
    **BY_APPEAL,
}
"""Whose step it was is told beside; the same words serve the client and the state."""
