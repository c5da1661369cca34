"""Pages on which the points of an appeal are written, one at a time (I9)."""

from typing import Annotated, Any, Final
from uuid import UUID

from fastapi import APIRouter, File, Query, Request, UploadFile
from fastapi.responses import Response

from application.appeal import WritePoint
from application.log import Key
from domain.appeal import Evidence, Ground, GroundUnknown
from interfaces.appeal_grounds import starter_grounds
from interfaces.deps import KeyDep, ServiceDep
from interfaces.sources import source_in
from interfaces.web.appeal.client_words import (
    WRONG,
    AppealWords,
    Appellant,
    Many,
    Short,
    Text,
    Version,
)
from interfaces.web.appeal.desk import Desk, WritingRoute
from interfaces.web.appeal.showing import flags_of, point_of
from interfaces.web.pages import language_of
from interfaces.web.person import see_other
from interfaces.web.wrong import Fault

router = APIRouter(include_in_schema=False, route_class=WritingRoute)

WRITE: Final = "/appeals/{appeal_id:uuid}/write"
POINT: Final = f"{WRITE}/points/{{point_number:int}}"
OTHER: Final = "other"
"""Ground of what fits no other."""
Chosen = Annotated[str | None, Query(max_length=64)]
Upload = Annotated[UploadFile | None, File()]


@router.get(f"{WRITE}/points")
def points(
    request: Request, appeal_id: UUID, service: ServiceDep, by: Appellant
) -> Response:
    """The points as they stand, and gross violations that could be points."""
    return _points(Desk(request, service, by, appeal_id).writing())


@router.post(f"{WRITE}/flags")
def take_flags(
    request: Request,
    appeal_id: UUID,
    service: ServiceDep,
    by: Appellant,
    key: KeyDep,
    version: Version = None,
    flags: Many = [],  # noqa: B006
) -> Response:
    """Make a point of each gross violation that is ticked."""
    desk = Desk(request, service, by, appeal_id).writing()
    offered = dict(_offered(desk))
    for flag in (one for one in offered if one in flags):
        command = WritePoint(
            ground=_ground_of(desk, flag),
            words=offered[flag],
            evidence=_seen(desk, flag),
        )
        try:
            receipt = service.appeal_drafts.write_point(
                appeal_id,
                command,
                by=by,
                key=key and _own(key, flag),
                version=version,
            )
        except WRONG as fault:
            return _points(Desk(request, service, by, appeal_id), fault)
        version = receipt.version
        service.caught_up(receipt.position)
    return see_other(f"/appeals/{appeal_id}/write/points")


@router.get(f"{WRITE}/points/new")
def new(
    request: Request,
    appeal_id: UUID,
    service: ServiceDep,
    by: Appellant,
    ground: Chosen = None,
    act: Chosen = None,
) -> Response:
    """Ask what was wrong; then how it was."""
    desk = Desk(request, service, by, appeal_id).writing()
    if not _fits(desk, ground):
        return _ground(desk, None, None, GroundUnknown() if act else None)
    return _point(desk, None, {"ground": ground, "words": "", "leans_on": ""})


@router.get(POINT)
def one(
    request: Request,
    appeal_id: UUID,
    point_number: int,
    service: ServiceDep,
    by: Appellant,
    ground: Chosen = None,
) -> Response:
    """A point, to be said otherwise; with an empty ground, what was wrong."""
    desk = Desk(request, service, by, appeal_id).writing()
    point = point_of(desk, point_number)
    if ground is not None and not _fits(desk, ground):
        return _ground(desk, point_number, point.ground)
    given = {
        "ground": ground or point.ground,
        "words": point.words or "",
        "leans_on": point.leans_on or "",
    }
    return _point(desk, point_number, given)


@router.post(f"{WRITE}/points/new")
def write(
    request: Request,
    appeal_id: UUID,
    service: ServiceDep,
    by: Appellant,
    key: KeyDep,
    version: Version = None,
    ground: Short = "",
    words: Text = "",
    leans_on: Short = "",
) -> Response:
    """Write a point; what shows it is asked next."""
    desk = Desk(request, service, by, appeal_id).writing()
    given = {"ground": ground, "words": words, "leans_on": leans_on}
    try:
        command = WritePoint.model_validate(
            given | {"evidence": _fitting(desk, ground)}
        )
        receipt = service.appeal_drafts.write_point(
            appeal_id, command, by=by, key=key, version=version
        )
    except WRONG as fault:
        return _point(desk, None, given, fault)
    service.caught_up(receipt.position)
    fresh = Desk(request, service, by, appeal_id)
    number = max(one.number for one in fresh.card.points)
    return see_other(f"/appeals/{appeal_id}/write/points/{number}/evidence")


