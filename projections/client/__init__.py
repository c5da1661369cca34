"""Clients as they, their keepers and their supervisors read them (L7)."""

from projections.client.card import (
    ClientCard,
    ClientView,
    KnownFact,
    Place,
    Proposal,
    Said,
)
from projections.client.data_set import REGISTERED, DataSetView
from projections.client.dispute import DisputeCard, DisputeQueue, DisputeView
from projections.client.lines import (
    Differing,
    DisputeBrief,
    FactHistory,
    FactLine,
    From,
    Statement,
    ToSettle,
    Voice,
    Who,
)
from projections.client.projection import ClientProjection

__all__ = [
    "REGISTERED",
    "ClientCard",
    "ClientProjection",
    "ClientView",
    "DataSetView",
    "Differing",
    "DisputeBrief",
    "DisputeCard",
    "DisputeQueue",
    "DisputeView",
    "FactHistory",
    "FactLine",
    "From",
    "KnownFact",
    "Place",
    "Proposal",
    "Said",
    "Statement",
    "ToSettle",
    "Voice",
    "Who",
]
