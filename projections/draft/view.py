"""Answers about drafts; `application.draft.DraftNumbers` too (E1, E4)."""

from collections.abc import Callable
from datetime import date
from typing import Any, Final
from uuid import UUID

import orjson
from pydantic import Field

from domain.kernel import Value
from domain.profile import OkvedCode, Region, prefixes
from projections.draft.cards import (
    AboutRequirement,
    DraftCard,
    DraftLine,
    DraftsFound,
    FollowingCard,
    News,
    OpenDraft,
    OwnDraft,
    State,
)
from projections.draft.queries import (
    ABOUT,
    BODIES,
    CARD,
    COUNTS,
    DRAFT_NEWS,
    FOLLOWING,
    LAST_NUMBER,
    NUMBER_OF,
    OPEN,
    OWN,
    REQUIREMENT_NEWS,
    SEARCH,
    TO_ENTER,
)
from projections.view import Connections, View

PAGE: Final = 20
MOST: Final = 100
MOST_NEWS: Final = 100


class DraftFilters(Value):
    """Which drafts to show; whatever is absent does not matter.

    Attributes:
        text: Russian words of the draft, in any form, or its number.
        state: how it stands.
        body: that develops it.
        activity: OKVED code: drafts that name it, or what it falls under.
        region: drafts that name the region, or none.
    """

    text: str | None = Field(default=None, max_length=200)
    state: State | None = None
    body: str | None = Field(default=None, max_length=500)
    activity: OkvedCode | None = None
    region: Region | None = None


class DraftView(View):
    """Answers about drafts and about what clients follow.

    Args:
        database: where the tables are.
        today: the current day where the service is run.
    """

    def __init__(self, database: Connections, today: Callable[[], date]) -> None:
        super().__init__(database)
        self._today = today

    def search(
        self, filters: DraftFilters, *, after: int | None = None, limit: int = PAGE
    ) -> DraftsFound:
        """Public drafts that pass every filter, as they stand today, newest first.

        Args:
            filters: what to look for.
            after: `next` of the page before.
            limit: 1..100.
        """
        asked = filters.model_dump() | {
            "above": list(prefixes(filters.activity)) if filters.activity else None,
            "day": self._today(),
            "after": after,
            "limit": limit + 1,
        }
        found = self.all(DraftLine, SEARCH, asked)
        with self.read() as sql:
            counted = sql.execute(COUNTS, asked, prepare=True).fetchall()
        counts = {State(row["state"]): row["count"] for row in counted}
        return DraftsFound(
            items=tuple(found[:limit]),
            next=found[limit - 1].entered if len(found) > limit else None,
            counts={state: counts.get(state, 0) for state in State},
        )

    def bodies(self) -> list[str]:
        """The bodies that develop public drafts, those with most first; at most 100."""
        with self.read() as sql:
            return [row["body"] for row in sql.execute(BODIES, prepare=True)]

    def get(self, number: str) -> DraftCard | None:
        """Everything about one draft, public or not; None when there is none."""
        return self.one(DraftCard, f"{CARD} WHERE number = %s", (number,))

    def own(self, organisation: UUID) -> list[OwnDraft]:
        """All drafts of a body, the last changed first; at most 500."""
        return self.all(OwnDraft, OWN, (organisation,))

    def to_enter(self) -> list[OwnDraft]:
        """Adopted drafts that the register does not hold yet, oldest first."""
        return self.all(OwnDraft, TO_ENTER)

    def open_now(self) -> list[OpenDraft]:
        """What is open today with its proposals, what closes first, first."""
        return self.all(OpenDraft, OPEN, {"day": self._today()})

    def about(self, code: str) -> list[AboutRequirement]:
        """Public drafts that add, amend or repeal a requirement, newest first."""
        asked = {"code": code, "day": self._today()}
        return self.all(AboutRequirement, ABOUT, asked)

    def number_of(self, id: UUID) -> str | None:
        """The number of the draft with this id; None when there is none."""
        with self.read() as sql:
            row = sql.execute(NUMBER_OF, (id,), prepare=True).fetchone()
        return row["number"] if row else None

    def last_number(self, year: int) -> int:
        """The highest number given out in a year; 0 when there is none."""
        with self.read() as sql:
            row = sql.execute(LAST_NUMBER, (f"{year}-%",), prepare=True).fetchone()
        return (row and row["last"]) or 0

    def following(self, client_id: UUID) -> FollowingCard:
        """Everything that a client follows; an empty card when it follows nothing."""
        found = self.one(FollowingCard, FOLLOWING, (client_id,))
        return found or FollowingCard()

    def news(self, client_id: UUID, *, since: int | None = None) -> list[News]:
        """What is new under what a client follows, the newest first.

        Args:
            client_id: whose.
            since: place in the log; where the client last saw everything when absent.

        Returns:
            At most 100 drafts and 100 versions of requirements.
        """
        card = self.following(client_id)
        if not card.filters:
            return []
        filters = [
            one.model_dump()
            | {"above": prefixes(one.activity) if one.activity else None}
            for one in card.filters
        ]
        asked: dict[str, Any] = {
            "filters": orjson.dumps(filters).decode(),
            "seen": card.seen if since is None else since,
            "day": self._today(),
            "limit": MOST_NEWS,
        }
        found = self.all(News, DRAFT_NEWS, asked)
        found += self.all(News, REQUIREMENT_NEWS, asked)
        return sorted(found, key=lambda one: -one.position)
