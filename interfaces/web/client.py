"""Pages of a business: its registration, facts and premises (L7 stands on it)."""

from http import HTTPStatus
from typing import Annotated, Any
from urllib.parse import urlencode
from uuid import UUID

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import Response
from pydantic import ValidationError

from application.access import Action
from application.client import OpenPremises, RegisterClient, RenameClient, StateFacts
from domain.client import NothingChanged
from domain.errors import Invalid, NotFound, Refusal, RuleBroken, Stale
from domain.kernel import Actor, Role
from domain.person import Membership
from domain.profile import ClientKind, FactValue, Size
from interfaces.deps import Asks, KeyDep, ServiceDep, own
from interfaces.gateways import sessions
from interfaces.locale import N_
from interfaces.problems import field_errors, status_of
from interfaces.regions import regions
from interfaces.service import Service
from interfaces.web.facts import read_value, told
from interfaces.web.pages import language_of, own_path, page
from interfaces.web.person import see_other
from interfaces.web.simulator import answers_of, forget_answers
from interfaces.wording import Wording
from projections.client import ClientCard, Place

router = APIRouter(include_in_schema=False)

Registrant = Annotated[Actor, Depends(Asks(Action.REGISTER_CLIENT))]
Reader = Annotated[Actor, Depends(Asks(Action.READ_CLIENT))]
Keeper = Annotated[Actor, Depends(Asks(Action.KEEP_CLIENT))]
Text = Annotated[str, Form()]
Fault = ValidationError | Refusal

KINDS = {
    ClientKind.LE: N_("Legal entity"),
    ClientKind.IE: N_("Sole proprietor"),
    ClientKind.NPD: N_("Self-employed person"),
    ClientKind.KFH: N_("Farm"),
}


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
    service.sessions.act_as(sessions.session_secret(request), UUID(by.id), acting)
    answer = see_other("/list")
    forget_answers(answer)
    return answer


@router.get("/client")
def show(request: Request, service: ServiceDep, by: Reader) -> Response:
    """Show what is known of the business, and from whom."""
    card = _card(service, by)
    wording = _wording(request, service)
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
    card = _card(service, by)
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
        return _naming(request, _card(service, by), given, fault)
    service.caught_up(receipt.position)
    return see_other("/client")


@router.get("/client/next")
def next_fact(service: ServiceDep, by: Keeper) -> Response:
    """Lead to the fact that most undecided requirements ask for, and nobody answered.

    "I don't know" is an answer too.
    """
    card = _card(service, by)
    asked = service.personal_lists.asked(card.profile, service.clock.today())
    left = sorted(fact for fact in asked if fact not in card.facts)
    if not left:
        return see_other("/list")
    fact = max(left, key=lambda name: asked[name])
    return see_other(f"/client/facts/{fact}?{urlencode({'next': '/client/next'})}")


@router.get("/client/facts/{fact}")
def ask_fact(
    request: Request,
    fact: str,
    service: ServiceDep,
    by: Keeper,
    premises: UUID | None = None,
    next: str = "/client",
) -> Response:
    """Ask one fact of the business, or of one place."""
    return _fact(request, service, by, fact, premises, own_path(next, "/client"))


@router.post("/client/facts/{fact}")
def state_fact(
    request: Request,
    fact: str,
    service: ServiceDep,
    by: Keeper,
    key: KeyDep,
    version: Annotated[int, Form()],
    value: Text = "",
    premises: Annotated[UUID | None, Form()] = None,
    next: Text = "/client",
) -> Response:
    """Keep the answer and go on."""
    to, said = own_path(next, "/client"), read_value(fact, value)
    try:
        command = StateFacts(facts={fact: said})
        if premises is None:
            receipt = service.clients.state_facts(
                own(by), command, by=by, key=key, version=version
            )
        else:
            receipt = service.clients.state_premises_facts(
                own(by), premises, command, by=by, key=key, version=version
            )
    except NothingChanged:
        return see_other(to)
    except (ValidationError, Invalid, RuleBroken, Stale) as fault:
        return _fact(request, service, by, fact, premises, to, fault, said)
    service.caught_up(receipt.position)
    return see_other(to)


