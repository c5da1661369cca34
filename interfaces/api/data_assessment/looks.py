"""Looks at a client's records over JSON (C3)."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Response
from fastapi import status as http
from pydantic import Field

from application.access import Action
from application.data_assessment import LookAtRecords, RemarkOnLook
from application.log import Receipt
from domain.data_assessment import Finding
from domain.kernel import Actor, Role, Value
from interfaces.deps import Asks, KeyDep, ServiceDep, VersionDep, answered, own
from interfaces.records import caught_up, look_for
from projections.data_assessment import LookCard, LookPage, SeenPage

router = APIRouter(prefix="/api", tags=["assessment without interaction"])

Looker = Annotated[Actor, Depends(Asks(Action.LOOK_AT_RECORDS))]
Reader = Annotated[Actor, Depends(Asks(Action.READ_LOOK))]
Client = Annotated[Actor, Depends(Asks(Action.ANSWER_LOOK))]
PATH = "/looks/{look_id}"


class PageQuery(Value):
    """Which page to answer.

    Attributes:
        after: cursor of the page before.
        limit: how many at most.
    """

    after: int | None = Field(default=None, ge=1, le=2**62)
    limit: int = Field(default=50, ge=1, le=200)


class Again(Value):
    """What the records say when they are asked of a look's moment again.

    Attributes:
        same: whether that is what was seen.
        findings: what they say.
    """

    same: bool
    findings: tuple[Finding, ...]


@router.get("/looks")
def looks(
    query: Annotated[PageQuery, Query()], service: ServiceDep, by: Reader
) -> LookPage | SeenPage:
    """The looks of your organisation; a client: everything bodies saw of it."""
    view = service.look_view
    if by.role is Role.CLIENT:
        return view.of_client(own(by), before=query.after, limit=query.limit)
    return view.of_authority(own(by), before=query.after, limit=query.limit)


@router.post("/looks", status_code=http.HTTP_201_CREATED)
def look(
    command: LookAtRecords,
    service: ServiceDep,
    by: Looker,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Ask what the records say of a client and requirements; the client sees it.

    Name the client by INN or OGRN, and the requirements by code, by kind of control, or
    all of them; other bodies' requirements are refused like those that do not exist.
    """
    caught_up(service)
    receipt = service.looks.look(command, by=by, key=key)
    response.headers["Location"] = f"/api/looks/{receipt.id}"
    return answered(receipt, response)


@router.get(PATH)
def one(look_id: UUID, service: ServiceDep, by: Reader, response: Response) -> LookCard:
    """What was seen, with the records that it rests on, as they were then."""
    card = look_for(service, by, look_id)
    response.headers["ETag"] = f'"{card.version}"'
    return card


@router.get(f"{PATH}/again")
def again(look_id: UUID, service: ServiceDep, by: Reader) -> Again:
    """Ask the records of the same moment again: they answer the same, at any time."""
    card = look_for(service, by, look_id)
    findings = service.looks.again(card.id)
    return Again(same=findings == card.findings, findings=findings)


@router.post(f"{PATH}/remarks")
def remark(
    look_id: UUID,
    command: RemarkOnLook,
    service: ServiceDep,
    by: Client,
    version: VersionDep,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Say something of a look at your records; the body reads it."""
    receipt = service.looks.remark(look_id, command, by=by, key=key, version=version)
    return answered(receipt, response)
