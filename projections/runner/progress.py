"""How far the projections are, who leads them, and at what they stand still."""

import logging
from traceback import format_tb
from typing import Any

from psycopg import Connection
from psycopg.types.json import Jsonb

from domain.kernel import Value
from projections.runner.feed import CannotApply

logger = logging.getLogger(__name__)

LEADERSHIP = 21334
"""First number of the leaders' advisory locks; the second is of the name."""


class Fault(Value):
    """The event at which a projection stands still.

    Attributes:
        position: its place in the log.
        topic: its class.
        kind: the class of the exception.
    """

    position: int
    topic: str
    kind: str


class Progress(Value):
    """How far a projection is.

    Attributes:
        name: of the projection.
        position: everything up to here is in its tables.
        behind: positions of the log still to come; some of them may be gaps.
        fault: what it stands still at; none when it moves.
    """

    name: str
    position: int
    behind: int
    fault: Fault | None


def try_lock(connection: Connection[Any], name: str) -> bool:
    """Lead under a name until the connection ends; False when somebody else does."""
    row = connection.execute(
        "SELECT pg_try_advisory_lock(%s, hashtext(%s))", (LEADERSHIP, name)
    ).fetchone()
    return bool(row and row[0])


def unlock(connection: Connection[Any], name: str) -> None:
    """Lead no more; the server notices the end of a connection only a little later."""
    connection.execute(
        "SELECT pg_advisory_unlock(%s, hashtext(%s))", (LEADERSHIP, name)
    )


def report(connection: Connection[Any], name: str, fault: CannotApply) -> None:
    """Write down and log at which event a projection stands still."""
    event, cause = fault.events[0], fault.__cause__
    error = Fault(position=event.id, topic=event.topic, kind=type(cause).__name__)
    connection.execute(
        "UPDATE public.projections SET error = %s WHERE name = %s",
        (Jsonb(error.model_dump()), name),
    )
    # The text of the exception stays out: it may quote personal data.
    logger.error(
        "projection %s stopped at event %s, %s: %s\n%s",
        name,
        error.position,
        error.topic,
        error.kind,
        "".join(format_tb(cause.__traceback__) if cause else ()),
    )


def progress(
    connection: Connection[Any], names: list[str], head: int
) -> list[Progress]:
    """How far these projections are behind the head of the log, by name."""
    rows = connection.execute(
        "SELECT name, position, error FROM public.projections"
        " WHERE name = ANY(%s) ORDER BY name",
        (names,),
    )
    return [
        Progress(
            name=name,
            position=position,
            behind=max(0, head - position),
            fault=error and Fault(**error),
        )
        for name, position, error in rows
    ]


def is_anyone_before(
    connection: Connection[Any], names: list[str], position: int
) -> bool:
    """Whether one of them, not standing still, has not come to a position."""
    row = connection.execute(
        "SELECT EXISTS (SELECT FROM public.projections WHERE name = ANY(%s)"
        " AND position < %s AND error IS NULL)",
        (names, position),
        prepare=True,
    ).fetchone()
    return bool(row and row[0])
