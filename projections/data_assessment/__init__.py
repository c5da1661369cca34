"""What records say, the looks at them, the surveys and their offers (C3)."""

from projections.data_assessment.cards import (
    Entry,
    Glance,
    LookCard,
    LookLine,
    LookPage,
    OfferCard,
    OfferLine,
    Remark,
    Seen,
    SeenPage,
    SurveyCard,
    SurveyLine,
    SurveyPage,
)
from projections.data_assessment.judging import RecordsKept
from projections.data_assessment.look_tables import LookProjection
from projections.data_assessment.proofs import Proof, Proofs
from projections.data_assessment.tables import RecordProjection
from projections.data_assessment.view import LookView, SurveyView

__all__ = [
    "Entry",
    "Glance",
    "LookCard",
    "LookLine",
    "LookPage",
    "LookProjection",
    "LookView",
    "OfferCard",
    "OfferLine",
    "Proof",
    "Proofs",
    "RecordProjection",
    "RecordsKept",
    "Remark",
    "Seen",
    "SeenPage",
    "SurveyCard",
    "SurveyLine",
    "SurveyPage",
    "SurveyView",
]
