"""Files that wait to be sent, without those that a draft keeps (I2, I9)."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from projections.appeal import AppealView
from projections.exchange import ExchangeView


class UnsentButDrafted:
    """Implements `application.ports.UnsentFiles`.

    Args:
        files: what is attached and not sent.
        appeals: drafts of appeals, which may be written for weeks.
    """

    def __init__(self, files: ExchangeView, appeals: AppealView) -> None:
        self._files = files
        self._appeals = appeals

    def unsent_bytes(self, client_id: UUID, owner: UUID) -> int:
        """How much those of a party fill, those of drafts among them."""
        return self._files.unsent_bytes(client_id, owner)

    def unsent_since(self, before: datetime) -> Sequence[UUID]:
        """Ids of those that nobody needs any more."""
        return self._files.unsent_since(before, self._appeals.draft_files())