@router.get("/client/premises/new")
def new_premises(request: Request, service: ServiceDep, by: Keeper) -> Response:
    """Ask about one more place."""
    given = {"name": "", "address": "", "region": ""}
    return _new_premises(request, _card(service, by), given)


@router.post("/client/premises")
def open_premises(
    request: Request,
    service: ServiceDep,
    by: Keeper,
    key: KeyDep,
    version: Annotated[int, Form()],
    name: Text = "",
    address: Text = "",
    region: Text = "",
) -> Response:
    """Add the place."""
    given = {"name": name, "address": address, "region": region}
    try:
        command = OpenPremises.model_validate(given | {"region": region or None})
        receipt = service.clients.open_premises(
            own(by), command, by=by, key=key, version=version
        )
    except (ValidationError, Invalid, RuleBroken, Stale) as fault:
        return _new_premises(request, _card(service, by), given, fault)
    service.caught_up(receipt.position)
    return see_other("/client#premises")


@router.get("/client/premises/{premises_id}")
def place(
    request: Request, premises_id: UUID, service: ServiceDep, by: Reader
) -> Response:
    """Show one place and what is used there."""
    card = _card(service, by)
    found = _place(card, premises_id)
    objects = sorted(f"object:{name}" for name in service.vocabulary.objects)
    wording = _wording(request, service)
    return page(
        request,
        "client/premises.html",
        {
            "card": card,
            "place": found,
            "wording": wording,
            "unknown": [fact for fact in objects if fact not in found.facts],
            "told": lambda fact, value: told(request, wording, fact, value),
        },
    )


@router.post("/client/premises/{premises_id}/close")
def close_premises(
    premises_id: UUID,
    service: ServiceDep,
    by: Keeper,
    key: KeyDep,
    version: Annotated[int, Form()],
) -> Response:
    """Stop using the place."""
    receipt = service.clients.close_premises(
        own(by), premises_id, by=by, key=key, version=version
    )
    service.caught_up(receipt.position)
    return see_other("/client#premises")


def _card(service: Service, by: Actor) -> ClientCard:
    card = service.client_view.get(own(by))
    if card is None:
        raise NotFound
    return card


def _place(card: ClientCard, premises_id: UUID) -> Place:
    found = next((one for one in card.premises if one.id == premises_id), None)
    if found is None:
        raise NotFound
    return found


def _wording(request: Request, service: Service) -> Wording:
    return service.wording(language_of(request).code)


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


def _errors(request: Request, fault: Fault | None) -> dict[str, str]:
    return field_errors(fault, language_of(request)) if fault else {}


def _status(fault: Fault | None) -> HTTPStatus:
    if fault is None:
        return HTTPStatus.OK
    return status_of(fault if isinstance(fault, Refusal) else Invalid)


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
            "errors": _errors(request, fault),
        },
        status=_status(fault),
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
        {"card": card, "given": given, "errors": _errors(request, fault)},
        status=_status(fault),
    )


def _fact(
    request: Request,
    service: Service,
    by: Actor,
    fact: str,
    premises: UUID | None,
    to: str,
    fault: Fault | None = None,
    said: FactValue = None,
) -> Response:
    card = _card(service, by)
    place = _place(card, premises) if premises else None
    if fact == "client_kind" or not service.vocabulary.has(fact, None):
        raise NotFound
    facts = place.facts if place else card.facts
    known = said if fault else facts[fact].value if fact in facts else None
    profile = card.profile
    asked = service.personal_lists.asked(profile, service.clock.today())
    told_wrong = list(_errors(request, fault).values())
    return page(
        request,
        "client/fact.html",
        {
            "card": card,
            "fact": fact,
            "place": place,
            "known": known,
            "is_known": fact in facts,
            "wording": _wording(request, service),
            "count": asked.get(fact, 0),
            "next": to,
            "kinds": list(ClientKind),
            "sizes": list(Size),
            "regions": regions(language_of(request).code),
            "errors": {"value": told_wrong[0]} if told_wrong else {},
        },
        status=_status(fault),
    )


def _new_premises(
    request: Request,
    card: ClientCard,
    given: dict[str, Any],
    fault: Fault | None = None,
) -> Response:
    return page(
        request,
        "client/premises_new.html",
        {
            "card": card,
            "given": given,
            "regions": regions(language_of(request).code),
            "errors": _errors(request, fault),
        },
        status=_status(fault),
    )
