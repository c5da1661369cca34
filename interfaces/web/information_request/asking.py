"""Pages on which an officer asks a business for information (C4)."""

from operator import itemgetter
from typing import Any, NamedTuple

from fastapi import APIRouter, Request
from fastapi.responses import Response
from pydantic import ValidationError

from application.information_request import AskedItem, AskForInformation, Prepared
from domain.errors import Invalid, RuleBroken
from domain.information_request import MOST_ITEMS, Ground
from domain.profile import Vocabulary
from interfaces.deps import KeyDep, ServiceDep
from interfaces.service import Service
from interfaces.web.information_request.words import GROUNDS, Officer, RequestWords
from interfaces.web.pages import language_of, page
from interfaces.web.person import see_other
from interfaces.web.requirement.keeping import Posted
from interfaces.web.wrong import Fault, errors_in, status_for

router = APIRouter(include_in_schema=False)

FIELDS = ("inn", "ground", "purpose", "days")
ROWS = 2


class Row(NamedTuple):
    """One item in the form."""

    kind: str = ""
    what: str = ""
    requirement: str = ""
    fact: str = ""

    @property
    def is_empty(self) -> bool:
        return not self.what.strip()


class Form(NamedTuple):
    """What was filled in."""

    inn: str = ""
    ground: str = ""
    purpose: str = ""
    days: str = ""
    rows: tuple[Row, ...] = (Row(),) * ROWS


@router.get("/information-requests/new")
def new(request: Request, service: ServiceDep, _by: Officer, inn: str = "") -> Response:
    """Ask whom to ask, on what ground, for what."""
    return _form(request, service, Form(inn=inn[:20]))


@router.post("/information-requests/check")
def check(
    request: Request, service: ServiceDep, by: Officer, posted: Posted
) -> Response:
    """Show how long the business gets and why, before anything is sent."""
    form = _given(posted)
    if posted.get("act") == "add":
        return _form(request, service, form._replace(rows=(*form.rows, Row())))
    if posted.get("act") == "change":
        return _form(request, service, form)
    try:
        prepared = service.information_requests.prepare(_command(form), by=by)
    except (ValidationError, Invalid, RuleBroken) as fault:
        return _form(request, service, form, fault)
    return _check(request, service, form, prepared)


@router.post("/information-requests/new")
def ask(
    request: Request, service: ServiceDep, by: Officer, key: KeyDep, posted: Posted
) -> Response:
    """Send it."""
    form = _given(posted)
    try:
        receipt = service.information_requests.ask(_command(form), by=by, key=key)
    except (ValidationError, Invalid, RuleBroken) as fault:
        return _form(request, service, form, fault)
    service.caught_up(receipt.position)
    return see_other(f"/information-requests/{receipt.id}?sent=1")


def _given(posted: dict[str, str]) -> Form:
    rows = [
        Row(*(posted.get(f"{name}-{n}", "") for name in Row._fields))
        for n in range(1, MOST_ITEMS + 1)
        if f"what-{n}" in posted
    ]
    said = {name: posted.get(name, "").strip() for name in FIELDS}
    return Form(**said, rows=tuple(rows) or (Row(),))


def _command(form: Form) -> AskForInformation:
    return AskForInformation.model_validate(
        {
            "inn": form.inn,
            "ground": form.ground,
            "purpose": form.purpose,
            "days": form.days or None,
            "items": [
                AskedItem(
                    kind=row.kind,
                    what=row.what.strip(),
                    requirement=row.requirement.strip().upper(),
                    fact=row.fact,
                )
                for row in form.rows
                if not row.is_empty
            ],
        }
    )


def _form(
    request: Request, service: Service, form: Form, fault: Fault | None = None
) -> Response:
    wording = service.wording(language_of(request).code)
    return page(
        request,
        "information_request/new.html",
        {
            "form": form,
            "grounds": GROUNDS,
            "facts": sorted(
                ((fact, wording.label(fact)) for fact in _facts(service.vocabulary)),
                key=itemgetter(1),
            ),
            "errors": errors_in(request, fault, (*FIELDS, "items")),
            "most": MOST_ITEMS,
            "words": RequestWords(request, service),
        },
        status=status_for(fault),
    )


def _check(
    request: Request, service: Service, form: Form, prepared: Prepared
) -> Response:
    words = RequestWords(request, service)
    context: dict[str, Any] = {
        "form": form,
        "ground": GROUNDS[Ground(form.ground)],
        "prepared": prepared,
        "held": {one.number: one for one in prepared.held},
        "items": [row for row in form.rows if not row.is_empty],
        "words": words,
    }
    return page(request, "information_request/check.html", context)


def _facts(vocabulary: Vocabulary) -> list[str]:
    """Facts that a state register may know."""
    return [
        "okved",
        "employees",
        "region",
        "size",
        *(f"activity:{name}" for name in vocabulary.activities),
        *(f"object:{name}" for name in vocabulary.objects),
    ]
