"""Drafts as people read them, and what clients follow (E1, E4)."""

from projections.draft.cards import (
    AboutRequirement,
    DraftCard,
    DraftLine,
    DraftsFound,
    FilterKept,
    FollowingCard,
    News,
    OpenDraft,
    OwnDraft,
    State,
)
from projections.draft.tables import DraftProjection
from projections.draft.view import MOST, PAGE, DraftFilters, DraftView

__all__ = [
    "MOST",
    "PAGE",
    "AboutRequirement",
    "DraftCard",
    "DraftFilters",
    "DraftLine",
    "DraftProjection",
    "DraftView",
    "DraftsFound",
    "FilterKept",
    "FollowingCard",
    "News",
    "OpenDraft",
    "OwnDraft",
    "State",
]
