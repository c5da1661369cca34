"""Makes the empty tables of a projection."""

from typing import Any

from psycopg import Connection
from psycopg.sql import SQL, Identifier

from projections.view.model import Projection


def lay(
    connection: Connection[Any], projection: Projection, name: str | None = None
) -> None:
    """Make empty tables for a projection, unless there are tables of today's shape.

    Args:
        connection: inside a transaction.
        projection: whose tables.
        name: of the schema, and of its line in `projections`; the projection's own
            when absent.
    """
    name = name or projection.name
    found = connection.execute(
        "SELECT shape FROM public.projections WHERE name = %s FOR UPDATE", (name,)
    ).fetchone()
    if found and found[0] == projection.shape:
        return
    schema = Identifier(name)
    connection.execute(SQL("DROP SCHEMA IF EXISTS {} CASCADE").format(schema))
    connection.execute(SQL("CREATE SCHEMA {}").format(schema))
    search(connection, name)
    if projection.schema:
        connection.execute(projection.schema)
    search(connection)
    connection.execute(
        "INSERT INTO public.projections (name, shape) VALUES (%s, %s)"
        " ON CONFLICT (name) DO UPDATE"
        " SET shape = EXCLUDED.shape, position = 0, error = NULL",
        (name, projection.shape),
    )


def search(connection: Connection[Any], *schemas: str) -> None:
    """Look for names without a schema in these and then in `public`, until commit."""
    path = SQL(", ").join(map(Identifier, (*schemas, "public")))
    connection.execute(SQL("SET LOCAL search_path = {}").format(path))
