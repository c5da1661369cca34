"""Writing, publishing, ending drafts, and entering them into the register (E1)."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response, status
from starlette.concurrency import run_in_threadpool

from application.access import Action
from application.draft import AdoptDraft, DropDraft, PublishDraft
from application.log import Receipt
from application.requirement import ImportRejected, ImportReport
from domain.draft import Manuscript
from domain.errors import NotFound
from domain.kernel import Actor
from interfaces.addresses import CODE
from interfaces.api.draft.reading import NumberPath
from interfaces.api.draft.shapes import WrittenOut
from interfaces.api.requirement import A_FILE, received
from interfaces.deps import Asks, KeyDep, ServiceDep, VersionDep, answered, own
from projections.draft import OwnDraft

router = APIRouter(prefix="/api/drafts", tags=["draft"])

Developer = Annotated[Actor, Depends(Asks(Action.DRAFT_RULE))]
Registrar = Annotated[Actor, Depends(Asks(Action.KEEP_REGISTER))]


@router.get("/own")
def own_drafts(service: ServiceDep, by: Developer) -> list[OwnDraft]:
    """All drafts of one's body, the last changed first; at most 500."""
    return service.draft_view.own(own(by))


@router.get("/to-enter")
def to_enter(service: ServiceDep, _by: Registrar) -> list[OwnDraft]:
    """Adopted drafts that the register does not hold yet, oldest first."""
    return service.draft_view.to_enter()


@router.post("", status_code=status.HTTP_201_CREATED)
def begin(
    command: Manuscript,
    service: ServiceDep,
    by: Developer,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Begin to write a draft; only its body sees it until it is published.

    Its number stands in `/api/drafts/own`, and at the end of `Location`.
    """
    receipt = service.drafts.begin(command, by=by, key=key)
    service.caught_up(receipt.position)
    number = service.draft_view.number_of(receipt.id)
    response.headers["Location"] = f"/api/drafts/{number}"
    return answered(receipt, response)


@router.post("/import", openapi_extra=A_FILE)
async def import_drafts(
    request: Request, service: ServiceDep, by: Registrar, response: Response
) -> ImportReport:
    """Take in the list of drafts of regulation.gov.ru, XML: all of it or nothing.

    Rows that say what is known already change nothing.
    """
    with await received(request) as file:
        report = await run_in_threadpool(service.draft_imports.listed, file, by=by)
    if not report.recorded:
        raise ImportRejected.of(report)
    response.headers["Sverka-Position"] = str(report.position)
    return report


@router.get(f"/{CODE}/written")
def written(
    number: NumberPath, service: ServiceDep, by: Developer, response: Response
) -> WrittenOut:
    """What is written, published or not; its body."""
    card = service.draft_view.get(number)
    if card is None or card.text is None or card.organisation != own(by):
        raise NotFound
    response.headers["ETag"] = f'"{card.version}"'
    return WrittenOut(
        number=card.number,
        version=card.version,
        stage=card.stage,
        text=card.text,
        is_ahead=card.is_ahead,
    )


@router.put(f"/{CODE}")
def rewrite(
    number: NumberPath,
    command: Manuscript,
    service: ServiceDep,
    by: Developer,
    version: VersionDep,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Rewrite what is to be published next; what is published stays as it is."""
    receipt = service.drafts.rewrite(number, command, by=by, key=key, version=version)
    return answered(receipt, response)


@router.post(f"/{CODE}/publish")
def publish(
    number: NumberPath,
    command: PublishDraft,
    service: ServiceDep,
    by: Developer,
    version: VersionDep,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Publish what is written as the next version, open from today."""
    receipt = service.drafts.publish(number, command, by=by, key=key, version=version)
    return answered(receipt, response)


@router.post(f"/{CODE}/adopt")
def adopt(
    number: NumberPath,
    command: AdoptDraft,
    service: ServiceDep,
    by: Developer,
    version: VersionDep,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Record that the last version became an act; its window must be closed."""
    receipt = service.drafts.adopt(number, command, by=by, key=key, version=version)
    return answered(receipt, response)


@router.post(f"/{CODE}/drop")
def drop(
    number: NumberPath,
    command: DropDraft,
    service: ServiceDep,
    by: Developer,
    version: VersionDep,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Give the draft up, with a reason that everybody reads."""
    receipt = service.drafts.drop(number, command, by=by, key=key, version=version)
    return answered(receipt, response)


@router.post(f"/{CODE}/enter")
def enter(
    number: NumberPath,
    service: ServiceDep,
    by: Registrar,
    version: VersionDep,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Take what an adopted draft proposes over into the register: all or nothing."""
    receipt = service.drafts.enter(number, by=by, key=key, version=version)
    return answered(receipt, response)
