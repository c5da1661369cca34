"""Signing in and out, as whom one acts, access tokens; people and organisations."""

from http import HTTPStatus
from typing import Annotated, Any
from urllib.parse import urlencode
from uuid import UUID

from fastapi import APIRouter, Depends, Form, Query, Request
from fastapi.responses import RedirectResponse, Response
from pydantic import ValidationError
from starlette.concurrency import run_in_threadpool

from application.access import Action
from application.person import (
    OF_CLIENT,
    AddPerson,
    CorrectOrganisation,
    FoundOrganisation,
    IssueToken,
    RemovePerson,
    SignIn,
)
from domain.errors import Invalid, NotFound, Refusal, RuleBroken, Stale
from domain.kernel import Actor, Role
from domain.person import ROLES, Membership, OrganisationKind, Scope
from interfaces import signed
from interfaces.cursor import Cursor
from interfaces.deps import Asks, InPerson, KeyDep, Self, ServiceDep
from interfaces.gateways.sign_in import (
    COOKIE,
    PATH,
    SignInFailed,
    demo_people,
    provider,
)
from interfaces.locale import N_
from interfaces.problems import refuse, status_of
from interfaces.service import Service
from interfaces.web.pages import language_of, own_path, page
from interfaces.web.wrong import errors_of

router = APIRouter(include_in_schema=False)

Anybody = Annotated[Actor, Depends(Asks(Action.SIGN_IN))]
Administrator = Annotated[Actor, Depends(Asks(Action.KEEP_PEOPLE))]
Eraser = Annotated[Actor, Depends(Asks(Action.FORGET))]
Owner = Annotated[Actor, Depends(Asks(Action.KEEP_CLIENT))]
Text = Annotated[str, Form()]

Fault = Refusal | ValidationError

AT_ONCE = 50
TERMS = (30, 90, 180, 365)
KINDS = {
    OrganisationKind.AUTHORITY: N_("Supervisory body"),
    OrganisationKind.RULE_DEVELOPING_BODY: N_("Body that drafts rules"),
    OrganisationKind.OMBUDSMAN_OFFICE: N_("Business ombudsman's office"),
    OrganisationKind.REGISTRAR: N_("Registrar of requirements"),
    OrganisationKind.OPERATOR: N_("Runs this service"),
}


def see_other(path: str) -> Response:
    """Lead on to a page after a command."""
    return RedirectResponse(path, HTTPStatus.SEE_OTHER)


@router.get("/sign-in")
def sign_in(
    request: Request, service: ServiceDep, _by: Anybody, next: str = "/"
) -> Response:
    """Show the ways to sign in."""
    return _sign_in(request, service, own_path(next))


@router.post("/sign-in/demo")
def sign_in_as_demo(
    request: Request,
    service: ServiceDep,
    _by: Anybody,
    person: Text = "",
    next: Text = "/",
) -> Response:
    """Be a demo person; only where the settings say so."""
    if service.settings.sign_in != "demo":
        raise NotFound
    chosen = _demo_identity(person)
    if chosen is None:
        spoken = language_of(request)
        errors = {"person": spoken.gettext(N_("Choose who you want to be"))}
        return _sign_in(request, service, own_path(next), errors)
    return _let_in(request, service, chosen, own_path(next))


def _demo_identity(id: str) -> SignIn | None:
    """The identity of a demo person; None when there is none with this id."""
    return next((one.identity for one in demo_people() if one.id == id), None)


@router.get("/sign-in/provider")
async def sign_in_elsewhere(
    request: Request, service: ServiceDep, _by: Anybody, next: str = "/"
) -> Response:
    """Go to the OpenID provider."""
    if service.settings.sign_in != "oidc":
        raise NotFound
    return await provider(service.settings).begin(
        request, own_path(next), service.clock.now()
    )


@router.get("/sign-in/callback")
async def come_back(request: Request, service: ServiceDep, _by: Anybody) -> Response:
    """Come back from the OpenID provider."""
    if service.settings.sign_in != "oidc":
        raise NotFound
    try:
        identity, to = await provider(service.settings).finish(
            request, service.clock.now()
        )
    except SignInFailed:
        return await run_in_threadpool(refuse, request, "sign-in-failed")
    answer = await run_in_threadpool(_let_in, request, service, identity, own_path(to))
    answer.delete_cookie(COOKIE, path=PATH)
    return answer


@router.post("/sign-out")
def sign_out(request: Request, service: ServiceDep, _by: Anybody) -> Response:
    """End this session; once it is over, again without harm."""
    if secret := signed.session_secret(request):
        service.sessions.close(secret)
    answer = see_other("/")
    signed.drop(request, answer)
    return answer


