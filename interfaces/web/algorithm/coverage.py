"""The board of bodies: which requirement has an algorithm for which segment."""

from typing import Annotated, NamedTuple
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import Response

from application.access import Action
from domain.kernel import Actor
from interfaces.deps import Asks, ServiceDep
from interfaces.web.algorithm.reading import words_of
from interfaces.web.algorithm.words import COVERS, STANDINGS
from interfaces.web.pages import page
from projections.algorithm import BoardFilters, Cover, Standing

router = APIRouter(include_in_schema=False)

Body = Annotated[Actor, Depends(Asks(Action.READ_COVERAGE))]
PAGE = 50


class BoardQuery(NamedTuple):
    """Which part of the board to show, as it stands in the address."""

    body: str
    sector: str
    standing: Standing | None
    segment: int | None
    after: int

    def address(self, **changes: object) -> str:
        """The address of the same board with some things changed."""
        said = self._asdict() | {"after": 0} | changes
        kept = {k: v for k, v in said.items() if v or (k == "segment" and v == 0)}
        return f"/algorithms/coverage?{urlencode(kept)}"


def _query(
    body: Annotated[str, Query(max_length=500)] = "",
    sector: Annotated[str, Query(max_length=64)] = "",
    standing: Annotated[str, Query(max_length=20)] = "",
    segment: Annotated[str, Query(max_length=4)] = "",
    after: Annotated[int, Query(ge=0, le=10_000_000)] = 0,
) -> BoardQuery:
    known = standing in {one.value for one in Standing}
    return BoardQuery(
        body=body,
        sector=sector,
        standing=Standing(standing) if known else None,
        segment=int(segment) if segment.isascii() and segment.isdigit() else None,
        after=after,
    )


@router.get("/algorithms/coverage")
def board(
    request: Request,
    service: ServiceDep,
    by: Body,
    query: Annotated[BoardQuery, Depends(_query)],
) -> Response:
    """Show the board as a work list, most asked for first."""
    found = service.coverage.board(
        service.clock.today(), BoardFilters(**query._asdict(), limit=PAGE)
    )
    words = words_of(request, service)
    return page(
        request,
        "algorithm/coverage.html",
        {
            "board": found,
            "query": query,
            "own": sorted(service.person_view.of(by.organisation))
            if by.organisation
            else [],
            "words": words,
            "standings": STANDINGS,
            "covers": COVERS,
            "cover": Cover,
            "segments": [words.segment(one) for one in found.segments],
        },
    )
