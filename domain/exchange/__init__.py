"""Documents both ways between a client and the state (I2).

A correspondence has parties; who may read and write follows from who they are. A
message is sent, delivered and opened, and each of these is an event of its own, so that
each can be proven.
"""

from domain.exchange.content import Contents, text_document
from domain.exchange.enclosure import MOST_UNSENT, Enclosure
from domain.exchange.media import MEDIA_TYPES, ZIP, exchanged_type
from domain.exchange.message import MOST_FILES, Kind, Letter, Message
from domain.exchange.party import ROLES, Part, Party, party_of
from domain.exchange.refusals import (
    AlreadyEnclosed,
    AnsweredMissing,
    BadExchangedFile,
    BodyUnknown,
    CorrespondentUnknown,
    FileKindWithoutFile,
    MessageEmpty,
    NoRoomForExchange,
    NotOpenedYet,
    NotTheirFile,
    OnlyTheStateDecides,
    OwnMessage,
    RepresentativeUnknown,
    RepresentsAlready,
    TitleMissing,
    TooManyFiles,
    TooManyParties,
)
from domain.exchange.thread import MOST_PARTIES, Thread

__all__ = [
    "MEDIA_TYPES",
    "MOST_FILES",
    "MOST_PARTIES",
    "MOST_UNSENT",
    "ROLES",
    "ZIP",
    "AlreadyEnclosed",
    "AnsweredMissing",
    "BadExchangedFile",
    "BodyUnknown",
    "Contents",
    "CorrespondentUnknown",
    "Enclosure",
    "FileKindWithoutFile",
    "Kind",
    "Letter",
    "Message",
    "MessageEmpty",
    "NoRoomForExchange",
    "NotOpenedYet",
    "NotTheirFile",
    "OnlyTheStateDecides",
    "OwnMessage",
    "Part",
    "Party",
    "RepresentativeUnknown",
    "RepresentsAlready",
    "Thread",
    "TitleMissing",
    "TooManyFiles",
    "TooManyParties",
    "exchanged_type",
    "party_of",
    "text_document",
]
