"""Pages of mailings: what changes for a client, and how far they are (L8)."""

from http import HTTPStatus
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Path, Query, Request
from fastapi.responses import Response

from application.access import Action
from domain.condition import Verdict
from domain.errors import NotFound, RuleBroken, Stale
from domain.kernel import Actor
from domain.notice.mailing import Concern
from interfaces.deps import Asks, KeyDep, ServiceDep, own
from interfaces.mailed import changes_for
from interfaces.problems import field_errors, status_of
from interfaces.service import Service
from interfaces.web.pages import language_of, page
from interfaces.web.person import see_other
from projections.notice.mailing.view import PAGE

router = APIRouter(include_in_schema=False)

Client = Annotated[Actor, Depends(Asks(Action.READ_LIST))]
Keeper = Annotated[Actor, Depends(Asks(Action.KEEP_MAILINGS))]
Number = Annotated[int, Path(ge=1, le=2**31)]


@router.get("/changes/{mailing_number:int}")
def changes(
    request: Request, mailing_number: Number, service: ServiceDep, by: Client
) -> Response:
    """Show what changes for the client, and why that concerns it."""
    card = changes_for(service.notice_view, own(by), mailing_number)
    spoken = language_of(request)
    concerns: tuple[Concern, ...] = card.concerns or ()
    lines = service.mailed_words.lines(card.subjects or (), concerns, spoken)
    return page(
        request,
        "mailing/changes.html",
        {
            "card": card,
            "lines": list(zip(lines, concerns, strict=True)),
            "is_open": any(one.verdict is Verdict.UNKNOWN for one in concerns),
            "basis": service.notice_wording.basis(
                card.basis, spoken.code, card.told_at.date()
            ),
        },
    )


@router.get("/mailings")
def mailings(
    request: Request,
    service: ServiceDep,
    by: Keeper,
    after: Annotated[int | None, Query(ge=1, le=2**62)] = None,
) -> Response:
    """Show the mailings, how far each is, and what the next one would tell."""
    return _show(request, service, by, after)


@router.post("/mailings")
def begin(request: Request, service: ServiceDep, by: Keeper, key: KeyDep) -> Response:
    """Begin to tell what changed; the worker goes through everybody."""
    service.caught_up(service.log.head())
    try:
        receipt = service.mailings.begin(by=by, key=key)
    except (RuleBroken, Stale) as fault:
        return _show(request, service, by, None, fault)
    service.caught_up(receipt.position)
    return see_other(f"/mailings/{receipt.id}")


@router.get("/mailings/{mailing_id:uuid}")
def one(
    request: Request, mailing_id: UUID, service: ServiceDep, _by: Keeper
) -> Response:
    """Show one mailing: what it tells, and how many were told by now."""
    card = service.mailing_view.get(mailing_id)
    if card is None:
        raise NotFound
    spoken = language_of(request)
    return page(
        request,
        "mailing/one.html",
        {"card": card, "told": service.mailed_words.told(card.subjects, spoken)},
    )


def _show(
    request: Request,
    service: Service,
    by: Actor,
    after: int | None,
    fault: RuleBroken | Stale | None = None,
) -> Response:
    spoken = language_of(request)
    found = service.mailing_view.all_of(after=after)
    next = service.mailings.next(by=by)
    return page(
        request,
        "mailing/mailings.html",
        {
            "found": found,
            "after": found[-1].number if len(found) == PAGE else None,
            "first": after is None,
            "next": next.window,
            "told": service.mailed_words.told(next.subjects, spoken),
            "errors": field_errors(fault, spoken) if fault else {},
        },
        status=status_of(fault) if fault else HTTPStatus.OK,
    )
