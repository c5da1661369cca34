"""What a client follows, and what is new under it (E4)."""

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query, Response, status
from pydantic import Field

from application.access import Action
from application.log import Receipt
from domain.draft import Filter
from domain.kernel import Actor, Value
from interfaces.deps import Asks, KeyDep, ServiceDep, VersionDep, answered, own
from projections.draft import FollowingCard, News

router = APIRouter(prefix="/api/following", tags=["draft"])

Client = Annotated[Actor, Depends(Asks(Action.FOLLOW))]
Place = Annotated[int, Path(ge=1, le=10**6)]


class Seen(Value):
    """Up to which place in the log everything was seen: `position` of the news."""

    position: int = Field(ge=0, le=2**62, examples=[1204])


@router.get("")
def show(service: ServiceDep, by: Client, response: Response) -> FollowingCard:
    """What the business follows."""
    card = service.draft_view.following(own(by))
    response.headers["ETag"] = f'"{card.version}"'
    return card


@router.post("", status_code=status.HTTP_201_CREATED)
def follow(
    command: Filter, service: ServiceDep, by: Client, key: KeyDep, response: Response
) -> Receipt:
    """Follow an act, an activity, a region, a body, or several of these together."""
    receipt = service.followings.follow(own(by), command, by=by, key=key)
    return answered(receipt, response)


@router.get("/news")
def news(
    service: ServiceDep,
    by: Client,
    since: Annotated[int | None, Query(ge=0, le=2**62)] = None,
) -> list[News]:
    """What is new since everything was last seen, or since a place in the log."""
    return service.draft_view.news(own(by), since=since)


@router.post("/seen")
def see(
    command: Seen, service: ServiceDep, by: Client, key: KeyDep, response: Response
) -> Receipt:
    """Say that everything up to a place in the log was seen."""
    receipt = service.followings.see(own(by), command.position, by=by, key=key)
    return answered(receipt, response)


@router.delete("/{place}")
def unfollow(
    place: Place,
    service: ServiceDep,
    by: Client,
    version: VersionDep,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Stop following something."""
    receipt = service.followings.unfollow(
        own(by), place, by=by, key=key, version=version
    )
    return answered(receipt, response)
