"""The page on which a business rates the tools of an inspection (I12)."""

from collections.abc import AsyncIterator
from http import HTTPStatus
from typing import Annotated, NamedTuple
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import Response

from application.burden import RateTools
from domain.burden import Lack, Rating, Tool
from domain.errors import Invalid
from interfaces.burdens import rated_for
from interfaces.deps import KeyDep, ServiceDep
from interfaces.problems import field_errors
from interfaces.service import Service
from interfaces.tools import TOOLS
from interfaces.web.burden.words import LACKS, SCORES, Client
from interfaces.web.pages import language_of, page
from interfaces.web.person import see_other
from projections.inspection import CaseCard

router = APIRouter(include_in_schema=False)


class Rated(NamedTuple):
    """What was chosen, by tool."""

    scores: dict[Tool, str]
    lacks: dict[Tool, tuple[Lack, ...]]

    @property
    def ratings(self) -> dict[Tool, Rating]:
        return {
            tool: Rating(score=int(score), lacks=self.lacks.get(tool, ()))
            for tool, score in self.scores.items()
            if score in dict(SCORES)
        }


async def _rated(request: Request) -> AsyncIterator[Rated]:
    form = await request.form()
    try:
        yield Rated(
            {tool: str(form.get(f"score-{tool}", "")) for tool in Tool},
            {
                tool: tuple(
                    Lack(one)
                    for one in form.getlist(f"lack-{tool}")
                    if one in list(Lack)
                )
                for tool in Tool
            },
        )
    finally:
        await form.close()


@router.get("/inspections/{inspection_id:uuid}/ratings")
def ratings(
    request: Request,
    inspection_id: UUID,
    service: ServiceDep,
    by: Client,
    done: Annotated[int, Query(ge=0, le=1)] = 0,
) -> Response:
    """The tools, each with what was said of it."""
    case = rated_for(service, by, inspection_id)
    known = service.burden_view.ratings(inspection_id)
    said = Rated(
        {one.tool: str(one.rating.score) for one in known},
        {one.tool: one.rating.lacks for one in known},
    )
    return _page(request, service, case, said, is_done=bool(done))


@router.post("/inspections/{inspection_id:uuid}/ratings")
def rate(
    request: Request,
    inspection_id: UUID,
    service: ServiceDep,
    by: Client,
    key: KeyDep,
    said: Annotated[Rated, Depends(_rated)],
) -> Response:
    """Rate those that a mark was given to."""
    case = rated_for(service, by, inspection_id)
    try:
        command = RateTools(ratings=said.ratings)
        receipt = service.burdens.rate(inspection_id, command, by=by, key=key)
    except Invalid as fault:
        return _page(request, service, case, said, fault)
    service.caught_up(receipt.position)
    return see_other(f"/inspections/{inspection_id}/ratings?done=1")


def _page(
    request: Request,
    service: Service,
    case: CaseCard,
    said: Rated,
    fault: Invalid | None = None,
    *,
    is_done: bool = False,
) -> Response:
    spoken = language_of(request)
    errors = field_errors(fault, spoken) if fault else {}
    return page(
        request,
        "burden/ratings.html",
        {
            "case": case,
            "said": said,
            "tools": TOOLS,
            "faults": [(one, spoken.gettext(name)) for one, name in LACKS.items()],
            "marks": [(mark, spoken.gettext(name)) for mark, name in SCORES],
            "errors": {f"score-{Tool.NOTICES}": one for one in errors.values()},
            "is_done": is_done,
            "k": service.settings.small_group,
        },
        status=HTTPStatus.UNPROCESSABLE_ENTITY if fault else HTTPStatus.OK,
    )
