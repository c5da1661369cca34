"""Pages on which a body cautions a business (C6)."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from fastapi import APIRouter, Request
from fastapi.responses import Response
from pydantic import ValidationError

from application.caution import IssueCaution, Prepared
from domain.caution import MOST_POINTS, Supervised
from domain.errors import Invalid, Refusal, RuleBroken
from domain.kernel import Actor
from interfaces.deps import KeyDep, ServiceDep, own
from interfaces.reckoned import ReckonedWords
from interfaces.service import Service
from interfaces.web.caution.words import SOURCES, Officer
from interfaces.web.pages import language_of, page
from interfaces.web.person import see_other
from interfaces.web.requirement.keeping import Posted
from interfaces.web.wrong import Fault, errors_in, status_for

router = APIRouter(include_in_schema=False)

FIELDS = ("inn", "source", "received", "found_in", "told")


class Row(NamedTuple):
    """One point in the form."""

    requirement: str = ""
    algorithm: str = ""
    conduct: str = ""
    proposal: str = ""
    own_duty: str = ""

    @property
    def is_empty(self) -> bool:
        return not any(one.strip() for one in self)


class Form(NamedTuple):
    """What was filled in."""

    inn: str = ""
    source: str = ""
    received: str = ""
    found_in: str = ""
    told: str = ""
    rows: tuple[Row, ...] = (Row(),)


@router.get("/cautions/new")
def new(
    request: Request,
    service: ServiceDep,
    by: Officer,
    inn: str = "",
    requirement: str = "",
    source: str = "",
    found_in: str = "",
) -> Response:
    """Ask whom to caution, by which signs, about what."""
    row = Row(requirement=requirement[:64])
    form = Form(inn=inn[:20], source=source[:20], found_in=found_in[:300], rows=(row,))
    return _form(request, service, by, form)


@router.post("/cautions/check")
def check(
    request: Request, service: ServiceDep, by: Officer, posted: Posted
) -> Response:
    """Show the caution as the business will read it, before anything is sent."""
    form = _given(posted)
    if posted.get("act") == "add":
        return _form(request, service, by, form._replace(rows=(*form.rows, Row())))
    if posted.get("act") == "change":
        return _form(request, service, by, form)
    form = _with_algorithms(form, _supervised(service, by, form))
    try:
        prepared = service.cautions.prepare(_command(form), by=by)
    except (ValidationError, Invalid, RuleBroken) as fault:
        return _form(request, service, by, form, fault)
    return _check(request, form, prepared)


@router.post("/cautions/new")
def issue(
    request: Request, service: ServiceDep, by: Officer, key: KeyDep, posted: Posted
) -> Response:
    """Send it."""
    form = _given(posted)
    try:
        receipt = service.cautions.issue(_command(form), by=by, key=key)
    except (ValidationError, Invalid, RuleBroken) as fault:
        return _form(request, service, by, form, fault)
    service.caught_up(receipt.position)
    return see_other(f"/cautions/{receipt.id}?sent=1")


def _given(posted: dict[str, str]) -> Form:
    rows = [
        Row(
            posted.get(f"requirement-{n}", "").strip().upper(),
            *(posted.get(f"{name}-{n}", "") for name in Row._fields[1:]),
        )
        for n in range(1, MOST_POINTS + 1)
        if f"requirement-{n}" in posted
    ]
    said = {name: posted.get(name, "").strip() for name in FIELDS}
    return Form(**said, rows=tuple(rows) or (Row(),))


def _filled(form: Form) -> list[Row]:
    return [row for row in form.rows if not row.is_empty]


def _command(form: Form) -> IssueCaution:
    return IssueCaution.model_validate(
        {
            "inn": form.inn,
            "source": form.source,
            "received": form.received,
            "found_in": form.found_in,
            "told": form.told,
            "points": [
                {
                    "requirement": row.requirement,
                    "algorithm": row.algorithm or None,
                    "conduct": row.conduct,
                    "proposal": row.proposal,
                    "own_duty": bool(row.own_duty),
                }
                for row in _filled(form)
            ],
        }
    )


def _supervised(service: Service, by: Actor, form: Form) -> dict[str, Supervised]:
    """What is known of the requirements that were named so far."""
    codes = {row.requirement for row in form.rows if row.requirement}
    if not codes:
        return {}
    bodies = service.person_view.of(own(by))
    return service.caution_view.supervised(codes, bodies, service.clock.today())


def _with_algorithms(form: Form, found: Mapping[str, Supervised]) -> Form:
    """Where there is one algorithm, nobody has to choose it."""
    rows = []
    for row in form.rows:
        known = found.get(row.requirement)
        only = list(known.algorithms) if known and not row.algorithm else []
        rows.append(row._replace(algorithm=only[0]) if len(only) == 1 else row)
    return form._replace(rows=tuple(rows))


def _form(
    request: Request,
    service: Service,
    by: Actor,
    form: Form,
    fault: Fault | None = None,
) -> Response:
    return page(
        request,
        "caution/new.html",
        {
            "form": form,
            "sources": SOURCES,
            "about": _supervised(service, by, form),
            "errors": _errors(request, form, fault),
            "most": MOST_POINTS,
        },
        status=status_for(fault),
    )


def _check(request: Request, form: Form, prepared: Prepared) -> Response:
    words = ReckonedWords(language_of(request))
    context: dict[str, Any] = {
        "form": form,
        "source": SOURCES[prepared.draft.signs.source],
        "rows": _filled(form),
        "about": prepared.about,
        "control_kind": prepared.draft.control_kind,
        "until": words.end(prepared.draft.in_time),
        "counted": words.told(prepared.draft.in_time),
    }
    return page(request, "caution/check.html", context)


def _errors(request: Request, form: Form, fault: Fault | None) -> dict[str, str]:
    """What is wrong, at the field of the point that it is about."""
    found = errors_in(request, fault, (*FIELDS, "points"))
    if fault is None or "points" not in found:
        return found
    said = found.pop("points")
    rows = [n for n, row in enumerate(form.rows, 1) if not row.is_empty]
    places = (
        _malformed(fault, rows)
        if isinstance(fault, ValidationError)
        else _refused(fault, form, rows)
    )
    told = {
        place: f"{said}: «{detail}»" if detail else said
        for place, detail in places.items()
    }
    return found | (told or {f"requirement-{rows[0] if rows else 1}": said})


def _malformed(fault: ValidationError, rows: list[int]) -> dict[str, str]:
    """The fields of points that are filled in wrongly."""
    places = [one["loc"] for one in fault.errors() if one["loc"][0] == "points"]
    return {
        f"{place[2]}-{rows[place[1]]}": ""
        for place in places
        if len(place) > 2 and isinstance(place[1], int)
    }


def _refused(fault: Refusal, form: Form, rows: list[int]) -> dict[str, str]:
    """The fields that a refusal is about, with what it says of each."""
    facts: Mapping[str, Any] = fault.facts
    found: dict[str, str] = {}
    for one in facts.get("found", ()):
        found[f"proposal-{rows[one['number'] - 1]}"] = one["words"]
    for one in facts.get("points", ()):
        if isinstance(one, int):
            found[f"conduct-{rows[one - 1]}"] = ""
        else:
            found[f"algorithm-{rows[one['number'] - 1]}"] = ", ".join(one["algorithms"])
    for code in facts.get("requirements", ()):
        wanted = [n for n in rows if form.rows[n - 1].requirement == code]
        found |= {f"requirement-{n}": code for n in wanted[-1:]}
    return found
