"""Correspondence as those who take part read it (I2)."""

from projections.exchange.cards import (
    EnclosureCard,
    MessageCard,
    MessagePage,
    Reached,
    ThreadCard,
    ThreadLine,
    ThreadPage,
)
from projections.exchange.tables import ExchangeProjection
from projections.exchange.view import ExchangeView

__all__ = [
    "EnclosureCard",
    "ExchangeProjection",
    "ExchangeView",
    "MessageCard",
    "MessagePage",
    "Reached",
    "ThreadCard",
    "ThreadLine",
    "ThreadPage",
]
