"""What the officer's pages of inspections share (I0, I4)."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from typing import Annotated, Any, Final
from uuid import UUID

from fastapi import Depends, Request
from pydantic import ValidationError

from application.access import Action
from application.log import Unavailable
from domain.errors import Invalid, RuleBroken, Stale
from domain.inspection import Broken, Fault
from domain.kernel import Actor
from domain.risk import Category
from domain.term import Place
from interfaces.deps import Asks
from interfaces.inspections import (
    ACTIONS,
    APPROVALS,
    CAUSES,
    ENDINGS,
    FLAGS,
    GROUNDS,
    KINDS,
    MOVINGS,
    OBSTACLES,
    PARTS,
    SETTLED,
    STAGES,
    STEPS,
)
from interfaces.locale import N_
from interfaces.timeline.choices import CHOICES
from interfaces.web.pages import language_of

Reader = Annotated[Actor, Depends(Asks(Action.READ_INSPECTION))]
Orderer = Annotated[Actor, Depends(Asks(Action.ORDER_INSPECTION))]
Officer = Annotated[Actor, Depends(Asks(Action.HOLD_INSPECTION))]
WRONG = (ValidationError, Invalid, RuleBroken, Stale, Unavailable)

FAULTS: Final[Mapping[Fault, str]] = {
    Fault.NO_GROUND: N_("The order does not say what its ground rests on"),
    Fault.NO_PERSON: N_("The order names no inspector"),
    Fault.NOTHING_TO_DO: N_("The order names no actions"),
    Fault.ACTION_NOT_ALLOWED: N_("This kind of inspection does not allow an action"),
    Fault.NOT_IMMEDIATE: N_("On this ground it may not begin at once"),
    Fault.NOTICE_TOO_SHORT: N_("The client cannot be told in time"),
    Fault.TOO_LONG: N_("It would last longer than the law allows"),
    Fault.HOURS_MISSING: N_("The order does not bound the hours with the client"),
    Fault.TOO_MANY_HOURS: N_("More hours with the client than the law allows"),
    Fault.NOT_BY_PLAN: N_("Nothing of this category of risk is inspected by plan"),
    Fault.TOO_OFTEN: N_("It is too soon after the last planned inspection"),
}
FACTS: Final[Mapping[str, str]] = {
    "actions": N_("Actions"),
    "allowed": N_("Allowed"),
    "by": N_("At the latest"),
    "tell_by": N_("The last moment to tell the client"),
    "latest": N_("The last lawful day"),
    "most": N_("Hours at most"),
    "category": N_("Category of risk"),
    "earliest": N_("The first lawful day"),
}
WORDS: Final[Mapping[str, Any]] = {
    "actions_named": ACTIONS,
    "approvals": APPROVALS,
    "causes": CAUSES,
    "endings": ENDINGS,
    "faults": FAULTS,
    "flags": FLAGS,
    "grounds": GROUNDS,
    "kinds": KINDS,
    "movings": MOVINGS,
    "obstacles": OBSTACLES,
    "parts": PARTS,
    "settled": SETTLED,
    "stages": STAGES,
    "steps_named": STEPS,
}


def facts_of(request: Request, broken: Broken) -> list[tuple[str, str]]:
    """What explains a broken rule, in the reader's language."""
    spoken = language_of(request)
    told: Mapping[str, Callable[[Any], str]] = {
        "actions": lambda found: ", ".join(spoken.gettext(ACTIONS[o]) for o in found),
        "allowed": lambda found: ", ".join(spoken.gettext(ACTIONS[o]) for o in found),
        "tell_by": lambda found: spoken.moment(datetime.fromisoformat(found)),
        "latest": lambda found: spoken.date(date.fromisoformat(found)),
        "earliest": lambda found: spoken.date(date.fromisoformat(found)),
        "category": lambda found: spoken.gettext(CHOICES[Category][Category(found)]),
    }
    return [
        (spoken.gettext(FACTS[name]), told.get(name, str)(value))
        for name, value in broken.facts.items()
        if name in FACTS
    ]


def moment_of(day: str, time: str, place: Place) -> Any:
    """The instant at a place; what is none is left as it is, for the error."""
    try:
        local = datetime.fromisoformat(f"{date.fromisoformat(day)}T{time or '09:00'}")
    except ValueError:
        return f"{day} {time}"
    return local.replace(tzinfo=place.zone)


def ids_of(texts: Iterable[str]) -> list[UUID]:
    """Those texts that are ids."""
    found = []
    for text in texts:
        try:
            found.append(UUID(text))
        except ValueError:
            continue
    return found