@router.post("/sign-out/everywhere")
def sign_out_everywhere(request: Request, service: ServiceDep, by: Self) -> Response:
    """End every session of the person, on every machine."""
    service.sessions.close_all(UUID(by.id))
    answer = see_other("/")
    signed.drop(request, answer)
    return answer


@router.get("/person")
def account(request: Request, service: ServiceDep, by: Self) -> Response:
    """Show the person's own data."""
    person = service.person_view.person(UUID(by.id))
    if person is None:
        raise NotFound
    ways = service.person_view.memberships(person.id)
    return page(request, "person/account.html", {"person": person, "ways": ways})


@router.get("/person/act-as")
def ways_to_act(
    request: Request, service: ServiceDep, by: Self, next: str = "/"
) -> Response:
    """Ask as whom to act."""
    return _ways_to_act(request, service, by, own_path(next))


@router.post("/person/act-as")
def act_as(
    request: Request, service: ServiceDep, by: Self, way: Text = "", next: Text = "/"
) -> Response:
    """Act as chosen from now on, in this session."""
    organisation, _, role = way.partition(":")
    try:
        chosen = (
            Membership(organisation=UUID(organisation), role=Role(role))
            if way != "nobody"
            else None
        )
    except ValueError:
        spoken = language_of(request)
        errors = {"way": spoken.gettext(N_("Choose as whom you act"))}
        return _ways_to_act(request, service, by, own_path(next), errors)
    service.sessions.act_as(signed.session_secret(request), UUID(by.id), chosen)
    return see_other(own_path(next))


@router.get("/person/tokens")
def tokens(request: Request, service: ServiceDep, by: Self) -> Response:
    """Show the person's access tokens, and a form for one more."""
    return _tokens(request, service, by)


@router.post("/person/tokens", dependencies=[InPerson])
def issue_token(
    request: Request,
    service: ServiceDep,
    by: Self,
    key: KeyDep,
    name: Text = "",
    scopes: Annotated[tuple[str, ...], Form()] = (),
    days: Text = "",
) -> Response:
    """Make an access token and show it, this once."""
    given = {"name": name, "scopes": scopes, "days": days}
    try:
        command = IssueToken.model_validate(given)
        issued = service.people.issue_token(command, by=by, key=key)
    except (ValidationError, Invalid, RuleBroken) as fault:
        return _tokens(request, service, by, given, fault)
    service.let_catch_up(issued.receipt.position)
    return page(
        request,
        "person/token_issued.html",
        {"token": issued.token, "name": command.name, "public_url": _public(service)},
    )


@router.post("/person/tokens/{token_id}/revoke")
def revoke_token(
    token_id: UUID, service: ServiceDep, by: Self, key: KeyDep
) -> Response:
    """Make an access token worth nothing, from the next request on."""
    receipt = service.people.revoke_token(token_id, by=by, key=key)
    service.caught_up(receipt.position)
    return see_other("/person/tokens")


@router.get("/person/colleagues")
def colleagues(request: Request, service: ServiceDep, by: Owner) -> Response:
    """Show who acts for the client, and a form to let one more in."""
    return _colleagues(request, service, by)


@router.post("/person/colleagues", dependencies=[InPerson])
def let_colleague_in(
    request: Request,
    service: ServiceDep,
    by: Owner,
    key: KeyDep,
    person_id: Text = "",
    role: Text = Role.CLIENT.value,
) -> Response:
    """Let somebody act for the client, or do steps that are handed over."""
    given = {"person_id": person_id, "role": role}
    try:
        asked = {"person_id": person_id.strip(), "role": role}
        command = AddPerson.model_validate(_own(by) | asked)
        receipt = service.people.add(command, by=by, key=key)
    except (ValidationError, Invalid, RuleBroken, NotFound) as fault:
        return _colleagues(request, service, by, given, fault)
    service.caught_up(receipt.position)
    return see_other("/person/colleagues")


@router.post("/person/colleagues/{person_id}/remove")
def let_colleague_go(
    person_id: UUID,
    service: ServiceDep,
    by: Owner,
    key: KeyDep,
    role: Annotated[Role, Form()] = Role.CLIENT,
) -> Response:
    """Let somebody no longer act for the client, or do its steps."""
    asked = {"person_id": person_id, "role": role}
    command = RemovePerson.model_validate(_own(by) | asked)
    receipt = service.people.remove(command, by=by, key=key)
    service.caught_up(receipt.position)
    return see_other("/person/colleagues" if str(person_id) != by.id else "/person")


@router.get("/people")
def people(
    request: Request,
    service: ServiceDep,
    _by: Administrator,
    text: Annotated[str, Query(max_length=200)] = "",
    after: str = "",
) -> Response:
    """Show people by name."""
    found = service.person_view.people(text, Cursor.read(after), AT_ONCE + 1)
    more = Cursor.after(found[AT_ONCE - 1]) if len(found) > AT_ONCE else ""
    shown = {"text": text, "people": found[:AT_ONCE], "more": more, "after": after}
    return page(request, "person/people.html", shown)


