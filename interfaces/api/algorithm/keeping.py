"""Writing, approving, withdrawing, importing and asking for algorithms (C1)."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response, status
from starlette.concurrency import run_in_threadpool

from application.access import Action
from application.algorithm import (
    AmendAlgorithm,
    ApproveAlgorithm,
    AskForAlgorithm,
    DraftAlgorithm,
    WithdrawAlgorithm,
)
from application.log import Receipt
from application.requirement import ImportRejected, ImportReport, lines_of
from domain.algorithm import AlgorithmContent, Finding
from domain.kernel import Actor
from interfaces.api.algorithm.reading import CodePath, LanguageDep, card_of
from interfaces.api.algorithm.shapes import FindingOut, Written
from interfaces.api.requirement import JSON_LINES, received
from interfaces.deps import Asks, KeyDep, ServiceDep, VersionDep, answered, own
from interfaces.locale import Language
from interfaces.service import Service

router = APIRouter(prefix="/api/algorithms", tags=["algorithm"])

Author = Annotated[Actor, Depends(Asks(Action.KEEP_ALGORITHM))]
Head = Annotated[Actor, Depends(Asks(Action.APPROVE_ALGORITHM))]
Withdrawer = Annotated[Actor, Depends(Asks(Action.WITHDRAW_ALGORITHM))]
Registrar = Annotated[Actor, Depends(Asks(Action.KEEP_REGISTER))]
Client = Annotated[Actor, Depends(Asks(Action.ASK_FOR_ALGORITHM))]


@router.post("", status_code=status.HTTP_201_CREATED)
def draft(
    command: DraftAlgorithm,
    service: ServiceDep,
    by: Author,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Write an algorithm down. It recommends until the bodies concerned approve it."""
    receipt = service.algorithms.draft(command, by=by, key=key)
    response.headers["Location"] = f"/api/algorithms/{command.code}"
    return answered(receipt, response)


@router.post("/check")
def check(
    content: AlgorithmContent, service: ServiceDep, _by: Author, spoken: LanguageDep
) -> list[FindingOut]:
    """Check what somebody is about to write down; keeps nothing."""
    return list(_found(service, content, spoken))


@router.post("/wishes", status_code=status.HTTP_201_CREATED)
def ask(
    command: AskForAlgorithm,
    service: ServiceDep,
    by: Client,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Ask for an algorithm for a requirement that has none; bodies see how many do."""
    receipt = service.algorithms.ask(own(by), command, by=by, key=key)
    return answered(receipt, response)


@router.post("/import", openapi_extra=JSON_LINES)
async def import_algorithms(
    request: Request, service: ServiceDep, by: Registrar, response: Response
) -> ImportReport:
    """Bring the algorithms to what a file says, one each line: all or nothing.

    What is new becomes a draft; what says something else, a new draft. Rows that say
    what is there already change nothing, so the same file may be sent again.
    """
    with await received(request) as file:
        report = await run_in_threadpool(
            service.algorithm_imports.algorithms, lines_of(file), by=by
        )
    if not report.recorded:
        raise ImportRejected.of(report)
    response.headers["Sverka-Position"] = str(report.position)
    return report


@router.get("/{code}/draft")
def written(
    code: CodePath,
    service: ServiceDep,
    _by: Author,
    spoken: LanguageDep,
    response: Response,
) -> Written:
    """The newest version as it was written, and what the checks find in it."""
    card = card_of(service, code)
    content = card.newest.content
    response.headers["ETag"] = f'"{card.version}"'
    return Written(
        number=card.newest.number,
        content=content,
        findings=_found(service, content, spoken),
    )


@router.put("/{code}")
def amend(
    code: CodePath,
    command: AmendAlgorithm,
    service: ServiceDep,
    by: Author,
    version: VersionDep,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Rewrite the draft, or begin the next version; the approved one still stands."""
    receipt = service.algorithms.amend(code, command, by=by, key=key, version=version)
    return answered(receipt, response)


@router.post("/{code}/approve")
def approve(
    code: CodePath,
    command: ApproveAlgorithm,
    service: ServiceDep,
    by: Head,
    version: VersionDep,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Vouch for a draft, as to what one's body supervises.

    It guarantees once every requirement that it names is vouched for by its body.
    """
    receipt = service.algorithms.approve(code, command, by=by, key=key, version=version)
    return answered(receipt, response)


@router.post("/{code}/withdraw")
def withdraw(
    code: CodePath,
    command: WithdrawAlgorithm,
    service: ServiceDep,
    by: Withdrawer,
    version: VersionDep,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Take an algorithm back for good."""
    receipt = service.algorithms.withdraw(
        code, command, by=by, key=key, version=version
    )
    return answered(receipt, response)


def _found(
    service: Service, content: AlgorithmContent, spoken: Language
) -> tuple[FindingOut, ...]:
    found: tuple[Finding, ...] = service.algorithm_view.findings(
        content, service.clock.today()
    )
    return tuple(
        FindingOut(
            kind=one.kind,
            title=spoken.gettext(one.title),
            steps=one.steps,
            requirement=one.requirement,
            blocks=one.blocks,
        )
        for one in found
    )
