"""What pages of risk share (C5)."""

from typing import Annotated

from fastapi import Depends, Request
from pydantic import ValidationError

from application.access import Action
from application.log import Unavailable
from application.risk import Explained
from domain.errors import Invalid, RuleBroken, Stale
from domain.kernel import Actor
from domain.risk import Reckoned, RiskCriteria
from interfaces.deps import Asks
from interfaces.risks import RiskWords, algorithms_in
from interfaces.service import Service
from interfaces.web.pages import language_of

Reader = Annotated[Actor, Depends(Asks(Action.READ_RISK))]
Officer = Annotated[Actor, Depends(Asks(Action.ASSIGN_RISK))]
Head = Annotated[Actor, Depends(Asks(Action.DECIDE_RISK))]
Keeper = Annotated[Actor, Depends(Asks(Action.KEEP_RISK_CRITERIA))]
Business = Annotated[Actor, Depends(Asks(Action.OBJECT_TO_RISK))]
WRONG = (ValidationError, Invalid, RuleBroken, Stale, Unavailable)


def words_for(
    request: Request,
    service: Service,
    criteria: RiskCriteria | None = None,
    *,
    reckoned: Reckoned | None = None,
    found: Explained | None = None,
) -> RiskWords:
    """The words of a page, with everything that its lines name.

    Args:
        request: in whose language.
        service: knows the names.
        criteria: by which lines were reckoned.
        reckoned: lines that rest on records.
        found: what would change a category.
    """
    spoken = language_of(request)
    lines = reckoned.lines if reckoned else ()
    ids = {id for line in lines for id in (*line.records, *line.against)}
    return RiskWords(
        spoken,
        service.wording(spoken.code),
        criteria,
        service.risk_view.records(ids),
        service.risk_view.algorithms(algorithms_in(found)),
    )
