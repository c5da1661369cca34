"""Pages on which an appeal is checked, signed and sent, or thrown away (I9)."""

from uuid import UUID

from fastapi import APIRouter, Request
from fastapi.responses import Response

from application.appeal import Prepared
from domain.appeal import AppealPower, AppealStatus, DraftPart, NotADraft
from domain.errors import Invalid, NotFound, RuleBroken
from interfaces.deps import KeyDep, ServiceDep
from interfaces.web.appeal.client_words import WRONG, AppealWords, Appellant, Version
from interfaces.web.appeal.desk import Desk, WritingRoute
from interfaces.web.appeal.drafting import overview
from interfaces.web.appeal.parts import first_missing
from interfaces.web.appeal.sheet import rows_of
from interfaces.web.pages import language_of, page
from interfaces.web.person import see_other
from interfaces.web.wrong import Fault

router = APIRouter(include_in_schema=False, route_class=WritingRoute)


@router.get("/appeals/{appeal_id:uuid}/write/check")
def check(
    request: Request, appeal_id: UUID, service: ServiceDep, by: Appellant
) -> Response:
    """The whole as it would be sent: who sees it, what happens next, and when."""
    desk = Desk(request, service, by, appeal_id)
    if desk.card.status is not AppealStatus.DRAFT:
        raise NotADraft
    return _check(desk)


@router.post("/appeals/{appeal_id:uuid}/send")
def send(
    request: Request,
    appeal_id: UUID,
    service: ServiceDep,
    by: Appellant,
    key: KeyDep,
    version: Version = None,
) -> Response:
    """Sign and send it."""
    desk = Desk(request, service, by, appeal_id)
    try:
        receipt = service.appeal_drafts.send(appeal_id, by=by, key=key, version=version)
    except WRONG as fault:
        return _check(desk, fault)
    service.caught_up(receipt.position)
    return see_other(f"/appeals/{appeal_id}/sent")


@router.get("/appeals/{appeal_id:uuid}/sent")
def sent(
    request: Request, appeal_id: UUID, service: ServiceDep, by: Appellant
) -> Response:
    """That it is sent: number, what happens next, and what proves it."""
    desk = Desk(request, service, by, appeal_id)
    if not desk.card.is_sent:
        raise NotFound
    return page(
        request,
        "appeal/sent.html",
        {
            "card": desk.card,
            "is_client": desk.is_client,
            "words": AppealWords(language_of(request), service),
            "receipt": f"/exchange/messages/{desk.card.message}/receipts/sent",
        },
    )


@router.post("/appeals/{appeal_id:uuid}/discard")
def discard(
    request: Request,
    appeal_id: UUID,
    service: ServiceDep,
    by: Appellant,
    key: KeyDep,
    version: Version = None,
) -> Response:
    """Throw the draft away."""
    desk = Desk(request, service, by, appeal_id)
    try:
        receipt = service.appeal_drafts.discard(
            appeal_id, by=by, key=key, version=version
        )
    except WRONG as fault:
        return overview(desk, fault)
    service.caught_up(receipt.position)
    return see_other("/appeals")


def _check(desk: Desk, fault: Fault | None = None) -> Response:
    prepared: Prepared | None = None
    lacks: Fault | None = None
    try:
        prepared = desk.service.appeal_drafts.prepare(desk.card.id, by=desk.by)
    except (Invalid, RuleBroken) as lacking:
        lacks = lacking
    ombudsman = desk.said(DraftPart.OMBUDSMAN)
    rows = rows_of(desk.request, desk.service, desk.card, changes=desk.may_write)
    return desk.page(
        "check.html",
        {
            "rows": rows,
            "prepared": prepared,
            "known": desk.known,
            "next_name": first_missing(desk.parts),
            "ombudsman": ombudsman is not None and ombudsman.wanted,
            "can_sign": prepared is not None and desk.may(AppealPower.SIGN),
        },
        fault,
        fields=("points",),
        lacks=lacks,
    )
