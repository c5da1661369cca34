"""Preventive visits over JSON (C6)."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Response
from fastapi import status as http
from pydantic import Field

from application.access import Action
from application.log import Receipt
from application.visit import (
    AnnounceVisit,
    AskForVisit,
    AskMove,
    ChooseSlot,
    Conclude,
    OfferSlots,
    OfferVisit,
    RefuseVisit,
    SayWhy,
    StartVisit,
)
from domain.kernel import Actor, Role, Value
from interfaces.deps import Asks, KeyDep, ServiceDep, VersionDep, answered, own
from interfaces.visits import as_opened, visit_for
from projections.visit import VisitCard, VisitPage

router = APIRouter(prefix="/api/visits", tags=["preventive visits"])

Reader = Annotated[Actor, Depends(Asks(Action.READ_VISIT))]
Officer = Annotated[Actor, Depends(Asks(Action.VISIT))]
Business = Annotated[Actor, Depends(Asks(Action.RECEIVE_VISIT))]


class WhichVisits(Value):
    """Which visits.

    Attributes:
        open: only those that are not over, or only those that are; null: all.
        after: `after` of the page before.
        limit: how many at most.
    """

    open: bool | None = None
    after: int | None = Field(default=None, ge=1, le=2**62)
    limit: int = Field(default=50, ge=1, le=200)


@router.get("")
def visits(
    which: Annotated[WhichVisits, Query()], service: ServiceDep, by: Reader
) -> VisitPage:
    """Visits to your business, or of your body; the newest first."""
    is_client = by.role is Role.CLIENT
    return service.visit_view.of(
        client_id=own(by) if is_client else None,
        authority=None if is_client else own(by),
        is_open=which.open,
        before=which.after,
        limit=which.limit,
    )


@router.post("", status_code=http.HTTP_201_CREATED)
def ask(
    command: AskForVisit,
    service: ServiceDep,
    by: Business,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Ask a body for a visit; it decides within the term."""
    receipt = service.visit_wishes.ask(command, by=by, key=key)
    return _made(receipt, response)


@router.post("/offered", status_code=http.HTTP_201_CREATED)
def offer(
    command: OfferVisit,
    service: ServiceDep,
    by: Officer,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Offer a business a visit, which it may refuse."""
    return _made(service.visits.offer(command, by=by, key=key), response)


@router.post("/mandatory", status_code=http.HTTP_201_CREATED)
def announce(
    command: AnnounceVisit,
    service: ServiceDep,
    by: Officer,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Announce a mandatory visit, where the law makes one due."""
    return _made(service.visits.announce(command, by=by, key=key), response)


@router.get("/{visit_id}")
def show(
    visit_id: UUID, service: ServiceDep, by: Reader, response: Response
) -> VisitCard:
    """One visit.

    What came of it is empty until your side opens its message in the correspondence.
    """
    card = as_opened(service, by, visit_for(service, by, visit_id))
    response.headers["ETag"] = f'"{card.version}"'
    return card


@router.post("/{visit_id}/slots")
def offer_slots(
    visit_id: UUID,
    command: OfferSlots,
    service: ServiceDep,
    by: Officer,
    version: VersionDep,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Offer times: to a wish for a visit, to a wish to move it, or after silence."""
    receipt = service.visits.offer_slots(
        visit_id, command, by=by, key=key, version=version
    )
    return answered(receipt, response)


@router.post("/{visit_id}/choose")
def choose(
    visit_id: UUID,
    command: ChooseSlot,
    service: ServiceDep,
    by: Reader,
    version: VersionDep,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Choose one of the times; the body, of a mandatory visit, after silence."""
    is_client = by.role is Role.CLIENT
    commands = service.visit_wishes if is_client else service.visits
    receipt = commands.choose(visit_id, command, by=by, key=key, version=version)
    return answered(receipt, response)


@router.post("/{visit_id}/move")
def ask_move(
    visit_id: UUID,
    command: AskMove,
    service: ServiceDep,
    by: Business,
    version: VersionDep,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Ask for another time; when nobody decides before the visit begins, it moves."""
    receipt = service.visit_wishes.ask_move(
        visit_id, command, by=by, key=key, version=version
    )
    return answered(receipt, response)


@router.post("/{visit_id}/move/agree")
def agree_move(
    visit_id: UUID,
    command: ChooseSlot,
    service: ServiceDep,
    by: Officer,
    version: VersionDep,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Move it to a time that the business wishes."""
    receipt = service.visits.agree_move(
        visit_id, command, by=by, key=key, version=version
    )
    return answered(receipt, response)


@router.post("/{visit_id}/refuse")
def refuse(
    visit_id: UUID,
    command: RefuseVisit,
    service: ServiceDep,
    by: Business,
    version: VersionDep,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Refuse a visit that is not mandatory, or take a wish back; `{}` is enough."""
    receipt = service.visit_wishes.refuse(
        visit_id, command, by=by, key=key, version=version
    )
    return answered(receipt, response)


@router.post("/{visit_id}/move/decline")
def decline_move(
    visit_id: UUID,
    command: SayWhy,
    service: ServiceDep,
    by: Officer,
    version: VersionDep,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Leave it at its time, and say why."""
    receipt = service.visits.decline_move(
        visit_id, command, by=by, key=key, version=version
    )
    return answered(receipt, response)


@router.post("/{visit_id}/decline")
def decline(
    visit_id: UUID,
    command: SayWhy,
    service: ServiceDep,
    by: Officer,
    version: VersionDep,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Do not come, though a business asked, and say why."""
    receipt = service.visits.decline(visit_id, command, by=by, key=key, version=version)
    return answered(receipt, response)


@router.post("/{visit_id}/call-off")
def call_off(
    visit_id: UUID,
    command: SayWhy,
    service: ServiceDep,
    by: Officer,
    version: VersionDep,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Call a visit off, and say why."""
    receipt = service.visits.call_off(
        visit_id, command, by=by, key=key, version=version
    )
    return answered(receipt, response)


@router.post("/{visit_id}/start")
def start(
    visit_id: UUID,
    command: StartVisit,
    service: ServiceDep,
    by: Officer,
    version: VersionDep,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Begin the visit, on its day."""
    receipt = service.visits.start(visit_id, command, by=by, key=key, version=version)
    return answered(receipt, response)


@router.post("/{visit_id}/end")
def end(
    visit_id: UUID,
    service: ServiceDep,
    by: Officer,
    version: VersionDep,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """End the visit."""
    receipt = service.visits.end(visit_id, by=by, key=key, version=version)
    return answered(receipt, response)


@router.post("/{visit_id}/evasion")
def record_evasion(
    visit_id: UUID,
    command: SayWhy,
    service: ServiceDep,
    by: Officer,
    version: VersionDep,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Record that the business made a mandatory visit impossible, and tell how."""
    receipt = service.visits.record_evasion(
        visit_id, command, by=by, key=key, version=version
    )
    return answered(receipt, response)


@router.post("/{visit_id}/outcome", status_code=http.HTTP_201_CREATED)
def conclude(
    visit_id: UUID,
    command: Conclude,
    service: ServiceDep,
    by: Officer,
    version: VersionDep,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Say what comes of it: advice; an order, where the law allows one."""
    receipt = service.visit_outcomes.conclude(
        visit_id, command, by=by, key=key, version=version
    )
    return answered(receipt, response)


def _made(receipt: Receipt, response: Response) -> Receipt:
    response.headers["Location"] = f"/api/visits/{receipt.id}"
    return answered(receipt, response)
