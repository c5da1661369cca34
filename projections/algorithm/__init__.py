"""Algorithms as people read them, and the board of what has none (C1)."""

from projections.algorithm.board import (
    SEGMENTS,
    Board,
    BoardFilters,
    BoardLine,
    Cover,
    Segment,
    Standing,
    Tally,
)
from projections.algorithm.coverage import Coverage
from projections.algorithm.tables import AlgorithmProjection
from projections.algorithm.view import (
    MOST,
    PAGE,
    AlgorithmCard,
    AlgorithmFilters,
    AlgorithmLine,
    AlgorithmsFound,
    AlgorithmView,
    Moment,
    Named,
    codes_of,
)

__all__ = [
    "MOST",
    "PAGE",
    "SEGMENTS",
    "AlgorithmCard",
    "AlgorithmFilters",
    "AlgorithmLine",
    "AlgorithmProjection",
    "AlgorithmView",
    "AlgorithmsFound",
    "Board",
    "BoardFilters",
    "BoardLine",
    "Cover",
    "Coverage",
    "Moment",
    "Named",
    "Segment",
    "Standing",
    "Tally",
    "codes_of",
]
