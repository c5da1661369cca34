"""Requests for information, and what the state has already (C4)."""

from projections.information_request.cards import (
    Absence,
    ItemCard,
    MoreTime,
    RequestCard,
    RequestLine,
    RequestPage,
)
from projections.information_request.tables import InformationRequestProjection
from projections.information_request.view import InformationRequestView

__all__ = [
    "Absence",
    "InformationRequestProjection",
    "InformationRequestView",
    "ItemCard",
    "MoreTime",
    "RequestCard",
    "RequestLine",
    "RequestPage",
]
