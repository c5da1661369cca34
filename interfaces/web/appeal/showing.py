"""The page on which it is said what shows a point of an appeal (I9)."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, File, Request, UploadFile
from fastapi.responses import Response

from application.appeal import WritePoint
from domain.appeal import Evidence
from domain.errors import NotFound
from interfaces.deps import KeyDep, ServiceDep
from interfaces.web.appeal.client_words import WRONG, Appellant, Many, Short, Version
from interfaces.web.appeal.desk import Desk, WritingRoute, attached
from interfaces.web.person import see_other
from interfaces.web.wrong import Fault
from projections.appeal import PointCard

router = APIRouter(include_in_schema=False, route_class=WritingRoute)

SHOWN = "/appeals/{appeal_id:uuid}/write/points/{point_number:int}/evidence"
Upload = Annotated[UploadFile | None, File()]


@router.get(SHOWN)
def evidence(
    request: Request,
    appeal_id: UUID,
    point_number: int,
    service: ServiceDep,
    by: Appellant,
) -> Response:
    """Ask what shows a point: violations that the service saw, documents, files."""
    desk = Desk(request, service, by, appeal_id).writing()
    point = point_of(desk, point_number)
    return _evidence(desk, point, point.evidence)


@router.post(SHOWN)
def say_evidence(
    request: Request,
    appeal_id: UUID,
    point_number: int,
    service: ServiceDep,
    by: Appellant,
    key: KeyDep,
    version: Version = None,
    act: Short = "",
    flags: Many = [],  # noqa: B006
    addresses: Many = [],  # noqa: B006
    kept: Many = [],  # noqa: B006
    file: Upload = None,
) -> Response:
    """Attach a file, take one away, or keep what is ticked; each is kept at once."""
    desk = Desk(request, service, by, appeal_id).writing()
    point = point_of(desk, point_number)
    shown = Evidence(
        files=desk.held(kept, act, point),
        flags=tuple(one for one, _ in flags_of(desk) if one in flags),
        addresses=tuple(one for one, _ in desk.papers if one in addresses),
    )
    try:
        files = attached(desk, shown.files, act, file, key)
        shown = shown.model_copy(update={"files": files})
        if act != "save":
            version = desk.card.version
        command = WritePoint(
            number=point_number,
            ground=point.ground,
            words=point.words or "",
            leans_on=point.leans_on,
            evidence=shown,
        )
        receipt = service.appeal_drafts.write_point(
            appeal_id, command, by=by, key=key, version=version
        )
    except WRONG as fault:
        return _evidence(desk, point, shown, fault)
    fresh = desk.anew(receipt)
    if act != "save":
        return _evidence(fresh, point, shown)
    return see_other(f"/appeals/{appeal_id}/write/points")


def point_of(desk: Desk, number: int) -> PointCard:
    """A point of the draft; raises NotFound."""
    for one in desk.card.points:
        if one.number == number:
            return one
    raise NotFound


def flags_of(desk: Desk) -> list[tuple[str, str]]:
    """Key and name of each gross violation that the service saw."""
    if desk.thing is None:
        return []
    return [(one.key, desk.known.flag(one.key)) for one in desk.thing.flags]


def _evidence(
    desk: Desk, point: PointCard, shown: Evidence, fault: Fault | None = None
) -> Response:
    return desk.page(
        "write_evidence.html",
        {
            "point": point,
            "given": shown,
            "flags": flags_of(desk),
            "papers": desk.papers,
            "unsent": desk.unsent(shown.files),
        },
        fault,
        fields=("file", "files"),
    )
