"""The page of an appeal for its client and those who act for it (I9)."""

from collections.abc import Mapping, Sequence
from typing import Any, Final
from uuid import UUID

from fastapi import Request
from fastapi.responses import Response

from domain.appeal import AppealPower, AppealStatus, AppealTerms
from domain.errors import NotFound
from domain.kernel import Actor
from domain.risk import Category
from interfaces.appeal_cases import AppealPart, Read, appeal_for, may_in_appeal
from interfaces.appeal_turns import TURNS, is_decision_late, next_steps
from interfaces.appeal_words import (
    EFFECTS,
    HAPPENED,
    OUTCOMES,
    POWERS,
    RESTORATIONS,
    STATUSES,
    SUBJECTS,
    SUSPENSIONS,
)
from interfaces.deadlines import DeadlineWords
from interfaces.papers import PAPERS
from interfaces.service import Service
from interfaces.timeline.choices import CHOICES
from interfaces.visits import place_of
from interfaces.web.appeal import inbox
from interfaces.web.appeal.client_words import AppealWords, Known
from interfaces.web.appeal.sheet import rows_of
from interfaces.web.pages import language_of, page
from interfaces.web.person import see_other
from interfaces.web.wrong import Fault, errors_in, status_for
from projections.appeal import AppealCard
from projections.exchange import EnclosureCard, MessageCard
from projections.paper import PaperCard

MOST: Final = 200
NOTHING: Final[Mapping[str, Any]] = {"act": "", "words": "", "files": ()}
WORDS: Final[Mapping[str, Any]] = {
    "categories": CHOICES[Category],
    "effects": EFFECTS,
    "happened": HAPPENED,
    "outcomes": OUTCOMES,
    "papers_named": PAPERS,
    "powers": POWERS,
    "restorations": RESTORATIONS,
    "subjects": SUBJECTS,
    "suspensions": SUSPENSIONS,
    "turns": TURNS,
}


def show(
    request: Request,
    service: Service,
    by: Actor,
    id: UUID,
    fault: Fault | None = None,
    given: Mapping[str, Any] | None = None,
) -> Response:
    """Everything of an appeal, and what the reader can do with it.

    Args:
        request: of the reader.
        service: knows the appeal.
        by: who acts for the client in it.
        id: of the appeal.
        fault: why what was sent was not done.
        given: what was sent: `act`, `words`, `files`.

    Raises:
        NotFound: the appeal is none of the reader's, or thrown away.
    """
    read = client_read(service, by, id)
    papers = service.paper_view.of_case(id)
    card = with_court(service, read.card, papers)
    if not card.is_sent:
        return see_other(f"/appeals/{id}/write")
    spoken, now = language_of(request), service.clock.now()
    closed = closed_in(service, card)
    written = {**NOTHING, **(given or {})}
    steps = next_steps(card, closed, now)
    return page(
        request,
        "appeal/client_case.html",
        {
            **WORDS,
            "card": card,
            "can": powers_of(service, by, read),
            "is_client": read.part is AppealPart.CLIENT,
            "standing": OUTCOMES[card.outcome]
            if card.outcome
            else STATUSES[card.status],
            "closed": closed,
            "closed_ids": {one.id for one in closed},
            "next_steps": steps,
            "overdue": any(one.is_late for one in steps),
            "decision_late": is_decision_late(card, now),
            "decision_opened": card.decided is not None,
            "deadlines": service.deadline_view.about(id),
            "deadline_words": DeadlineWords(spoken, now),
            "papers": papers,
            "named": inbox.named(card, closed, papers),
            "ends": inbox.ends(card, closed, papers),
            "rows": rows_of(request, service, card),
            "known": Known(spoken, service, card),
            "words": AppealWords(spoken, service),
            "now": now,
            "given": written,
            "unsent": unsent(service, card, written["files"]),
            "errors": _errors(request, fault, written["act"]),
        },
        status=status_for(fault),
    )


def client_read(service: Service, by: Actor, id: UUID) -> Read:
    """An appeal, for its client and who acts for it.

    Raises:
        NotFound: it is none of theirs, or thrown away.
    """
    read = appeal_for(service, by, id)
    if not read.part.is_clients or read.card.status is AppealStatus.DISCARDED:
        raise NotFound
    return read


def with_court(
    service: Service, card: AppealCard, papers: Sequence[PaperCard]
) -> AppealCard:
    """An appeal with the term to go to court from the opening of its end on.

    It is noted a moment after that; the page right after it tells the same term.
    """
    if card.court is not None:
        return card
    end = card.decided or card.refusal
    known = end and service.exchange_view.message(end.message, card.client_id)
    reached = known.reached if known else ()
    found = [one.opened_at for one in reached if one.recipient == card.client_id]
    found += [one.opened_at for one in papers if one.kind in inbox.ENDS]
    opened = [at for at in found if at is not None]
    if not opened:
        return card
    terms = AppealTerms(
        service.law, place_of(service, card.client_id), card.kind, card.control_kind
    )
    return card.model_copy(update={"court": terms.to_go_to_court(min(opened))})


def powers_of(service: Service, by: Actor, read: Read) -> frozenset[AppealPower]:
    """What the reader may do for the client in an appeal."""
    if read.part is AppealPart.CLIENT:
        whole = may_in_appeal(service, by, read, AppealPower.SIGN)
        return frozenset(AppealPower) if whole else frozenset()
    named = service.appeal_view.representative(read.card.id, by.id)
    today = service.clock.today()
    return frozenset(one for one in AppealPower if named and named.may(one, today))


def closed_in(service: Service, card: AppealCard) -> list[MessageCard]:
    """What came to the client's side and is not opened yet."""
    if card.thread is None:
        return []
    found = service.exchange_view.messages(card.thread, card.client_id, limit=MOST)
    return [one for one in found.messages if one.is_closed]


def unsent(
    service: Service, card: AppealCard, ids: tuple[UUID, ...]
) -> list[EnclosureCard]:
    """Files that are attached to what is being written."""
    if not ids:
        return []
    return service.exchange_view.unsent(list(ids), card.client_id, card.client_id)


def _errors(request: Request, fault: Fault | None, act: str) -> dict[str, str]:
    """What is wrong, at the field of the form that was sent."""
    found = errors_in(request, fault, ("words", "reason", "file", "files"))
    if act == "information" and "words" in found:
        found["information-words"] = found.pop("words")
    return found
