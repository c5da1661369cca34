"""Pages of surveys and offers (C3)."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import Response
from pydantic import ValidationError

from application.data_assessment import AskSurvey, OfferHelp
from domain.errors import Invalid, RuleBroken, Stale
from domain.kernel import Actor, Role
from interfaces.deps import KeyDep, ServiceDep, own
from interfaces.records import caught_up, own_findings, survey_for
from interfaces.service import Service
from interfaces.web.applicability.words import titles_of
from interfaces.web.data_assessment.words import (
    Client,
    Looker,
    Reader,
    Text,
    chosen,
    said,
    shown,
)
from interfaces.web.pages import page
from interfaces.web.person import see_other
from interfaces.web.wrong import Fault, errors_of, status_for
from projections.data_assessment import SurveyCard

router = APIRouter(include_in_schema=False)

SEGMENT = ("okved", "region", "size", "client_kind")
ASKED = (*SEGMENT, "requirements", "control_kind", "purpose")
Cursor = Annotated[int | None, Query(ge=1, le=2**62)]


@router.get("/surveys")
def surveys(
    request: Request, service: ServiceDep, by: Looker, after: Cursor = None
) -> Response:
    """The surveys of the reader's organisation, newest first."""
    return page(
        request,
        "data_assessment/surveys.html",
        {
            "found": service.survey_view.of_authority(own(by), before=after),
            "first": after is None,
            **said(request, service),
        },
    )


@router.get("/surveys/new")
def ask(request: Request, service: ServiceDep, by: Looker) -> Response:
    """Ask which segment to look at, at which requirements, and why."""
    return _ask(request, service, by, {})


@router.post("/surveys")
def begin(
    request: Request,
    service: ServiceDep,
    by: Looker,
    key: KeyDep,
    okved: Text = "",
    region: Text = "",
    size: Text = "",
    client_kind: Text = "",
    requirements: Text = "",
    control_kind: Text = "",
    everything: Text = "",
    purpose: Text = "",
) -> Response:
    """Begin a survey; the worker goes through it."""
    segment = {
        "okved": okved.strip(),
        "region": region,
        "size": size,
        "client_kind": client_kind,
    }
    given = segment | {
        "requirements": requirements,
        "control_kind": control_kind,
        "everything": everything,
        "purpose": purpose,
    }
    try:
        command = AskSurvey.model_validate(
            {
                "segment": {name: value or None for name, value in segment.items()},
                "purpose": purpose,
                **chosen(requirements, control_kind, everything),
            }
        )
        caught_up(service)
        receipt = service.surveys.ask(command, by=by, key=key)
    except (ValidationError, Invalid, RuleBroken) as fault:
        return _ask(request, service, by, given, fault)
    service.caught_up(receipt.position)
    return see_other(f"/surveys/{receipt.id}")


@router.get("/surveys/{survey_id:uuid}")
def one(request: Request, survey_id: UUID, service: ServiceDep, by: Reader) -> Response:
    """How far it is and what may be told; a client: what was seen of it alone."""
    card = survey_for(service, by, survey_id)
    if by.role is not Role.CLIENT:
        return _show(request, service, card)
    return page(
        request,
        "data_assessment/surveyed.html",
        {
            "card": card,
            **shown(service, own_findings(service, own(by), card)),
            **said(request, service),
        },
    )


@router.post("/surveys/{survey_id:uuid}/offers")
def offer(
    request: Request,
    survey_id: UUID,
    service: ServiceDep,
    by: Looker,
    key: KeyDep,
    version: Annotated[int, Form()],
    requirement: Text = "",
    algorithm: Text = "",
) -> Response:
    """Offer an algorithm to all of a group."""
    card = survey_for(service, by, survey_id)
    try:
        command = OfferHelp(requirement=requirement, algorithm=algorithm)
        receipt = service.surveys.offer(
            survey_id, command, by=by, key=key, version=version
        )
    except (ValidationError, Invalid, RuleBroken, Stale) as fault:
        return _show(request, service, card, fault)
    service.caught_up(receipt.position)
    return see_other(f"/surveys/{survey_id}#offers")


@router.post("/offers/{offer_id:uuid}/dismiss")
def dismiss(offer_id: UUID, service: ServiceDep, by: Client, key: KeyDep) -> Response:
    """Not show an offer to this client again."""
    receipt = service.offers.dismiss(own(by), offer_id, by=by, key=key)
    service.caught_up(receipt.position)
    return see_other("/looks")


def _ask(
    request: Request,
    service: Service,
    by: Actor,
    given: dict[str, Any],
    fault: Fault | None = None,
) -> Response:
    errors = {}
    for about, sentence in errors_of(request, fault).items():
        name = "okved" if about == "segment" else about
        errors[name if name in ASKED else ""] = sentence
    blank: dict[str, Any] = dict.fromkeys((*ASKED, "everything"), "")
    return page(
        request,
        "data_assessment/survey_new.html",
        {
            "given": blank | given,
            "control_kinds": service.records_kept.control_kinds(
                service.person_view.of(own(by))
            ),
            "errors": errors,
            **said(request, service),
        },
        status=status_for(fault),
    )


def _show(
    request: Request,
    service: Service,
    card: SurveyCard,
    fault: Fault | None = None,
) -> Response:
    codes = [one.code for one in card.requirements]
    wrong = list(errors_of(request, fault).values())
    return page(
        request,
        "data_assessment/survey.html",
        {
            "card": card,
            "titles": titles_of(service, codes),
            "serving": service.algorithm_view.serving_each(codes),
            "offered": {(one.requirement, one.algorithm) for one in card.offers},
            "errors": {"": " ".join(wrong)} if wrong else {},
            **said(request, service),
        },
        status=status_for(fault),
    )
