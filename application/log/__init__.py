"""The event log: the only place the service writes to."""

from application.log.event_log import EventLog, check_version
from application.log.receipt import (
    Changed,
    ForbiddenCharacter,
    Key,
    KeyReused,
    KeyTaken,
    PositionAhead,
    Receipt,
    SubjectForgotten,
    Unavailable,
)
from application.log.storing import EventMapper, KeyUse, LogRecorder, Tail

__all__ = [
    "Changed",
    "EventLog",
    "EventMapper",
    "ForbiddenCharacter",
    "Key",
    "KeyReused",
    "KeyTaken",
    "KeyUse",
    "LogRecorder",
    "PositionAhead",
    "Receipt",
    "SubjectForgotten",
    "Tail",
    "Unavailable",
    "check_version",
]
