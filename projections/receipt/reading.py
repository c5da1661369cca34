"""Finds nodes in the rows of the tree."""

from collections.abc import Mapping, Sequence
from typing import Any

from psycopg.sql import SQL, Composable, Identifier

from domain.receipt import Node

HASH = 32
ROWS = SQL("SELECT number, hashes FROM {} WHERE number = ANY(%b)")


def hashes_of(
    sql: Any, table: str | tuple[str, str], nodes: Sequence[Node]
) -> Mapping[Node, bytes]:
    """The hashes of complete subtrees: each is in the row of its last leaf.

    Raises:
        KeyError: one of them is not there.
    """
    if not nodes:
        return {}
    names = (table,) if isinstance(table, str) else table
    where: Composable = Identifier(*names)
    rows = sql.execute(
        ROWS.format(where), ([node.last for node in nodes],), prepare=True
    )
    found = {row["number"]: bytes(row["hashes"]) for row in rows}
    return {node: _piece(found[node.last], node.height) for node in nodes}


def pieces(hashes: bytes) -> tuple[bytes, ...]:
    """The hashes of a row, by height."""
    return tuple(_piece(hashes, n) for n in range(len(hashes) // HASH))


def _piece(hashes: bytes, height: int) -> bytes:
    return hashes[height * HASH : (height + 1) * HASH]
