"""The secret address of the calendar over JSON (L2)."""

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Depends, Response
from fastapi import status as http

from application.access import Action
from application.calendar_feed import Opened
from application.log import Receipt
from domain.kernel import Actor, Value
from interfaces.deps import Asks, InPerson, KeyDep, ServiceDep, answered, own
from interfaces.service import Service

router = APIRouter(prefix="/api/calendar", tags=["list"])

Keeper = Annotated[Actor, Depends(Asks(Action.KEEP_CALENDAR_FEED))]


class FeedOut(Value):
    """That there is an address; what it is was told once.

    Attributes:
        made_at: when the present one was made, UTC; null when there is none.
    """

    made_at: datetime | None


class Address(Value):
    """What came of making an address.

    Attributes:
        receipt: proof that it was recorded.
        address: of the calendar, told this once; null when the request was a
            repetition. Add `?lang=en` for English.
    """

    receipt: Receipt
    address: str | None


@router.get("")
def feed(service: ServiceDep, by: Keeper) -> FeedOut:
    """Since when you have a calendar address."""
    found = service.calendar_feed_view.of_client(own(by))
    return FeedOut(made_at=found.made_at if found else None)


@router.post("", status_code=http.HTTP_201_CREATED, dependencies=[InPerson])
def open_feed(
    service: ServiceDep, by: Keeper, key: KeyDep, response: Response
) -> Address:
    """Make the address, told this once; not with a token, sign in yourself."""
    opened = service.calendar_feeds.open(own(by), by=by, key=key)
    return _told(service, opened, response)


@router.post("/replace", dependencies=[InPerson])
def replace(
    service: ServiceDep, by: Keeper, key: KeyDep, response: Response
) -> Address:
    """Make another address; the one before leads nowhere from then on."""
    opened = service.calendar_feeds.replace(own(by), by=by, key=key)
    return _told(service, opened, response)


@router.delete("")
def revoke(service: ServiceDep, by: Keeper, key: KeyDep, response: Response) -> Receipt:
    """Take the address back."""
    receipt = service.calendar_feeds.revoke(own(by), by=by, key=key)
    service.caught_up(receipt.position)
    return answered(receipt, response)


def _told(service: Service, opened: Opened, response: Response) -> Address:
    service.let_catch_up(opened.receipt.position)
    answered(opened.receipt, response)
    address = f"{service.settings.public_url}/calendar/feed/{opened.secret}.ics"
    return Address(receipt=opened.receipt, address=address if opened.secret else None)
