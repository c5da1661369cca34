"""Deadlines over JSON: whose turn it is, until when, and how that was counted."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Response
from pydantic import Field

from application.access import Action
from domain.kernel import Actor, Value
from interfaces.deadlines import deadline_for, parties_for
from interfaces.deps import Asks, ServiceDep
from projections.deadline import (
    DeadlineCard,
    DeadlineCount,
    DeadlinePage,
    Side,
    Standing,
)

router = APIRouter(prefix="/api/deadlines", tags=["deadlines"])

Reader = Annotated[Actor, Depends(Asks(Action.READ_DEADLINES))]


class Wanted(Value):
    """Which deadlines.

    Attributes:
        side: those in which it is your turn, or those that you wait for.
        standing: open ones, overdue ones, or those that are over.
        after: `next` of the page before.
        limit: how many at most.
    """

    side: Side = Side.MINE
    standing: Standing = Standing.OPEN
    after: str = Field(default="", max_length=200)
    limit: int = Field(default=50, ge=1, le=200)


@router.get("")
def deadlines(
    wanted: Annotated[Wanted, Query()], service: ServiceDep, by: Reader
) -> DeadlinePage:
    """Your deadlines: open ones by their ends, others the newest first."""
    return service.deadline_view.of(
        parties_for(service, by),
        wanted.side,
        wanted.standing,
        service.clock.now(),
        after=wanted.after,
        limit=wanted.limit,
    )


@router.get("/summary")
def summary(service: ServiceDep, by: Reader) -> DeadlineCount:
    """How many are open and how many are late, on either side."""
    return service.deadline_view.count(parties_for(service, by), service.clock.now())


@router.get("/{deadline_id}")
def show(
    deadline_id: UUID, service: ServiceDep, by: Reader, response: Response
) -> DeadlineCard:
    """One deadline, with everything that happened to it."""
    card = deadline_for(service, by, deadline_id)
    response.headers["ETag"] = f'"{card.version}"'
    return card
