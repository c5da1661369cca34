"""Inboxes, deliveries and mailings: what people see of notices."""

from projections.notice.inbox import (
    Attempt,
    ChannelCard,
    Choices,
    DeliveryCard,
    InboxPage,
    NoticeCard,
    NoticeView,
)
from projections.notice.projection import NoticeProjection
from projections.notice.queue import DeliveryQueue

__all__ = [
    "Attempt",
    "ChannelCard",
    "Choices",
    "DeliveryCard",
    "DeliveryQueue",
    "InboxPage",
    "NoticeCard",
    "NoticeProjection",
    "NoticeView",
]
