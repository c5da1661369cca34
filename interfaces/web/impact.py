"""The page on which a condition is tried out, and words for what it comes to (E6)."""

from http import HTTPStatus
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import Response

from application.access import Action
from domain.condition import (
    Condition,
    ConditionNotUnderstood,
    ConditionTooComplex,
    parse,
)
from domain.errors import NotFound
from domain.impact import UNKNOWN, By, Impact
from domain.kernel import Actor
from domain.profile import ClientKind, Size
from interfaces.deps import Asks, ServiceDep
from interfaces.impacts import impact_of_condition
from interfaces.locale import N_
from interfaces.regions import regions
from interfaces.service import Service
from interfaces.web.pages import language_of, page
from interfaces.web.requirement.form import condition_of

router = APIRouter(include_in_schema=False)

Asking = Annotated[Actor, Depends(Asks(Action.MEASURE_IMPACT))]

TABLES = {
    By.SECTION: N_("By section of activity"),
    By.CLASS: N_("By class of activity"),
    By.REGION: N_("By region"),
    By.SIZE: N_("By size"),
    By.KIND: N_("By kind of business"),
}
KINDS = {
    ClientKind.LE: N_("Legal entities"),
    ClientKind.IE: N_("Individual entrepreneurs"),
    ClientKind.NPD: N_("Self-employed"),
    ClientKind.KFH: N_("Peasant farms"),
}
SIZES = {
    Size.MICRO: N_("Micro"),
    Size.SMALL: N_("Small"),
    Size.MEDIUM: N_("Medium"),
    Size.LARGE: N_("Large"),
}
UNSAID = N_("Not known")
FEWER = N_("fewer than %(k)s")


class ImpactWords:
    """Says counts and the names of groups in the reader's language."""

    def __init__(self, request: Request, service: Service) -> None:
        self._spoken = language_of(request)
        self._regions = regions(self._spoken.code)
        self._titled = service.okved_titles

    def count(self, count: int | None, impact: Impact) -> str:
        """A number of clients, or that it is too small to be told."""
        if count is None:
            return self._spoken.gettext(FEWER, k=impact.k)
        return self._spoken.number(count)

    def table(self, by: By) -> str:
        return self._spoken.gettext(TABLES[by])

    def group(self, by: By, key: str) -> str:
        """The name of a group; a code with its title."""
        if key == UNKNOWN:
            return self._spoken.gettext(UNSAID)
        match by:
            case By.REGION:
                return self._regions.get(key, key)
            case By.SIZE:
                return self._spoken.gettext(SIZES[Size(key)])
            case By.KIND:
                return self._spoken.gettext(KINDS[ClientKind(key)])
        title = self._titled(key)
        return f"{key} {title}" if title else key


@router.get("/impact")
def measure(
    request: Request,
    service: ServiceDep,
    _by: Asking,
    condition: Annotated[str, Query(max_length=20_000)] = "",
    requirement: Annotated[str, Query(max_length=64)] = "",
) -> Response:
    """Show how many clients a condition would concern, as it is being written."""
    spoken = language_of(request)
    shown: dict[str, Any] = {"impact": None, "understood": None}
    errors: dict[str, str] = {}
    if condition.strip():
        try:
            tree = read_condition(condition, service)
            code = requirement.strip() or None
            shown["impact"] = impact_of_condition(service, tree, code)
            shown["understood"] = service.wording(spoken.code).condition(tree)
        except ConditionTooComplex as fault:
            errors["condition"] = spoken.gettext(fault.title)
        except ConditionNotUnderstood as fault:
            faults: Any = fault.facts["faults"]
            said = (f"{one.pointer} {spoken.gettext(one.detail)}" for one in faults)
            errors["condition"] = "; ".join(one.strip() for one in said)
        except NotFound:
            errors["requirement"] = spoken.gettext(
                "There is no published requirement with this code"
            )
    return page(
        request,
        "draft/measure.html",
        shown
        | {
            "condition": condition,
            "requirement": requirement,
            "errors": errors,
            "counts": ImpactWords(request, service),
        },
        status=HTTPStatus.UNPROCESSABLE_ENTITY if errors else HTTPStatus.OK,
    )


def read_condition(text: str, service: Service) -> Condition:
    """The condition that somebody typed.

    Raises:
        ConditionNotUnderstood: it is none, or names what the vocabulary lacks.
        ConditionTooComplex: it branches too much.
    """
    return parse(condition_of(text), service.vocabulary)