@router.get("/people/{person_id:uuid}")
def person(
    request: Request, person_id: UUID, service: ServiceDep, _by: Administrator
) -> Response:
    """Show one person."""
    return _person(request, service, person_id)


@router.post("/people/{person_id:uuid}/memberships", dependencies=[InPerson])
def add_person(
    request: Request,
    person_id: UUID,
    service: ServiceDep,
    by: Administrator,
    key: KeyDep,
    organisation: Text = "",
    role: Text = "",
) -> Response:
    """Let a person act for an organisation."""
    given = {"organisation": organisation.strip(), "role": role}
    try:
        command = AddPerson.model_validate(given | {"person_id": person_id})
        receipt = service.people.add(command, by=by, key=key)
    except (ValidationError, Invalid, RuleBroken, NotFound) as fault:
        return _person(request, service, person_id, given, fault)
    service.caught_up(receipt.position)
    return see_other(f"/people/{person_id}")


@router.post("/people/{person_id:uuid}/memberships/remove")
def remove_person(
    person_id: UUID,
    service: ServiceDep,
    by: Administrator,
    key: KeyDep,
    organisation: Annotated[UUID, Form()],
    role: Annotated[Role, Form()],
) -> Response:
    """Let a person no longer act for an organisation, from the next request on."""
    command = RemovePerson(person_id=person_id, organisation=organisation, role=role)
    receipt = service.people.remove(command, by=by, key=key)
    service.caught_up(receipt.position)
    return see_other(f"/people/{person_id}")


@router.get("/people/{person_id:uuid}/forget")
def ask_before_forgetting(
    request: Request, person_id: UUID, service: ServiceDep, _by: Eraser
) -> Response:
    """Say what forgetting means, and ask."""
    found = service.person_view.person(person_id)
    if found is None:
        raise NotFound
    return page(request, "person/forget.html", {"person": found})


@router.post("/people/{person_id:uuid}/forget")
def forget(person_id: UUID, service: ServiceDep, by: Eraser, key: KeyDep) -> Response:
    """Delete a person's data for ever."""
    receipt = service.people.forget(person_id, by=by, key=key)
    service.caught_up(receipt.position)
    return see_other("/people")


@router.get("/people/organisations")
def organisations(
    request: Request, service: ServiceDep, _by: Administrator, after: str = ""
) -> Response:
    """Show organisations by name, and a form for one more."""
    return _organisations(request, service, after=after)


@router.post("/people/organisations")
def found_organisation(
    request: Request,
    service: ServiceDep,
    by: Administrator,
    key: KeyDep,
    kind: Text = "",
    name: Text = "",
    bodies: Text = "",
    registers: Text = "",
) -> Response:
    """Enter an organisation."""
    given = {"kind": kind, "name": name, "bodies": bodies, "registers": registers}
    try:
        command = FoundOrganisation.model_validate(
            given | {"bodies": _lines(bodies), "registers": _lines(registers)}
        )
        receipt = service.people.found(command, by=by, key=key)
    except (ValidationError, Invalid, RuleBroken) as fault:
        return _organisations(request, service, given, fault)
    service.caught_up(receipt.position)
    return see_other(f"/people/organisations/{receipt.id}")


@router.get("/people/organisations/{organisation_id:uuid}")
def organisation(
    request: Request, organisation_id: UUID, service: ServiceDep, _by: Administrator
) -> Response:
    """Show an organisation and who acts for it."""
    return _organisation(request, service, organisation_id)


@router.post("/people/organisations/{organisation_id:uuid}")
def correct_organisation(
    request: Request,
    organisation_id: UUID,
    service: ServiceDep,
    by: Administrator,
    key: KeyDep,
    version: Annotated[int, Form(ge=1)],
    name: Text = "",
    bodies: Text = "",
    registers: Text = "",
) -> Response:
    """Change an organisation's name, bodies and registers."""
    given = {"name": name, "bodies": bodies, "registers": registers}
    try:
        command = CorrectOrganisation.model_validate(
            given | {"bodies": _lines(bodies), "registers": _lines(registers)}
        )
        receipt = service.people.correct(
            organisation_id, command, by=by, key=key, version=version
        )
    except (ValidationError, Invalid, RuleBroken, Stale) as fault:
        return _organisation(request, service, organisation_id, given, fault)
    service.caught_up(receipt.position)
    return see_other(f"/people/organisations/{organisation_id}")


def _sign_in(
    request: Request,
    service: Service,
    to: str,
    errors: dict[str, str] | None = None,
) -> Response:
    is_demo = service.settings.sign_in == "demo"
    return page(
        request,
        "person/sign_in.html",
        {
            "next": to,
            "errors": errors or {},
            "people": demo_people() if is_demo else (),
            "is_demo": is_demo,
        },
        status=_status(errors),
    )


