"""Pages on which an appeal is written, a part at a time (I9)."""

from datetime import date
from typing import Annotated, Any, Final
from uuid import UUID

from fastapi import APIRouter, File, Form, Request, UploadFile
from fastapi.responses import Response

from application.appeal import AddressAppeal, ChangePart
from application.log import Key
from domain.appeal import (
    FITTING,
    AppealedBodyMissing,
    DraftPart,
    RestorationMissing,
)
from domain.errors import NotFound
from domain.kernel import Actor
from interfaces.appeal_words import ASKED_EFFECTS
from interfaces.deps import KeyDep, ServiceDep
from interfaces.service import Service
from interfaces.web.appeal.client_words import (
    WRONG,
    Appellant,
    Short,
    Text,
    Version,
)
from interfaces.web.appeal.desk import Desk, WritingRoute, attached
from interfaces.web.appeal.parts import CHECK, first_missing
from interfaces.web.appeal.wishes import WISHES, Wished
from interfaces.web.person import see_other
from interfaces.web.wrong import Fault

router = APIRouter(include_in_schema=False, route_class=WritingRoute)

Upload = Annotated[UploadFile | None, File()]
ASKS: Final = DraftPart.ASKS.value


@router.get("/appeals/{appeal_id:uuid}/write")
def parts(
    request: Request, appeal_id: UUID, service: ServiceDep, by: Appellant
) -> Response:
    """The parts of a draft, what is still to be said, and the term."""
    desk = Desk(request, service, by, appeal_id)
    if desk.card.is_sent:
        return see_other(f"/appeals/{appeal_id}")
    return overview(desk)


@router.get("/appeals/{appeal_id:uuid}/write/matter")
def matter(
    request: Request, appeal_id: UUID, service: ServiceDep, by: Appellant
) -> Response:
    """Ask whose decision it is; of something outside the service."""
    desk = Desk(request, service, by, appeal_id).writing()
    card = desk.card
    return _matter(
        desk,
        {
            "authority": str(card.authority or ""),
            "told": card.told or "",
            "control_kind": card.control_kind,
            "decided_on": _iso(card.subject.decided_on),
            "register_number": card.subject.register_number,
        },
    )


@router.post("/appeals/{appeal_id:uuid}/write/matter")
def say_matter(
    request: Request,
    appeal_id: UUID,
    service: ServiceDep,
    by: Appellant,
    key: KeyDep,
    version: Version = None,
    authority: Short = "",
    told: Text = "",
    control_kind: Short = "",
    decided_on: Short = "",
    register_number: Short = "",
) -> Response:
    """Say it."""
    desk = Desk(request, service, by, appeal_id).writing()
    given = {
        "authority": authority,
        "told": told,
        "control_kind": control_kind,
        "decided_on": decided_on,
        "register_number": register_number,
    }
    try:
        if not authority.strip():
            raise AppealedBodyMissing
        command = AddressAppeal.model_validate(
            given | {"decided_on": decided_on.strip() or None}
        )
        receipt = service.appeal_drafts.address(
            appeal_id, command, by=by, key=key, version=version
        )
    except WRONG as fault:
        return _matter(desk, given, fault)
    return desk.go_on(receipt, "matter")


@router.get("/appeals/{appeal_id:uuid}/write/learned")
def learned(
    request: Request, appeal_id: UUID, service: ServiceDep, by: Appellant
) -> Response:
    """Ask since when the term runs."""
    desk = Desk(request, service, by, appeal_id).writing()
    said = desk.said(DraftPart.LEARNED)
    day = said.learned_on if said else desk.card.subject.learned_on
    return _learned(desk, _iso(day))


@router.post("/appeals/{appeal_id:uuid}/write/learned")
def say_learned(
    request: Request,
    appeal_id: UUID,
    service: ServiceDep,
    by: Appellant,
    key: KeyDep,
    version: Version = None,
    learned_on: Short = "",
) -> Response:
    """Say it; the term is then counted from that day."""
    desk = Desk(request, service, by, appeal_id).writing()
    try:
        command = ChangePart.model_validate(
            {"part": DraftPart.LEARNED, "learned_on": learned_on.strip() or None}
        )
        receipt = service.appeal_drafts.change(
            appeal_id, command, by=by, key=key, version=version
        )
    except WRONG as fault:
        return _learned(desk, learned_on, fault)
    return desk.go_on(receipt, DraftPart.LEARNED.value)


@router.get("/appeals/{appeal_id:uuid}/write/asks")
def asks(
    request: Request, appeal_id: UUID, service: ServiceDep, by: Appellant
) -> Response:
    """Ask what the client wants to be decided."""
    desk = Desk(request, service, by, appeal_id).writing()
    said = desk.said(DraftPart.ASKS)
    return _asks(desk, said.words or "" if said else "")


@router.post("/appeals/{appeal_id:uuid}/write/asks")
def say_asks(
    request: Request,
    appeal_id: UUID,
    service: ServiceDep,
    by: Appellant,
    key: KeyDep,
    version: Version = None,
    asks: Text = "",
) -> Response:
    """Say it."""
    desk = Desk(request, service, by, appeal_id).writing()
    try:
        command = ChangePart(part=DraftPart.ASKS, words=asks)
        receipt = service.appeal_drafts.change(
            appeal_id, command, by=by, key=key, version=version
        )
    except WRONG as fault:
        return _asks(desk, asks, fault)
    return desk.go_on(receipt, ASKS)


@router.get("/appeals/{appeal_id:uuid}/write/{draft_part}")
def wish(
    request: Request,
    appeal_id: UUID,
    draft_part: str,
    service: ServiceDep,
    by: Appellant,
) -> Response:
    """Ask whether the client wants something beside the decision itself."""
    desk, asked = _asked(request, service, by, appeal_id, draft_part)
    said = desk.said(asked.part)
    given = {
        "wanted": ("yes" if said.wanted else "no") if said else None,
        "words": said.words or "" if said else "",
        "office": str(said.office or "") if said else "",
    }
    return _wish(desk, asked, given, said.files if said else ())


