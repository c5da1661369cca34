"""What pages of those who decide appeals share (I9)."""

from collections.abc import Mapping
from typing import Annotated, Any, Final

from fastapi import Depends, Form, Request
from pydantic import ValidationError

from application.access import Action
from application.log import Unavailable
from domain.errors import Invalid, RuleBroken, Stale
from domain.kernel import Actor
from domain.risk import Category
from interfaces.appeal_words import (
    EFFECTS,
    OUTCOMES,
    RESTORATIONS,
    STATUSES,
    SUBJECTS,
    SUSPENSION_ENDED,
    SUSPENSIONS,
)
from interfaces.deps import Asks
from interfaces.locale import N_
from interfaces.timeline.choices import CHOICES
from interfaces.web.pages import say
from projections.appeal import Only

Officer = Annotated[Actor, Depends(Asks(Action.DECIDE_APPEAL))]
Explainer = Annotated[Actor, Depends(Asks(Action.EXPLAIN_APPEALED))]
Version = Annotated[int | None, Form(ge=0, le=2**31)]
WRONG = (ValidationError, Invalid, RuleBroken, Stale, Unavailable)

SORTS: Final[Mapping[Only, str]] = {
    Only.ALL: N_("All open"),
    Only.MINE: N_("Mine"),
    Only.UNASSIGNED: N_("Nobody's yet"),
    Only.OVERDUE: N_("Overdue"),
    Only.SUSPENSION: N_("Suspension to decide"),
    Only.WAITING: N_("Waiting for the client"),
}
"""Sorts of open appeals, as tabs."""
WORDS: Final[Mapping[str, Any]] = {
    "categories": CHOICES[Category],
    "effects": EFFECTS,
    "outcomes": OUTCOMES,
    "restorations": RESTORATIONS,
    "statuses": STATUSES,
    "subjects": SUBJECTS,
    "suspension_ended": SUSPENSION_ENDED,
    "suspensions": SUSPENSIONS,
}
DONE: Final[Mapping[str, str]] = {
    "assign": N_("The officer is named."),
    "accept": N_("The appeal is being considered."),
    "refuse": N_("Consideration is refused, and the client is told why."),
    "restoration": N_("It is decided about the missed term, and the client is told."),
    "suspension": N_("It is decided about suspension, and the client is told."),
    "ask": N_("The client is asked; the term to decide stands still."),
    "question": N_("Those who did it are asked to explain."),
    "explain": N_("The explanation is in the case."),
    "extend": N_("The term is extended, and the client is told why."),
    "draft": N_("The decision is drafted."),
    "check": N_("Your opinion of the draft is recorded."),
    "decide": N_("It is decided. What it orders has happened, and the client is told."),
    "carried-out": N_("It is noted that it is done, and the client is told how."),
}
"""What is said when a step was taken."""
UNFILLED: Final[Mapping[str, str]] = {
    "officer": N_("Choose an officer"),
    "granted": N_("Choose a decision"),
    "agrees": N_("Say whether you agree with the draft"),
    "ground": N_("Choose a ground"),
    "days": N_("Say how many days"),
}
"""What is said of a field that was left empty."""


def unfilled(
    request: Request, errors: Mapping[str, str], given: Mapping[str, str]
) -> dict[str, str]:
    """What is wrong, by field; of what was left empty it says what to fill in."""
    gettext = say(request)
    return {
        name: gettext(UNFILLED[name])
        if name in UNFILLED and not given.get(name, "").strip()
        else said
        for name, said in errors.items()
    }
