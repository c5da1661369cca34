"""The plan of inspections and visits, and what the state's register says of them."""

from projections.plan.cards import (
    ComingCheck,
    EntryCard,
    EntryLine,
    Exported,
    ProsecutorCard,
    RecordLine,
)
from projections.plan.tables import PlanProjection
from projections.plan.view import PlanView

__all__ = [
    "ComingCheck",
    "EntryCard",
    "EntryLine",
    "Exported",
    "PlanProjection",
    "PlanView",
    "ProsecutorCard",
    "RecordLine",
]
