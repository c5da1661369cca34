"""Pages of the personal list and of the simulator's list (L2)."""

from datetime import date
from typing import Annotated, Any, NamedTuple
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import Response

from domain.condition import Verdict, grounds
from domain.errors import NotFound
from interfaces.deps import ServiceDep, own
from interfaces.service import Service
from interfaces.web.applicability.words import (
    ARRANGEMENTS,
    GROUNDS,
    GROUPS,
    STATUSES,
    Anybody,
    ListReader,
    words_of,
)
from interfaces.web.pages import language_of, page
from interfaces.web.simulator import answers, answers_of
from projections.applicability import (
    Arrangement,
    Line,
    PersonalList,
    Wanted,
)

router = APIRouter(include_in_schema=False)


class ListQuery(NamedTuple):
    """What of a list to show, as it stands in the address."""

    group: Verdict
    by: Arrangement
    text: str
    body: str
    sector: str
    uses: str
    after: int

    def wanted(self, on: date) -> Wanted:
        return Wanted(on=on, **self._asdict())

    def address(self, path: str, **changes: object) -> str:
        """The address of the same list with some things changed."""
        said = self._asdict() | {"after": 0} | changes
        return f"{path}?{urlencode({k: v for k, v in said.items() if v})}"


def _query(
    group: Verdict = Verdict.APPLIES,
    by: Arrangement = Arrangement.SECTOR,
    text: Annotated[str, Query(max_length=200)] = "",
    body: Annotated[str, Query(max_length=500)] = "",
    sector: Annotated[str, Query(max_length=64)] = "",
    uses: Annotated[str, Query(max_length=64)] = "",
    after: Annotated[int, Query(ge=0, le=10_000_000)] = 0,
) -> ListQuery:
    return ListQuery(group, by, text, body, sector, uses, after)


ListQueryDep = Annotated[ListQuery, Depends(_query)]


@router.get("/list")
def personal_list(
    request: Request, service: ServiceDep, by: ListReader, query: ListQueryDep
) -> Response:
    """Show one group of the client's list."""
    today = service.clock.today()
    found = service.personal_lists.of_client(own(by), query.wanted(today))
    waiting = service.declaration_view.waiting(own(by))
    return _list(request, service, found, query, "/list", {"waiting": waiting})


@router.get("/list/ended")
def ended(request: Request, service: ServiceDep, by: ListReader) -> Response:
    """Show what may concern the client and passed its declared end."""
    profile = service.personal_lists.profile(own(by))
    return _ended(
        request,
        service,
        service.personal_lists.ended(profile, service.clock.today()),
        "/list",
    )


@router.get("/list/{code}")
def line(request: Request, code: str, service: ServiceDep, by: ListReader) -> Response:
    """Show one requirement as it stands for the client."""
    today = service.clock.today()
    profile = service.personal_lists.profile(own(by))
    found = service.personal_lists.line(code, today, profile=profile, client_id=own(by))
    card = service.requirement_view.get(code)
    standing = card.on(today) if card else None
    if standing is None:
        raise NotFound
    declarations = service.declaration_view.of_requirements(own(by), [code])
    content = standing.version.content
    return page(
        request,
        "applicability/line.html",
        {
            "line": found,
            "content": content,
            "standing": standing,
            **words_of(request, service),
            "declaration": declarations[0] if declarations else None,
            "grounds": grounds(content.condition),
            "is_mine": True,
            "statuses": STATUSES,
            "groups": GROUPS,
        },
    )


@router.get("/simulator/list")
def simulated(
    request: Request, service: ServiceDep, _by: Anybody, query: ListQueryDep
) -> Response:
    """Show one group of the list of whoever answered the simulator."""
    found = service.personal_lists.of_profile(
        answers_of(request), query.wanted(service.clock.today())
    )
    more = {"answers": answers(request, service)}
    return _list(request, service, found, query, "/simulator/list", more)


@router.get("/simulator/list/ended")
def simulated_ended(request: Request, service: ServiceDep, _by: Anybody) -> Response:
    """Show what may concern the business and passed its declared end."""
    found = service.personal_lists.ended(answers_of(request), service.clock.today())
    return _ended(request, service, found, "/simulator/list")


@router.get("/simulator/list/{code}")
def simulated_line(
    request: Request, code: str, service: ServiceDep, _by: Anybody
) -> Response:
    """Show one requirement as it stands for whoever answered the simulator."""
    today = service.clock.today()
    found = service.personal_lists.line(code, today, profile=answers_of(request))
    card = service.requirement_view.get(code)
    standing = card.on(today) if card else None
    if standing is None:
        raise NotFound
    return page(
        request,
        "applicability/line.html",
        {
            "line": found,
            "content": standing.version.content,
            "standing": standing,
            **words_of(request, service),
            "declaration": None,
            "grounds": (),
            "is_mine": False,
            "statuses": STATUSES,
            "groups": GROUPS,
        },
    )


def _list(
    request: Request,
    service: Service,
    found: PersonalList,
    query: ListQuery,
    path: str,
    more: dict[str, Any],
) -> Response:
    return page(
        request,
        "applicability/list.html",
        {
            "list": found,
            "query": query,
            "path": path,
            "groups": GROUPS,
            "arrangements": ARRANGEMENTS,
            "statuses": STATUSES,
            "grounds": GROUNDS,
            **words_of(request, service),
            "branch": _branch(query),
            "answers": None,
            "waiting": 0,
            **more,
        },
    )


def _branch(query: ListQuery) -> str:
    """The fact on which all of the shown lines hang; "" when there is none."""
    return f"object:{query.uses}" if query.uses else ""


def _ended(
    request: Request, service: Service, lines: tuple[Line, ...], path: str
) -> Response:
    return page(
        request,
        "applicability/ended.html",
        {
            "lines": lines,
            "path": path,
            "wording": service.wording(language_of(request).code),
            "groups": GROUPS,
        },
    )
