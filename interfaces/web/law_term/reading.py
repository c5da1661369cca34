"""Public pages of the rules of law: all of them, and each with what it said."""

from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request
from fastapi.responses import Response

from domain.errors import NotFound
from domain.law_term import LawTerm
from interfaces.deps import Anybody, ServiceDep
from interfaces.law import COUNTINGS, LawWords
from interfaces.web.pages import language_of, page
from interfaces.web.requirement.words import CERTAINTY

router = APIRouter(include_in_schema=False)

CodePath = Annotated[str, Path(pattern=r"^LAW-\d{3,9}$")]


@router.get("/terms")
def terms(
    request: Request,
    service: ServiceDep,
    _by: Anybody,
    q: Annotated[str, Query(max_length=200)] = "",
    only: Annotated[str, Query(max_length=10)] = "",
) -> Response:
    """Show every rule that holds today, by topic."""
    law, today = service.law.current(), service.clock.today()
    words = LawWords(language_of(request))
    found = (law.find(id, today) for id in law.ids)
    wanted = [
        one
        for one in found
        if one and (one.is_term or only != "terms") and _speaks_of(one, q, words)
    ]
    topics: dict[str, list[LawTerm]] = {}
    for one in wanted:
        topics.setdefault(words.topic(one), []).append(one)
    return page(
        request,
        "law_term/terms.html",
        {
            "topics": topics,
            "count": len(wanted),
            "q": q,
            "only": only,
            "words": words,
            "certainties": CERTAINTY,
        },
    )


@router.get("/terms/{rule}")
def term(
    request: Request, rule: CodePath, service: ServiceDep, _by: Anybody
) -> Response:
    """Show one rule with everything that it said and will say."""
    return page(request, "law_term/term.html", about(request, service, rule))


def about(request: Request, service: ServiceDep, code: str) -> dict[str, Any]:
    """What is known of a rule.

    Raises:
        NotFound: there is no such rule.
    """
    law = service.law.current()
    versions = law.versions(code)
    if not versions:
        raise NotFound
    entered = service.law_term_view.editions(code)
    return {
        "code": code,
        "term": law.find(code, service.clock.today()),
        "versions": versions,
        "entered": entered,
        "version": entered[0].version if entered else 0,
        "words": LawWords(language_of(request)),
        "countings": COUNTINGS,
        "certainties": CERTAINTY,
    }


def _speaks_of(term: LawTerm, q: str, words: LawWords) -> bool:
    """Whether every word that was looked for stands in it."""
    told = (term.id, words.rule(term), words.note(term), words.source(term.source))
    text = " ".join(told).casefold()
    return all(word in text for word in q.casefold().split())
