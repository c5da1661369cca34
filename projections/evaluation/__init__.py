"""Evaluations as they are read: by their clients, by everybody, by developers."""

from projections.evaluation.board import BoardLine, BoardView
from projections.evaluation.queue import Entry, Pile, QueueView, ShownRemark, ToRelease
from projections.evaluation.summary import (
    Change,
    GroupLine,
    Progress,
    ScoreLine,
    Summary,
    SummaryView,
)
from projections.evaluation.tables import EvaluationProjection
from projections.evaluation.voices import VoiceCard, VoiceProjection, VoiceView

__all__ = [
    "BoardLine",
    "BoardView",
    "Change",
    "Entry",
    "EvaluationProjection",
    "GroupLine",
    "Pile",
    "Progress",
    "QueueView",
    "ScoreLine",
    "ShownRemark",
    "Summary",
    "SummaryView",
    "ToRelease",
    "VoiceCard",
    "VoiceProjection",
    "VoiceView",
]
