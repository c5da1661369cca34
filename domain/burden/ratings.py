"""What a business thinks of the tools that an inspection gave it (I12)."""

from collections.abc import Mapping
from enum import StrEnum
from typing import ClassVar
from uuid import UUID, uuid5

from eventsourcing.domain import event
from pydantic import Field

from domain.burden.refusals import NothingRated, NotRatedYet
from domain.inspection import Kind, Stage
from domain.kernel import Actor, Aggregate, Value

_RATINGS = UUID("b8a5c7d4-2e60-5f19-8c3b-91d04e7f6a25")


class Tool(StrEnum):
    """What supports a business during an inspection, in the order of the services.

    Source:
        Стандарт «Государство для бизнеса», п. 4.8.
    """

    NOTICES = "notices"
    DOCUMENTS = "documents"
    ADVICE = "advice"
    MATERIALS = "materials"
    REPRESENTATIVES = "representatives"
    VIDEO = "video"
    MOVING = "moving"
    RECEIPTS = "receipts"
    APPEALS = "appeals"
    OMBUDSMAN = "ombudsman"
    BURDEN = "burden"


class Lack(StrEnum):
    """What was amiss.

    LATE: it came too late. HARD: it is hard to find or to use. UNCLEAR: it is hard to
    understand. BROKEN: it did not work. IGNORED: the body did not go along with it.
    """

    LATE = "late"
    HARD = "hard"
    UNCLEAR = "unclear"
    BROKEN = "broken"
    IGNORED = "ignored"


class Rating(Value):
    """What a business thinks of one tool.

    Attributes:
        score: from 1, it did not help, to 5, it helped very much.
        lacks: what was amiss.
    """

    score: int = Field(ge=1, le=5)
    lacks: tuple[Lack, ...] = Field(default=(), max_length=20)


class ToolRatings(Aggregate):
    """The ratings of one inspection; nobody but the client sees them one by one."""

    class Event(Aggregate.Event):
        subject: ClassVar[str] = "client_id"
        client_id: UUID

    class Begun(Aggregate.Created):
        """The client rates something of this inspection; see `CostBook.Begun`."""

        subject: ClassVar[str] = "client_id"
        client_id: UUID
        inspection: UUID
        authority: UUID
        control_kind: str
        kind: Kind

    class Rated(Event):
        """The client rated a tool, at a stage of the inspection."""

        tool: Tool
        rating: Rating
        stage: Stage

    class TakenBack(Event):
        """The client rates a tool no more."""

        tool: Tool

    @classmethod
    def begin(
        cls,
        *,
        client_id: UUID,
        inspection: UUID,
        authority: UUID,
        control_kind: str,
        kind: Kind,
        by: Actor,
    ) -> "ToolRatings":
        """Begin the ratings of an inspection, without any."""
        return cls(
            client_id=client_id,
            inspection=inspection,
            authority=authority,
            control_kind=control_kind,
            kind=kind,
            by=by,
        )

    def rate(self, ratings: Mapping[Tool, Rating], *, stage: Stage, by: Actor) -> None:
        """Rate tools; the last word on each counts, the same again changes nothing.

        Args:
            ratings: at least one.
            stage: where the inspection stands.
            by: who acts for the client.

        Raises:
            NothingRated: there is none.
        """
        if not ratings:
            raise NothingRated
        for tool, given in ratings.items():
            lacks = tuple(one for one in Lack if one in given.lacks)
            rating = given.model_copy(update={"lacks": lacks})
            if self.ratings.get(tool) != rating:
                self._rate(
                    client_id=self.client_id,
                    tool=tool,
                    rating=rating,
                    stage=stage,
                    by=by,
                )

    def take_back(self, tool: Tool, *, by: Actor) -> None:
        """Rate a tool no more; raises NotRatedYet."""
        if tool not in self.ratings:
            raise NotRatedYet
        self._take_back(client_id=self.client_id, tool=tool, by=by)

    @staticmethod
    def create_id(inspection: UUID) -> UUID:
        """One per inspection: the primary key enforces it."""
        return uuid5(_RATINGS, str(inspection))

    @event(Begun)
    def __init__(
        self,
        client_id: UUID,
        inspection: UUID,
        authority: UUID,
        control_kind: str,
        kind: Kind,
        by: Actor,
    ) -> None:
        self.client_id = client_id
        self.inspection = inspection
        self.ratings: dict[Tool, Rating] = {}

    @event(Rated)
    def _rate(
        self, client_id: UUID, tool: Tool, rating: Rating, stage: Stage, by: Actor
    ) -> None:
        self.ratings[tool] = rating

    @event(TakenBack)
    def _take_back(self, client_id: UUID, tool: Tool, by: Actor) -> None:
        del self.ratings[tool]
