"""The public page to which the code on a confirmation leads (C2)."""

from uuid import UUID

from fastapi import APIRouter, Request
from fastapi.responses import Response

from domain.errors import NotFound
from domain.execution import STANDING
from interfaces.deps import Anybody, ServiceDep
from interfaces.web.execution.words import titles_of, words_of
from interfaces.web.pages import page

router = APIRouter(include_in_schema=False)


@router.get("/verify/confirmation/{confirmation_id}")
def verify(
    request: Request, confirmation_id: UUID, service: ServiceDep, _by: Anybody
) -> Response:
    """What everybody may know of a confirmation: nothing of whom or where."""
    card = service.execution_confirmation_view.get(confirmation_id)
    if card is None:
        raise NotFound
    today = service.clock.today()
    force = card.force_on(today)
    return page(
        request,
        "execution/verify.html",
        {
            "number": card.number,
            "recorded_at": card.issued_at,
            "sha256": card.sha256,
            "force": force,
            "stands": force in STANDING,
            "today": today,
            "algorithm": card.algorithm,
            "algorithm_version": card.algorithm_version,
            "title": card.title,
            "guarantees": card.guarantees,
            "requirements": card.requirements,
            "titles": titles_of(service, [one.code for one in card.requirements]),
            **words_of(request, service),
        },
    )
