"""The page on which a business sees what is planned for it."""

from fastapi import APIRouter, Request
from fastapi.responses import Response

from interfaces.deps import ServiceDep, own
from interfaces.plans import AHEAD
from interfaces.web.pages import page
from interfaces.web.plan.words import Business, PlanWords

router = APIRouter(include_in_schema=False)


@router.get("/planned")
def coming(request: Request, service: ServiceDep, by: Business) -> Response:
    """Show what is planned in the next two years: who comes, when, for what, where."""
    today = service.clock.today()
    client_id = own(by)
    found = service.plan_view.coming(client_id, today, today + AHEAD)
    return page(
        request,
        "plan/coming.html",
        {
            "checks": found,
            "places": service.execution_view.places(client_id),
            "words": PlanWords(request),
        },
    )
