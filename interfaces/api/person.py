"""People, their access tokens, and organisations, over JSON."""

from collections.abc import Callable
from typing import Annotated, Generic, TypeVar
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request, Response, status
from pydantic import BaseModel

from application.access import Action
from application.log import Receipt
from application.person import (
    AddPerson,
    CorrectOrganisation,
    FoundOrganisation,
    Issued,
    IssueToken,
    RemovePerson,
)
from domain.errors import NotFound
from domain.kernel import Actor, Role, Value
from interfaces.cursor import Cursor
from interfaces.deps import (
    Asks,
    InPerson,
    KeyDep,
    Self,
    ServiceDep,
    VersionDep,
    answered,
)
from interfaces.signed import signed_in
from projections.person import (
    ActingAs,
    Member,
    OrganisationLine,
    PersonLine,
    Signed,
    TokenLine,
)

router = APIRouter(prefix="/api", tags=["person"])

Administrator = Annotated[Actor, Depends(Asks(Action.KEEP_PEOPLE))]
Eraser = Annotated[Actor, Depends(Asks(Action.FORGET))]

L = TypeVar("L", PersonLine, OrganisationLine)
Limit = Annotated[int, Query(ge=1, le=200)]
After = Annotated[str, Query(max_length=2000, description="`next` of the page before")]


class Page(BaseModel, Generic[L]):
    """Some lines of a list.

    Attributes:
        items: in order.
        next: send it as `after` for the next page; null at the end.
    """

    items: list[L]
    next: str | None = None


class Account(Value):
    """Who asks, and as whom it may act.

    Attributes:
        signed: by which session or token.
        memberships: all ways to act.
    """

    signed: Signed
    memberships: list[ActingAs]


class OrganisationCard(Value):
    """An organisation and who acts for it."""

    organisation: OrganisationLine
    members: list[Member]


class Place(Value):
    """What a person does in an organisation or for a client."""

    organisation: UUID
    role: Role


@router.get("/person")
def account(request: Request, service: ServiceDep, by: Self) -> Account:
    """Who you are."""
    signed = signed_in(request)
    if signed is None:
        raise NotFound
    ways = service.person_view.memberships(UUID(by.id))
    return Account(signed=signed, memberships=ways)


@router.get("/person/tokens")
def tokens(service: ServiceDep, by: Self) -> list[TokenLine]:
    """Your access tokens that work, newest first."""
    return service.person_view.tokens(UUID(by.id), service.clock.now())


@router.post(
    "/person/tokens",
    status_code=status.HTTP_201_CREATED,
    dependencies=[InPerson],
)
def issue_token(
    command: IssueToken, service: ServiceDep, by: Self, key: KeyDep, response: Response
) -> Issued:
    """Make an access token, told this once; not with a token, sign in yourself."""
    issued = service.people.issue_token(command, by=by, key=key)
    service.let_catch_up(issued.receipt.position)
    answered(issued.receipt, response)
    return issued


@router.delete("/person/tokens/{token_id}")
def revoke_token(
    token_id: UUID, service: ServiceDep, by: Self, key: KeyDep, response: Response
) -> Receipt:
    """Revoke a token; from the next request on it is worth nothing."""
    receipt = service.people.revoke_token(token_id, by=by, key=key)
    service.caught_up(receipt.position)
    return answered(receipt, response)


@router.get("/people")
def people(
    service: ServiceDep,
    _by: Administrator,
    text: Annotated[str, Query(max_length=200)] = "",
    after: After = "",
    limit: Limit = 50,
) -> Page[PersonLine]:
    """People by name; `text` is part of the name or the e-mail."""
    return _page(
        lambda place, most: service.person_view.people(text, place, most), after, limit
    )


@router.get("/people/{person_id}")
def person(person_id: UUID, service: ServiceDep, _by: Administrator) -> PersonLine:
    """One person."""
    found = service.person_view.person(person_id)
    if found is None:
        raise NotFound
    return found


@router.get("/people/{person_id}/memberships")
def memberships(
    person_id: UUID, service: ServiceDep, _by: Administrator
) -> list[ActingAs]:
    """As whom a person may act."""
    if service.person_view.person(person_id) is None:
        raise NotFound
    return service.person_view.memberships(person_id)


@router.post(
    "/people/{person_id}/memberships",
    status_code=status.HTTP_201_CREATED,
    dependencies=[InPerson],
)
def add_person(
    person_id: UUID,
    place: Place,
    service: ServiceDep,
    by: Self,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Let a person act for an organisation; for your own business, as its client.

    Not with a token, sign in yourself.
    """
    command = AddPerson(person_id=person_id, **place.model_dump())
    return answered(service.people.add(command, by=by, key=key), response)


@router.delete("/people/{person_id}/memberships/{organisation}/{role}")
def remove_person(
    person_id: UUID,
    organisation: UUID,
    role: Role,
    service: ServiceDep,
    by: Self,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Let a person no longer act for an organisation, from the next request on."""
    command = RemovePerson(person_id=person_id, organisation=organisation, role=role)
    receipt = service.people.remove(command, by=by, key=key)
    service.caught_up(receipt.position)
    return answered(receipt, response)


@router.post("/people/{person_id}/forget")
def forget(
    person_id: UUID, service: ServiceDep, by: Eraser, key: KeyDep, response: Response
) -> Receipt:
    """Delete a person's data for ever."""
    receipt = service.people.forget(person_id, by=by, key=key)
    service.caught_up(receipt.position)
    return answered(receipt, response)


@router.get("/organisations")
def organisations(
    service: ServiceDep, _by: Administrator, after: After = "", limit: Limit = 50
) -> Page[OrganisationLine]:
    """Organisations by name; clients are not among them."""
    return _page(service.person_view.organisations, after, limit)


@router.post("/organisations", status_code=status.HTTP_201_CREATED)
def found_organisation(
    command: FoundOrganisation,
    service: ServiceDep,
    by: Administrator,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Enter an organisation."""
    receipt = service.people.found(command, by=by, key=key)
    response.headers["Location"] = f"/api/organisations/{receipt.id}"
    return answered(receipt, response)


@router.get("/organisations/{organisation_id}")
def organisation(
    organisation_id: UUID,
    service: ServiceDep,
    _by: Administrator,
    response: Response,
) -> OrganisationCard:
    """One organisation and who acts for it."""
    found = service.person_view.organisation(organisation_id)
    if found is None:
        raise NotFound
    response.headers["ETag"] = f'"{found.version}"'
    members = service.person_view.members(organisation_id)
    return OrganisationCard(organisation=found, members=members)


@router.put("/organisations/{organisation_id}")
def correct_organisation(
    organisation_id: UUID,
    command: CorrectOrganisation,
    service: ServiceDep,
    by: Administrator,
    version: VersionDep,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Change an organisation's name, bodies and registers."""
    receipt = service.people.correct(
        organisation_id, command, by=by, key=key, version=version
    )
    return answered(receipt, response)


def _page(
    read: Callable[[tuple[str, UUID] | None, int], list[L]], after: str, limit: int
) -> Page[L]:
    found = read(Cursor.read(after), limit + 1)
    shown = found[:limit]
    more = Cursor.after(shown[-1]) if len(found) > limit else None
    return Page(items=shown, next=more)
