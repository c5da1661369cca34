"""The public page to which the code on a paper leads (I8)."""

from uuid import UUID

from fastapi import APIRouter, Request
from fastapi.responses import Response

from interfaces.deps import Anybody, ServiceDep
from interfaces.inspections import KINDS, STAGES
from interfaces.papers import PAPERS
from interfaces.verifying import verified, zone_of
from interfaces.web.pages import page

router = APIRouter(include_in_schema=False)


@router.get("/verify/paper/{paper_id}")
def verify(
    request: Request, paper_id: UUID, service: ServiceDep, _by: Anybody
) -> Response:
    """What everybody may know of a paper: nothing of whom it is about and where."""
    paper = verified(service, paper_id)
    return page(
        request,
        "paper/verify.html",
        {
            "paper": paper,
            "name": PAPERS[paper.kind],
            "kinds": KINDS,
            "stages": STAGES,
        },
        zone=zone_of(service, paper_id),
    )
