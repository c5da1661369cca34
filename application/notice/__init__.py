"""The commands of notices: tell, read, choose channels, deliver."""

from application.notice.choosing import (
    AddChannel,
    AddressBooks,
    ChannelNotOffered,
    ChooseHours,
    ChooseTopics,
    ConfirmChannel,
)
from application.notice.delivering import POSTMAN, Deliveries, Sent
from application.notice.proving import code_of, secret_of
from application.notice.reading import Readings
from application.notice.telling import TELLER, Notices

__all__ = [
    "POSTMAN",
    "TELLER",
    "AddChannel",
    "AddressBooks",
    "ChannelNotOffered",
    "ChooseHours",
    "ChooseTopics",
    "ConfirmChannel",
    "Deliveries",
    "Notices",
    "Readings",
    "Sent",
    "code_of",
    "secret_of",
]
