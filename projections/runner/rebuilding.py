"""Makes the rows of a projection again, beside those that people read meanwhile."""

from typing import Any

from psycopg import Connection
from psycopg.sql import SQL, Identifier

from projections.runner.feed import Feed, Source
from projections.runner.progress import try_lock, unlock
from projections.view import Connections, Projection, lay


class RebuildRuns(Exception):
    """Somebody else rebuilds this projection now."""


def rebuild(database: Connections, source: Source, projection: Projection) -> None:
    """Fill new tables from the log, then put them in the place of the live ones.

    When it is interrupted, everything is as before and it can be run again.

    Raises:
        RebuildRuns: somebody else does it now.
        CannotApply: an event cannot be applied.
    """
    feed = Feed(projection, source, f"{projection.name}__new")
    with database.connect() as connection:
        if not try_lock(connection, feed.name):
            raise RebuildRuns(projection.name)
        for left in (feed.name, f"{projection.name}__old"):
            _drop(connection, left)
        with connection.transaction():
            lay(connection, projection, feed.name)
        # The second time only what was recorded during the first is left, so that the
        # leader will not wait long.
        for _ in range(2):
            feed.reach(connection, source.head())
        with connection.transaction():
            _swap(connection, source, feed, projection)
        _drop(connection, f"{projection.name}__old")
        unlock(connection, feed.name)


def _swap(
    connection: Connection[Any], source: Source, feed: Feed, projection: Projection
) -> None:
    """Put the new tables in the place of the live ones, which are not ahead."""
    name = projection.name
    # From here on the leader waits for this line.
    live = connection.execute(
        "SELECT position FROM public.projections WHERE name = %s FOR UPDATE", (name,)
    ).fetchone()
    if live is None:
        raise LookupError(f"no tables for {name}: migrate first")
    goal = max(live[0], source.head())
    while feed.position < goal:
        feed.step(connection)
    for old, new in ((name, f"{name}__old"), (feed.name, name)):
        connection.execute(
            SQL("ALTER SCHEMA {} RENAME TO {}").format(Identifier(old), Identifier(new))
        )
    connection.execute(
        "UPDATE public.projections SET position = %s, shape = %s, error = NULL"
        " WHERE name = %s",
        (feed.position, projection.shape, name),
    )
    connection.execute("DELETE FROM public.projections WHERE name = %s", (feed.name,))


def _drop(connection: Connection[Any], name: str) -> None:
    with connection.transaction():
        connection.execute("DELETE FROM public.projections WHERE name = %s", (name,))
        connection.execute(
            SQL("DROP SCHEMA IF EXISTS {} CASCADE").format(Identifier(name))
        )
