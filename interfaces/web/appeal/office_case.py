"""The page of an appeal for those who decide it, and for those who look on (I9)."""

from functools import partial
from typing import Any
from uuid import UUID

from fastapi import Request
from fastapi.responses import Response

from domain.kernel import Actor, Role
from interfaces.appeal_cases import appeal_for, unread_in
from interfaces.appeal_officers import parts_in, told
from interfaces.deadlines import DeadlineWords
from interfaces.papers import PAPERS
from interfaces.reckoned import ReckonedWords
from interfaces.service import Service
from interfaces.sources import source_in
from interfaces.web.appeal import office_explaining
from interfaces.web.appeal.client_words import AppealWords, Known
from interfaces.web.appeal.office_ways import ways
from interfaces.web.appeal.office_words import DONE, WORDS
from interfaces.web.pages import language_of, page
from interfaces.web.wrong import Fault, errors_in, status_for
from projections.appeal import AppealCard
from projections.exchange import EnclosureCard


def show(
    request: Request,
    service: Service,
    by: Actor,
    id: UUID,
    *,
    fault: Fault | None = None,
    given: dict[str, Any] | None = None,
) -> Response:
    """The officer's page: where it stands, what is next, what both sides said.

    Args:
        request: of somebody of the body, or of an ombudsman's office that takes part.
        service: knows the case.
        by: who reads; an inspector only explains.
        id: of the appeal.
        fault: why what was sent was not done.
        given: what was sent.

    Raises:
        NotFound: there is none, or the reader has no part in it.
    """
    if by.role is Role.INSPECTOR:
        return office_explaining.shown(
            request, service, by, id, fault=fault, given=given
        )
    read = appeal_for(service, by, id)
    card = read.card
    return page(
        request,
        "appeal/office_case.html",
        {
            **seen(request, service, by, card),
            "ways": ways_of(service, by, card),
            "deadlines": service.deadline_view.about(id),
            "deadline_words": DeadlineWords(language_of(request), service.clock.now()),
            "closed": () if by.role is Role.OMBUDSMAN else read.closed,
            "is_unread": card.is_open and unread_in(service, by, card),
            "papers": service.paper_view.of_case(id),
            "papers_named": PAPERS,
            "is_helper": by.role is Role.OMBUDSMAN,
            "done": DONE.get(request.query_params.get("done", "")),
            "given": given or {},
            "errors": errors_in(request, fault, ("words",)),
        },
        status=status_for(fault),
    )


def seen(
    request: Request, service: Service, by: Actor, card: AppealCard
) -> dict[str, Any]:
    """What every page of an appeal of the body shows."""
    spoken = language_of(request)
    return {
        **WORDS,
        "card": card,
        "words": AppealWords(spoken, service),
        "known": Known(spoken, service, card),
        "files": files_of(service, card),
        "reckoned": ReckonedWords(spoken),
        "source_of": partial(source_in, spoken.code),
        "took_part": told(parts_in(service, card.subject), by.id, spoken)
        if by.role is not Role.OMBUDSMAN
        else (),
        "names": service.appeal_view.names(people_in(card)),
        "now": service.clock.now(),
    }


def people_in(card: AppealCard) -> set[str]:
    """Ids of those who asked, ruled, drafted, checked and decided."""
    found = [one.by for one in card.information]
    found += [one.by for one in card.explanations]
    found += [one.explained_by for one in card.explanations if one.explained_by]
    found += [one.by for one in (card.suspended, card.restored) if one]
    found += [card.refusal.by] if card.refusal else []
    for one in (card.draft, card.decided):
        if one is not None:
            found += [one.by, *([one.checked.by] if one.checked else [])]
    if card.decided:
        found.append(card.decided.decided_by)
    return set(found)


def files_of(service: Service, card: AppealCard) -> dict[UUID, EnclosureCard]:
    """Every file that the client sent with the appeal, by id."""
    ids = {
        *(id for one in card.points for id in one.evidence.files),
        *(id for one in card.parts.values() for id in one.files),
        *(id for one in card.additions for id in one.files),
        *(id for one in card.information for id in one.files),
    }
    return {one.id: one for one in service.exchange_view.enclosures(ids)} if ids else {}


def ways_of(service: Service, by: Actor, card: AppealCard) -> tuple[Any, ...]:
    if by.role is Role.OMBUDSMAN:
        return ()
    parts = parts_in(service, card.subject)
    took_part = any(one.person == by.id for one in parts)
    unread = bool(unread_in(service, by, card))
    return ways(card, by, service.clock.now(), took_part=took_part, unread=unread)
