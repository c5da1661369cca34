"""What pages of claims of damage share (I9)."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Annotated, Any, Final
from uuid import UUID

from fastapi import Depends, Form, Request
from fastapi.responses import Response
from pydantic import ValidationError

from application.access import Action
from application.evidence import FilesUnavailable
from application.log import Receipt, Unavailable
from domain.damage import LineKind
from domain.errors import Invalid, RuleBroken, Stale
from domain.kernel import Actor
from interfaces.damages import ANSWERS, OUTCOMES, SIDES, STATUSES
from interfaces.deps import Asks
from interfaces.exports.claim import LINE_KINDS
from interfaces.locale import N_
from interfaces.money import kopecks_of, percent, roubles
from interfaces.reckoned import ReckonedWords
from interfaces.service import Service
from interfaces.web.pages import language_of
from interfaces.web.person import see_other
from projections.damage import MoveKind

Reader = Annotated[Actor, Depends(Asks(Action.READ_DAMAGE))]
Client = Annotated[Actor, Depends(Asks(Action.CLAIM_DAMAGE))]
Head = Annotated[Actor, Depends(Asks(Action.ANSWER_DAMAGE))]
Version = Annotated[int, Form(ge=0, le=2**31)]
WRONG: Final = (
    ValidationError,
    Invalid,
    RuleBroken,
    Stale,
    Unavailable,
    FilesUnavailable,
)

HINTS: Final = {
    LineKind.ACTUAL: N_("What you spent or will have to spend, lost or had harmed."),
    LineKind.PROFIT: N_(
        "Income that you would have had. Say by what you count it: contracts, sales of"
        " the same days before, and what you did to lose less."
    ),
    LineKind.LEGAL: N_(
        "Lawyers, accountants, experts whom you paid because of this. Costs of a court"
        " case are claimed in that case."
    ),
}
MOVES: Final = {
    MoveKind.ANSWERED: N_("Answer of the body"),
    MoveKind.OFFERED: N_("An offer to agree"),
    MoveKind.SETTLED: N_("Agreed"),
    MoveKind.PAID: N_("Money came"),
    MoveKind.COURT: N_("Before a court"),
    MoveKind.DECIDED: N_("The court decided"),
    MoveKind.WITHDRAWN: N_("The claim was taken back"),
}
NO_SUM: Final = N_("Say how many roubles, for example 1500 or 1500.50")


class Unread(Exception):
    """What was typed cannot be read: sentences by field."""

    def __init__(self, **errors: str) -> None:
        super().__init__()
        self.errors = errors


def sum_of(said: str, field: str = "kopecks") -> int:
    """A sum that was typed; raises Unread."""
    found = kopecks_of(said)
    if found is None:
        raise Unread(**{field: NO_SUM})
    return found


def day_of(said: str) -> date | str | None:
    """A day that was typed; None for nothing, as it is for what pydantic refuses."""
    return said.strip() or None


def told(request: Request) -> dict[str, Any]:
    """The words of every page."""
    spoken = language_of(request)
    return {
        "statuses": STATUSES,
        "sides": SIDES,
        "answers": ANSWERS,
        "outcomes": OUTCOMES,
        "kinds": LINE_KINDS,
        "hints": HINTS,
        "moves": MOVES,
        "money": lambda kopecks: roubles(spoken, kopecks),
        "percent": lambda hundredths: percent(spoken, hundredths),
        "reckoned": ReckonedWords(spoken),
    }


def unread(request: Request, fault: Unread) -> dict[str, str]:
    """What cannot be read, in the reader's language."""
    spoken = language_of(request)
    return {field: spoken.gettext(said) for field, said in fault.errors.items()}


def done(service: Service, act: Callable[[], Receipt], address: str) -> Response:
    """Do something, and go where it is seen."""
    receipt = act()
    service.caught_up(receipt.position)
    return see_other(address)


def texts(posted: Mapping[str, str], *names: str) -> dict[str, str]:
    """Fields of a form as they were typed, without spaces around."""
    return {name: posted.get(name, "").replace("\r\n", "\n").strip() for name in names}


def ids(said: str) -> tuple[UUID, ...]:
    """The id that stands in a field; none when it is none."""
    try:
        return (UUID(said),)
    except ValueError:
        return ()
