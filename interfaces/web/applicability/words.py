"""What pages of lists and declarations share: names of things, and sentences."""

from collections.abc import Iterable
from typing import Annotated, Any

from fastapi import Depends, Form, Request

from application.access import Action
from domain.applicability import Status
from domain.condition import Ground, Verdict, ground_of
from domain.kernel import Actor
from interfaces.deps import Asks
from interfaces.locale import N_
from interfaces.service import Service
from interfaces.web.pages import language_of
from interfaces.web.requirement.words import RequirementWords
from projections.applicability import (
    Arrangement,
)

Anybody = Annotated[Actor, Depends(Asks(Action.READ_PUBLIC))]


ListReader = Annotated[Actor, Depends(Asks(Action.READ_LIST))]


Declarer = Annotated[Actor, Depends(Asks(Action.DECLARE))]


Reader = Annotated[Actor, Depends(Asks(Action.READ_DECLARATION))]


Text = Annotated[str, Form()]


GROUPS = {
    Verdict.APPLIES: N_("About you"),
    Verdict.UNKNOWN: N_("To be clarified"),
    Verdict.DOES_NOT_APPLY: N_("Not about you"),
}


ARRANGEMENTS = {
    Arrangement.SECTOR: N_("By topic"),
    Arrangement.BODY: N_("By supervisory body"),
    Arrangement.OBJECT: N_("By object"),
}


GROUNDS = {
    Ground.ACTIVITY_NOT_CARRIED_OUT: N_(
        "I do not do this (the activity is not carried out)"
    ),
    Ground.OBJECT_NOT_USED: N_("I do not have this (the object is not used)"),
}


STATUSES = {
    Status.DECLARED: (N_("Declared: not about you"), "yes"),
    Status.CONTESTED: (N_("Contested: your answer is awaited"), "late"),
    Status.ANSWERED: (N_("Contested and answered"), "ask"),
    Status.TO_RECONFIRM: (N_("Look again: something changed"), "late"),
    Status.NOT_UPHELD: (N_("Not in effect: the contest was upheld"), "no"),
    Status.WITHDRAWN: (N_("Withdrawn"), "no"),
}


STATUSES_FOR_BODY = STATUSES | {
    Status.DECLARED: (N_("In effect"), "yes"),
    Status.CONTESTED: (N_("Contested: the client's answer is awaited"), "ask"),
    Status.ANSWERED: (N_("The client answered: decide"), "late"),
    Status.TO_RECONFIRM: (N_("Waits for the client's re-confirmation"), "ask"),
}


MOMENTS = {
    "declared": N_("Declared"),
    "declared_again": N_("Declared again"),
    "withdrawn": N_("Withdrawn"),
    "put_up": N_("Put up for re-confirmation"),
    "change_noted": N_("A fact that this rests on changed"),
    "reconfirmed": N_("Re-confirmed"),
    "contested": N_("Contested by the supervisory body"),
    "answered": N_("Answered by the client"),
    "contest_dropped": N_("The supervisory body accepted the declaration"),
    "contest_annulled": N_("A decision on an appeal undid the contest"),
    "contest_upheld": N_("The supervisory body upheld its contest"),
}


def words_of(request: Request, service: Service) -> dict[str, Any]:
    """How requirements and conditions are said in the reader's language."""
    spoken = language_of(request)
    wording = service.wording(spoken.code)
    return {"wording": wording, "words": RequirementWords(spoken, wording)}


def titles_of(service: Service, codes: list[str]) -> dict[str, str]:
    """Titles of requirements as they read today, by code; the code where none is."""
    standing = service.requirement_view.standing(codes, service.clock.today())
    return {
        code: standing[code].version.content.title if code in standing else code
        for code in codes
    }


def named(request: Request, service: Service, literal: Any) -> str:
    """What is not done or not used, for whoever reads: a name where there is one."""
    if literal.test is True:
        return service.wording(language_of(request).code).label(literal.fact)
    return absent_of(request, service, literal)


def grounds_said(request: Request, absent: Iterable[str]) -> str:
    """The grounds of what is not so, each once, as the client says them."""
    found = dict.fromkeys(ground for atom in absent if (ground := ground_of(atom)))
    return "; ".join(language_of(request).gettext(GROUNDS[one]) for one in found)


def absent_of(request: Request, service: Service, literal: Any) -> str:
    """That something is not done or not used, as the client says it."""
    spoken = language_of(request)
    wording = service.wording(spoken.code)
    if literal.fact == "okved":
        code = wording.titled(str(literal.test))
        return spoken.gettext(
            N_("The work under OKVED code %(code)s is not done"), code=code
        )
    return wording.absent(literal)
