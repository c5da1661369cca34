"""Self-assessment, its plan, and declarations of compliance over JSON (L9)."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Path, Query, Response
from fastapi import status as http
from pydantic import Field

from application.access import Action, allow_compliance
from application.applicability import OptionalReason, Reason
from application.compliance import (
    Assess,
    ChangeMeasure,
    DeclareCompliance,
    PlanMeasure,
    RenewCompliance,
)
from application.compliance.declaring import VALIDITY
from application.log import Receipt
from domain.compliance import Degree, State
from domain.errors import NotFound
from domain.kernel import Actor, Role, Value
from domain.law_term import LawTerm
from domain.requirement import Code
from interfaces.addresses import CODE
from interfaces.deps import Asks, KeyDep, ServiceDep, VersionDep, answered, own
from interfaces.gateways.documents import SIGNS
from interfaces.service import Service
from projections.compliance import (
    AssessmentCard,
    ComplianceCard,
    ComplianceQueue,
    ConfirmedLine,
    Plan,
    Sheet,
    SheetBy,
    SheetState,
    SheetWanted,
    Summary,
)

router = APIRouter(prefix="/api", tags=["compliance"])

Assessor = Annotated[Actor, Depends(Asks(Action.ASSESS))]
Reader = Annotated[Actor, Depends(Asks(Action.READ_COMPLIANCE))]
Supervisor = Annotated[Actor, Depends(Asks(Action.ANNUL_COMPLIANCE))]
CodePath = Annotated[Code, Path(examples=["REQ-FIRE-001"])]
FILES: dict[int | str, dict[str, Any]] = {
    200: {"content": {kind: {} for kind in SIGNS.values()}}
}


class SheetQuery(Value):
    """Which part of the self-assessment to answer; see `SheetWanted`."""

    by: SheetBy = SheetBy.BODY
    body: str = Field(default="", max_length=500)
    kind: str = Field(default="", max_length=500)
    state: SheetState | None = None
    degree: Degree | None = None
    after: int = Field(default=0, ge=0, le=10_000_000)
    limit: int = Field(default=50, ge=1, le=200)


class PlanQuery(Value):
    """Which part of the plan to answer."""

    after: int = Field(default=0, ge=0, le=10_000_000)
    limit: int = Field(default=50, ge=1, le=200)


class ComplianceQuery(Value):
    """Which declarations of compliance to answer."""

    state: tuple[State, ...] = ()
    after: int | None = Field(default=None, ge=1, le=2**62)
    limit: int = Field(default=50, ge=1, le=200)


class ComplianceOut(Value):
    """A declaration of compliance: what is confirmed, by what, until when.

    Nobody has checked it; it is the word of the client.

    Attributes:
        declaration: as it stands today.
        requirements: what it confirms, each with its evidence.
        term: the rule that its last day comes from, with source and certainty.
    """

    declaration: ComplianceCard
    requirements: tuple[ConfirmedLine, ...]
    term: LawTerm


@router.get("/assessment")
def sheet(
    query: Annotated[SheetQuery, Query()], service: ServiceDep, by: Assessor
) -> Sheet:
    """What concerns you, with what you said of it."""
    wanted = SheetWanted(on=service.clock.today(), **query.model_dump())
    return service.assessment_view.sheet(own(by), wanted)


@router.post("/assessment", status_code=http.HTTP_201_CREATED)
def assess(
    command: Assess, service: ServiceDep, by: Assessor, key: KeyDep, response: Response
) -> Receipt:
    """Say how far requirements are observed: one, or several alike, all or none."""
    receipt = service.assessments.assess(own(by), command, by=by, key=key)
    return answered(receipt, response)


@router.get("/assessment/summary")
def summary(service: ServiceDep, by: Assessor) -> Summary:
    """Your self-assessment in a few numbers."""
    return service.assessment_view.summary(own(by), service.clock.today())


@router.get("/assessment/plan")
def plan(
    query: Annotated[PlanQuery, Query()], service: ServiceDep, by: Assessor
) -> Plan:
    """What you mean to mend: open measures by day, then those that are done."""
    return service.assessment_view.plan(
        own(by), service.clock.today(), after=query.after, limit=query.limit
    )


@router.get(f"/assessment/{CODE}")
def assessment(
    code: CodePath, service: ServiceDep, by: Assessor, response: Response
) -> AssessmentCard:
    """Everything you said of one requirement."""
    card = _card(service, by, code)
    response.headers["ETag"] = f'"{card.version}"'
    return card


@router.get(f"/assessment/{CODE}/document", response_class=Response, responses=FILES)
def evidence(code: CodePath, service: ServiceDep, by: Assessor) -> Response:
    """The file that was given with your last answer."""
    return _file(service, own(by), _card(service, by, code).last.document_id)


@router.post(f"/assessment/{CODE}/measures", status_code=http.HTTP_201_CREATED)
def plan_measure(
    code: CodePath,
    command: PlanMeasure,
    service: ServiceDep,
    by: Assessor,
    version: VersionDep,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Plan what to mend about a requirement that you have assessed."""
    receipt = service.assessments.plan(
        own(by), code, command, by=by, key=key, version=version
    )
    return answered(receipt, response)


