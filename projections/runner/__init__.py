"""Feeds the read models from the event log."""

from projections.runner.feed import CannotApply, Source
from projections.runner.progress import Fault, Progress
from projections.runner.rebuilding import RebuildRuns
from projections.runner.runner import CHANNEL, Runner

__all__ = [
    "CHANNEL",
    "CannotApply",
    "Fault",
    "Progress",
    "RebuildRuns",
    "Runner",
    "Source",
]
