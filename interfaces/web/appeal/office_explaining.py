"""Pages on which a body explains why what is appealed was lawful (I9)."""

from typing import Any
from uuid import UUID

from fastapi import APIRouter, Request
from fastapi.responses import Response

from application.appeal import ExplainAppealed
from domain.kernel import Actor
from interfaces.appeal_cases import appeal_for
from interfaces.appeal_officers import parts_in, told
from interfaces.deps import KeyDep, ServiceDep
from interfaces.locale import Language
from interfaces.reckoned import ReckonedWords
from interfaces.service import Service
from interfaces.web.appeal.client_words import (
    AppealWords,
    Known,
    Many,
    named,
    papers_of,
    thing_of,
)
from interfaces.web.appeal.office_words import WORDS, WRONG, Explainer, Version
from interfaces.web.pages import language_of, page
from interfaces.web.person import see_other
from interfaces.web.requirement.keeping import Posted
from interfaces.web.wrong import Fault, errors_in, status_for
from projections.appeal import AppealCard, ExplanationCard

router = APIRouter(include_in_schema=False)


@router.get("/appeals/{appeal_id:uuid}/explain")
def explaining(
    request: Request, appeal_id: UUID, service: ServiceDep, by: Explainer
) -> Response:
    """What is asked, and where the answer is written."""
    return shown(request, service, by, appeal_id)


@router.post("/appeals/{appeal_id:uuid}/explain")
def explain(
    request: Request,
    appeal_id: UUID,
    service: ServiceDep,
    by: Explainer,
    key: KeyDep,
    posted: Posted,
    documents: Many = [],  # noqa: B006
    version: Version = None,
) -> Response:
    """Explain; both sides and whoever decides read it."""
    appeal_for(service, by, appeal_id)
    shown_by = list(dict.fromkeys(" ".join(documents).split()))
    try:
        command = ExplainAppealed.model_validate(
            {"words": posted.get("words", ""), "documents": shown_by}
        )
        receipt = service.appeal_explanations.explain(
            appeal_id, command, by=by, key=key, version=version
        )
    except WRONG as fault:
        given = posted | {"documents": shown_by}
        return shown(request, service, by, appeal_id, fault=fault, given=given)
    service.caught_up(receipt.position)
    return see_other(f"/appeals/{appeal_id}/explain?done=1")


def shown(
    request: Request,
    service: Service,
    by: Actor,
    id: UUID,
    *,
    fault: Fault | None = None,
    given: dict[str, Any] | None = None,
) -> Response:
    """The page of an appeal for those who explain.

    Raises:
        NotFound: there is none, or their body was not asked.
    """
    card, spoken = appeal_for(service, by, id).card, language_of(request)
    return page(
        request,
        "appeal/explain.html",
        {
            **WORDS,
            "card": card,
            "asked": asked_in(card),
            "documents": _documents(service, card, spoken),
            "words": AppealWords(spoken, service),
            "known": Known(spoken, service, card),
            "reckoned": ReckonedWords(spoken),
            "took_part": told(parts_in(service, card.subject), by.id, spoken),
            "names": service.appeal_view.names(
                one.explained_by for one in card.explanations
            ),
            "now": service.clock.now(),
            "done": bool(request.query_params.get("done")),
            "given": given or {},
            "errors": errors_in(request, fault, ("words", "documents")),
        },
        status=status_for(fault),
    )


def _documents(
    service: Service, card: AppealCard, spoken: Language
) -> list[tuple[str, str]]:
    """What there is of what is appealed: addresses, and how each is called."""
    thing = thing_of(service, card)
    others = thing.documents if thing else ()
    # A paper is read in several places; where it is checked it never moves.
    papers = papers_of(service, card).items()
    return [
        *((address, named(one, spoken)) for address, one in papers),
        *((one.address, spoken.gettext(one.title)) for one in others),
    ]


def asked_in(card: AppealCard) -> ExplanationCard | None:
    """The question that waits for an answer; None: none does."""
    if not card.is_open:
        return None
    waiting = (one for one in card.explanations if one.explained_at is None)
    return next(waiting, None)
