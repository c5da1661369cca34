"""Pages of the personal list in time: what is coming, what changed (L2)."""

from datetime import timedelta
from itertools import groupby
from typing import Annotated, Any, Final
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from domain.errors import Invalid
from interfaces.deps import ServiceDep, own
from interfaces.exports.wording import ChangeWording
from interfaces.locale import N_
from interfaces.moments import MaybeDay, end_of, in_order, moment
from interfaces.problems import field_errors, status_of
from interfaces.service import Service
from interfaces.web.applicability.moments import BASES
from interfaces.web.applicability.words import GROUPS, ListReader, words_of
from interfaces.web.pages import language_of, page
from projections.applicability import (
    Basis,
    ChangeKind,
    Difference,
    WantedChanges,
)

router = APIRouter(include_in_schema=False)

AHEAD: Final = timedelta(days=365)
BEHIND: Final = timedelta(days=90)
SHOWN: Final = 300
"""Changes to come on one page; of more the reader is told."""

CHANGES: Final = {
    ChangeKind.ENTERED: N_("Entered"),
    ChangeKind.LEFT: N_("Left"),
    ChangeKind.VERSION: N_("New version"),
    ChangeKind.VERDICT: N_("Other facts"),
    ChangeKind.DECLARATION: N_("Your declaration"),
}


@router.get("/list/coming")
def coming(
    request: Request, service: ServiceDep, by: ListReader, until: MaybeDay = None
) -> Response:
    """Show what begins, ends or changes for the client until a day."""
    last = until or service.clock.today() + AHEAD
    profile = service.personal_lists.profile(own(by))
    found = service.personal_lists.coming(own(by), profile, last, SHOWN + 1)
    days = [
        (day, list(some)) for day, some in groupby(found[:SHOWN], lambda one: one.day)
    ]
    return page(
        request,
        "applicability/coming.html",
        {
            "days": days,
            "until": last,
            "is_all": len(found) <= SHOWN,
            "shown": SHOWN,
            **_words(request, service),
        },
    )


@router.get("/list/difference")
def difference(
    request: Request,
    service: ServiceDep,
    by: ListReader,
    from_day: MaybeDay = None,
    to_day: MaybeDay = None,
    from_known: MaybeDay = None,
    to_known: MaybeDay = None,
    basis: Basis = Basis.THEN,
    kind: ChangeKind | None = None,
    after: Annotated[int, Query(ge=0, le=10_000_000)] = 0,
) -> Response:
    """Show what changed in the client's list between two moments, and why."""
    to = to_day or service.clock.today()
    asked = {
        "from_day": from_day or to - BEHIND,
        "to_day": to,
        "from_known": from_known,
        "to_known": to_known,
    }
    given = {**asked, "basis": basis, "kind": kind}
    old = moment(service, asked["from_day"], end_of(service, from_known), basis)
    new = moment(service, to, end_of(service, to_known), basis)
    try:
        before, now = in_order(service, old, new)
    except Invalid as fault:
        return _difference(request, service, given, None, fault)
    wanted = WantedChanges(kind=kind, after=after)
    found = service.personal_lists.difference(own(by), before, now, wanted)
    return _difference(request, service, given, found)


def _difference(
    request: Request,
    service: Service,
    given: dict[str, Any],
    found: Difference | None,
    fault: Invalid | None = None,
) -> Response:
    def address(**changes: object) -> str:
        said = {**given, **changes}
        return f"/list/difference?{urlencode({k: v for k, v in said.items() if v})}"

    return page(
        request,
        "applicability/difference.html",
        {
            "found": found,
            "given": given,
            "address": address,
            "bases": BASES,
            "changes": CHANGES,
            "groups": GROUPS,
            "errors": field_errors(fault, language_of(request)) if fault else {},
            **_words(request, service),
        },
        status=status_of(fault) if fault else 200,
    )


def _words(request: Request, service: Service) -> dict[str, Any]:
    spoken = language_of(request)
    words = words_of(request, service)
    return {**words, "told": ChangeWording(spoken, words["wording"])}