@router.put(f"/assessment/{CODE}/measures/{{measure_id}}")
def change_measure(
    code: CodePath,
    measure_id: UUID,
    command: ChangeMeasure,
    service: ServiceDep,
    by: Assessor,
    version: VersionDep,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Put a measure in other words, or on another day."""
    receipt = service.assessments.change_measure(
        own(by), code, measure_id, command, by=by, key=key, version=version
    )
    return answered(receipt, response)


@router.post(f"/assessment/{CODE}/measures/{{measure_id}}/done")
def finish_measure(
    code: CodePath,
    measure_id: UUID,
    service: ServiceDep,
    by: Assessor,
    version: VersionDep,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Say that a measure is done."""
    receipt = service.assessments.finish_measure(
        own(by), code, measure_id, by=by, key=key, version=version
    )
    return answered(receipt, response)


@router.delete(f"/assessment/{CODE}/measures/{{measure_id}}")
def drop_measure(
    code: CodePath,
    measure_id: UUID,
    service: ServiceDep,
    by: Assessor,
    version: VersionDep,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Take a measure off the plan."""
    receipt = service.assessments.drop_measure(
        own(by), code, measure_id, by=by, key=key, version=version
    )
    return answered(receipt, response)


@router.get("/compliance")
def declarations(
    query: Annotated[ComplianceQuery, Query()], service: ServiceDep, by: Reader
) -> ComplianceQueue:
    """A client's own declarations of compliance, or those made to your body."""
    today, view = service.clock.today(), service.compliance_view
    if by.role is Role.CLIENT:
        return view.of_client(
            own(by), today, states=query.state, before=query.after, limit=query.limit
        )
    return view.of_bodies(
        service.person_view.of(own(by)),
        today,
        states=query.state,
        before=query.after,
        limit=query.limit,
    )


@router.post("/compliance", status_code=http.HTTP_201_CREATED)
def declare(
    command: DeclareCompliance,
    service: ServiceDep,
    by: Assessor,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Declare that you observe requirements: one declaration to each body of them.

    Everything of the scope must be assessed; what you do not observe is not declared.
    """
    receipt = service.compliance.declare(own(by), command, by=by, key=key)
    response.headers["Location"] = f"/api/compliance/{receipt.id}"
    return answered(receipt, response)


@router.get("/compliance/{compliance_id}")
def declaration(
    compliance_id: UUID, service: ServiceDep, by: Reader, response: Response
) -> ComplianceOut:
    """What is confirmed, by what, until when."""
    card = _readable(service, by, compliance_id)
    response.headers["ETag"] = f'"{card.version}"'
    lines = service.compliance_view.lines(card.id, service.clock.today())
    return ComplianceOut(
        declaration=card,
        requirements=tuple(lines),
        term=service.law.on(VALIDITY, card.on),
    )


@router.get(
    f"/compliance/{{compliance_id}}/documents/{CODE}",
    response_class=Response,
    responses=FILES,
)
def confirming(
    compliance_id: UUID, code: CodePath, service: ServiceDep, by: Reader
) -> Response:
    """The file that confirms one requirement of a declaration."""
    card = _readable(service, by, compliance_id)
    lines = service.compliance_view.lines(card.id, service.clock.today())
    found = {one.code: one.document_id for one in lines}
    return _file(service, card.client_id, found.get(code))


@router.post("/compliance/{compliance_id}/renew")
def renew(
    compliance_id: UUID,
    command: RenewCompliance,
    service: ServiceDep,
    by: Assessor,
    version: VersionDep,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Give a declaration a new term, of what you say now."""
    receipt = service.compliance.renew(
        compliance_id, command, by=by, key=key, version=version
    )
    return answered(receipt, response)


@router.post("/compliance/{compliance_id}/withdraw")
def withdraw(
    compliance_id: UUID,
    command: OptionalReason,
    service: ServiceDep,
    by: Assessor,
    version: VersionDep,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Take a declaration back."""
    receipt = service.compliance.withdraw(
        compliance_id, command, by=by, key=key, version=version
    )
    return answered(receipt, response)


@router.post("/compliance/{compliance_id}/annul")
def annul(
    compliance_id: UUID,
    command: Reason,
    service: ServiceDep,
    by: Supervisor,
    version: VersionDep,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Annul a declaration with a reason, as the body to which it was made."""
    receipt = service.compliance.annul(
        compliance_id, command, by=by, key=key, version=version
    )
    return answered(receipt, response)


def _card(service: Service, by: Actor, code: str) -> AssessmentCard:
    card = service.assessment_view.card(own(by), code)
    if card is None:
        raise NotFound
    return card


def _readable(service: Service, by: Actor, id: UUID) -> ComplianceCard:
    card = service.compliance_view.get(id, service.clock.today())
    if card is None:
        raise NotFound
    allow_compliance(
        by,
        client_id=card.client_id,
        control_body=card.control_body,
        bodies=service.person_view.of(own(by)),
    )
    return card


def _file(service: Service, client_id: UUID, document_id: UUID | None) -> Response:
    if document_id is None:
        raise NotFound
    found = service.documents.get(document_id, client_id)
    return Response(
        found.content,
        media_type=found.media_type,
        headers={"Content-Disposition": "attachment"},
    )
