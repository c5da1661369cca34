"""Correspondence between a client and the state, with files (I2)."""

from application.exchange.attaching import EnclosureDisposal, Enclosures
from application.exchange.commands import (
    ADDRESS,
    LONGEST_TEXT,
    Attach,
    BeginThread,
    LetRepresent,
    SendMessage,
)
from application.exchange.corresponding import DELIVER, Correspondence, Delivery
from application.exchange.parties import Correspondents
from application.exchange.representative import check_representative

__all__ = [
    "ADDRESS",
    "DELIVER",
    "LONGEST_TEXT",
    "Attach",
    "BeginThread",
    "Correspondence",
    "Correspondents",
    "Delivery",
    "EnclosureDisposal",
    "Enclosures",
    "LetRepresent",
    "SendMessage",
    "check_representative",
]
