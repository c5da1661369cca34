"""Pages of a business: its registration, what is known of it, its name (L7)."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Form, Request
from fastapi.responses import Response
from pydantic import ValidationError

from application.client import RegisterClient, RenameClient
from domain.client import NothingChanged
from domain.errors import Invalid, RuleBroken, Stale
from domain.kernel import Role
from domain.person import Membership
from interfaces import signed
from interfaces.deps import KeyDep, ServiceDep, own
from interfaces.locale import N_
from interfaces.web.client.words import (
    KINDS,
    Keeper,
    Reader,
    Registrant,
    Text,
    card_of,
    wording_of,
)
from interfaces.web.facts import told
from interfaces.web.pages import page
from interfaces.web.person import see_other
from interfaces.web.simulator import answers_of, forget_answers
from interfaces.web.wrong import Fault, errors_of, status_for
from projections.client import ClientCard

router = APIRouter(include_in_schema=False)


@router.get("/client/register")
def registration(request: Request, _by: Registrant) -> Response:
    """Ask what the business is; what the simulator was told is kept."""
    return _registration(request, _told_before(request))


@router.post("/client/register")
def register(
    request: Request,
    service: ServiceDep,
    by: Registrant,
    key: KeyDep,
    kind: Text = "",
    name: Text = "",
    inn: Text = "",
    ogrn: Text = "",
) -> Response:
    """Register the business and act for it."""
    given = {"kind": kind, "name": name, "inn": inn.strip(), "ogrn": ogrn.strip()}
    facts = answers_of(request).facts()
    facts.pop("client_kind", None)
    try:
        command = RegisterClient.model_validate(
            given | {"ogrn": given["ogrn"] or None, "facts": facts}
        )
        receipt = service.clients.register(command, by=by, key=key)
    except (ValidationError, Invalid, RuleBroken) as fault:
        return _registration(request, given, fault)
    service.caught_up(receipt.position)
    acting = Membership(organisation=receipt.id, role=Role.CLIENT)
    service.sessions.act_as(signed.session_secret(request), UUID(by.id), acting)
    answer = see_other("/list")
    forget_answers(answer)
    return answer


@router.get("/client")
def show(request: Request, service: ServiceDep, by: Reader) -> Response:
    """Show what is known of the business, and from whom."""
    card = card_of(service, by)
    wording = wording_of(request, service)
    return page(
        request,
        "client/show.html",
        {
            "card": card,
            "wording": wording,
            "kinds": KINDS,
            "groups": _grouped(card),
            "told": lambda fact, value: told(request, wording, fact, value),
        },
    )


@router.get("/client/name")
def naming(request: Request, service: ServiceDep, by: Keeper) -> Response:
    """Ask for the right name."""
    card = card_of(service, by)
    return _naming(request, card, {"name": card.name, "ogrn": card.ogrn or ""})


@router.post("/client/name")
def rename(
    request: Request,
    service: ServiceDep,
    by: Keeper,
    key: KeyDep,
    version: Annotated[int, Form()],
    name: Text = "",
    ogrn: Text = "",
) -> Response:
    """Correct the name or the OGRN."""
    given = {"name": name, "ogrn": ogrn.strip()}
    try:
        command = RenameClient.model_validate(given | {"ogrn": given["ogrn"] or None})
        receipt = service.clients.rename(
            own(by), command, by=by, key=key, version=version
        )
    except NothingChanged:
        return see_other("/client")
    except (ValidationError, Invalid, RuleBroken, Stale) as fault:
        return _naming(request, card_of(service, by), given, fault)
    service.caught_up(receipt.position)
    return see_other("/client")


def _grouped(card: ClientCard) -> list[tuple[str, list[str]]]:
    """Fact keys under the headings that people look for them by."""
    known = sorted(card.facts)
    return [
        (
            N_("About the business"),
            [f for f in known if not f.startswith(("activity:", "object:"))],
        ),
        (N_("What you do"), [f for f in known if f.startswith("activity:")]),
        (N_("What you have and use"), [f for f in known if f.startswith("object:")]),
    ]


def _told_before(request: Request) -> dict[str, Any]:
    kind = answers_of(request).client_kind
    return {"kind": kind.value if kind else "", "name": "", "inn": "", "ogrn": ""}


def _registration(
    request: Request,
    given: dict[str, Any],
    fault: Fault | None = None,
) -> Response:
    told = len(answers_of(request).facts())
    return page(
        request,
        "client/register.html",
        {
            "given": given,
            "kinds": KINDS,
            "told": told,
            "errors": errors_of(request, fault),
        },
        status=status_for(fault),
    )


def _naming(
    request: Request,
    card: ClientCard,
    given: dict[str, Any],
    fault: Fault | None = None,
) -> Response:
    return page(
        request,
        "client/name.html",
        {"card": card, "given": given, "errors": errors_of(request, fault)},
        status=status_for(fault),
    )
