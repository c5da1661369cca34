"""Pages of the ombudsman's office: its invitations, and the case it is in (I10)."""

from collections.abc import Callable
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, File, Query, Request, UploadFile
from fastapi.responses import Response

from application.access import Action
from application.exchange import Attach
from application.log import Key, Receipt
from application.ombudsman import (
    Advise,
    AskBothSides,
    DeclineInvitation,
    LeaveInspection,
)
from domain.errors import NotFound
from domain.kernel import Actor, Role
from domain.ombudsman import Case, Status
from interfaces.deps import Asks, KeyDep, ServiceDep, own
from interfaces.inspections import KINDS, STAGES
from interfaces.ombudsmen import as_invited, beside, invitation_for
from interfaces.service import Service
from interfaces.web.ombudsman.words import (
    STATUSES,
    WRONG,
    Reader,
    Text,
    Version,
    errors_in,
    files_of,
    words_of_case,
)
from interfaces.web.pages import page
from interfaces.web.person import see_other
from interfaces.web.wrong import Fault, status_for

router = APIRouter(include_in_schema=False)

Ombudsman = Annotated[Actor, Depends(Asks(Action.ADVISE_AS_OMBUDSMAN))]
Upload = Annotated[UploadFile | None, File()]


@router.get("/ombudsman")
def invitations(
    request: Request,
    service: ServiceDep,
    by: Ombudsman,
    after: Annotated[int | None, Query(ge=1, le=2**62)] = None,
) -> Response:
    """Cases to which the office is or was invited; the newest first."""
    found = service.ombudsman_view.of_office(own(by), before=after)
    return page(
        request,
        "ombudsman/invitations.html",
        {
            "found": [as_invited(one) for one in found.invitations],
            "after": found.after,
            "first": after is None,
            "statuses": STATUSES,
            "kinds": KINDS,
            "stages": STAGES,
        },
    )


@router.get("/ombudsman/{participation_id:uuid}")
def show(
    request: Request, participation_id: UUID, service: ServiceDep, by: Reader
) -> Response:
    """The invitation; and the case, while the office takes part in it.

    Both sides are led to where they read of it.
    """
    if by.role is not Role.OMBUDSMAN:
        card = service.ombudsman_view.get(participation_id)
        if card is None:
            raise NotFound
        beside(service, by, Case.at(card.about))
        return see_other(f"{card.about}/ombudsman")
    return _office(request, service, by, participation_id)


@router.post("/ombudsman/{participation_id:uuid}/accept")
def accept(
    request: Request,
    participation_id: UUID,
    service: ServiceDep,
    by: Ombudsman,
    key: KeyDep,
    version: Version,
) -> Response:
    """Take part."""

    def act() -> Receipt:
        return service.ombudsmen.accept(
            participation_id, by=by, key=key, version=version
        )

    return _done(request, service, by, participation_id, act)


@router.post("/ombudsman/{participation_id:uuid}/decline")
def decline(
    request: Request,
    participation_id: UUID,
    service: ServiceDep,
    by: Ombudsman,
    key: KeyDep,
    version: Version,
    reason: Text = "",
) -> Response:
    """Take no part, and say why."""

    def act() -> Receipt:
        command = DeclineInvitation(reason=reason)
        return service.ombudsmen.decline(
            participation_id, command, by=by, key=key, version=version
        )

    return _done(request, service, by, participation_id, act, {"reason": reason})


@router.post("/ombudsman/{participation_id:uuid}/opinion")
def advise(
    request: Request,
    participation_id: UUID,
    service: ServiceDep,
    by: Ombudsman,
    key: KeyDep,
    version: Version,
    opinion: Text = "",
    file: Upload = None,
) -> Response:
    """Give an opinion, with a file where there is one."""

    def act() -> Receipt:
        files = _attached(service, by, participation_id, file, key)
        command = Advise(opinion=opinion, files=files)
        return service.ombudsmen.advise(
            participation_id, command, by=by, key=key, version=version
        )

    return _done(request, service, by, participation_id, act, {"opinion": opinion})


@router.post("/ombudsman/{participation_id:uuid}/question")
def ask(
    request: Request,
    participation_id: UUID,
    service: ServiceDep,
    by: Ombudsman,
    key: KeyDep,
    question: Text = "",
) -> Response:
    """Ask both sides."""

    def act() -> Receipt:
        command = AskBothSides(question=question)
        return service.ombudsmen.ask(participation_id, command, by=by, key=key)

    return _done(request, service, by, participation_id, act, {"question": question})


@router.post("/ombudsman/{participation_id:uuid}/leave")
def leave(
    request: Request,
    participation_id: UUID,
    service: ServiceDep,
    by: Ombudsman,
    key: KeyDep,
    version: Version,
    reason: Text = "",
) -> Response:
    """Take no more part."""

    def act() -> Receipt:
        command = LeaveInspection(reason=reason.strip() or None)
        return service.ombudsmen.leave(
            participation_id, command, by=by, key=key, version=version
        )

    return _done(request, service, by, participation_id, act)


def _attached(
    service: Service, by: Actor, id: UUID, file: UploadFile | None, key: Key | None
) -> tuple[UUID, ...]:
    """The file that was chosen, attached to the correspondence."""
    card = invitation_for(service, by, id)
    if file is None or not file.filename or card.thread is None:
        return ()
    own_key = key and key.model_copy(update={"key": f"{key.key[:190]}-file"})
    receipt = service.enclosures.attach(
        Attach(thread=card.thread), file.filename, file.file, by=by, key=own_key
    )
    return (receipt.id,)


def _done(
    request: Request,
    service: Service,
    by: Actor,
    id: UUID,
    act: Callable[[], Receipt],
    filled: dict[str, str] | None = None,
) -> Response:
    """Do it and show the case; or say why not."""
    invitation_for(service, by, id)
    try:
        receipt = act()
    except WRONG as fault:
        return _office(request, service, by, id, fault, filled)
    service.caught_up(receipt.position)
    return see_other(f"/ombudsman/{id}")


def _office(
    request: Request,
    service: Service,
    by: Actor,
    id: UUID,
    fault: Fault | None = None,
    filled: dict[str, str] | None = None,
) -> Response:
    card = invitation_for(service, by, id)
    takes_part = card.status is Status.TAKES_PART
    of_inspection = card.inspection if takes_part else None
    view = service.inspection_view
    case = view.case(of_inspection) if of_inspection else None
    watched = service.inspection_watch.of(case) if case else None
    actions = view.actions(case.id).actions if case else ()
    return page(
        request,
        "ombudsman/invitation.html",
        words_of_case()
        | {
            "card": card,
            "takes_part": takes_part,
            "case": case,
            "flags": watched.flags if watched else (),
            "done": actions,
            "files": files_of(service, [card]),
            "errors": errors_in(request, fault),
            "filled": filled or {},
        },
        status=status_for(fault),
        zone=service.places.at(case.known.region).zone if case else None,
    )
