"""Life situations and segment profiles, kept by the registrar (L3)."""

from domain.situation.content import (
    SituationCode,
    SituationContent,
    SituationKind,
    Texts,
    situation_id,
)
from domain.situation.situation import (
    Situation,
    SituationCodeTaken,
    SituationNotDraft,
    SituationNotPublished,
    SituationStatus,
    SituationUnchanged,
)

__all__ = [
    "Situation",
    "SituationCode",
    "SituationCodeTaken",
    "SituationContent",
    "SituationKind",
    "SituationNotDraft",
    "SituationNotPublished",
    "SituationStatus",
    "SituationUnchanged",
    "Texts",
    "situation_id",
]
