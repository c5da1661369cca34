"""Reading algorithms over JSON: everybody; the board: bodies (C1)."""

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query, Request, Response

from application.access import Action
from domain.algorithm import AlgorithmVersion
from domain.errors import NotFound
from domain.kernel import Actor
from domain.requirement import Code
from interfaces.api.algorithm.shapes import AlgorithmOut, BoardAsked, BoardOut, Search
from interfaces.deps import Anybody, Asks, ServiceDep
from interfaces.flow_chart import flow_chart
from interfaces.locale import Language, language, preferred
from interfaces.service import Service
from projections.algorithm import (
    AlgorithmCard,
    AlgorithmFilters,
    AlgorithmsFound,
    BoardFilters,
)

router = APIRouter(prefix="/api/algorithms", tags=["algorithm"])

Body = Annotated[Actor, Depends(Asks(Action.READ_COVERAGE))]


def _language(request: Request) -> Language:
    return language(preferred(request.headers.get("accept-language", "")))


LanguageDep = Annotated[Language, Depends(_language)]
CodePath = Annotated[Code, Path(examples=["ALG-001"])]
Number = Annotated[
    int | None,
    Query(ge=1, le=100_000, description="Which version; the one in use when absent"),
]


@router.get("")
def search(
    asked: Annotated[Search, Query()], service: ServiceDep, _by: Anybody
) -> AlgorithmsFound:
    """Look for algorithms: in Russian, by a requirement, a topic or a body."""
    filters = AlgorithmFilters.model_construct(
        **{name: getattr(asked, name) for name in AlgorithmFilters.model_fields}
    )
    return service.algorithm_view.search(
        filters, service.clock.today(), after=asked.after, limit=asked.limit
    )


@router.get("/coverage")
def coverage(
    asked: Annotated[BoardAsked, Query()], service: ServiceDep, _by: Body
) -> BoardOut:
    """Which published requirement has an algorithm for which segment of clients."""
    board = service.coverage.board(
        service.clock.today(),
        BoardFilters(
            body=asked.body or "",
            sector=asked.sector or "",
            standing=asked.standing,
            segment=asked.segment,
            after=asked.after,
            limit=asked.limit,
        ),
    )
    return BoardOut.model_validate(
        board.model_dump(exclude={"lines", "after"})
        | {
            "next": board.after,
            "lines": [
                line.model_dump(exclude={"cells"})
                | {"cells": [cell.name.lower() for cell in line.cells]}
                for line in board.lines
            ],
        }
    )


@router.get("/{code}")
def show(
    code: CodePath,
    service: ServiceDep,
    _by: Anybody,
    response: Response,
    number: Number = None,
) -> AlgorithmOut:
    """One algorithm: the version that people follow, or another one."""
    card = card_of(service, code)
    version = _version(card, number)
    content = version.content
    response.headers["ETag"] = f'"{card.version}"'
    return AlgorithmOut(
        code=card.code,
        version=card.version,
        status=card.status,
        number=version.number,
        in_use=card.number,
        drafted=card.drafted,
        promise=card.promise(version),
        requirements=content.guarantees,
        title=content.title,
        situation=content.situation,
        condition=content.condition,
        steps=content.steps,
        repeat=content.repeat,
        limits=content.limits,
        certainty=content.certainty,
        approvals=version.approvals,
        waiting=version.waiting,
        moments=card.moments,
        reason=card.reason,
        withdrawn=card.withdrawn,
        changed_at=card.changed_at,
    )


@router.get(
    "/{code}/chart",
    response_class=Response,
    responses={200: {"content": {"image/svg+xml": {"schema": {"type": "string"}}}}},
)
def chart(
    code: CodePath,
    service: ServiceDep,
    _by: Anybody,
    spoken: LanguageDep,
    number: Number = None,
) -> Response:
    """The steps as a flow chart, in the language of Accept-Language."""
    card = card_of(service, code)
    version = _version(card, number)
    drawn = flow_chart(
        version.content, card.promise(version), spoken, service.wording(spoken.code)
    )
    return Response(drawn.svg, media_type="image/svg+xml")


def card_of(service: Service, code: str) -> AlgorithmCard:
    card = service.algorithm_view.get(code)
    if card is None:
        raise NotFound
    return card


def _version(card: AlgorithmCard, number: int | None) -> AlgorithmVersion:
    found = card.in_use if number is None else card.numbered(number)
    if found is None:
        raise NotFound
    return found
