"""Declarations of compliance, as the client and the body read them on a day."""

from collections.abc import Collection
from datetime import date
from typing import Any, LiteralString
from uuid import UUID

from domain.compliance import State
from projections.compliance.cards import (
    PAGE,
    ComplianceCard,
    ComplianceQueue,
    ConfirmedLine,
)
from projections.compliance.queries import DECLARATION, LINES, OF_BODIES, OF_CLIENT
from projections.view import View


class ComplianceView(View):
    """Answers about declarations of compliance."""

    def get(self, id: UUID, on: date) -> ComplianceCard | None:
        """One declaration as it stands on a day; None when there is none."""
        return self.one(ComplianceCard, DECLARATION, {"id": id, "on": on})

    def lines(self, id: UUID, on: date) -> list[ConfirmedLine]:
        """What a declaration confirms, and by what; the client's notes are not in it.

        Args:
            id: of the declaration.
            on: the day for which to say whether each version is the one to look at.
        """
        return self.all(ConfirmedLine, LINES, {"id": id, "on": on})

    def of_client(
        self,
        client_id: UUID,
        on: date,
        *,
        states: Collection[State] = (),
        before: int | None = None,
        limit: int = PAGE,
    ) -> ComplianceQueue:
        """A client's declarations, newest first.

        Args:
            client_id: whose.
            on: the day on which they stand so.
            states: only these; all when empty.
            before: cursor of the page before.
            limit: how many at most, 1..200.
        """
        asked = {"client": client_id}
        return self._page(OF_CLIENT, asked, on, states, before, limit)

    def of_bodies(
        self,
        bodies: Collection[str],
        on: date,
        *,
        states: Collection[State] = (),
        before: int | None = None,
        limit: int = PAGE,
    ) -> ComplianceQueue:
        """Declarations made to some bodies, newest first.

        Args:
            bodies: names as in the register's `control_body`.
            on: the day on which they stand so.
            states: only these; all when empty.
            before: cursor of the page before.
            limit: how many at most, 1..200.
        """
        asked = {"bodies": list(bodies)}
        return self._page(OF_BODIES, asked, on, states, before, limit)

    def _page(
        self,
        query: LiteralString,
        asked: dict[str, Any],
        on: date,
        states: Collection[State],
        before: int | None,
        limit: int,
    ) -> ComplianceQueue:
        found = self.all(
            ComplianceCard,
            query,
            asked
            | {
                "on": on,
                "states": [state.value for state in states] or None,
                "before": before,
                "limit": limit + 1,
            },
        )
        shown = tuple(found[:limit])
        after = shown[-1].number if len(found) > limit else None
        return ComplianceQueue(declarations=shown, after=after)
