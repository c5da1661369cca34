"""Pages of the personal list and of the simulator's list (L2)."""

from typing import Annotated, Any, NamedTuple
from urllib.parse import urlencode
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import Response

from domain.condition import Verdict, grounds
from domain.errors import NotFound
from interfaces.addresses import CODE
from interfaces.deps import ServiceDep, own
from interfaces.service import Service
from interfaces.web.applicability.moments import BASES, Moment, MomentDep
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
    AsOf,
    Line,
    PersonalList,
    Wanted,
)

router = APIRouter(include_in_schema=False)

NOW = Moment()


class ListQuery(NamedTuple):
    """What of a list to show, as it stands in the address."""

    group: Verdict
    by: Arrangement
    text: str
    body: str
    sector: str
    uses: str
    after: int
    moment: Moment = NOW

    def wanted(self, as_of: AsOf) -> Wanted:
        said = self._asdict()
        del said["moment"]
        return Wanted(**said, **as_of.model_dump())

    def address(self, path: str, **changes: object) -> str:
        """The address of the same list with some things changed."""
        said = self._asdict() | {"after": 0} | changes
        del said["moment"]
        asked = {k: v for k, v in said.items() if v} | self.moment.fields()
        return f"{path}?{urlencode(asked)}"


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
    request: Request,
    service: ServiceDep,
    by: ListReader,
    query: ListQueryDep,
    moment: MomentDep,
) -> Response:
    """Show one group of the client's list, of today or as of another moment."""
    query = query._replace(moment=moment)
    wanted = query.wanted(moment.as_of(service))
    found = service.personal_lists.of_client(own(by), wanted)
    is_now = moment.is_now(service)
    more: dict[str, Any] = {"is_now": is_now}
    if is_now:
        confirmed, codes = (
            service.execution_confirmation_view,
            [one.code for one in found.lines],
        )
        more |= {
            "waiting": found.waiting,
            "executed": confirmed.standing(own(by), codes, found.on),
            "renewable": len(confirmed.waiting(own(by), found.on)),
        }
    return _list(request, service, found, query, "/list", more)


@router.get("/list/ended")
def ended(
    request: Request, service: ServiceDep, by: ListReader, moment: MomentDep
) -> Response:
    """Show what may concern the client and passed its declared end."""
    found = service.personal_lists.ended_as_of(own(by), moment.as_of(service))
    return _ended(request, service, found, "/list")


@router.get(f"/list/{CODE}")
def line(
    request: Request, code: str, service: ServiceDep, by: ListReader, moment: MomentDep
) -> Response:
    """Show one requirement as it stands for the client, or stood at a moment."""
    as_of = moment.as_of(service)
    found = service.personal_lists.line_as_of(own(by), code, as_of)
    card = service.requirement_view.get(code)
    standing = card.on(as_of.on, as_of.known_at) if card else None
    if standing is None:
        raise NotFound
    is_now = moment.is_now(service)
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
            "declaration": declarations[0] if declarations and is_now else None,
            "grounds": grounds(content.condition),
            "is_mine": True,
            "is_now": is_now,
            "as_of": as_of,
            "asked": urlencode(moment.fields()),
            "executed": service.execution_confirmation_view.standing(
                own(by), [code], as_of.on
            ).get(code)
            if is_now
            else None,
            **_algorithms(service, code, own(by)),
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
        answers_of(request), query.wanted(AsOf(on=service.clock.today()))
    )
    more = {"answers": answers(request, service)}
    return _list(request, service, found, query, "/simulator/list", more)


@router.get("/simulator/list/ended")
def simulated_ended(request: Request, service: ServiceDep, _by: Anybody) -> Response:
    """Show what may concern the business and passed its declared end."""
    found = service.personal_lists.ended(answers_of(request), service.clock.today())
    return _ended(request, service, found, "/simulator/list")


@router.get(f"/simulator/list/{CODE}")
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
            "is_now": True,
            "as_of": AsOf(on=today),
            "asked": "",
            "executed": None,
            **_algorithms(service, code, None),
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
            "served": service.algorithm_view.serving_each(
                [line.code for line in found.lines]
            ),
            "answers": None,
            "waiting": 0,
            "is_now": True,
            "bases": BASES,
            "asked": urlencode(query.moment.fields()),
            "executed": {},
            "renewable": 0,
            **more,
        },
    )


def _algorithms(service: Service, code: str, client_id: UUID | None) -> dict[str, Any]:
    """The algorithms of a requirement, and whether the client has asked for one."""
    view = service.algorithm_view
    asked = view.asked_by(client_id, [code]) if client_id else frozenset()
    return {"algorithms": view.serving_each([code])[code], "has_asked": code in asked}


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
