"""The steps of an execution over JSON: of the client, or of who has one in hand."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, File, Path, Response, UploadFile
from fastapi import status as http

from application.access import Action, allow_step
from application.execution import (
    DoStep,
    GiveEvidence,
    HandStep,
    ShareEvidence,
    SkipStep,
)
from application.log import Receipt
from domain.algorithm import Step
from domain.condition import Verdict
from domain.errors import NotFound
from domain.evidence import MEDIA_TYPES
from domain.execution import Form, Status, accepted
from domain.kernel import Actor, Value
from interfaces.deps import Asks, KeyDep, ServiceDep, VersionDep, answered, own
from interfaces.downloads import sent
from interfaces.service import Service
from projections.execution import (
    EvidenceItem,
    ExecutionCard,
    HandedStep,
    SettledStep,
)

router = APIRouter(prefix="/api", tags=["executions"])

Doer = Annotated[Actor, Depends(Asks(Action.DO_STEP))]
Executor = Annotated[Actor, Depends(Asks(Action.EXECUTE))]
Number = Annotated[int, Path(ge=1, le=999)]


class StepOut(Value):
    """A step of an execution.

    Attributes:
        execution: id.
        version: of the execution; send it as If-Match.
        status: of the execution.
        step: what is to be done.
        concerned: whether it is about the business, as far as is known.
        ready: whether it may be taken now.
        accepted: forms of evidence that show it; none: it needs no evidence.
        settled: what became of it; null: it is open.
        evidence: attached to it.
        handed_to: id of the person who is to do it.
    """

    execution: UUID
    version: int
    status: Status
    step: Step
    concerned: Verdict
    ready: bool
    accepted: tuple[Form, ...]
    settled: SettledStep | None
    evidence: tuple[EvidenceItem, ...]
    handed_to: UUID | None


@router.get("/handed-steps")
def handed(service: ServiceDep, by: Doer) -> list[HandedStep]:
    """The steps that were handed to you."""
    return service.execution_view.handed_to(own(by), UUID(by.id))


@router.get("/executions/{execution_id}/steps/{number}")
def step(
    execution_id: UUID,
    number: Number,
    service: ServiceDep,
    by: Doer,
    response: Response,
) -> StepOut:
    """One step, with what is attached to it."""
    card, found = _readable(service, by, execution_id, number)
    response.headers["ETag"] = f'"{card.version}"'
    profile = service.personal_lists.profile(card.client_id)
    concerned = {s.number: s.concerns(profile) for s in card.content.steps}
    behind = {*card.settled} | {
        n for n, verdict in concerned.items() if verdict is Verdict.DOES_NOT_APPLY
    }
    return StepOut(
        execution=card.id,
        version=card.version,
        status=card.status,
        step=found,
        concerned=concerned[number],
        ready=all(n in behind for n in card.content.flow.before[number]),
        accepted=tuple(sorted(accepted(found))),
        settled=card.settled.get(number),
        evidence=card.evidence_for(number),
        handed_to=card.handed.get(number),
    )


@router.post(
    "/executions/{execution_id}/steps/{number}/file",
    status_code=http.HTTP_201_CREATED,
)
def give_file(
    execution_id: UUID,
    number: Number,
    file: Annotated[UploadFile, File()],
    service: ServiceDep,
    by: Doer,
    version: VersionDep,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Hand a file in and attach it: PDF, JPEG, PNG, WebP or HEIC, at most 10 MB."""
    receipt = service.steps.give_file(
        execution_id,
        number,
        file.filename or "",
        file.file,
        by=by,
        key=key,
        version=version,
    )
    return answered(receipt, response)


@router.post(
    "/executions/{execution_id}/steps/{number}/evidence",
    status_code=http.HTTP_201_CREATED,
)
def give_evidence(
    execution_id: UUID,
    number: Number,
    command: GiveEvidence,
    service: ServiceDep,
    by: Doer,
    version: VersionDep,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Attach a text, a record, or a file handed in before; to other steps too."""
    receipt = service.steps.give(
        execution_id, number, command, by=by, key=key, version=version
    )
    return answered(receipt, response)


@router.post("/executions/{execution_id}/steps/{number}/share")
def share_evidence(
    execution_id: UUID,
    number: Number,
    command: ShareEvidence,
    service: ServiceDep,
    by: Doer,
    version: VersionDep,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Let what is attached to another step show this one too."""
    receipt = service.steps.share(
        execution_id, number, command, by=by, key=key, version=version
    )
    return answered(receipt, response)


@router.delete("/executions/{execution_id}/steps/{number}/evidence/{evidence_id}")
def take_back_evidence(
    execution_id: UUID,
    number: Number,
    evidence_id: UUID,
    service: ServiceDep,
    by: Doer,
    version: VersionDep,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Let a piece of evidence no longer show the step."""
    receipt = service.steps.take_back(
        execution_id, number, evidence_id, by=by, key=key, version=version
    )
    return answered(receipt, response)


@router.get(
    "/executions/{execution_id}/steps/{number}/evidence/{evidence_id}",
    response_class=Response,
    responses={200: {"content": {kind: {} for kind in MEDIA_TYPES}}},
)
def evidence(
    execution_id: UUID,
    number: Number,
    evidence_id: UUID,
    service: ServiceDep,
    by: Doer,
) -> Response:
    """The file that shows the step."""
    card, _ = _readable(service, by, execution_id, number)
    item = card.item(evidence_id)
    if item is None or number not in item.steps or item.file is None:
        raise NotFound
    file = service.evidence_view.get(item.file)
    if file is None:
        raise NotFound
    return sent(service, file)


@router.post("/executions/{execution_id}/steps/{number}/done")
def done(
    execution_id: UUID,
    number: Number,
    command: DoStep,
    service: ServiceDep,
    by: Doer,
    version: VersionDep,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Say that the step is done."""
    receipt = service.steps.do(
        execution_id, number, command, by=by, key=key, version=version
    )
    return answered(receipt, response)


@router.post("/executions/{execution_id}/steps/{number}/skip")
def skip(
    execution_id: UUID,
    number: Number,
    command: SkipStep,
    service: ServiceDep,
    by: Doer,
    version: VersionDep,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Leave the step out, with the reason.

    Where your facts say that it is about you, what rests on it is not confirmed.
    """
    receipt = service.steps.skip(
        execution_id, number, command, by=by, key=key, version=version
    )
    return answered(receipt, response)


@router.post("/executions/{execution_id}/steps/{number}/reopen")
def reopen(
    execution_id: UUID,
    number: Number,
    service: ServiceDep,
    by: Doer,
    version: VersionDep,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Take the step up again."""
    receipt = service.steps.reopen(
        execution_id, number, by=by, key=key, version=version
    )
    return answered(receipt, response)


@router.post("/executions/{execution_id}/steps/{number}/hand")
def hand(
    execution_id: UUID,
    number: Number,
    command: HandStep,
    service: ServiceDep,
    by: Executor,
    version: VersionDep,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Let one of your people do the step; null: nobody special any more."""
    receipt = service.steps.hand(
        execution_id, number, command, by=by, key=key, version=version
    )
    return answered(receipt, response)


def _readable(
    service: Service, by: Actor, id: UUID, number: int
) -> tuple[ExecutionCard, Step]:
    card = service.execution_view.get(id)
    if card is None:
        raise NotFound
    allow_step(by, client_id=card.client_id, handed_to=card.handed.get(number))
    found = card.content.step(number)
    if found is None:
        raise NotFound
    return card, found
