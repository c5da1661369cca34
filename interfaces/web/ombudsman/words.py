"""What pages of the ombudsman in cases share (I9, I10)."""

from typing import Annotated, Any, Final
from uuid import UUID

from fastapi import Depends, Form, Request
from pydantic import ValidationError

from application.access import Action
from application.log import Unavailable
from domain.errors import Invalid, RuleBroken, Stale
from domain.kernel import Actor
from domain.ombudsman import Status
from interfaces.appeal_words import SUBJECTS
from interfaces.deps import Asks
from interfaces.inspections import ACTIONS, FLAGS, GROUNDS, KINDS, STAGES, STEPS
from interfaces.locale import N_
from interfaces.problems import field_errors
from interfaces.service import Service
from interfaces.web.pages import language_of
from interfaces.web.wrong import Fault
from projections.ombudsman import TakingPart

Reader = Annotated[Actor, Depends(Asks(Action.READ_OMBUDSMAN))]
Version = Annotated[int, Form(ge=0, le=2**31)]
Text = Annotated[str, Form(max_length=20_000)]

STATUSES: Final = {
    Status.INVITED: (N_("Invited, not answered yet"), "ask"),
    Status.TAKES_PART: (N_("Takes part"), "yes"),
    Status.DECLINED: (N_("Declined"), ""),
    Status.LEFT: (N_("Left the case"), ""),
    Status.WITHDRAWN: (N_("Invitation taken back"), ""),
}
FIELDS: Final = ("office", "wish", "reason", "opinion", "question", "file")
WRONG: Final = (ValidationError, Invalid, RuleBroken, Stale, Unavailable)


def words_of_case() -> dict[str, Any]:
    """The words that templates of a case take."""
    return {
        "statuses": STATUSES,
        "kinds": KINDS,
        "stages": STAGES,
        "grounds": GROUNDS,
        "steps": STEPS,
        "actions": ACTIONS,
        "flag_words": FLAGS,
        "subjects": SUBJECTS,
    }


def files_of(service: Service, cards: list[TakingPart]) -> dict[UUID, Any]:
    """The files of opinions, by id."""
    ids = [file for card in cards for one in card.opinions for file in one.files]
    if not ids:
        return {}
    return {one.id: one for one in service.exchange_view.enclosures(ids)}


def errors_in(request: Request, fault: Fault | None) -> dict[str, str]:
    """What is wrong, by field; what is about no field of the form is about none."""
    if fault is None:
        return {}
    found = field_errors(fault, language_of(request))
    return {
        about if about in FIELDS else "": sentence for about, sentence in found.items()
    }
