"""Pages of figures: what comes of appeals, for everybody and for a body (I9)."""

from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import Response

from application.access import Action
from domain.kernel import Actor
from interfaces.appeal_figures import appeal_figures_for, own_figures_for
from interfaces.appeal_grounds import starter_grounds
from interfaces.appeal_words import SUBJECTS
from interfaces.deps import Anybody, Asks, ServiceDep
from interfaces.inspections import KINDS, STAGES
from interfaces.web.pages import language_of, page

router = APIRouter(include_in_schema=False)

Deciding = Annotated[Actor, Depends(Asks(Action.DECIDE_APPEAL))]


@router.get("/appeals/figures")
def figures(
    request: Request,
    service: ServiceDep,
    by: Anybody,
    kind: Annotated[str, Query(max_length=300)] = "",
) -> Response:
    """Figures of everybody, or of one kind of control; small groups are hidden."""
    found = appeal_figures_for(service, by)
    kinds = list(
        dict.fromkeys(one.control_kind for one in found.lines if one.control_kind)
    )
    chosen = kind if kind in kinds else ""
    whole = [one for one in found.lines if one.control_kind is None]
    shown = [
        one
        for one in found.lines
        if one.control_kind == chosen or (not chosen and one.control_kind)
    ]
    return page(
        request,
        "appeal/figures.html",
        {
            "k": found.k,
            "kind_options": [(one, one) for one in kinds],
            "chosen": chosen,
            "whole": whole[0],
            "lines": shown,
            "ground": _grounds(request),
        },
    )


@router.get("/appeals/figures/own")
def own_figures(request: Request, service: ServiceDep, by: Deciding) -> Response:
    """Which steps of which procedure of the own body produce upheld appeals."""
    return page(
        request,
        "appeal/figures_own.html",
        {
            "steps": own_figures_for(service, by).steps,
            "subjects": SUBJECTS,
            "procedures": KINDS,
            "stages": STAGES,
            "ground": _grounds(request),
        },
    )


def _grounds(request: Request) -> Callable[[str], str]:
    """What a ground is called in the reader's language."""
    is_russian = language_of(request).code == "ru"

    def title(code: str) -> str:
        ground = starter_grounds().get(code)
        if ground is None:
            return code
        return ground.title_ru if is_russian else ground.title

    return title
