"""Pages on which an officer assigns the category that is reckoned (C5)."""

from collections.abc import Mapping
from typing import Annotated, NamedTuple
from uuid import UUID

from fastapi import APIRouter, Form, Request
from fastapi.responses import Response

from application.risk import AssignRisk
from domain.kernel import Actor
from interfaces.deps import KeyDep, ServiceDep, own
from interfaces.locale import N_
from interfaces.risks import CATEGORIES
from interfaces.service import Service
from interfaces.web.pages import language_of, page
from interfaces.web.person import see_other
from interfaces.web.risk.words import WRONG, Officer, words_for
from interfaces.web.wrong import Fault, errors_in, status_for

router = APIRouter(include_in_schema=False)

FIELDS = ("inn", "control_kind", "premises")
WHOLE = "whole"
"""What the business does, wherever: no place."""

Short = Annotated[str, Form(max_length=50)]
Kind = Annotated[str, Form(max_length=500)]


class Given(NamedTuple):
    """What was filled in; `premises`: id of a place, or WHOLE."""

    inn: str = ""
    control_kind: str = ""
    premises: str = ""

    @property
    def command(self) -> AssignRisk:
        return AssignRisk.model_validate(
            {
                "inn": self.inn,
                "control_kind": self.control_kind,
                "premises": None if self.premises == WHOLE else self.premises,
            }
        )


@router.get("/risk/assign")
def ask(request: Request, service: ServiceDep, by: Officer) -> Response:
    """Ask whose object it is, and in which kind of control."""
    return _ask(request, service, by, Given())


@router.post("/risk/assign/check")
def check(
    request: Request,
    service: ServiceDep,
    by: Officer,
    inn: Short = "",
    control_kind: Kind = "",
    premises: Short = "",
) -> Response:
    """Let choose the object, then show the reckoning; assigns nothing."""
    given = Given(inn.strip(), control_kind, premises)
    try:
        client_id = service.risk_assignments.client(given.inn, by=by)
        places = service.execution_view.places(client_id)
        if not premises:
            return _ask(request, service, by, given, places=places)
        found = service.risk_assignments.prepare(given.command, by=by)
    except WRONG as fault:
        return _ask(request, service, by, given, fault)
    edition = found.profile.edition(found.reckoned.edition)
    words = words_for(request, service, edition, reckoned=found.reckoned, found=found)
    whole = language_of(request).gettext(N_("What the business does, wherever"))
    return page(
        request,
        "risk/check.html",
        {
            "given": given,
            "place": next(
                (", ".join(p) for id, p in places.items() if str(id) == premises), whole
            ),
            "found": found,
            "tags": CATEGORIES,
            "words": words,
        },
    )


@router.post("/risk/assign")
def assign(
    request: Request,
    service: ServiceDep,
    by: Officer,
    key: KeyDep,
    inn: Short = "",
    control_kind: Kind = "",
    premises: Short = "",
) -> Response:
    """Assign it."""
    given = Given(inn.strip(), control_kind, premises)
    try:
        receipt = service.risk_assignments.assign(given.command, by=by, key=key)
    except WRONG as fault:
        return _ask(request, service, by, given, fault)
    service.caught_up(receipt.position)
    return see_other(f"/risk/{receipt.id}?done=1")


def _ask(
    request: Request,
    service: Service,
    by: Actor,
    given: Given,
    fault: Fault | None = None,
    *,
    places: Mapping[UUID, tuple[str, str]] | None = None,
) -> Response:
    bodies = service.person_view.of(own(by))
    profiles = service.risk_view.profiles(service.clock.today())
    return page(
        request,
        "risk/assign.html",
        {
            "given": given,
            "kinds": [one for one in profiles if one.control_body in bodies],
            "places": places,
            "whole": WHOLE,
            "errors": errors_in(request, fault, FIELDS),
        },
        status=status_for(fault),
    )
