"""Categories of risk over JSON: criteria, reckonings, objections (C5)."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Response
from fastapi import status as http
from pydantic import Field

from application.access import Action
from application.log import Receipt
from application.risk import (
    AnswerRiskObjection,
    AssignRisk,
    DecideRise,
    Explained,
    KeepRiskCriteria,
    ObjectToRisk,
)
from domain.errors import NotFound
from domain.kernel import Actor, Role, Value
from domain.risk import Frequency, Reckoned, RiskProfile, Way
from interfaces.deps import (
    Anybody,
    Asks,
    KeyDep,
    ServiceDep,
    VersionDep,
    answered,
    own,
)
from interfaces.gateways.documents import SIGNS
from interfaces.risks import category_for, explained
from projections.risk import CriteriaCard, CriteriaLine, RiskCard, RiskPage

router = APIRouter(prefix="/api/risk", tags=["risk"])

Reader = Annotated[Actor, Depends(Asks(Action.READ_RISK))]
Officer = Annotated[Actor, Depends(Asks(Action.ASSIGN_RISK))]
Head = Annotated[Actor, Depends(Asks(Action.DECIDE_RISK))]
Keeper = Annotated[Actor, Depends(Asks(Action.KEEP_RISK_CRITERIA))]
Business = Annotated[Actor, Depends(Asks(Action.OBJECT_TO_RISK))]
FIRST = 0
"""The version of criteria that are not there yet."""


class RiskWanted(Value):
    """Which categories.

    Attributes:
        after: `after` of the page before.
        limit: how many at most.
    """

    after: str | None = Field(default=None, max_length=30)
    limit: int = Field(default=50, ge=1, le=200)


class RiskExplained(Value):
    """A category as it is reckoned today, and what would change it.

    Attributes:
        reckoned: the category, line by line.
        ways: what would lower it, one by one; what lowers it most comes first.
        way_down: what together leads to a lower category; null: nothing one can do.
        frequency: what may be done by plan in this category.
        after: what may be done by plan in the category where the way down leads.
    """

    reckoned: Reckoned
    ways: tuple[Way, ...]
    way_down: Way | None
    frequency: tuple[Frequency, ...]
    after: tuple[Frequency, ...]


class RiskTold(Value):
    """A category with what would change it.

    Attributes:
        card: the category, the objections, and what happened.
        reckoning: of today; null: the object is gone, or no criteria hold.
    """

    card: RiskCard
    reckoning: RiskExplained | None


@router.get("")
def categories(
    which: Annotated[RiskWanted, Query()], service: ServiceDep, by: Reader
) -> RiskPage:
    """Categories of your objects, or those that your body assigned."""
    is_client = by.role is Role.CLIENT
    return service.risk_view.of(
        client_id=own(by) if is_client else None,
        authority=None if is_client else own(by),
        after=which.after,
        limit=which.limit,
    )


@router.get("/criteria")
def kinds_of_control(service: ServiceDep, _by: Anybody) -> list[CriteriaLine]:
    """Kinds of control that have criteria of risk, by name."""
    return service.risk_view.profiles(service.clock.today())


@router.get("/criteria/{profile_id}")
def criteria(
    profile_id: UUID, service: ServiceDep, _by: Anybody, response: Response
) -> CriteriaCard:
    """The criteria of a kind of control, with their weights and all editions."""
    card = service.risk_view.profile(profile_id)
    if card is None:
        raise NotFound
    response.headers["ETag"] = f'"{card.version}"'
    return card


@router.post("/criteria", status_code=http.HTTP_201_CREATED)
def begin(
    command: KeepRiskCriteria,
    service: ServiceDep,
    by: Keeper,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Give a kind of control its first criteria."""
    receipt = service.risk_profiles.keep(command, by=by, key=key, version=FIRST)
    response.headers["Location"] = f"/api/risk/criteria/{receipt.id}"
    return answered(receipt, response)


