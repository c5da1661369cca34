"""Pages on which an officer offers a visit, or announces a mandatory one (C6)."""

from typing import Annotated, NamedTuple

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response
from pydantic import ValidationError

from application.visit import AnnounceVisit, OfferVisit
from domain.errors import Invalid, RuleBroken
from domain.term import Place
from domain.visit import MOST_SLOTS, NOTICE, ORDER, Ground, Visit, VisitKind
from interfaces.deps import KeyDep, ServiceDep
from interfaces.service import Service
from interfaces.web.pages import page
from interfaces.web.person import see_other
from interfaces.web.requirement.keeping import Posted
from interfaces.web.visit.slots import EMPTY, SlotRow, rows_in, slots_in
from interfaces.web.visit.words import (
    GROUNDS,
    KINDS,
    WAYS,
    Officer,
    VisitWords,
    codes_in,
)
from interfaces.web.wrong import Fault, errors_in, status_for

router = APIRouter(include_in_schema=False)

FIELDS = (
    "kind",
    "inn",
    "ground",
    "notified",
    "control_kind",
    "told",
    "requirements",
    "slots",
    "until",
)
WRONG = (ValidationError, Invalid, RuleBroken)
INVITED = (VisitKind.OFFERED, VisitKind.MANDATORY)


class Form(NamedTuple):
    """What was filled in."""

    kind: str = VisitKind.OFFERED.value
    inn: str = ""
    ground: str = ""
    notified: str = ""
    control_kind: str = ""
    told: str = ""
    requirements: str = ""
    until: str = ""
    rows: tuple[SlotRow, ...] = EMPTY


@router.get("/visits/new")
def new(
    request: Request,
    service: ServiceDep,
    _by: Officer,
    inn: Annotated[str, Query(max_length=20)] = "",
    kind: VisitKind = VisitKind.OFFERED,
) -> Response:
    """Ask whom to visit, why, and when."""
    return _form(request, service, Form(inn=inn, kind=kind.value))


@router.post("/visits/check")
def check(
    request: Request, service: ServiceDep, by: Officer, posted: Posted
) -> Response:
    """Show what would be sent, and by which rules, before anything is."""
    form = _given(posted)
    match posted.get("act"):
        case "add":
            return _form(request, service, form._replace(rows=(*form.rows, SlotRow())))
        case "change":
            return _form(request, service, form)
    try:
        place = service.visits.place(form.inn, by=by)
        visit = service.visits.prepare(_command(form, place), by=by)
    except WRONG as fault:
        return _form(request, service, form, fault)
    return _check(request, service, form, visit, place)


@router.post("/visits/new")
def send(
    request: Request, service: ServiceDep, by: Officer, key: KeyDep, posted: Posted
) -> Response:
    """Offer the visit, or announce it."""
    form = _given(posted)
    try:
        command = _command(form, service.visits.place(form.inn, by=by))
        invite = (
            service.visits.announce(command, by=by, key=key)
            if isinstance(command, AnnounceVisit)
            else service.visits.offer(command, by=by, key=key)
        )
    except WRONG as fault:
        return _form(request, service, form, fault)
    service.caught_up(invite.position)
    return see_other(f"/visits/{invite.id}?sent=1")


def _given(posted: dict[str, str]) -> Form:
    said = {
        name: posted.get(name, "").strip() for name in Form._fields if name != "rows"
    }
    return Form(**said, rows=rows_in(posted))


def _command(form: Form, place: Place) -> OfferVisit:
    said = {
        "inn": form.inn,
        "control_kind": form.control_kind or None,
        "requirements": codes_in(form.requirements),
        "told": form.told,
        "slots": slots_in(form.rows, place),
        "until": form.until,
    }
    if form.kind != VisitKind.MANDATORY.value:
        return OfferVisit.model_validate(said)
    return AnnounceVisit.model_validate(
        said | {"ground": form.ground, "notified": form.notified or None}
    )


def _form(
    request: Request, service: Service, form: Form, fault: Fault | None = None
) -> Response:
    return page(
        request,
        "visit/new.html",
        {
            "form": form,
            "kinds": [(one, KINDS[one]) for one in INVITED],
            "mandatory": VisitKind.MANDATORY.value,
            "grounds": GROUNDS,
            "ways": WAYS,
            "most": MOST_SLOTS,
            "words": VisitWords(request, service, service.places.at()),
            "notice": NOTICE,
            "errors": errors_in(request, fault, FIELDS),
        },
        status=status_for(fault),
    )


def _check(
    request: Request, service: Service, form: Form, visit: Visit, place: Place
) -> Response:
    words = VisitWords(request, service, place)
    return page(
        request,
        "visit/check.html",
        {
            "form": form,
            "visit": visit,
            "kind": KINDS[visit.kind],
            "ground": GROUNDS[Ground(form.ground)] if form.ground else None,
            "order": words.rule(ORDER, visit.control_kind),
            "words": words,
        },
    )
