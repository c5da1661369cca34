"""Pages of consents: to what the client agrees, and taking it back in one step (R3)."""

from http import HTTPStatus
from typing import Annotated, NamedTuple
from uuid import UUID

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import Response
from pydantic import ValidationError

from application.access import Action
from application.consent import GiveConsent
from domain.consent import (
    STANDARD,
    ConsentRevoked,
    NothingToAgreeTo,
    Scope,
    ScopeKind,
    consent_id,
)
from domain.errors import Invalid, NotFound, RuleBroken
from domain.kernel import Actor
from domain.situation import SituationKind
from interfaces.consents import ABOUT, NAMES
from interfaces.deps import Anybody, Asks, KeyDep, ServiceDep, own
from interfaces.locale import Language
from interfaces.problems import field_errors, status_of
from interfaces.service import Service
from interfaces.web.pages import language_of, page
from interfaces.web.person import see_other
from projections.consent import ConsentCard

router = APIRouter(include_in_schema=False)

Client = Annotated[Actor, Depends(Asks(Action.CONSENT))]
Holder = Annotated[Actor, Depends(Asks(Action.REVOKE_CONSENT))]
Refused = Invalid | RuleBroken


class Offered(NamedTuple):
    """One thing that a client can agree to.

    Attributes:
        scope: of the consent.
        name: what people call it.
        about: what it means to agree.
        card: the client's consent; None when it never agreed.
    """

    scope: Scope
    name: str
    about: str
    card: ConsentCard | None

    @property
    def stands(self) -> bool:
        """Whether the client has agreed, and not taken it back."""
        return self.card is not None and self.card.stands


@router.get("/consents")
def consents(request: Request, service: ServiceDep, by: Client) -> Response:
    """Show what one can agree to, and what the client agreed to."""
    return _show(request, service, by)


@router.post("/consents")
def give(
    request: Request,
    service: ServiceDep,
    by: Client,
    key: KeyDep,
    kind: Annotated[str, Form()] = "",
    name: Annotated[str, Form()] = "",
) -> Response:
    """Agree to one thing."""
    try:
        scope = Scope.model_validate({"kind": kind, "name": name})
        command = GiveConsent(scope=scope)
        receipt = service.consents.give(own(by), command, by=by, key=key)
    except ValidationError:
        return _show(request, service, by, NothingToAgreeTo())
    except (Invalid, RuleBroken) as fault:
        return _show(request, service, by, fault)
    service.caught_up(receipt.position)
    return see_other("/consents")


@router.post("/consents/{consent_id:uuid}/revoke")
def revoke(
    request: Request, consent_id: UUID, service: ServiceDep, by: Client, key: KeyDep
) -> Response:
    """Take a consent back."""
    try:
        receipt = service.consents.revoke(consent_id, by=by, key=key)
    except RuleBroken as fault:
        return _show(request, service, by, fault)
    service.caught_up(receipt.position)
    return see_other("/consents")


@router.get("/consents/{consent_id:uuid}/revoke/{word:uuid}")
def ask_to_revoke(
    request: Request, consent_id: UUID, word: UUID, service: ServiceDep, _by: Anybody
) -> Response:
    """Show whoever has the address of a notice what it takes back."""
    service.consents.check(consent_id, word)
    card = service.consent_view.get(consent_id)
    if card is None:
        raise NotFound
    return _link(request, service, card, word)


@router.post("/consents/{consent_id:uuid}/revoke/{word:uuid}")
def revoke_by_link(
    request: Request,
    consent_id: UUID,
    word: UUID,
    service: ServiceDep,
    by: Holder,
    key: KeyDep,
) -> Response:
    """Take a consent back; a mail program may send this by itself (RFC 8058)."""
    try:
        receipt = service.consents.revoke_by_link(consent_id, word, by=by, key=key)
        service.caught_up(receipt.position)
    except ConsentRevoked:
        pass  # a second click finds what it wanted
    card = service.consent_view.get(consent_id)
    if card is None:
        raise NotFound
    return _link(request, service, card, word)


def _link(
    request: Request, service: Service, card: ConsentCard, word: UUID
) -> Response:
    code = language_of(request).code
    return page(
        request,
        "consent/link.html",
        {
            "card": card,
            "word": word,
            "name": service.consent_words.scope(card.scope, code),
            "standard": STANDARD,
        },
    )


def _show(
    request: Request, service: Service, by: Actor, fault: Refused | None = None
) -> Response:
    spoken = language_of(request)
    cards = {one.id: one for one in service.consent_view.of_client(own(by))}
    offered = _offered(service, own(by), cards, spoken)
    known = {one.card.id for one in offered if one.card}
    return page(
        request,
        "consent/consents.html",
        {
            "services": [one for one in offered if _is(one, ScopeKind.SERVICE)],
            "situations": [one for one in offered if _is(one, ScopeKind.SITUATION)],
            "others": [
                Offered(
                    one.scope,
                    service.consent_words.scope(one.scope, spoken.code),
                    "",
                    one,
                )
                for one in cards.values()
                if one.id not in known and one.stands
            ],
            "standard": STANDARD,
            "errors": field_errors(fault, spoken) if fault else {},
        },
        status=status_of(fault) if fault else HTTPStatus.OK,
    )


def _is(one: Offered, kind: ScopeKind) -> bool:
    return one.scope.kind is kind


def _offered(
    service: Service,
    client_id: UUID,
    cards: dict[UUID, ConsentCard],
    spoken: Language,
) -> list[Offered]:
    code = spoken.code
    situations = service.situation_view.published(SituationKind.LIFE_SITUATION)
    found = [
        *(
            (Scope.service(name), spoken.gettext(NAMES[name]), spoken.gettext(about))
            for name, about in ABOUT.items()
        ),
        *(
            (
                Scope.situation(one.code),
                one.content.name.said(code),
                one.content.about.said(code),
            )
            for one in situations
        ),
    ]
    return [
        Offered(scope, name, about, cards.get(consent_id(client_id, scope)))
        for scope, name, about in found
    ]
