"""Life situations and segments over JSON: public to read, kept by registrars (L3)."""

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Response, status

from application.access import Action, may
from application.log import Receipt
from application.situation import AmendSituation, DraftSituation, WithdrawSituation
from domain.errors import NotFound
from domain.kernel import Actor
from domain.situation import SituationCode, SituationKind, SituationStatus
from interfaces.deps import Anybody, Asks, KeyDep, ServiceDep, VersionDep, answered
from projections.situation import SituationCard, SituationVersion

router = APIRouter(prefix="/api/situations", tags=["situation"])

Registrar = Annotated[Actor, Depends(Asks(Action.KEEP_SITUATIONS))]
SituationPath = Annotated[SituationCode, Path(examples=["start-cafe"])]


@router.get("")
def published(
    service: ServiceDep, _by: Anybody, kind: SituationKind | None = None
) -> list[SituationCard]:
    """Those that businesses may choose from; situations and segments, or one kind."""
    return service.situation_view.published(kind)


@router.get("/kept")
def kept(service: ServiceDep, _by: Registrar) -> list[SituationCard]:
    """All of them, drafts first."""
    return service.situation_view.kept()


@router.post("", status_code=status.HTTP_201_CREATED)
def draft(
    command: DraftSituation,
    service: ServiceDep,
    by: Registrar,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Write one down; only registrars see it until it is published."""
    receipt = service.situations.draft(command, by=by, key=key)
    response.headers["Location"] = f"/api/situations/{command.code}"
    return answered(receipt, response)


@router.get("/{situation}")
def show(
    situation: SituationPath, service: ServiceDep, by: Anybody, response: Response
) -> SituationCard:
    """One situation or segment."""
    card = _card(service, by, situation)
    response.headers["ETag"] = f'"{card.version}"'
    return card


@router.get("/{situation}/versions")
def versions(
    situation: SituationPath, service: ServiceDep, by: Anybody
) -> list[SituationVersion]:
    """What it said, the newest first."""
    return service.situation_view.versions(_card(service, by, situation).code)


@router.put("/{situation}")
def amend(
    situation: SituationPath,
    command: AmendSituation,
    service: ServiceDep,
    by: Registrar,
    version: VersionDep,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Record a new version, or rewrite a draft."""
    receipt = service.situations.amend(
        situation, command, by=by, key=key, version=version
    )
    return answered(receipt, response)


@router.post("/{situation}/publish")
def publish(
    situation: SituationPath,
    service: ServiceDep,
    by: Registrar,
    version: VersionDep,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Make a draft version 1, for everybody to see."""
    receipt = service.situations.publish(situation, by=by, key=key, version=version)
    return answered(receipt, response)


@router.post("/{situation}/withdraw")
def withdraw(
    situation: SituationPath,
    command: WithdrawSituation,
    service: ServiceDep,
    by: Registrar,
    version: VersionDep,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Offer it no more; whoever confirmed it is asked again."""
    receipt = service.situations.withdraw(
        situation, command, by=by, key=key, version=version
    )
    return answered(receipt, response)


def _card(service: ServiceDep, by: Actor, code: str) -> SituationCard:
    card = service.situation_view.get(code)
    if card is None:
        raise NotFound
    if card.status is SituationStatus.DRAFT and not may(by, Action.KEEP_SITUATIONS):
        raise NotFound
    return card
