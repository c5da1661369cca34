"""Notices to clients and bodies: inbox, channels, deliveries (I1, L8)."""

from domain.notice.address_book import (
    MOST_CHANNELS,
    MOST_MISTAKES,
    AddressBook,
    Channel,
    ChannelKind,
    Spoken,
)
from domain.notice.delivery import (
    PAUSES,
    Answer,
    Delivery,
    DueDelivery,
    Outcome,
)
from domain.notice.notice import Notice, Reading
from domain.notice.quiet import QuietHours, Zone
from domain.notice.refusals import (
    BadQuietHours,
    ChannelInUse,
    ChannelKnown,
    ChannelNotConfirmed,
    ChannelRemoved,
    CodeUsedUp,
    DeliveryNotDead,
    NoSuchChannel,
    NotAWebhook,
    TooManyChannels,
    TooManyCodes,
    WrongCode,
)
from domain.notice.template import Kind, Said, Say, Template, Templates
from domain.notice.words import Basis, Given, Ground, Kept, Topic, kept

__all__ = [
    "MOST_CHANNELS",
    "MOST_MISTAKES",
    "PAUSES",
    "AddressBook",
    "Answer",
    "BadQuietHours",
    "Basis",
    "Channel",
    "ChannelInUse",
    "ChannelKind",
    "ChannelKnown",
    "ChannelNotConfirmed",
    "ChannelRemoved",
    "CodeUsedUp",
    "Delivery",
    "DeliveryNotDead",
    "DueDelivery",
    "Given",
    "Ground",
    "Kept",
    "Kind",
    "NoSuchChannel",
    "NotAWebhook",
    "Notice",
    "Outcome",
    "QuietHours",
    "Reading",
    "Said",
    "Say",
    "Spoken",
    "Template",
    "Templates",
    "TooManyChannels",
    "TooManyCodes",
    "Topic",
    "WrongCode",
    "Zone",
    "kept",
]
