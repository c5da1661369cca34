"""What a choice among few is called in a history (R5)."""

from collections.abc import Mapping
from enum import Enum
from typing import Any, Final

from domain.compliance import Degree
from domain.deadline import Stage, Task, WhyCancelled, WhyPaused, WhyRecomputed
from domain.evaluation import Outcome as Considered
from domain.exchange import Kind as MessageKind
from domain.execution import Why as WhyLapsed
from domain.kernel import Role
from domain.notice import ChannelKind
from domain.notice import Outcome as Delivered
from interfaces.locale import N_

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
    Task: {
        Task.ANSWER_QUESTION: N_("To answer a question"),
        Task.CONSIDER_EVALUATION: N_("To consider an evaluation"),
        Task.GIVE_INFORMATION: N_("To give information"),
        Task.DECIDE_MORE_TIME: N_("To decide on more time"),
        Task.SEND_DOCUMENTS: N_("To send documents"),
        Task.ANSWER_MESSAGE: N_("To answer a message"),
        Task.RENEW_COMPLIANCE: N_("To renew the declaration of compliance"),
    },
    Stage: {
        Stage.BEFORE: N_("The deadline is near"),
        Stage.ON: N_("It is the last day"),
        Stage.AFTER: N_("The deadline has passed, and it is still not done"),
    },
    WhyPaused: {
        WhyPaused.MORE_TIME_ASKED: N_("More time was asked for"),
        WhyPaused.INFORMATION_ASKED: N_("Information was asked for"),
    },
    WhyRecomputed: {
        WhyRecomputed.CALENDAR: N_("The calendar of working days changed"),
        WhyRecomputed.MORE_TIME: N_("More time was given"),
        WhyRecomputed.CORRECTED: N_("A mistake was corrected"),
    },
    WhyCancelled: {
        WhyCancelled.WITHDRAWN: N_("What it was about was taken back"),
        WhyCancelled.NOT_NEEDED: N_("It is not needed any more"),
    },
}
"""By the kind of choice; one that is not here is not told by itself."""
