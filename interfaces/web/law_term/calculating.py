"""The public calculator: when a term ends, and how that was counted."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Final

from fastapi import APIRouter, Request
from fastapi.responses import Response

from domain.law_term import LawTerm
from domain.term import Counting, Reckoning, Unit
from interfaces.calculator import FIELDS, LAST_DAY_OFF, BadTerm, read
from interfaces.deps import Anybody, ServiceDep
from interfaces.law import COUNTINGS, LawWords
from interfaces.locale import N_
from interfaces.reckoned import ReckonedWords
from interfaces.regions import regions
from interfaces.service import Service
from interfaces.web.pages import language_of, page

router = APIRouter(include_in_schema=False)

UNITS: Final[Mapping[Unit, str]] = {
    Unit.WORKING_DAY: N_("working days"),
    Unit.CALENDAR_DAY: N_("calendar days"),
    Unit.HOUR: N_("hours"),
    Unit.WEEK: N_("weeks"),
    Unit.MONTH: N_("months"),
    Unit.YEAR: N_("years"),
}
LONGEST_FIELD: Final = 40


@router.get("/terms/calculator")
def calculate(request: Request, service: ServiceDep, _by: Anybody) -> Response:
    """Ask how long, from when and where; show the end and the way to it."""
    spoken = language_of(request)
    typed = {
        name: request.query_params.get(name, "")[:LONGEST_FIELD]
        for name in (*FIELDS, "rule")
    }
    law, today = service.law.current(), service.clock.today()
    rule = law.find(typed["rule"], today) if typed["rule"] else None
    rule = rule if rule and rule.is_term else None
    asked = "from" in request.query_params
    form = _filled(typed, rule, service, asked=asked)
    errors: dict[str, str] = {}
    found: Reckoning | None = None
    if asked:
        try:
            found = _found(form, rule, service)
        except BadTerm as bad:
            errors = {one.field: spoken.gettext(one.sentence) for one in bad.faults}
    words, words_of_law = ReckonedWords(spoken), LawWords(spoken)
    return page(
        request,
        "law_term/calculator.html",
        {
            "form": form,
            "rule": rule,
            "law_words": words_of_law,
            "moving": words_of_law.source(law.on(LAST_DAY_OFF, today).source),
            "units": UNITS,
            "countings": COUNTINGS,
            "regions": regions(spoken.code),
            "errors": errors,
            "found": found,
            "end": words.end(found) if found else "",
            "told": words.told(found) if found else (),
        },
        status=HTTPStatus.UNPROCESSABLE_ENTITY if errors else HTTPStatus.OK,
    )


def _filled(
    typed: dict[str, str], rule: LawTerm | None, service: Service, *, asked: bool
) -> dict[str, str]:
    """The form as it is shown: what a rule or nobody said is filled in."""
    form = dict(typed)
    if rule:
        form |= {
            "value": str(rule.number),
            "unit": rule.unit,
            "counting": rule.counting.value,
            "moves": "yes" if rule.moves else "",
        }
    if not asked:
        form["from"] = service.clock.today().isoformat()
        form["unit"] = form["unit"] or Unit.WORKING_DAY.value
        form["counting"] = form["counting"] or Counting.WITHIN.value
        form["moves"] = form["moves"] if rule else "yes"
    return form


def _found(
    form: Mapping[str, str], rule: LawTerm | None, service: Service
) -> Reckoning:
    """What was asked, counted.

    Raises:
        BadTerm: see `interfaces.calculator.read`.
    """
    asked = read(form, regions("ru"), service.law)
    if rule:
        asked = asked.model_copy(update={"term": rule.term})
    return asked.reckon(service.places.at(asked.region))
