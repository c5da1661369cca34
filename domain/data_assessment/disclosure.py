"""What may be told of a group without telling of anybody in it (C3).

Every number that leaves the service is a multiple of K (`domain.small_groups`), and a
group of fewer than K is not told of at all. Up or down is drawn by a lot that hangs on
exactly who is in the group (fixed random rounding): the same group always gives the
same number, so that asking again tells nothing; two groups that differ by one client
draw different lots, so that their difference tells nothing of that client.
"""

from collections.abc import Collection
from uuid import UUID

from domain.kernel import Value
from domain.small_groups import K, rounded_by

_BITS = (1 << 56) - 1


class Cell(Value):
    """A group before it is told of; it never leaves the service.

    Attributes:
        count: clients in it.
        lot: sum of the lots of these clients.
    """

    count: int = 0
    lot: int = 0

    @classmethod
    def of(cls, clients: Collection[UUID]) -> "Cell":
        """A group of these clients."""
        return cls(count=len(clients), lot=sum(map(lot_of, clients)) & _BITS)

    def __add__(self, other: "Cell") -> "Cell":
        """Two groups that share nobody."""
        return Cell(count=self.count + other.count, lot=(self.lot + other.lot) & _BITS)

    @property
    def disclosed(self) -> int | None:
        """What may be told; None: fewer than K."""
        if self.count < K:
            return None
        return rounded_by(self.lot, self.count, K)


def lot_of(client_id: UUID) -> int:
    """What a client adds to the lot of a group.

    Ids of clients are made with a secret key, so that nobody who knows a client by name
    or number can reckon it.
    """
    return client_id.int & _BITS