@router.put("/criteria/{profile_id}")
def amend(
    profile_id: UUID,
    command: KeepRiskCriteria,
    service: ServiceDep,
    by: Keeper,
    version: VersionDep,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Reckon otherwise from a day on; earlier editions stay for their days."""
    if RiskProfile.create_id(command.control_kind) != profile_id:
        raise NotFound
    receipt = service.risk_profiles.keep(command, by=by, key=key, version=version)
    return answered(receipt, response)


@router.get("/reckoning")
def own_reckoning(
    criteria: Annotated[UUID, Query()],
    service: ServiceDep,
    by: Business,
    premises: Annotated[UUID | None, Query()] = None,
) -> RiskExplained:
    """The category of one of your objects as it would be today; assigns nothing."""
    card = service.risk_view.profile(criteria)
    if card is None:
        raise NotFound
    kind = card.control_kind
    return _told(service.risk_reckoning.explain(own(by), premises, kind))


@router.post("/reckoning")
def reckoning(command: AssignRisk, service: ServiceDep, by: Officer) -> RiskExplained:
    """The category that would be assigned today; assigns nothing."""
    return _told(service.risk_assignments.prepare(command, by=by))


@router.post("", status_code=http.HTTP_201_CREATED)
def assign(
    command: AssignRisk,
    service: ServiceDep,
    by: Officer,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Assign the category that is reckoned today, no more and no less."""
    receipt = service.risk_assignments.assign(command, by=by, key=key)
    response.headers["Location"] = f"/api/risk/{receipt.id}"
    return answered(receipt, response)


@router.get("/{risk_id}")
def show(
    risk_id: UUID, service: ServiceDep, by: Reader, response: Response
) -> RiskTold:
    """One category: how it was found, what would change it, and the objections."""
    card = category_for(service, by, risk_id)
    found = explained(service, card)
    response.headers["ETag"] = f'"{card.version}"'
    return RiskTold(card=card, reckoning=_told(found) if found else None)


@router.get(
    "/{risk_id}/files/{objection_file_id}",
    response_class=Response,
    responses={200: {"content": {kind: {} for kind in SIGNS.values()}}},
)
def file(
    risk_id: UUID, objection_file_id: UUID, service: ServiceDep, by: Reader
) -> Response:
    """A file that was given with an objection."""
    card = category_for(service, by, risk_id)
    if all(objection_file_id not in one.files for one in card.objections):
        raise NotFound
    found = service.documents.get(objection_file_id, card.client_id)
    return Response(
        found.content,
        media_type=found.media_type,
        headers={"Content-Disposition": "attachment"},
    )


@router.post("/{risk_id}/objection")
def object_to(
    risk_id: UUID,
    command: ObjectToRisk,
    service: ServiceDep,
    by: Business,
    version: VersionDep,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Say that a category is not right; files are kept by `/api/documents` before."""
    receipt = service.risk_objecting.object_to(
        risk_id, command, by=by, key=key, version=version
    )
    return answered(receipt, response)


@router.post("/{risk_id}/objection/withdraw")
def withdraw_objection(
    risk_id: UUID, service: ServiceDep, by: Business, key: KeyDep, response: Response
) -> Receipt:
    """Object no longer."""
    return answered(service.risk_objecting.withdraw(risk_id, by=by, key=key), response)


@router.post("/{risk_id}/objection/answer")
def answer_objection(
    risk_id: UUID,
    command: AnswerRiskObjection,
    service: ServiceDep,
    by: Head,
    version: VersionDep,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Agree and assign less, or say why not; the head of the body."""
    receipt = service.risk_assignments.answer(
        risk_id, command, by=by, key=key, version=version
    )
    return answered(receipt, response)


@router.post("/{risk_id}/rise")
def decide_rise(
    risk_id: UUID,
    command: DecideRise,
    service: ServiceDep,
    by: Head,
    version: VersionDep,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Let a category rise to what was reckoned, or stay; the head of the body."""
    receipt = service.risk_assignments.decide_rise(
        risk_id, command, by=by, key=key, version=version
    )
    return answered(receipt, response)


def _told(found: Explained) -> RiskExplained:
    return RiskExplained(
        reckoned=found.reckoned,
        ways=found.ways,
        way_down=found.way_down,
        frequency=found.frequency,
        after=found.after,
    )
