"""The register of requirements over JSON: public to read, kept by registrars (L1)."""

from datetime import date, datetime
from tempfile import SpooledTemporaryFile
from typing import Annotated, Any, BinaryIO, cast

from fastapi import APIRouter, Depends, Path, Query, Request, Response, status
from pydantic import AwareDatetime, Field
from starlette.concurrency import run_in_threadpool

from application.access import Action, may
from application.log import Receipt
from application.requirement import (
    AmendRequirement,
    DraftRequirement,
    ImportRejected,
    ImportReport,
    RepealRequirement,
    ResumeRequirement,
    SuspendRequirement,
    lines_of,
)
from domain.errors import NotFound
from domain.kernel import Actor, Value
from domain.requirement import (
    Code,
    Content,
    Day,
    Repeal,
    Status,
    Suspension,
    Validity,
    Version,
)
from interfaces.addresses import CODE
from interfaces.deps import Anybody, Asks, KeyDep, ServiceDep, VersionDep, answered
from projections.requirement import (
    MOST,
    PAGE,
    ActivityTitle,
    Card,
    Draft,
    Facets,
    Filters,
    Found,
)

router = APIRouter(prefix="/api/requirements", tags=["requirement"])

Registrar = Annotated[Actor, Depends(Asks(Action.KEEP_REGISTER))]
CodePath = Annotated[Code, Path(examples=["REQ-FIRE-001"])]

IN_MEMORY = 1 << 20


class OnDay(Filters):
    """What to look for, and as of which day.

    Attributes:
        on: the day; today when absent.
    """

    on: Day | None = None


class Search(OnDay):
    """What to look for, and which page of it.

    Attributes:
        after: `next` of the page before.
        limit: lines of a page.
    """

    after: str | None = Field(default=None, max_length=400)
    limit: int = Field(default=PAGE, ge=1, le=MOST)


class Shown(Value):
    """One requirement as of a day.

    Attributes:
        code: its name in the register.
        version: of its whole history; the ETag.
        status: draft, published or repealed.
        on: the day that `number`, `content` and the rest are about.
        number: of the version shown; none for a draft.
        validity: how it stands on the day; none for a draft.
        valid_until: the last known day of the version; none when open.
        content: what the version says.
        suspension: the one on the day.
        repeal: that was or is going to be.
        successor_unknown: the act declares an end and nobody knows what comes after.
        changed_at: when the register learned the last thing about it, UTC.
    """

    code: str
    version: int
    status: Status
    on: date
    number: int | None
    validity: Validity | None
    valid_until: date | None
    content: Content
    suspension: Suspension | None
    repeal: Repeal | None
    successor_unknown: bool
    changed_at: datetime


@router.get("")
def search(
    asked: Annotated[Search, Query()], service: ServiceDep, _by: Anybody
) -> Found:
    """Look for published requirements. Russian text, in any form, with slips."""
    return service.requirement_view.search(
        _filters(asked),
        asked.on or service.clock.today(),
        after=asked.after,
        limit=asked.limit,
    )


@router.get("/facets")
def facets(
    asked: Annotated[OnDay, Query()], service: ServiceDep, _by: Anybody
) -> Facets:
    """How many requirements there are by the values of each filter."""
    day = asked.on or service.clock.today()
    return service.requirement_view.facets(_filters(asked), day)


@router.get("/activities")
def activities(
    service: ServiceDep,
    _by: Anybody,
    text: Annotated[str, Query(min_length=1, max_length=100, examples=["56.1"])],
    limit: Annotated[int, Query(ge=1, le=MOST)] = PAGE,
) -> list[ActivityTitle]:
    """Look for activities (OKVED-2) by the beginning of a code or words of a name."""
    return service.requirement_view.activities(text, limit)


@router.get("/drafts")
def drafts(service: ServiceDep, _by: Registrar) -> list[Draft]:
    """What is not published yet, the newest first; at most 500."""
    return service.requirement_view.drafts()


