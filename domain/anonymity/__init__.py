"""What may be shown of many without showing one of them (E5)."""

from domain.anonymity.figures import BANDS, Figures, Range, range_of
from domain.anonymity.partition import Group, groups
from domain.anonymity.redaction import Found, Kind, find, redacted
from domain.anonymity.rounds import Round, Waiting, plan
from domain.anonymity.segment import Atlas, Label, Segment, Step, path, shared

__all__ = [
    "BANDS",
    "Atlas",
    "Figures",
    "Found",
    "Group",
    "Kind",
    "Label",
    "Range",
    "Round",
    "Segment",
    "Step",
    "Waiting",
    "find",
    "groups",
    "path",
    "plan",
    "range_of",
    "redacted",
    "shared",
]
