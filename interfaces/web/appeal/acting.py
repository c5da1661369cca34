"""What a client, or somebody who acts for it, does with an appeal it sent (I9)."""

from collections.abc import Callable
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, File, Request, UploadFile
from fastapi.responses import Response

from application.appeal import AddToAppeal, WithdrawAppeal
from application.log import Receipt
from domain.appeal import AppealPower
from domain.errors import NotFound
from domain.kernel import Actor
from interfaces.deps import KeyDep, ServiceDep
from interfaces.downloads import sent
from interfaces.service import Service
from interfaces.web.appeal.client_case import client_read, closed_in, show
from interfaces.web.appeal.client_words import (
    WRONG,
    Appellant,
    Many,
    Short,
    Text,
    Version,
)
from interfaces.web.appeal.desk import Desk, attached
from interfaces.web.person import see_other

router = APIRouter(include_in_schema=False)

Upload = Annotated[UploadFile | None, File()]


@router.post("/appeals/{appeal_id:uuid}/messages/{appeal_message_id:uuid}/open")
def open_message(
    request: Request,
    appeal_id: UUID,
    appeal_message_id: UUID,
    service: ServiceDep,
    by: Appellant,
    key: KeyDep,
) -> Response:
    """Open what the body sent, on the record; terms may run from it."""

    def act() -> Receipt:
        return service.appeal_replies.open(appeal_id, appeal_message_id, by=by, key=key)

    return _done(request, service, by, appeal_id, act, "", {})


@router.get("/appeals/{appeal_id:uuid}/papers/{paper_id:uuid}")
def paper(
    appeal_id: UUID, paper_id: UUID, service: ServiceDep, by: Appellant
) -> Response:
    """A paper of the appeal as a file, once it was opened."""
    card = client_read(service, by, appeal_id).card
    found = service.paper_view.get(paper_id)
    if found is None or found.case_id != card.id:
        raise NotFound
    if found.message in {one.id for one in closed_in(service, card)}:
        raise NotFound
    file = service.exchange_view.enclosure(found.file)
    if file is None:
        raise NotFound
    return sent(service, file)


@router.post("/appeals/{appeal_id:uuid}/add")
def add(
    request: Request,
    appeal_id: UUID,
    service: ServiceDep,
    by: Appellant,
    key: KeyDep,
    version: Version = None,
    act: Short = "",
    words: Text = "",
    kept: Many = [],  # noqa: B006
    file: Upload = None,
) -> Response:
    """Attach a file, take one away, or send an addition."""
    desk = _adding(request, service, by, appeal_id)
    given: dict[str, Any] = {"act": "add", "words": words, "files": desk.kept(kept)}
    try:
        given["files"] = attached(desk, given["files"], act, file, key)
    except WRONG as fault:
        return show(request, service, by, appeal_id, fault, given)
    if act != "send":
        return show(request, service, by, appeal_id, None, given)

    def add_it() -> Receipt:
        command = AddToAppeal(words=words, files=given["files"])
        return service.appeal_replies.add(
            appeal_id, command, by=by, key=key, version=version
        )

    return _done(request, service, by, appeal_id, add_it, "sent", given)


@router.post("/appeals/{appeal_id:uuid}/information")
def give(
    request: Request,
    appeal_id: UUID,
    service: ServiceDep,
    by: Appellant,
    key: KeyDep,
    version: Version = None,
    act: Short = "",
    words: Text = "",
    kept: Many = [],  # noqa: B006
    file: Upload = None,
) -> Response:
    """Attach a file, take one away, or give what was asked for."""
    desk = _adding(request, service, by, appeal_id)
    files = desk.kept(kept)
    given: dict[str, Any] = {"act": "information", "words": words, "files": files}
    try:
        given["files"] = attached(desk, files, act, file, key)
    except WRONG as fault:
        return show(request, service, by, appeal_id, fault, given)
    if act != "send":
        return show(request, service, by, appeal_id, None, given)

    def give_it() -> Receipt:
        command = AddToAppeal(words=words, files=given["files"])
        return service.appeal_replies.give(
            appeal_id, command, by=by, key=key, version=version
        )

    return _done(request, service, by, appeal_id, give_it, "information", given)


@router.post("/appeals/{appeal_id:uuid}/withdraw")
def withdraw(
    request: Request,
    appeal_id: UUID,
    service: ServiceDep,
    by: Appellant,
    key: KeyDep,
    version: Version = None,
    reason: Text = "",
) -> Response:
    """Take the appeal back."""

    def act() -> Receipt:
        command = WithdrawAppeal(reason=reason.strip() or None)
        return service.appeal_replies.withdraw(
            appeal_id, command, by=by, key=key, version=version
        )

    given = {"act": "withdraw", "words": reason}
    return _done(request, service, by, appeal_id, act, "", given)


def _adding(request: Request, service: Service, by: Actor, id: UUID) -> Desk:
    """The desk, for somebody who may attach files; raises NotFound."""
    desk = Desk(request, service, by, id)
    if not desk.may(AppealPower.ADD):
        raise NotFound
    return desk


def _done(
    request: Request,
    service: Service,
    by: Actor,
    id: UUID,
    act: Callable[[], Receipt],
    anchor: str,
    given: dict[str, Any],
) -> Response:
    """Do it and show the appeal; or say why not."""
    client_read(service, by, id)
    try:
        receipt = act()
    except WRONG as fault:
        return show(request, service, by, id, fault, given)
    service.caught_up(receipt.position)
    return see_other(f"/appeals/{id}" + (f"#{anchor}" if anchor else ""))
