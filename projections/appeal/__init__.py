"""Appeals: rows for both sides, the queue of a body, and figures (I9)."""

from projections.appeal.cards import (
    AppealAgainst,
    AppealCard,
    AppealCount,
    AppealLine,
    AppealPage,
    AppealRepresentativeCard,
    HappenedCard,
    ToExplain,
)
from projections.appeal.effected import (
    DID,
    Effected,
    EffectLine,
    EffectProjection,
    EffectView,
)
from projections.appeal.figures import AppealedNow, AppealFigures
from projections.appeal.moves import (
    AdditionCard,
    CheckedCard,
    DecisionCard,
    DraftCard,
    EffectCard,
    ExplanationCard,
    ExtensionCard,
    InformationCard,
    JudgedCard,
    PartCard,
    PointCard,
    RefusalCard,
    RulingCard,
    WithdrawnCard,
)
from projections.appeal.place import Place
from projections.appeal.queries import MOST_COUNTED, Only
from projections.appeal.tables import AppealProjection
from projections.appeal.view import AppealView, Asked

__all__ = [
    "DID",
    "MOST_COUNTED",
    "AdditionCard",
    "AppealAgainst",
    "AppealCard",
    "AppealCount",
    "AppealFigures",
    "AppealLine",
    "AppealPage",
    "AppealProjection",
    "AppealRepresentativeCard",
    "AppealView",
    "AppealedNow",
    "Asked",
    "CheckedCard",
    "DecisionCard",
    "DraftCard",
    "EffectCard",
    "EffectLine",
    "EffectProjection",
    "EffectView",
    "Effected",
    "ExplanationCard",
    "ExtensionCard",
    "HappenedCard",
    "InformationCard",
    "JudgedCard",
    "Only",
    "PartCard",
    "Place",
    "PointCard",
    "RefusalCard",
    "RulingCard",
    "ToExplain",
    "WithdrawnCard",
]