@router.post("/appeals/{appeal_id:uuid}/write/{draft_part}")
def say_wish(
    request: Request,
    appeal_id: UUID,
    draft_part: str,
    service: ServiceDep,
    by: Appellant,
    key: KeyDep,
    version: Version = None,
    wanted: Short = "",
    office: Short = "",
    restoration: Text = "",
    suspension: Text = "",
    hearing: Text = "",
    act: Short = "",
    kept: Annotated[list[str], Form(max_length=100)] = [],  # noqa: B006
    file: Upload = None,
) -> Response:
    """Say it."""
    desk, asked = _asked(request, service, by, appeal_id, draft_part)
    said = {
        DraftPart.RESTORATION: restoration,
        DraftPart.SUSPENSION: suspension,
        DraftPart.HEARING: hearing,
    }
    words = said.get(asked.part, "")
    given = {"wanted": wanted or None, "words": words, "office": office}
    files = desk.held(kept, act, desk.said(asked.part))
    try:
        files = attached(desk, files, act, file, key)
        if act != "save":
            return _attached(desk, asked, given, files, key)
        wants = wanted == "yes" or (not wanted and bool(words.strip()))
        if not wants and not wanted:
            return _unsaid(desk, asked)
        command = ChangePart.model_validate(
            {
                "part": asked.part,
                "wanted": wants,
                "words": words if wants else "",
                "files": files if wants else (),
                "office": (office.strip() or None) if wants else None,
            }
        )
        receipt = service.appeal_drafts.change(
            appeal_id, command, by=by, key=key, version=version
        )
    except WRONG as fault:
        return _wish(desk, asked, given, files, fault)
    return desk.go_on(receipt, asked.part.value)


def overview(desk: Desk, fault: Fault | None = None) -> Response:
    """The page of all parts; also when the draft cannot be thrown away."""
    missing = first_missing(desk.parts)
    return desk.page(
        "write.html",
        {
            "steps": desk.parts,
            "next_name": missing,
            "ready": missing == CHECK,
            "filing": desk.filing,
            "late": desk.is_late,
            "can_write": desk.may_write,
            "is_client": desk.is_client,
        },
        fault,
    )


def _attached(
    desk: Desk,
    asked: Wished,
    given: dict[str, Any],
    files: tuple[UUID, ...],
    key: Key | None,
) -> Response:
    """Keep files at once, unless it is not wanted; raises as `ChangePart`."""
    if not asked.has_files or given["wanted"] == "no":
        return _wish(desk, asked, given, files)
    command = ChangePart(part=asked.part, words=given["words"], files=files)
    receipt = desk.service.appeal_drafts.change(
        desk.card.id, command, by=desk.by, key=key, version=desk.card.version
    )
    return _wish(desk.anew(receipt), asked, given | {"wanted": "yes"}, files)


def _unsaid(desk: Desk, asked: Wished) -> Response:
    """To what comes after a part of which nothing was said.

    Raises:
        RestorationMissing: it has to be said.
    """
    if asked.part is DraftPart.RESTORATION:
        raise RestorationMissing
    after = desk.after(asked.part.value)
    return see_other(f"/appeals/{desk.card.id}/write/{after}")


def _asked(
    request: Request, service: Service, by: Actor, id: UUID, part: str
) -> tuple[Desk, Wished]:
    desk = Desk(request, service, by, id).writing()
    if part not in {one.name for one in desk.parts} or part not in set(DraftPart):
        raise NotFound
    asked = WISHES.get(DraftPart(part))
    if asked is None:
        raise NotFound
    return desk, asked


def _matter(desk: Desk, given: dict[str, str], fault: Fault | None = None) -> Response:
    if not desk.card.subject.is_outside:
        raise NotFound
    bodies = desk.service.exchange_view.bodies()
    named = {one for id, _ in bodies for one in desk.service.person_view.of(id)}
    kinds = desk.service.records_kept.control_kinds(sorted(named))
    return desk.page(
        "write_matter.html",
        {
            "given": given,
            "bodies": [(str(id), name) for id, name in bodies],
            "control_kinds": [(one, one) for one in kinds],
        },
        fault,
        fields=tuple(given),
    )


def _learned(desk: Desk, given: str, fault: Fault | None = None) -> Response:
    context = {"given": {"learned_on": given}, "filing": desk.filing}
    return desk.page("write_learned.html", context, fault, fields=("learned_on",))


def _asks(desk: Desk, words: str, fault: Fault | None = None) -> Response:
    possible = FITTING[desk.card.kind]
    can_be = [name for effect, name in ASKED_EFFECTS.items() if effect in possible]
    context = {"given": {"words": words}, "can_be": can_be}
    return desk.page("write_asks.html", context, fault, fields=("asks",))


def _wish(
    desk: Desk,
    asked: Wished,
    given: dict[str, Any],
    files: tuple[UUID, ...],
    fault: Fault | None = None,
) -> Response:
    part = asked.part.value
    offices = (
        [(str(one.id), one.name) for one in desk.service.ombudsman_view.offices()]
        if asked.part is DraftPart.OMBUDSMAN
        else []
    )
    is_late = asked.part is DraftPart.RESTORATION
    return desk.page(
        "write_wish.html",
        {
            "wish": asked,
            "given": given,
            "offices": offices,
            "unsent": desk.unsent(files),
            "filing": desk.filing if is_late else None,
        },
        fault,
        fields=("wanted", "office", "file", "files", part),
        renamed={"words": part},
    )


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""
