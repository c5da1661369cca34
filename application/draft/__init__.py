"""Writing and publishing drafts, taking in the state's list, following (E1, E4)."""

from application.draft.commands import (
    DISCUSSION,
    MOST_DAYS,
    AdoptDraft,
    DraftNumbers,
    Drafts,
    DropDraft,
    Organisations,
    PublishDraft,
)
from application.draft.following import Followings
from application.draft.importing import DraftImport, DraftListTooLong, NotADraftList

__all__ = [
    "DISCUSSION",
    "MOST_DAYS",
    "AdoptDraft",
    "DraftImport",
    "DraftListTooLong",
    "DraftNumbers",
    "Drafts",
    "DropDraft",
    "Followings",
    "NotADraftList",
    "Organisations",
    "PublishDraft",
]
