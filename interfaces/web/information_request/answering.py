"""Pages of requests that were sent: read, answer, ask and decide about time (C4)."""

from collections.abc import AsyncIterator, Mapping
from typing import Annotated, Any, NamedTuple
from uuid import UUID

from fastapi import APIRouter, Depends, Form, Query, Request
from fastapi.responses import Response
from pydantic import ValidationError
from starlette.datastructures import UploadFile

from application.exchange import Attach
from application.information_request import (
    AskMoreTime,
    DeclineMoreTime,
    GiveInformation,
    GiveMoreTime,
    GivenItem,
    WithdrawRequest,
)
from application.information_request.handling import DECIDE
from application.log import Key, Receipt, Unavailable
from domain.errors import Invalid, RuleBroken, Stale
from domain.kernel import Actor, Role
from interfaces.appealed.effected import redressed
from interfaces.appealed.links import appeal_links
from interfaces.deadlines import DeadlineWords
from interfaces.deps import KeyDep, ServiceDep, own
from interfaces.information_requests import is_closed, request_for
from interfaces.service import Service
from interfaces.web.information_request.words import (
    GROUNDS,
    STATUSES,
    Business,
    Officer,
    Reader,
    RequestWords,
)
from interfaces.web.pages import language_of, page
from interfaces.web.person import see_other
from interfaces.web.wrong import Fault, errors_in, status_for
from projections.information_request import RequestCard

router = APIRouter(include_in_schema=False)

Version = Annotated[int, Form(ge=0, le=2**31)]
Text = Annotated[str, Form(max_length=5000)]
FIELDS = ("days", "reason")
WRONG = (ValidationError, Invalid, RuleBroken, Stale, Unavailable)


class Filled(NamedTuple):
    """An answer that is being written.

    Attributes:
        act: "attach", "send", or "remove <id of a file>".
        texts: by number of the item.
        files: ids of attached files, likewise.
        uploads: files that were just chosen, likewise.
    """

    act: str
    texts: Mapping[int, str]
    files: Mapping[int, tuple[UUID, ...]]
    uploads: Mapping[int, UploadFile]


NOTHING = Filled("", {}, {}, {})


async def _filled(request: Request) -> AsyncIterator[Filled]:
    form = await request.form()
    texts: dict[int, str] = {}
    files: dict[int, tuple[UUID, ...]] = {}
    uploads: dict[int, UploadFile] = {}
    for name, said in form.multi_items():
        field, _, told = name.partition("-")
        if not told.isdecimal() or len(told) > 2:
            continue
        number = int(told)
        match field, said:
            case "text", str():
                texts[number] = said
            case "kept", str():
                files[number] = (*files.get(number, ()), *_ids(said))
            case "file", UploadFile() if said.filename:
                uploads[number] = said
    try:
        yield Filled(str(form.get("act", "")), texts, files, uploads)
    finally:
        await form.close()


@router.get("/information-requests")
def requests(
    request: Request,
    service: ServiceDep,
    by: Reader,
    after: Annotated[int | None, Query(ge=1, le=2**62)] = None,
) -> Response:
    """Requests to the business, or of the body; the newest first."""
    is_client = by.role is Role.CLIENT
    found = service.information_request_view.of(
        client_id=own(by) if is_client else None,
        authority=None if is_client else own(by),
        before=after,
    )
    return page(
        request,
        "information_request/requests.html",
        {
            "found": found,
            "is_client": is_client,
            "statuses": STATUSES,
            "first": after is None,
        },
    )


@router.get("/information-requests/{request_id:uuid}")
def show(
    request: Request,
    request_id: UUID,
    service: ServiceDep,
    by: Reader,
    sent: Annotated[int, Query(ge=0, le=1)] = 0,
) -> Response:
    """Show a request, how its time was reckoned, and what can be done."""
    return _show(request, service, by, request_id, sent=bool(sent))


@router.post("/information-requests/{request_id:uuid}/more-time")
def ask_more_time(
    request: Request,
    request_id: UUID,
    service: ServiceDep,
    by: Business,
    key: KeyDep,
    version: Version,
    days: Annotated[str, Form(max_length=10)] = "",
    reason: Text = "",
) -> Response:
    """Ask for more time; nothing has to be said."""

    def act() -> Receipt:
        command = AskMoreTime.model_validate(
            {"days": days.strip() or None, "reason": reason.strip() or None}
        )
        return service.information_answers.ask_more_time(
            request_id, command, by=by, key=key, version=version
        )

    return _done(request, service, by, request_id, act)


@router.post("/information-requests/{request_id:uuid}/give-time")
def give_more_time(
    request: Request,
    request_id: UUID,
    service: ServiceDep,
    by: Officer,
    key: KeyDep,
    version: Version,
    days: Annotated[str, Form(max_length=10)] = "",
) -> Response:
    """Give more time."""

    def act() -> Receipt:
        command = GiveMoreTime.model_validate({"days": days.strip()})
        return service.information_requests.give_more_time(
            request_id, command, by=by, key=key, version=version
        )

    return _done(request, service, by, request_id, act)


