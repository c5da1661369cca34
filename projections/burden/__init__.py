"""What inspections took, how their tools were rated, and figures of both (I11, I12)."""

from projections.burden.cards import DayCard, RatingCard
from projections.burden.figures import BurdenFigures, Figures
from projections.burden.tables import BurdenProjection
from projections.burden.view import BurdenView

__all__ = [
    "BurdenFigures",
    "BurdenProjection",
    "BurdenView",
    "DayCard",
    "Figures",
    "RatingCard",
]
