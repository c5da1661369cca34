"""Asks the tree over the log."""

from collections.abc import Mapping, Sequence

from domain.receipt import Leaf, Node
from projections.receipt.reading import hashes_of, pieces
from projections.view import Params, Query, View

REACH = "SELECT position AS found FROM public.projections WHERE name = 'receipt'"
NEXT = (
    "SELECT number, position, hashes FROM receipt.leaf WHERE position > %s"
    " ORDER BY position LIMIT %s"
)


class TreeView(View):
    """The tree; answers as of the last event of the projection."""

    def size(self) -> int:
        """How many leaves there are."""
        return self._number("SELECT max(number) + 1 AS found FROM receipt.leaf") or 0

    def position(self) -> int:
        """Up to which position of the log."""
        return self._number(REACH) or 0

    def leaf(self, position: int) -> int | None:
        """The leaf of the event at a position; None when there is none."""
        query = "SELECT number AS found FROM receipt.leaf WHERE position = %s"
        return self._number(query, (position,))

    def hashes(self, nodes: Sequence[Node]) -> Mapping[Node, bytes]:
        """The hashes of complete subtrees.

        Raises:
            KeyError: one of them is not there.
        """
        with self.read() as sql:
            return hashes_of(sql, ("receipt", "leaf"), nodes)

    def leaves(self, after: int, limit: int) -> list[Leaf]:
        """The leaves of the events after a position, in order."""
        with self.read() as sql:
            rows = sql.execute(NEXT, (after, limit), prepare=True)
            return [
                Leaf(row["number"], row["position"], pieces(bytes(row["hashes"])))
                for row in rows
            ]

    def _number(self, query: Query, params: Params = ()) -> int | None:
        with self.read() as sql:
            row = sql.execute(query, params, prepare=True).fetchone()
        return row["found"] if row else None
