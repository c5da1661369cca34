"""What the routes of appeals may ask for."""

from typing import Annotated

from fastapi import Depends, Query
from pydantic import Field

from application.access import Action
from domain.appeal import AppealStatus, SubjectKind
from domain.kernel import Actor, Value
from interfaces.deps import Asks
from projections.appeal import Asked, Only

Reader = Annotated[Actor, Depends(Asks(Action.READ_APPEAL))]
Appealing = Annotated[Actor, Depends(Asks(Action.APPEAL))]
Deciding = Annotated[Actor, Depends(Asks(Action.DECIDE_APPEAL))]
Explaining = Annotated[Actor, Depends(Asks(Action.EXPLAIN_APPEALED))]
After = Annotated[str, Query(max_length=40)]
Limit = Annotated[int, Query(ge=1, le=200)]


class Which(Value):
    """Which appeals of your body.

    Attributes:
        only: of the open ones: all, yours, nobody's, overdue ones, those in which the
            request to suspend waits, those that wait for the client.
        status: only those that stand so.
        kind: only those against such things.
        over: those that are over, in place of the open ones.
        after: `after` of the page before.
        limit: how many at most.
    """

    only: Only = Only.ALL
    status: AppealStatus | None = None
    kind: SubjectKind | None = None
    over: bool = False
    after: str = Field(default="", max_length=40)
    limit: int = Field(default=50, ge=1, le=200)

    def asked(self) -> Asked:
        """The same, as the view is asked."""
        return Asked(only=self.only, status=self.status, kind=self.kind, over=self.over)
