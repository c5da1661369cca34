"""The history between a client and the state in words: pages, API, files (R5)."""

from interfaces.timeline.files import (
    FileForm,
    HistoryTooLong,
    Taken,
    WantedFile,
    take_out,
)
from interfaces.timeline.history import (
    Choices,
    History,
    Wanted,
    choices_of,
    history,
    reach_into,
)
from interfaces.timeline.telling import Told

__all__ = [
    "Choices",
    "FileForm",
    "History",
    "HistoryTooLong",
    "Taken",
    "Told",
    "Wanted",
    "WantedFile",
    "choices_of",
    "history",
    "reach_into",
    "take_out",
]
