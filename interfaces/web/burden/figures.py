"""The page of figures: what inspections cost, how the tools are rated (I11, I12)."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from interfaces.burdens import figures_for
from interfaces.deps import Anybody, ServiceDep
from interfaces.tools import TOOLS
from interfaces.web.burden.words import LACKS
from interfaces.web.pages import page

router = APIRouter(include_in_schema=False)


@router.get("/burden")
def figures(
    request: Request,
    service: ServiceDep,
    by: Anybody,
    kind: Annotated[str, Query(max_length=300)] = "",
) -> Response:
    """Figures of everybody, or of one kind of control; small groups are hidden."""
    found = figures_for(service, by)
    kinds = [one.control_kind for one in found.lines if one.control_kind]
    chosen = kind if kind in kinds else ""
    lines = [one for one in found.lines if (one.control_kind or "") == chosen]
    return page(
        request,
        "burden/figures.html",
        {
            "k": found.k,
            "kinds": kinds,
            "kind_options": [(one, one) for one in dict.fromkeys(kinds)],
            "chosen": chosen,
            "lines": lines,
            "tools": TOOLS,
            "lacks": LACKS,
        },
    )
