"""Self-examination: a client answers only what still decides its list (L5)."""

from domain.self_examination.catalogue import Catalogue, Rule, Topic
from domain.self_examination.examination import (
    AnswersDisagree,
    Examination,
    ExaminationGoesOn,
    ExaminationOver,
    NothingToUndo,
)

__all__ = [
    "AnswersDisagree",
    "Catalogue",
    "Examination",
    "ExaminationGoesOn",
    "ExaminationOver",
    "NothingToUndo",
    "Rule",
    "Topic",
]
