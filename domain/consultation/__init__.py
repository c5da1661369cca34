"""Advice on the list: questions, answers, and answers for everybody (L6).

A question goes to the body that supervises the requirement, or to the registrar, and
bears a deadline of the law. What concerns others too is published without the asker.
"""

from domain.consultation.asker import Asker, is_named
from domain.consultation.public_answer import Kind, PublicAnswer, Said
from domain.consultation.question import (
    MOST_FOLLOW_UPS,
    REGISTRAR,
    Matter,
    Question,
    Rating,
    Status,
)
from domain.consultation.refusals import (
    AlreadyPublic,
    AnswerMissing,
    AnswerWithdrawn,
    AskerNamed,
    AskersWords,
    ExplanationOfAnother,
    ForwardingReasonMissing,
    NobodyAnswers,
    NotAnsweredYet,
    NothingAmended,
    NothingToAnswer,
    NotTogether,
    QuestionClosed,
    QuestionMissing,
    SameBody,
    ThreadFull,
    TooFewQuestions,
    WithdrawalReasonMissing,
)
from domain.consultation.similarity import are_alike, groups_of

__all__ = [
    "MOST_FOLLOW_UPS",
    "REGISTRAR",
    "AlreadyPublic",
    "AnswerMissing",
    "AnswerWithdrawn",
    "Asker",
    "AskerNamed",
    "AskersWords",
    "ExplanationOfAnother",
    "ForwardingReasonMissing",
    "Kind",
    "Matter",
    "NobodyAnswers",
    "NotAnsweredYet",
    "NotTogether",
    "NothingAmended",
    "NothingToAnswer",
    "PublicAnswer",
    "Question",
    "QuestionClosed",
    "QuestionMissing",
    "Rating",
    "Said",
    "SameBody",
    "Status",
    "ThreadFull",
    "TooFewQuestions",
    "WithdrawalReasonMissing",
    "are_alike",
    "groups_of",
    "is_named",
]
