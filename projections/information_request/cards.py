"""Requests for information as both sides read them (C4)."""

from datetime import date, datetime
from uuid import UUID

from domain.information_request import Ground, Item, RequestStatus, Sufficient
from domain.kernel import Value


class ItemCard(Value):
    """One thing that was asked for, and what was given.

    Attributes:
        item: by number, kind and what it shows.
        what: in words.
        text: the answer in words; None: none.
        files: ids of the files that came with it.
    """

    item: Item
    what: str
    text: str | None = None
    files: tuple[UUID, ...] = ()


class MoreTime(Value):
    """One time the business asked for more time.

    Attributes:
        turn: which time, from 1.
        wanted: working days that it asked for; None: it left that to the body.
        reason: why, if it said.
        asked_at: when, UTC.
        days: working days that it was given; None: none, or not decided yet.
        declined: why it was given none; None: it was, or is not decided yet.
        decided_at: when the body decided, UTC; None: not yet.
    """

    turn: int
    wanted: int | None = None
    reason: str | None = None
    asked_at: datetime
    days: int | None = None
    declined: str | None = None
    decided_at: datetime | None = None


class RequestLine(Value):
    """A request in a list.

    Attributes:
        id: of it.
        version: its version; the ETag.
        number: place of it in the log; what people call it by.
        client_id: who is asked.
        client_name: its name.
        authority: organisation that asks.
        authority_name: its name.
        purpose: the ground in words, and what for.
        status: where it stands.
        days: working days that were given.
        on: day of sending.
        changed_at: when something happened last, UTC.
    """

    id: UUID
    version: int
    number: int
    client_id: UUID
    client_name: str | None
    authority: UUID
    authority_name: str | None
    purpose: str
    status: RequestStatus
    days: int
    on: date
    changed_at: datetime


class RequestCard(RequestLine):
    """A request as a whole.

    Attributes:
        ground: on what ground.
        items: what was asked for, and given.
        time: how long the business needs, line by line.
        thread: the correspondence in which it was sent.
        answered_on: when it was answered; None: it was not.
        answer: id of the message in which it was answered.
        withdrawn_because: why it was withdrawn; None: no reason, or it was not.
        more_time: each time the business asked for more.
    """

    ground: Ground
    items: tuple[ItemCard, ...]
    time: Sufficient
    thread: UUID
    answered_on: date | None
    answer: UUID | None
    withdrawn_because: str | None
    more_time: tuple[MoreTime, ...]


class RequestPage(Value):
    """Some requests.

    Attributes:
        requests: the newest first.
        after: cursor of the next page; None at the end.
    """

    requests: tuple[RequestLine, ...]
    after: int | None


class Absence(Value):
    """An absence that a business declared.

    Attributes:
        number: of it.
        since, until: first and last day.
    """

    number: int
    since: date
    until: date
