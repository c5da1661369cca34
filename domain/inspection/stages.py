"""Where an inspection stands, and which step leads where."""

from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import Final, NamedTuple
from uuid import UUID

from domain.inspection.kinds import WITHOUT_INTERACTION, Kind


class Stage(StrEnum):
    """Where an inspection stands.

    ANNOUNCED: ordered, and nobody was told yet. REJECTED: the prosecutor refused.
    PREVENTED: it could not be held: nobody was there, or there was no access. ACT: the
    act is drawn. IMPROVEMENT: an improvement order waits for its execution. CONFIRMED:
    it was executed. EXPIRED: its term ended by itself.
    """

    ANNOUNCED = "announced"
    NOTIFIED = "notified"
    APPROVED = "approved"
    REJECTED = "rejected"
    STARTED = "started"
    PREVENTED = "prevented"
    ENDED = "ended"
    ACT = "act"
    IMPROVEMENT = "improvement"
    CONFIRMED = "confirmed"
    CLOSED = "closed"
    STOPPED = "stopped"
    CANCELLED = "cancelled"
    EXPIRED = "expired"


class Step(StrEnum):
    """What is done; ORDER begins the history of an inspection."""

    ORDER = "order"
    REGISTER = "register"
    NOTIFY = "notify"
    READ = "read"
    TELL_PROSECUTOR = "tell_prosecutor"
    APPROVE = "approve"
    REJECT = "reject"
    MOVE = "move"
    START = "start"
    PREVENT = "prevent"
    END = "end"
    DRAW_ACT = "draw_act"
    DEMAND = "demand"
    CONFIRM = "confirm"
    CLOSE = "close"
    STOP = "stop"
    CANCEL = "cancel"
    EXPIRE = "expire"


_MEETS: Final = frozenset({Step.NOTIFY, Step.START, Step.PREVENT})
_ALONE: Final = frozenset({Step.NOTIFY, Step.END, Step.STOP})


def tells_client(step: Step, kind: Kind) -> bool:
    """Whether a client knows of an inspection from this step on.

    Nobody is told before some kinds begin (LAW-020), so that their orders are shown to
    no one who acts for the client; what is done without interaction it sees afterwards.
    """
    return step in (_ALONE if kind in WITHOUT_INTERACTION else _MEETS)


class Ending(StrEnum):
    """How an inspection is over.

    CLOSED: after its act, or after what was ordered is done. STOPPED: while it was
    held. CANCELLED: before it began. EXPIRED: by itself, when its term was over.
    """

    CLOSED = "closed"
    STOPPED = "stopped"
    CANCELLED = "cancelled"
    EXPIRED = "expired"

    @property
    def step(self) -> Step:
        return _ENDINGS[self]


_ENDINGS: Final = {
    Ending.CLOSED: Step.CLOSE,
    Ending.STOPPED: Step.STOP,
    Ending.CANCELLED: Step.CANCEL,
    Ending.EXPIRED: Step.EXPIRE,
}


class Obstacle(StrEnum):
    """Why an inspection could not be held."""

    CLIENT_ABSENT = "client_absent"
    ACCESS_REFUSED = "access_refused"
    NO_ACTIVITY = "no_activity"
    OTHER = "other"


class Stamp(NamedTuple):
    """When and where something was done, and when that is recorded.

    Attributes:
        at: when it was.
        place: where, in words.
        now: when it is recorded.
        today: day of that, local time.
    """

    at: datetime
    place: str
    now: datetime
    today: date


class Happened(NamedTuple):
    """One step that was taken.

    Attributes:
        step: which.
        at: when it was.
        by: id of the person.
        version: of the inspection's event that tells it.
    """

    step: Step
    at: datetime
    by: str
    version: int


class Done(NamedTuple):
    """One action of an inspection.

    Attributes:
        id, version: of the record of it.
        action: which.
        by: id of the person.
        since, until: when it was.
        with_client: whether it took the time of the client.
        held: records of the state in which it had what was demanded.
    """

    id: UUID
    version: int
    action: str
    by: str
    since: datetime
    until: datetime
    with_client: bool
    held: tuple[str, ...] = ()


IN_ORDER: Final = frozenset(
    {
        Step.START,
        Step.PREVENT,
        Step.END,
        Step.DRAW_ACT,
        Step.DEMAND,
        Step.CONFIRM,
        Step.CLOSE,
        Step.STOP,
    }
)
"""Steps of which none can have been before another that was recorded earlier."""

BEFORE: Final = (Stage.ANNOUNCED, Stage.NOTIFIED, Stage.APPROVED)
"""Nothing has begun."""
UNDER_WAY: Final = (*BEFORE, Stage.STARTED)
OVER: Final = frozenset(
    {
        Stage.REJECTED,
        Stage.PREVENTED,
        Stage.CLOSED,
        Stage.STOPPED,
        Stage.CANCELLED,
        Stage.EXPIRED,
    }
)
"""Nothing more happens."""


def _same(step: Step, *stages: Stage) -> dict[tuple[Step, Stage], Stage]:
    return {(step, stage): stage for stage in stages}


def _to(step: Step, to: Stage, *stages: Stage) -> dict[tuple[Step, Stage], Stage]:
    return {(step, stage): to for stage in stages}


NEXT: Final[Mapping[tuple[Step, Stage], Stage]] = {
    **_same(Step.REGISTER, *(one for one in Stage if one not in OVER)),
    **_same(Step.READ, *Stage),
    **_same(Step.TELL_PROSECUTOR, *UNDER_WAY),
    **_same(Step.MOVE, *BEFORE),
    **_to(Step.NOTIFY, Stage.NOTIFIED, Stage.ANNOUNCED),
    **_same(Step.NOTIFY, Stage.APPROVED, Stage.STARTED),
    **_to(Step.APPROVE, Stage.APPROVED, Stage.ANNOUNCED, Stage.NOTIFIED),
    **_same(Step.APPROVE, Stage.STARTED),
    **_to(Step.REJECT, Stage.REJECTED, Stage.ANNOUNCED, Stage.NOTIFIED, Stage.STARTED),
    **_to(Step.START, Stage.STARTED, *BEFORE),
    **_to(Step.PREVENT, Stage.PREVENTED, *UNDER_WAY),
    **_to(Step.END, Stage.ENDED, Stage.STARTED),
    **_to(Step.DRAW_ACT, Stage.ACT, Stage.ENDED),
    **_to(Step.DEMAND, Stage.IMPROVEMENT, Stage.ACT),
    **_to(Step.CONFIRM, Stage.CONFIRMED, Stage.IMPROVEMENT),
    **_to(Step.CLOSE, Stage.CLOSED, Stage.ACT, Stage.CONFIRMED),
    **_to(Step.STOP, Stage.STOPPED, Stage.STARTED),
    **_to(Step.CANCEL, Stage.CANCELLED, *BEFORE),
    **_to(Step.EXPIRE, Stage.EXPIRED, *UNDER_WAY),
}
"""Where a step leads from a stage; what is missing cannot be done then."""


def possible(stage: Stage) -> tuple[Step, ...]:
    """What can be done at a stage."""
    return tuple(step for step in Step if (step, stage) in NEXT)
