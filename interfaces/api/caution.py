"""Cautions over JSON (C6)."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Response
from fastapi import status as http
from pydantic import Field

from application.access import Action
from application.caution import (
    AnswerCaution,
    ChangeCaution,
    IssueCaution,
    ObjectToCaution,
    TellMeasures,
)
from application.log import Receipt
from domain.caution import Supervised
from domain.kernel import Actor, Role, Value
from domain.term import Reckoning
from interfaces.cautions import caution_for
from interfaces.deps import Asks, KeyDep, ServiceDep, VersionDep, answered, own
from projections.caution import CautionCard, CautionPage, Standing

router = APIRouter(prefix="/api/cautions", tags=["cautions"])

Reader = Annotated[Actor, Depends(Asks(Action.READ_CAUTION))]
Officer = Annotated[Actor, Depends(Asks(Action.CAUTION))]
Business = Annotated[Actor, Depends(Asks(Action.REPLY_TO_CAUTION))]


class Which(Value):
    """Which cautions.

    Attributes:
        standing: those with an objection that waits, open ones, those that are over.
        requirement: only those about this requirement; null: all.
        after: `after` of the page before.
        limit: how many at most.
    """

    standing: Standing = Standing.ALL
    requirement: str | None = Field(default=None, max_length=64)
    after: int | None = Field(default=None, ge=1, le=2**62)
    limit: int = Field(default=50, ge=1, le=200)


class Checked(Value):
    """A caution that may be issued as it is.

    Attributes:
        control_kind: name of the kind of control.
        in_time: until when it may be issued.
        about: its requirements, with the algorithms that there are for each.
    """

    control_kind: str
    in_time: Reckoning
    about: tuple[Supervised, ...]


@router.get("")
def cautions(
    which: Annotated[Which, Query()], service: ServiceDep, by: Reader
) -> CautionPage:
    """Cautions of your business, or of your body; the newest first."""
    is_client = by.role is Role.CLIENT
    return service.caution_view.of(
        client_id=own(by) if is_client else None,
        authority=None if is_client else own(by),
        standing=which.standing,
        requirement=which.requirement,
        before=which.after,
        limit=which.limit,
    )


@router.post("/check")
def check(command: IssueCaution, service: ServiceDep, by: Officer) -> Checked:
    """Whether a caution may be issued; sends nothing.

    It is refused when it demands documents or data, names no algorithm where there is
    one, or comes too late after the signs.
    """
    prepared = service.cautions.prepare(command, by=by)
    return Checked(
        control_kind=prepared.draft.control_kind,
        in_time=prepared.draft.in_time,
        about=tuple(prepared.about[code] for code in sorted(prepared.about)),
    )


@router.post("", status_code=http.HTTP_201_CREATED)
def issue(
    command: IssueCaution,
    service: ServiceDep,
    by: Officer,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Caution a business; it is sent in a correspondence of its own."""
    receipt = service.cautions.issue(command, by=by, key=key)
    response.headers["Location"] = f"/api/cautions/{receipt.id}"
    return answered(receipt, response)


@router.get("/{caution_id}")
def show(
    caution_id: UUID, service: ServiceDep, by: Reader, response: Response
) -> CautionCard:
    """One caution, with objections to it and what the body decided.

    Words that came in a message are null until your side opens that message in the
    correspondence.
    """
    card = caution_for(service, by, caution_id).card
    response.headers["ETag"] = f'"{card.version}"'
    return card


@router.post("/{caution_id}/object")
def object_to(
    caution_id: UUID,
    command: ObjectToCaution,
    service: ServiceDep,
    by: Business,
    version: VersionDep,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Object to a caution; attach files to its correspondence before, if any."""
    receipt = service.caution_replies.object(
        caution_id, command, by=by, key=key, version=version
    )
    return answered(receipt, response)


@router.post("/{caution_id}/measures")
def tell(
    caution_id: UUID,
    command: TellMeasures,
    service: ServiceDep,
    by: Business,
    version: VersionDep,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Say what you did; nobody may demand it, and nothing has to be proven."""
    receipt = service.caution_replies.tell(
        caution_id, command, by=by, key=key, version=version
    )
    return answered(receipt, response)


@router.post("/{caution_id}/keep")
def keep(
    caution_id: UUID,
    command: AnswerCaution,
    service: ServiceDep,
    by: Officer,
    version: VersionDep,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Answer an objection: the caution stays, and why."""
    receipt = service.cautions.keep(
        caution_id, command, by=by, key=key, version=version
    )
    return answered(receipt, response)


@router.post("/{caution_id}/change")
def change(
    caution_id: UUID,
    command: ChangeCaution,
    service: ServiceDep,
    by: Officer,
    version: VersionDep,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Drop points or say them otherwise; the business may object anew."""
    receipt = service.cautions.change(
        caution_id, command, by=by, key=key, version=version
    )
    return answered(receipt, response)


@router.post("/{caution_id}/withdraw")
def withdraw(
    caution_id: UUID,
    command: AnswerCaution,
    service: ServiceDep,
    by: Officer,
    version: VersionDep,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Take a caution back, and say why."""
    receipt = service.cautions.withdraw(
        caution_id, command, by=by, key=key, version=version
    )
    return answered(receipt, response)


@router.post("/{caution_id}/close")
def close(
    caution_id: UUID,
    service: ServiceDep,
    by: Officer,
    version: VersionDep,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Say that nothing more is to be done; an objection is answered all the same."""
    receipt = service.cautions.close(caution_id, by=by, key=key, version=version)
    return answered(receipt, response)