@router.post("", status_code=status.HTTP_201_CREATED)
def draft(
    command: DraftRequirement,
    service: ServiceDep,
    by: Registrar,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Write a requirement down; only registrars see it until it is published."""
    receipt = service.requirements.draft(command, by=by, key=key)
    response.headers["Location"] = f"/api/requirements/{command.code}"
    return answered(receipt, response)


JSON_LINES: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {
            kind: {"schema": {"type": "string", "description": "One object a line."}}
            for kind in ("application/x-ndjson", "application/octet-stream")
        },
    }
}
A_FILE: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {
            "application/octet-stream": {
                "schema": {"type": "string", "format": "binary"}
            }
        },
    }
}


@router.post("/import", openapi_extra=JSON_LINES)
async def import_requirements(
    request: Request,
    service: ServiceDep,
    by: Registrar,
    response: Response,
    skip_rejected: Annotated[bool, Query()] = False,  # noqa: FBT002
) -> ImportReport:
    """Bring the register to what a file says, a requirement each line.

    The whole file is checked first. When a row is rejected nothing is recorded, unless
    `skip_rejected` is true. Rows that the register says already change nothing, so the
    same file may be sent again.
    """
    with await received(request) as file:
        report = await run_in_threadpool(
            service.imports.requirements,
            lines_of(file),
            by=by,
            skip_rejected=skip_rejected,
        )
    if not report.recorded:
        raise ImportRejected.of(report)
    response.headers["Sverka-Position"] = str(report.position)
    return report


@router.post("/import/okved", openapi_extra=A_FILE)
async def import_okved(
    request: Request, service: ServiceDep, by: Registrar, response: Response
) -> Receipt:
    """Load the classifier of activities: Rosstat's file, or a table with tabs."""
    with await received(request) as file:
        content = await run_in_threadpool(file.read)
    receipt = await run_in_threadpool(service.classifiers.load_okved, content, by=by)
    return answered(receipt, response)


@router.get(f"/{CODE}")
def show(
    code: CodePath,
    service: ServiceDep,
    by: Anybody,
    response: Response,
    on: Annotated[Day | None, Query(description="As of which day; today")] = None,
    known_at: Annotated[
        AwareDatetime | None, Query(description="As known at which instant; now")
    ] = None,
) -> Shown:
    """One requirement: the version of a day, as it was known at an instant."""
    card = _card(service, by, code)
    day = on or service.clock.today()
    standing = card.on(day, known_at)
    if standing is None and card.status is not Status.DRAFT:
        raise NotFound
    response.headers["ETag"] = f'"{card.version}"'
    return Shown(
        code=card.code,
        version=card.version,
        status=card.status,
        on=day,
        number=standing and standing.version.number,
        validity=standing and standing.validity,
        valid_until=standing and standing.until,
        content=standing.version.content if standing else card.content,
        suspension=standing and standing.suspension,
        repeal=standing and standing.repeal,
        successor_unknown=bool(
            standing and standing.validity in {Validity.ENDS, Validity.ENDED}
        ),
        changed_at=card.changed_at,
    )


@router.get(f"/{CODE}/versions")
def versions(code: CodePath, service: ServiceDep, by: Anybody) -> list[Version]:
    """All versions: from when each holds, and since when the register knows it."""
    return list(_card(service, by, code).history.versions)


@router.put(f"/{CODE}")
def amend(
    code: CodePath,
    command: AmendRequirement,
    service: ServiceDep,
    by: Registrar,
    version: VersionDep,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Record a new version, or rewrite a draft."""
    receipt = service.requirements.amend(code, command, by=by, key=key, version=version)
    return answered(receipt, response)


@router.post(f"/{CODE}/publish")
def publish(
    code: CodePath,
    service: ServiceDep,
    by: Registrar,
    version: VersionDep,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Make a draft version 1, for everybody to see."""
    receipt = service.requirements.publish(code, by=by, key=key, version=version)
    return answered(receipt, response)


@router.post(f"/{CODE}/suspend")
def suspend(
    code: CodePath,
    command: SuspendRequirement,
    service: ServiceDep,
    by: Registrar,
    version: VersionDep,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Record that a requirement does not hold for a time."""
    receipt = service.requirements.suspend(
        code, command, by=by, key=key, version=version
    )
    return answered(receipt, response)


@router.post(f"/{CODE}/resume")
def resume(
    code: CodePath,
    command: ResumeRequirement,
    service: ServiceDep,
    by: Registrar,
    version: VersionDep,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Record that a suspension ended early."""
    receipt = service.requirements.resume(
        code, command, by=by, key=key, version=version
    )
    return answered(receipt, response)


@router.post(f"/{CODE}/repeal")
def repeal(
    code: CodePath,
    command: RepealRequirement,
    service: ServiceDep,
    by: Registrar,
    version: VersionDep,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Record that a requirement does not hold any more."""
    receipt = service.requirements.repeal(
        code, command, by=by, key=key, version=version
    )
    return answered(receipt, response)


def _filters(asked: Filters) -> Filters:
    return Filters.model_construct(
        **{name: getattr(asked, name) for name in Filters.model_fields}
    )


def _card(service: ServiceDep, by: Actor, code: str) -> Card:
    card = service.requirement_view.get(code)
    if card is None:
        raise NotFound
    if card.status is Status.DRAFT and not may(by, Action.KEEP_REGISTER):
        raise NotFound
    return card


async def received(request: Request) -> BinaryIO:
    """The body as a file that leaves the memory when it is large; close it."""
    file = cast(BinaryIO, SpooledTemporaryFile(IN_MEMORY))  # noqa: SIM115
    async for part in request.stream():
        await run_in_threadpool(file.write, part)
    file.seek(0)
    return file
