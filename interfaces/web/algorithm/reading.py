"""Public pages of algorithms: search, the whole, one step, the flow chart, history."""

import re
from typing import Annotated, Any, NamedTuple
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Path, Query, Request
from fastapi.responses import Response
from pydantic import ValidationError

from domain.algorithm import AlgorithmVersion
from domain.errors import NotFound
from interfaces.deps import Anybody, ServiceDep
from interfaces.flow_chart import flow_chart
from interfaces.problems import field_errors
from interfaces.service import Service
from interfaces.web.algorithm.words import (
    MOMENTS,
    STATUSES,
    AlgorithmWords,
)
from interfaces.web.pages import language_of, page
from interfaces.web.requirement.words import RequirementWords
from projections.algorithm import (
    AlgorithmCard,
    AlgorithmFilters,
    Named,
    codes_of,
)

router = APIRouter(include_in_schema=False)

ONE = "/algorithms/{code}"
"""Address of one algorithm."""
ASKED = ("text", "requirement", "sector", "body", "status")

_CODE = re.compile(r"[A-Z0-9]+(-[A-Z0-9]+)*")
_LONGEST_CODE = 64


def existing(code: Annotated[str, Path()], service: ServiceDep) -> AlgorithmCard:
    """The algorithm of the address.

    Raises:
        NotFound: there is none.
    """
    if len(code) > _LONGEST_CODE or not _CODE.fullmatch(code):
        raise NotFound
    card = service.algorithm_view.get(code)
    if card is None:
        raise NotFound
    return card


CardDep = Annotated[AlgorithmCard, Depends(existing)]


class Shown(NamedTuple):
    """An algorithm, and the version of it to show.

    Attributes:
        card: everything about it.
        version: the one that people follow, or the one that the address names.
        query: what to add to addresses that lead to the same version; "" for usual.
    """

    card: AlgorithmCard
    version: AlgorithmVersion
    query: str


def shown(
    card: CardDep, number: Annotated[int | None, Query(ge=1, le=100_000)] = None
) -> Shown:
    """The version of the address.

    Raises:
        NotFound: there is no such version.
    """
    if number is None or number == card.number:
        return Shown(card, card.in_use, "")
    version = card.numbered(number)
    if version is None:
        raise NotFound
    return Shown(card, version, f"?number={number}")


ShownDep = Annotated[Shown, Depends(shown)]


def words_of(request: Request, service: Service) -> AlgorithmWords:
    """The reader's words for what algorithms say."""
    spoken = language_of(request)
    return AlgorithmWords(RequirementWords(spoken, service.wording(spoken.code)))


def told(request: Request, service: Service, seen: Shown) -> dict[str, Any]:
    """What every page about one version shows."""
    content = seen.version.content
    named = service.algorithm_view.named(codes_of(content), service.clock.today())
    return {
        "card": seen.card,
        "version": seen.version,
        "content": content,
        "query": seen.query,
        "promise": seen.card.promise(seen.version),
        "named": named,
        "waiting": _bodies(named, seen.version.waiting),
        "words": words_of(request, service),
    }


def _bodies(named: dict[str, Named], codes: tuple[str, ...]) -> list[str]:
    return sorted({named[code].body for code in codes if code in named})


@router.get("/algorithms")
def search(request: Request, service: ServiceDep, _by: Anybody) -> Response:
    """Look for algorithms; a wrong answer in the form is told beside it."""
    words = words_of(request, service)
    today = service.clock.today()
    asked = {name: request.query_params.get(name, "").strip() for name in ASKED}
    kept = {name: text for name, text in asked.items() if text}
    filters, errors = _understood(kept, request)
    after = _after(request.query_params.get("after", ""))
    found = service.algorithm_view.search(filters, today, after=after)
    sectors, bodies = service.algorithm_view.choices(today)
    wanted = filters.requirement
    return page(
        request,
        "algorithm/search.html",
        {
            "asked": asked,
            "kept": kept,
            "errors": errors,
            "found": found,
            "words": words,
            "statuses": STATUSES,
            "sectors": [(one, words.requirements.sector(one)) for one in sectors],
            "bodies": [(one, one) for one in bodies],
            "requirement": service.algorithm_view.named([wanted], today).get(wanted)
            if wanted
            else None,
            "begin": _address(kept) if after else None,
            "more": _address(kept | {"after": str(found.next)}) if found.next else None,
        },
    )


def _understood(
    kept: dict[str, str], request: Request
) -> tuple[AlgorithmFilters, dict[str, str]]:
    """The filters that make sense, and what is wrong with the others."""
    errors: dict[str, str] = {}
    given = dict(kept)
    while True:
        try:
            return AlgorithmFilters.model_validate(given), errors
        except ValidationError as error:
            wrong = field_errors(error, language_of(request))
            errors |= wrong
            given = {name: text for name, text in given.items() if name not in wrong}


def _after(text: str) -> int:
    return int(text) if re.fullmatch(r"\d{1,7}", text) else 0


def _address(asked: dict[str, str]) -> str:
    return f"/algorithms?{urlencode(asked)}" if asked else "/algorithms"


@router.get(ONE)
def show(
    request: Request, seen: ShownDep, service: ServiceDep, _by: Anybody
) -> Response:
    """Show the whole: what it is for, what it leads to, and every step."""
    return page(request, "algorithm/show.html", told(request, service, seen))


@router.get(f"{ONE}/steps/{{number_of_step}}")
def step(
    request: Request,
    seen: ShownDep,
    number_of_step: Annotated[int, Path(ge=1, le=999)],
    service: ServiceDep,
    _by: Anybody,
) -> Response:
    """Show one step, in large print, with the ways to the next and the one before."""
    content = seen.version.content
    found = content.step(number_of_step)
    if found is None:
        raise NotFound
    numbers = [one.number for one in content.steps]
    place = numbers.index(number_of_step)
    return page(
        request,
        "algorithm/step.html",
        told(request, service, seen)
        | {
            "step": found,
            "place": place + 1,
            "count": len(numbers),
            "before": numbers[place - 1] if place else None,
            "after": numbers[place + 1] if place + 1 < len(numbers) else None,
        },
    )


@router.get(f"{ONE}/chart")
def chart(
    request: Request, seen: ShownDep, service: ServiceDep, _by: Anybody
) -> Response:
    """Show the steps as a flow chart, and the same in words."""
    about = told(request, service, seen)
    words: AlgorithmWords = about["words"]
    drawn = flow_chart(
        seen.version.content, about["promise"], words.spoken, words.wording
    )
    return page(request, "algorithm/chart.html", about | {"chart": drawn})


@router.get(f"{ONE}/history")
def history(
    request: Request, card: CardDep, service: ServiceDep, _by: Anybody
) -> Response:
    """Show all versions and what happened to the algorithm."""
    return page(
        request,
        "algorithm/history.html",
        {
            "card": card,
            "content": card.in_use.content,
            "moments": MOMENTS,
            "words": words_of(request, service),
        },
    )
