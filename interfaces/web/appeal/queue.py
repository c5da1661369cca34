"""The queue of a body: appeals to decide, and those to explain (I9)."""

from urllib.parse import urlencode

from fastapi import Request
from fastapi.responses import Response

from domain.appeal import AppealStatus, SubjectKind
from domain.kernel import Actor, Role
from interfaces.appeal_cases import queue_for
from interfaces.deps import own
from interfaces.service import Service
from interfaces.web.appeal.office_words import SORTS, WORDS
from interfaces.web.pages import page
from projections.appeal import Asked, Only

DECIDED_OVER = (
    AppealStatus.DECIDED,
    AppealStatus.NOT_CONSIDERED,
    AppealStatus.WITHDRAWN,
)
STANDING = (AppealStatus.SENT, AppealStatus.ACCEPTED, *DECIDED_OVER)


def show(request: Request, service: Service, by: Actor) -> Response:
    """What the body has to decide; to an inspector only what has to be explained.

    Raises:
        NotFound: the reader decides nothing.
        BadCursor: the address names no page of the list.
    """
    if by.role is Role.INSPECTOR:
        return _to_explain(request, service, by)
    given = request.query_params
    asked = asked_in(given.get("only"), given.get("status"), given.get("kind"))
    found = queue_for(service, by, asked, given.get("after", ""))
    kept = {"status": asked.status, "kind": asked.kind}
    filters = {name: one.value for name, one in kept.items() if one}
    return page(
        request,
        "appeal/queue.html",
        {
            **WORDS,
            "found": found,
            "asked": asked,
            "count": service.appeal_view.counted(own(by), by.id),
            "tabs_of": [
                (sort, name, _address({"only": sort.value} | filters))
                for sort, name in SORTS.items()
            ],
            "over_address": _address({"status": AppealStatus.DECIDED.value}),
            "standing": STANDING,
            "here": _address({"only": asked.only.value} | filters),
            "first": not given.get("after"),
            "now": service.clock.now(),
            "explaining": service.appeal_view.explaining(own(by))
            if by.role is Role.HEAD
            else (),
        },
    )


def asked_in(only: str | None, status: str | None, kind: str | None) -> Asked:
    """Which appeals an address asks for; what it does not name well is left out."""
    return Asked(
        only=Only(only) if only in set(Only) else Only.ALL,
        status=AppealStatus(status) if status in set(STANDING) else None,
        kind=SubjectKind(kind) if kind in set(SubjectKind) else None,
    )


def _to_explain(request: Request, service: Service, by: Actor) -> Response:
    return page(
        request,
        "appeal/explaining.html",
        {**WORDS, "found": service.appeal_view.explaining(own(by))},
    )


def _address(names: dict[str, str]) -> str:
    return f"/appeals?{urlencode(names)}"
