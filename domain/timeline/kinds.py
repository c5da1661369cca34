"""By what a history is narrowed: kinds of steps, sides, services, touchpoints."""

from enum import StrEnum
from functools import cache
from typing import Final, Literal, NamedTuple, get_args

from domain.kernel import Event


class Kind(StrEnum):
    """What sort of step it is.

    STATEMENT: the client says what is so. REQUEST: one side asks the other. ANSWER: to
    what was asked or contested. DECISION: a body decides. LOOK: a body looks at
    records. WORK: the client carries something out, or mends it. FILE: something is
    handed in or taken out. NOTICE: one side is told something. TERM: a deadline is set,
    moved, kept or missed. CHANGE: follows by itself from something else. ACCESS: who
    may act, and what the client consents to.
    """

    STATEMENT = "statement"
    REQUEST = "request"
    ANSWER = "answer"
    DECISION = "decision"
    LOOK = "look"
    WORK = "work"
    FILE = "file"
    NOTICE = "notice"
    TERM = "term"
    CHANGE = "change"
    ACCESS = "access"


class Side(StrEnum):
    """Whose step it is: the client's, the state's, or nobody's: the service's own."""

    CLIENT = "client"
    STATE = "state"
    SERVICE = "service"


class Touchpoint(StrEnum):
    """Where the two met.

    SERVICE: here, on a page or through the API. REGISTER: a state register. CALENDAR:
    the client's own calendar, fed from here. OUTSIDE: a channel that the client chose
    for notices.

    Source:
        Стандарт «Государство для бизнеса», 4.6: digital channels and their touchpoints.
    """

    SERVICE = "service"
    REGISTER = "register"
    CALENDAR = "calendar"
    OUTSIDE = "outside"


ServiceId = Literal[
    "L2",
    "L3",
    "L4",
    "L5",
    "L6",
    "L7",
    "L8",
    "L9",
    "E1",
    "E2",
    "E3",
    "E4",
    "C1",
    "C2",
    "C3",
    "C4",
    "C5",
    "C6",
    "I0",
    "I1",
    "I2",
    "I3",
    "I4",
    "I5",
    "I6",
    "I7",
    "I8",
    "I9",
    "I10",
    "I11",
    "I12",
    "R3",
]
"""The services of the standard that deal with one client, as its table numbers them."""
SERVICES: Final[tuple[ServiceId, ...]] = get_args(ServiceId)


class Telling(NamedTuple):
    """How a kind of event stands in the history of its client.

    Attributes:
        kind: what sort of step it is.
        services: of the standard to which it belongs.
        shared: whether those who may see the thing it happened to see this step too.
        touchpoint: where it happened.
        in_bulk: one event tells of many clients; it is not read to tell one of them.
    """

    kind: Kind
    services: tuple[ServiceId, ...]
    shared: bool = False
    touchpoint: Touchpoint = Touchpoint.SERVICE
    in_bulk: bool = False


@cache
def name_of(kind: type[Event]) -> str:
    """How a kind of event is named: "applicability.Declaration.Declared"."""
    return f"{kind.__module__.split('.')[1]}.{kind.__qualname__}"