@router.post(POINT)
def write_anew(
    request: Request,
    appeal_id: UUID,
    point_number: int,
    service: ServiceDep,
    by: Appellant,
    key: KeyDep,
    version: Version = None,
    ground: Short = "",
    words: Text = "",
    leans_on: Short = "",
) -> Response:
    """Say a point otherwise; what shows it stays."""
    desk = Desk(request, service, by, appeal_id).writing()
    given = {"ground": ground, "words": words, "leans_on": leans_on}
    evidence = point_of(desk, point_number).evidence
    try:
        command = WritePoint.model_validate(
            given | {"number": point_number, "evidence": evidence}
        )
        receipt = service.appeal_drafts.write_point(
            appeal_id, command, by=by, key=key, version=version
        )
    except WRONG as fault:
        return _point(desk, point_number, given, fault)
    service.caught_up(receipt.position)
    return see_other(f"/appeals/{appeal_id}/write/points")


@router.post(f"{POINT}/drop")
def drop(
    request: Request,
    appeal_id: UUID,
    point_number: int,
    service: ServiceDep,
    by: Appellant,
    key: KeyDep,
    version: Version = None,
) -> Response:
    """Take a point out."""
    desk = Desk(request, service, by, appeal_id).writing()
    try:
        receipt = service.appeal_drafts.drop_point(
            appeal_id, point_number, by=by, key=key, version=version
        )
    except WRONG as fault:
        return _points(desk, fault)
    service.caught_up(receipt.position)
    return see_other(f"/appeals/{appeal_id}/write/points")


def _points(desk: Desk, fault: Fault | None = None) -> Response:
    offered = _offered(desk)
    return desk.page(
        "write_points.html",
        {
            "flags": offered,
            "flag_keys": [key for key, _ in offered],
            "known": desk.known,
            "next_name": desk.after("points"),
        },
        fault,
        fields=("flags",),
    )


def _ground(
    desk: Desk, number: int | None, chosen: str | None, fault: Fault | None = None
) -> Response:
    """Choose what was wrong; what the service itself saw comes first."""
    words = AppealWords(language_of(desk.request), desk.service)
    seen = {key for key, _ in flags_of(desk)}
    grounds = starter_grounds().of(desk.card.kind)
    ordered = sorted(grounds, key=lambda one: not seen & {*one.flags})
    gettext = language_of(desk.request).gettext
    hint = gettext("The service saw signs of it.")
    options = [
        (one.code, words.titled(one), hint if seen & {*one.flags} else "")
        for one in ordered
    ]
    context = {"grounds": options, "number": number, "chosen": chosen}
    return desk.page("write_ground.html", context, fault, fields=("ground",))


def _point(
    desk: Desk,
    number: int | None,
    given: dict[str, Any],
    fault: Fault | None = None,
) -> Response:
    found = starter_grounds().get(given["ground"])
    source = found.source if found and found.code != OTHER else ""
    return desk.page(
        "write_point.html",
        {
            "number": number,
            "given": given,
            "law": source_in(language_of(desk.request).code, source),
        },
        fault,
        fields=("words", "leans_on"),
    )


def _fits(desk: Desk, code: str | None) -> bool:
    found = starter_grounds().get(code or "")
    return found is not None and found.fits(desk.card.kind)


def _offered(desk: Desk) -> list[tuple[str, str]]:
    """Those that are in no point yet."""
    used = {flag for one in desk.card.points for flag in one.evidence.flags}
    return [(key, name) for key, name in flags_of(desk) if key not in used]


def _ground_of(desk: Desk, flag: str) -> str:
    grounds: tuple[Ground, ...] = starter_grounds().of(desk.card.kind)
    return next((one.code for one in grounds if flag in one.flags), OTHER)


def _seen(desk: Desk, flag: str) -> Evidence:
    """A gross violation as evidence, with the documents that show it."""
    found = desk.thing.flags if desk.thing else ()
    shown = next((one.shown_by for one in found if one.key == flag), ())
    return Evidence(flags=(flag,), addresses=shown)


def _fitting(desk: Desk, code: str) -> Evidence:
    """What the service saw of a ground: ticked before anybody looks for it."""
    found = starter_grounds().get(code)
    keys = {*found.flags} if found else set()
    return Evidence(flags=tuple(key for key, _ in flags_of(desk) if key in keys))


def _own(key: Key, flag: str) -> Key:
    return key.model_copy(update={"key": f"{key.key[:150]}-{flag[:40]}"})