def _let_in(request: Request, service: Service, identity: SignIn, to: str) -> Response:
    """Open a session; whoever was signed in here is so no longer."""
    receipt = service.people.sign_in(identity)
    service.caught_up(receipt.position)
    if before := signed.session_secret(request):
        service.sessions.close(before)
    secret = service.sessions.open(receipt.id)
    ways = service.person_view.memberships(receipt.id)
    answer = see_other(_choosing(to) if len(ways) > 1 else to)
    signed.keep(request, answer, secret)
    return answer


def _choosing(to: str) -> str:
    return f"/person/act-as?{urlencode({'next': to})}"


def _ways_to_act(
    request: Request,
    service: Service,
    by: Actor,
    to: str,
    errors: dict[str, str] | None = None,
) -> Response:
    ways = service.person_view.memberships(UUID(by.id))
    chosen = f"{by.organisation}:{by.role}" if by.organisation else "nobody"
    return page(
        request,
        "person/act_as.html",
        {"ways": ways, "chosen": chosen, "next": to, "errors": errors or {}},
        status=_status(errors),
    )


def _tokens(
    request: Request,
    service: Service,
    by: Actor,
    given: dict[str, Any] | None = None,
    fault: Fault | None = None,
) -> Response:
    now = service.clock.now()
    return page(
        request,
        "person/tokens.html",
        {
            "tokens": service.person_view.tokens(UUID(by.id), now),
            "given": given or {"name": "", "scopes": (Scope.READ,), "days": "90"},
            "terms": TERMS,
            "errors": errors_of(request, fault),
        },
        status=_status(fault),
    )


def _colleagues(
    request: Request,
    service: Service,
    by: Actor,
    given: dict[str, str] | None = None,
    fault: Fault | None = None,
) -> Response:
    errors = errors_of(request, fault)
    given = given or {"person_id": "", "role": Role.CLIENT.value}
    if isinstance(fault, NotFound | RuleBroken):
        errors = {"person_id": next(iter(errors.values()))}
    members = service.person_view.members(_own(by)["organisation"])
    return page(
        request,
        "person/colleagues.html",
        {"members": members, "given": given, "errors": errors},
        status=_status(fault),
    )


def _person(
    request: Request,
    service: Service,
    person_id: UUID,
    given: dict[str, Any] | None = None,
    fault: Fault | None = None,
) -> Response:
    found = service.person_view.person(person_id)
    if found is None:
        raise NotFound
    errors = errors_of(request, fault)
    if isinstance(fault, NotFound):
        errors = {"organisation": next(iter(errors.values()))}
    return page(
        request,
        "person/person.html",
        {
            "person": found,
            "ways": service.person_view.memberships(person_id),
            "organisations": service.person_view.organisations(),
            "roles": sorted({*OF_CLIENT}.union(*ROLES.values())),
            "given": given or {"organisation": "", "role": ""},
            "errors": errors,
        },
        status=_status(fault),
    )


def _organisations(
    request: Request,
    service: Service,
    given: dict[str, Any] | None = None,
    fault: Fault | None = None,
    after: str = "",
) -> Response:
    found = service.person_view.organisations(Cursor.read(after), AT_ONCE + 1)
    more = Cursor.after(found[AT_ONCE - 1]) if len(found) > AT_ONCE else ""
    return page(
        request,
        "person/organisations.html",
        {
            "organisations": found[:AT_ONCE],
            "kinds": KINDS,
            "given": given or {"kind": "", "name": "", "bodies": "", "registers": ""},
            "errors": errors_of(request, fault),
            "more": more,
            "after": after,
        },
        status=_status(fault),
    )


def _organisation(
    request: Request,
    service: Service,
    id: UUID,
    given: dict[str, Any] | None = None,
    fault: Fault | None = None,
) -> Response:
    found = service.person_view.organisation(id)
    if found is None:
        raise NotFound
    return page(
        request,
        "person/organisation.html",
        {
            "organisation": found,
            "kinds": KINDS,
            "members": service.person_view.members(id),
            "given": given
            or {
                "name": found.name,
                "bodies": "\n".join(found.bodies),
                "registers": "\n".join(found.registers),
            },
            "errors": errors_of(request, fault),
        },
        status=_status(fault),
    )


def _own(by: Actor) -> dict[str, Any]:
    if by.organisation is None:
        raise NotFound
    return {"organisation": by.organisation, "role": Role.CLIENT}


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def _status(fault: Fault | dict[str, str] | None) -> int:
    if isinstance(fault, Refusal):
        return status_of(fault)
    return HTTPStatus.UNPROCESSABLE_ENTITY if fault else HTTPStatus.OK


def _public(service: Service) -> str:
    return service.settings.public_url