@router.post("/information-requests/{request_id:uuid}/decline-time")
def decline_more_time(
    request: Request,
    request_id: UUID,
    service: ServiceDep,
    by: Officer,
    key: KeyDep,
    version: Version,
    reason: Text = "",
) -> Response:
    """Give no more time, and say why."""

    def act() -> Receipt:
        return service.information_requests.decline_more_time(
            request_id, DeclineMoreTime(reason=reason), by=by, key=key, version=version
        )

    return _done(request, service, by, request_id, act)


@router.post("/information-requests/{request_id:uuid}/withdraw")
def withdraw(
    request: Request,
    request_id: UUID,
    service: ServiceDep,
    by: Officer,
    key: KeyDep,
    version: Version,
    reason: Text = "",
) -> Response:
    """Need it no more."""

    def act() -> Receipt:
        command = WithdrawRequest(reason=reason.strip() or None)
        return service.information_requests.withdraw(
            request_id, command, by=by, key=key, version=version
        )

    return _done(request, service, by, request_id, act)


@router.post("/information-requests/{request_id:uuid}/answer")
def answer(
    request: Request,
    request_id: UUID,
    service: ServiceDep,
    by: Business,
    key: KeyDep,
    filled: Annotated[Filled, Depends(_filled)],
) -> Response:
    """Attach a file, take one away, or send the answer."""
    card = request_for(service, by, request_id)
    fault: Fault | None = None
    try:
        filled = _attached(service, by, card, filled, key)
        if filled.act == "send":
            command = GiveInformation(
                items={
                    number: GivenItem(
                        text=filled.texts.get(number, ""),
                        files=filled.files.get(number, ()),
                    )
                    for number in sorted({*filled.texts, *filled.files})
                }
            )
            receipt = service.information_answers.give(
                request_id, command, by=by, key=key
            )
            service.caught_up(receipt.position)
            return see_other(f"/information-requests/{request_id}?sent=1")
    except WRONG as wrong:
        fault = wrong
    return _show(request, service, by, request_id, fault, filled=filled)


def _attached(
    service: Service, by: Actor, card: RequestCard, filled: Filled, key: Key | None
) -> Filled:
    """Attach what was chosen, and take away what the button names."""
    files = dict(filled.files)
    for number, upload in filled.uploads.items():
        own_key = key and key.model_copy(update={"key": f"{key.key[:190]}-{number}"})
        receipt = service.enclosures.attach(
            Attach(thread=card.thread),
            upload.filename or "",
            upload.file,
            by=by,
            key=own_key,
        )
        service.caught_up(receipt.position)
        files[number] = tuple(dict.fromkeys((*files.get(number, ()), receipt.id)))
    gone = set(_ids(filled.act.removeprefix("remove ")))
    left = {n: tuple(id for id in ids if id not in gone) for n, ids in files.items()}
    return filled._replace(files=left, uploads={})


def _done(
    request: Request, service: Service, by: Actor, id: UUID, act: Any
) -> Response:
    """Do it and show the request; or say why not."""
    request_for(service, by, id)
    try:
        receipt = act()
    except WRONG as fault:
        return _show(request, service, by, id, fault)
    service.caught_up(receipt.position)
    return see_other(f"/information-requests/{id}")


def _show(
    request: Request,
    service: Service,
    by: Actor,
    id: UUID,
    fault: Fault | None = None,
    *,
    filled: Filled = NOTHING,
    sent: bool = False,
) -> Response:
    card = request_for(service, by, id)
    deadlines = service.deadline_view.about(id)
    unsent = [file for files in filled.files.values() for file in files]
    given = [file for one in card.items for file in one.files]
    return page(
        request,
        "information_request/request.html",
        {
            "card": card,
            "is_client": by.role is Role.CLIENT,
            "is_closed": is_closed(service, by, card),
            "ground": GROUNDS[card.ground],
            "status": STATUSES[card.status],
            "deadlines": [one for one in deadlines if one.is_open] or deadlines[:1],
            "files": _files(service, given),
            "unsent": _unsent(service, card, unsent),
            "filled": filled,
            "sent": sent,
            "errors": errors_in(request, fault, FIELDS),
            "redressed": redressed(
                service.appealed.effect_view.of(id),
                by,
                card.client_id,
                language_of(request),
            ),
            "appeals": appeal_links(
                service, by, f"/information-requests/{id}", language_of(request)
            ),
            "decides": RequestWords(request, service).law(DECIDE),
            "words": RequestWords(request, service),
            "deadline_words": DeadlineWords(language_of(request), service.clock.now()),
        },
        status=status_for(fault),
    )


def _files(service: Service, ids: list[UUID]) -> dict[UUID, Any]:
    if not ids:
        return {}
    return {file.id: file for file in service.exchange_view.enclosures(ids)}


def _unsent(service: Service, card: RequestCard, ids: list[UUID]) -> dict[UUID, Any]:
    if not ids:
        return {}
    files = service.exchange_view.unsent(ids, card.client_id, card.client_id)
    return {file.id: file for file in files}


def _ids(told: str) -> tuple[UUID, ...]:
    try:
        return (UUID(told),)
    except ValueError:
        return ()
