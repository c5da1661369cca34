"""The public pages of criteria, and what one's own category would be (C5)."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from application.access import Action, may
from domain.errors import NotFound
from domain.kernel import Role
from domain.risk import NoRiskCriteria
from interfaces.deps import Anybody, ServiceDep, own
from interfaces.risks import CATEGORIES
from interfaces.service import Service
from interfaces.web.pages import language_of, page
from interfaces.web.requirement.words import CERTAINTY
from interfaces.web.risk.words import Business, words_for
from projections.risk import CriteriaCard

router = APIRouter(include_in_schema=False)

ONE = "/risk/criteria/{profile_id:uuid}"


@router.get("/risk/criteria")
def kinds_of_control(request: Request, service: ServiceDep, by: Anybody) -> Response:
    """Kinds of control that have criteria; for everybody."""
    return page(
        request,
        "risk/kinds.html",
        {
            "kinds": service.risk_view.profiles(service.clock.today()),
            "may_keep": may(by, Action.KEEP_RISK_CRITERIA),
        },
    )


@router.get(ONE)
def criteria(
    request: Request,
    profile_id: UUID,
    service: ServiceDep,
    by: Anybody,
    edition: Annotated[int | None, Query(ge=1, le=10_000)] = None,
) -> Response:
    """What a kind of control reckons by, with weights and sources; for everybody."""
    card = card_of(service, profile_id)
    today = service.clock.today()
    holds = card.on(today)
    shown = card.edition(edition) if edition else holds or card.editions[-1]
    if shown is None:
        raise NotFound
    words = words_for(request, service, shown.criteria)
    rules = service.risk_reckoning.frequency
    return page(
        request,
        "risk/criteria.html",
        {
            "card": card,
            "shown": shown,
            "holds": holds,
            "words": words,
            "frequencies": {
                one.category: [
                    words.frequency(rule) for rule in rules(one.category, card.number)
                ]
                for one in shown.criteria.bands
            },
            "certainties": CERTAINTY,
            "language_code": language_of(request).code,
            "is_client": by.role is Role.CLIENT,
            "is_ours": _is_ours(service, card, by.organisation)
            and may(by, Action.KEEP_RISK_CRITERIA),
        },
    )


@router.get(f"{ONE}/mine")
def mine(
    request: Request,
    profile_id: UUID,
    service: ServiceDep,
    by: Business,
    place: Annotated[UUID | None, Query()] = None,
) -> Response:
    """What the category of one of the reader's objects would be today."""
    card = card_of(service, profile_id)
    try:
        found = service.risk_reckoning.explain(own(by), place, card.control_kind)
    except NoRiskCriteria:
        raise NotFound from None
    holds = card.on(service.clock.today())
    return page(
        request,
        "risk/mine.html",
        {
            "card": card,
            "place": place,
            "places": service.execution_view.places(own(by)),
            "found": found,
            "tags": CATEGORIES,
            "words": words_for(
                request,
                service,
                holds.criteria if holds else None,
                reckoned=found.reckoned,
                found=found,
            ),
        },
    )


def card_of(service: Service, id: UUID) -> CriteriaCard:
    """The criteria with this id.

    Raises:
        NotFound: there are none.
    """
    card = service.risk_view.profile(id)
    if card is None:
        raise NotFound
    return card


def _is_ours(service: Service, card: CriteriaCard, organisation: UUID | None) -> bool:
    if organisation is None:
        return False
    return card.control_body in service.person_view.of(organisation)
