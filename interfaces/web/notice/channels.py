"""One channel: confirming it, what goes by it, what could not be delivered (I1)."""

from base64 import b64encode
from contextlib import suppress
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Form, Request
from fastapi.responses import Response

from application.log import Receipt
from application.notice import ChooseTopics, ConfirmChannel, secret_of
from domain.errors import Refusal
from domain.kernel import Actor
from domain.notice import ChannelKind, ChannelRemoved, NoSuchChannel, Topic
from interfaces.deps import InPerson, KeyDep, ServiceDep, own
from interfaces.notices import offered_topics
from interfaces.problems import field_errors, status_of
from interfaces.service import Service
from interfaces.web.notice.words import CHANNELS, KINDS, OUTCOMES, STATES, Keeper
from interfaces.web.pages import language_of, page
from interfaces.web.person import see_other
from projections.notice import ChannelCard

router = APIRouter(include_in_schema=False, dependencies=[InPerson])

PATH = f"{CHANNELS}/{{channel_id:uuid}}"


@router.get(PATH)
def show(
    request: Request, channel_id: UUID, service: ServiceDep, by: Keeper
) -> Response:
    """Show a channel."""
    return _show(request, service, by, channel_id)


@router.post(f"{PATH}/confirm")
def confirm(
    request: Request,
    channel_id: UUID,
    service: ServiceDep,
    by: Keeper,
    key: KeyDep,
    code: Annotated[str, Form(max_length=20)] = "",
) -> Response:
    """Enter the code that came through it."""
    command = ConfirmChannel(code=code)
    try:
        receipt = service.address_books.confirm(
            own(by), channel_id, command, by=by, key=key
        )
    except NoSuchChannel:
        raise
    except Refusal as fault:
        service.let_catch_up(service.log.head())
        return _show(request, service, by, channel_id, fault)
    return _back(service, receipt, channel_id)


@router.post(f"{PATH}/code")
def ask_code(
    request: Request, channel_id: UUID, service: ServiceDep, by: Keeper, key: KeyDep
) -> Response:
    """Send another code."""
    try:
        receipt = service.address_books.ask_code(own(by), channel_id, by=by, key=key)
    except NoSuchChannel:
        raise
    except Refusal as fault:
        return _show(request, service, by, channel_id, fault)
    return _back(service, receipt, channel_id)


@router.post(f"{PATH}/topics")
def choose_topics(
    request: Request,
    channel_id: UUID,
    service: ServiceDep,
    by: Keeper,
    key: KeyDep,
    version: Annotated[int, Form(ge=0, le=2**31)],
    topics: Annotated[list[Topic] | None, Form()] = None,
) -> Response:
    """Say what goes by it."""
    _found(service, by, channel_id)
    command = ChooseTopics(topics={channel_id: _chosen(topics or [])})
    try:
        receipt = service.address_books.choose_topics(
            own(by), command, by=by, key=key, version=version
        )
    except NoSuchChannel:
        raise
    except Refusal as fault:
        return _show(request, service, by, channel_id, fault)
    return _back(service, receipt, channel_id)


@router.post(f"{PATH}/secret")
def renew_secret(
    request: Request, channel_id: UUID, service: ServiceDep, by: Keeper, key: KeyDep
) -> Response:
    """Sign with another secret from now on."""
    try:
        receipt = service.address_books.renew_secret(
            own(by), channel_id, by=by, key=key
        )
    except NoSuchChannel:
        raise
    except Refusal as fault:
        return _show(request, service, by, channel_id, fault)
    return _back(service, receipt, channel_id)


@router.post(f"{PATH}/replay")
def replay_all(
    channel_id: UUID, service: ServiceDep, by: Keeper, key: KeyDep
) -> Response:
    """Send once more everything that was given up."""
    receipt = service.deliveries.replay_all(own(by), channel_id, by=by, key=key)
    if receipt:
        service.caught_up(receipt.position)
    return see_other(f"{CHANNELS}/{channel_id}")


@router.post(f"{PATH}/remove")
def remove(channel_id: UUID, service: ServiceDep, by: Keeper, key: KeyDep) -> Response:
    """Send nothing there any more."""
    with suppress(ChannelRemoved):
        receipt = service.address_books.remove(own(by), channel_id, by=by, key=key)
        service.caught_up(receipt.position)
    return see_other(CHANNELS)


def _chosen(topics: list[Topic]) -> tuple[Topic, ...]:
    """What was chosen; everything that is offered is every topic that there is."""
    return tuple(Topic if set(topics) >= offered_topics().keys() else topics)


def _back(service: Service, receipt: Receipt, channel_id: UUID) -> Response:
    service.caught_up(receipt.position)
    return see_other(f"{CHANNELS}/{channel_id}")


def _show(
    request: Request,
    service: Service,
    by: Actor,
    channel_id: UUID,
    fault: Refusal | None = None,
) -> Response:
    channel = _found(service, by, channel_id)
    dead = [
        one
        for one in service.notice_view.given_up(own(by))
        if one.channel == channel_id
    ]
    code = language_of(request).code
    cards = service.notice_view.many([one.notice for one in dead if one.notice])
    return page(
        request,
        "notice/channel.html",
        {
            "channel": channel,
            "version": service.notice_view.choices(own(by)).version,
            "secret": _secret(service, channel),
            "kinds": KINDS,
            "topics": offered_topics(),
            "states": STATES,
            "outcomes": OUTCOMES,
            "dead": dead,
            "words": {
                id: service.notice_wording.of(card, code) for id, card in cards.items()
            },
            "errors": field_errors(fault, language_of(request)) if fault else {},
            "left": fault.facts.get("left") if fault else None,
        },
        status=status_of(fault) if fault else 200,
    )


def _found(service: Service, by: Actor, channel_id: UUID) -> ChannelCard:
    for one in service.notice_view.channels(own(by)):
        if one.id == channel_id:
            return one
    raise NoSuchChannel


def _secret(service: Service, channel: ChannelCard) -> str:
    """What a receiver checks signatures with; of webhooks that are confirmed."""
    if channel.kind is not ChannelKind.WEBHOOK or not channel.is_confirmed:
        return ""
    secret = secret_of(service.pseudonyms, channel.id, channel.secret)
    return f"whsec_{b64encode(secret).decode()}"
