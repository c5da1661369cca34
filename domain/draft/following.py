"""What a client follows (acts, activities, regions, bodies) and has seen of it (E4)."""

from datetime import date
from typing import ClassVar, Final
from uuid import UUID, uuid5

from eventsourcing.domain import event
from pydantic import Field

from domain.draft.refusals import FollowedAlready, NothingFollowed, TooManyFollowed
from domain.errors import NotFound
from domain.kernel import FORGOTTEN, Actor, Aggregate, Personal, Value
from domain.profile import OkvedCode, Region
from domain.requirement import Line

MOST_FOLLOWED: Final = 50
"""Set by the service, so that looking for what is new stays quick."""

_FOLLOWINGS: Final = UUID("0d9f6e5a-55cf-5d43-8a3c-6ef1a2f0b7c4")


class Filter(Value):
    """What to follow; whatever is absent does not matter.

    Attributes:
        act: words of the name of the act or the draft.
        activity: OKVED code: what names it, or what it falls under, or no activity.
        region: what names the region, or no region.
        body: that develops the draft or supervises the requirement.
    """

    act: Line | None = Field(default=None, examples=["противопожарный режим"])
    activity: OkvedCode | None = None
    region: Region | None = None
    body: Line | None = Field(default=None, examples=["МЧС России"])

    @property
    def is_empty(self) -> bool:
        """Whether it would let everything through."""
        return self == Filter()


class Following(Aggregate):
    """Everything that one client follows."""

    class Event(Aggregate.Event):
        subject: ClassVar[str] = "client_id"
        client_id: UUID

    class Followed(Event):
        """Something is followed from now on.

        Attributes:
            place: its number, from 1, for ever.
            act, activity, region, body: as in `Filter`.
        """

        place: int
        act: Personal | None
        activity: str | None
        region: str | None
        body: Personal | None

    class Unfollowed(Event):
        """Something is not followed any more."""

        place: int

    class Seen(Event):
        """The client saw everything up to a place in the log."""

        position: int
        on: date

    class Began(Aggregate.Created):
        """A client wants to follow something."""

        subject: ClassVar[str] = "client_id"
        client_id: UUID

    @classmethod
    def begin(cls, client_id: UUID, *, by: Actor) -> "Following":
        """Nothing yet, for one client."""
        return cls(client_id=client_id, by=by)

    def follow(self, wanted: Filter, *, by: Actor) -> int:
        """Follow something.

        Returns:
            Its number.

        Raises:
            NothingFollowed: the filter is empty.
            FollowedAlready: it is followed.
            TooManyFollowed: there are as many as one may have.
        """
        if wanted.is_empty:
            raise NothingFollowed
        if wanted in self.filters.values():
            raise FollowedAlready
        if len(self.filters) >= MOST_FOLLOWED:
            raise TooManyFollowed(most=MOST_FOLLOWED)
        place = self.last_place + 1
        self._follow(
            client_id=self.client_id, place=place, **wanted.model_dump(), by=by
        )
        return place

    def unfollow(self, place: int, *, by: Actor) -> None:
        """Stop following something.

        Raises:
            NotFound: nothing with this number is followed.
        """
        if place not in self.filters:
            raise NotFound
        self._unfollow(client_id=self.client_id, place=place, by=by)

    def see(self, position: int, *, on: date, by: Actor) -> None:
        """Say that everything up to a place in the log was seen."""
        if position > self.seen:
            self._see(client_id=self.client_id, position=position, on=on, by=by)

    @staticmethod
    def create_id(client_id: UUID) -> UUID:
        """One per client."""
        return uuid5(_FOLLOWINGS, str(client_id))

    @event(Began)
    def __init__(self, client_id: UUID, by: Actor) -> None:
        self.client_id = client_id
        self.filters: dict[int, Filter] = {}
        self.last_place = 0
        self.seen = 0

    @event(Followed)
    def _follow(
        self,
        client_id: UUID,
        place: int,
        act: str | None,
        activity: str | None,
        region: str | None,
        body: str | None,
        by: Actor,
    ) -> None:
        self.last_place = place
        if FORGOTTEN in {act, body}:
            return
        self.filters[place] = Filter(
            act=act, activity=activity, region=region, body=body
        )

    @event(Unfollowed)
    def _unfollow(self, client_id: UUID, place: int, by: Actor) -> None:
        self.filters.pop(place, None)

    @event(Seen)
    def _see(self, client_id: UUID, position: int, on: date, by: Actor) -> None:
        self.seen = position
