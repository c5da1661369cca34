"""What cautions ask of read models (C6)."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Protocol
from uuid import UUID

from domain.caution import Supervised


class CautionsKnown(Protocol):
    """What can be cautioned about; as of the last event of the projections."""

    def supervised(
        self, codes: Collection[str], bodies: Collection[str], today: date
    ) -> Mapping[str, Supervised]:
        """Those requirements in force on a day that one of the bodies supervises."""
        ...

    def region_of(self, client_id: UUID) -> str | None:
        """The region that a business works in; None when it is not known.

        Raises:
            NotFound: there is no such business.
        """
        ...
