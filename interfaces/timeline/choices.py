"""What a choice among few is called in a history (R5)."""

from collections.abc import Mapping
from enum import Enum
from typing import Any, Final

from domain.burden import Tool
from domain.caution import WhyClosed
from domain.compliance import Degree
from domain.deadline import Stage, Task, WhyCancelled, WhyPaused, WhyRecomputed
from domain.evaluation import Outcome as Considered
from domain.exchange import Kind as MessageKind
from domain.execution import Why as WhyLapsed
from domain.kernel import Role
from domain.notice import ChannelKind
from domain.notice import Outcome as Delivered
from domain.risk import Category, WhyEnded, WhyReckoned
from domain.visit import Ground as VisitGround
from domain.visit import VisitKind, Way
from interfaces.locale import N_
from interfaces.tools import TOOLS

CHOICES: Final[Mapping[type[Enum], Mapping[Any, str]]] = {
    Degree: {
        Degree.COMPLIES: N_("Observed"),
        Degree.PARTLY: N_("Observed in part"),
        Degree.DOES_NOT: N_("Not observed"),
        Degree.UNKNOWN: N_("Not known whether it is observed"),
    },
    Considered: {
        Considered.ACCEPTED: N_("Accepted"),
        Considered.PARTLY: N_("Accepted in part"),
        Considered.DECLINED: N_("Declined"),
    },
    WhyLapsed: {
        WhyLapsed.NEW_REQUIREMENT_VERSION: N_("The requirement has a new version"),
        WhyLapsed.REQUIREMENT_ENDED: N_("The requirement is no longer in force"),
        WhyLapsed.ALGORITHM_CHANGED: N_("The algorithm was changed"),
        WhyLapsed.ALGORITHM_WITHDRAWN: N_("The algorithm was withdrawn"),
        WhyLapsed.FACT_CHANGED: N_("Facts about the business changed"),
        WhyLapsed.PLACE_CLOSED: N_("The place was closed"),
        WhyLapsed.TERM_ENDED: N_("The term ended"),
    },
    Role: {
        Role.CLIENT: N_("Business"),
        Role.EMPLOYEE: N_("Employee of a business"),
    },
    Tool: TOOLS,
    MessageKind: {
        MessageKind.REQUEST: N_("Request"),
        MessageKind.ANSWER: N_("Answer"),
        MessageKind.FILE: N_("Files"),
        MessageKind.STATEMENT: N_("Statement"),
        MessageKind.DECISION: N_("Decision"),
    },
    ChannelKind: {
        ChannelKind.EMAIL: N_("E-mail"),
        ChannelKind.MESSENGER: N_("Messenger"),
        ChannelKind.WEBHOOK: N_("Program of the business (webhook)"),
    },
    Delivered: {
        Delivered.ACCEPTED: N_("accepted"),
        Delivered.FAILED: N_("failed, it will be tried again"),
        Delivered.REFUSED: N_("refused for good"),
    },
    VisitKind: {
        VisitKind.ASKED: N_("The business asked for it"),
        VisitKind.OFFERED: N_("The body offered it"),
        VisitKind.MANDATORY: N_("It is mandatory"),
    },
    VisitGround: {
        VisitGround.RISK: N_("The category of risk makes it due"),
        VisitGround.START: N_("The business told that it began"),
        VisitGround.ORDER: N_("The President or the Government ordered it"),
    },
    Way: {
        Way.PLACE: N_("At the place of work"),
        Way.VIDEO: N_("By video"),
    },
    Category: {
        Category.EXTREME: N_("Extremely high risk"),
        Category.HIGH: N_("High risk"),
        Category.SIGNIFICANT: N_("Significant risk"),
        Category.MEDIUM: N_("Medium risk"),
        Category.MODERATE: N_("Moderate risk"),
        Category.LOW: N_("Low risk"),
    },
    WhyReckoned: {
        WhyReckoned.FACTS: N_("Facts about the business or the object changed"),
        WhyReckoned.RECORD: N_("The record of good faith changed"),
        WhyReckoned.CRITERIA: N_("Other criteria hold"),
        WhyReckoned.TIME: N_("Something counts no longer, or counts again"),
    },
    WhyClosed: {
        WhyClosed.DONE: N_("The business said of every point what it did"),
        WhyClosed.ENOUGH: N_("The body needs nothing more"),
    },
    WhyEnded: {
        WhyEnded.OBJECT_CLOSED: N_("The object was closed"),
    },
    Task: {
        Task.ANSWER_QUESTION: N_("To answer a question"),
        Task.CONSIDER_EVALUATION: N_("To consider an evaluation"),
        Task.GIVE_INFORMATION: N_("To give information"),
        Task.DECIDE_MORE_TIME: N_("To decide on more time"),
        Task.SEND_DOCUMENTS: N_("To send documents"),
        Task.ANSWER_MESSAGE: N_("To answer a message"),
        Task.RENEW_COMPLIANCE: N_("To renew the declaration of compliance"),
        Task.DECIDE_RISE_OF_RISK: N_("To decide about a higher risk category"),
        Task.ANSWER_RISK_OBJECTION: N_("To answer an objection to a risk category"),
        Task.OBJECT_TO_CAUTION: N_("To object to a caution, for whoever disagrees"),
        Task.ANSWER_CAUTION_OBJECTION: N_("To answer an objection to a caution"),
        Task.DECIDE_VISIT: N_("To decide about a preventive visit"),
        Task.DECIDE_VISIT_MOVE: N_("To decide about another day of a visit"),
        Task.END_VISIT: N_("To end a preventive visit"),
        Task.DECIDE_DATE_MOVE: N_("To decide about another day of an inspection"),
        Task.END_INSPECTION: N_("To end an inspection"),
        Task.ANSWER_IN_INSPECTION: N_("To answer a question in an inspection"),
        Task.FILE_APPEAL: N_("To appeal, for whoever disagrees"),
        Task.DECIDE_SUSPENSION: N_("To decide whether execution is suspended"),
        Task.TELL_SUSPENSION: N_("To tell what was decided about suspension"),
        Task.ACCEPT_APPEAL: N_("To say whether an appeal is considered"),
        Task.DECIDE_APPEAL: N_("To decide an appeal"),
        Task.GIVE_APPEAL_INFORMATION: N_("To give what is asked for about an appeal"),
        Task.EXPLAIN_APPEALED: N_("To explain why what is appealed was lawful"),
        Task.DELIVER_APPEAL_DECISION: N_("To deliver the decision on an appeal"),
        Task.GO_TO_COURT: N_("To go to court, for whoever disagrees"),
        Task.CARRY_OUT_APPEAL_DECISION: N_("To do what a decision on an appeal orders"),
        Task.ANSWER_DAMAGE_CLAIM: N_("To answer a claim for damage"),
    },
    Stage: {
        Stage.BEFORE: N_("The deadline is near"),
        Stage.ON: N_("It is the last day"),
        Stage.AFTER: N_("The deadline has passed, and it is still not done"),
    },
    WhyPaused: {
        WhyPaused.MORE_TIME_ASKED: N_("More time was asked for"),
        WhyPaused.INFORMATION_ASKED: N_("Information was asked for"),
        WhyPaused.APPEALED: N_("An appeal suspended it"),
    },
    WhyRecomputed: {
        WhyRecomputed.CALENDAR: N_("The calendar of working days changed"),
        WhyRecomputed.MORE_TIME: N_("More time was given"),
        WhyRecomputed.CORRECTED: N_("A mistake was corrected"),
    },
    WhyCancelled: {
        WhyCancelled.WITHDRAWN: N_("What it was about was taken back"),
        WhyCancelled.NOT_NEEDED: N_("It is not needed any more"),
        WhyCancelled.NOT_USED: N_("The time was over and the right was not used"),
    },
}
"""By the kind of choice; one that is not here is not told by itself."""
