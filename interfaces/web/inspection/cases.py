"""The list of inspections and the page of each, for whoever comes (I0, I4)."""

from datetime import datetime
from functools import partial
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from domain.inspection import IN_FAVOUR, NEXT, Step
from domain.kernel import Actor, Role
from interfaces.appealed.effected import redressed
from interfaces.deadlines import DeadlineWords
from interfaces.deps import ServiceDep, own
from interfaces.inspection_cases import held_case
from interfaces.inspection_talk import questions_of, talk_of
from interfaces.inspection_turns import NEXT as COMING
from interfaces.inspection_turns import TURNS, next_steps
from interfaces.papers import PAPERS
from interfaces.reckoned import ReckonedWords
from interfaces.service import Service
from interfaces.sources import source_in
from interfaces.web.execution.words import titles_of
from interfaces.web.inspection import client_case
from interfaces.web.inspection.words import WORDS, Reader, ids_of
from interfaces.web.pages import language_of, page
from interfaces.web.wrong import Fault, errors_in, status_for

router = APIRouter(include_in_schema=False)
OFFICERS = frozenset({Role.INSPECTOR, Role.HEAD})
MOST_ACTIONS = 20
FIELDS = frozenset(
    {"number", "office", "until", "how", "reason", "rests_on", "slot", "slots", "text"}
)


@router.get("/inspections")
def inspections(
    request: Request,
    service: ServiceDep,
    by: Reader,
    over: Annotated[bool, Query()] = False,  # noqa: FBT002
    after: Annotated[int | None, Query(ge=1, le=2**62)] = None,
) -> Response:
    """Inspections of the body, or those of a business and its representatives."""
    if by.role not in OFFICERS:
        return client_case.cases(request, service, by)
    found = service.inspection_view.of(authority=own(by), is_over=over, before=after)
    return page(
        request,
        "inspection/cases.html",
        {**WORDS, "found": found, "over": over, "first": after is None},
    )


@router.get("/inspections/{inspection_id:uuid}")
def inspection(
    request: Request,
    inspection_id: UUID,
    service: ServiceDep,
    by: Reader,
    done: Annotated[str, Query(max_length=20)] = "",
    before: Annotated[int | None, Query(ge=1, le=2**62)] = None,
) -> Response:
    """One inspection, as its side sees it."""
    if by.role not in OFFICERS:
        return client_case.show(request, service, by, inspection_id)
    return show(request, service, by, inspection_id, done=done, before=before)


def show(
    request: Request,
    service: Service,
    by: Actor,
    id: UUID,
    *,
    fault: Fault | None = None,
    given: dict[str, Any] | None = None,
    done: str = "",
    before: int | None = None,
) -> Response:
    """The officer's page: what stands, what is next, and each step that is possible.

    Args:
        request: of the officer.
        service: knows the case.
        by: an officer of the body.
        id: of the inspection.
        fault: why what was sent was not done.
        given: what was sent.
        done: the step that was just taken.
        before: cursor of the list of actions.

    Raises:
        NotFound: another body holds it, or there is none.
    """
    card = held_case(service, by, id)
    spoken, view = language_of(request), service.inspection_view
    moves, talk = view.moves(id), talk_of(service, by, card)
    people = ids_of(one.person for one in card.order.persons)
    return page(
        request,
        "inspection/case.html",
        {
            **WORDS,
            "card": card,
            "next_steps": next_steps(
                service, card, moves, talk.messages, talk.deadlines
            ),
            "next_named": COMING,
            "turns": TURNS,
            "watched": service.inspection_watch.of(card),
            "papers": service.paper_view.of_case(id),
            "papers_named": PAPERS,
            "questions": questions_of(talk, card.client_id),
            "closed": {one.id for one in talk.closed},
            "thread": talk.thread if talk.messages else None,
            "moves": moves,
            "asked_move": next((one for one in moves if one.is_open), None),
            "done_actions": view.actions(id, before=before, limit=MOST_ACTIONS),
            "representatives": view.representatives(id),
            "possible": {
                one
                for one, stage in NEXT
                if stage is card.stage and (one in IN_FAVOUR or not card.is_suspended)
            },
            "redressed": redressed(
                service.appealed.effect_view.of_inspection(id),
                by,
                card.client_id,
                spoken,
            ),
            "steps": Step,
            "names": service.exchange_view.names(people) if people else {},
            "titles": titles_of(service, [one.code for one in card.remaining]),
            "today": service.clock.today(),
            "now": service.clock.now(),
            "errors": errors_in(request, fault, FIELDS),
            "breaks": breaks_of(fault),
            "given": given or {},
            "done": Step(done) if done in set(Step) else None,
            "first": before is None,
            "deadline_words": DeadlineWords(spoken, service.clock.now()),
            "reckoned": ReckonedWords(spoken),
            "source_of": partial(source_in, spoken.code),
        },
        status=status_for(fault),
        zone=service.places.at(card.known.region).zone,
    )


def breaks_of(fault: Fault | None) -> list[dict[str, Any]]:
    """The gross violations that a refused step would have been."""
    found = getattr(fault, "facts", {}).get("flags", [])
    return [one | {"evidence": [_shown(e) for e in one["evidence"]]} for one in found]


def _shown(evidence: dict[str, Any]) -> dict[str, Any]:
    return evidence | {"at": datetime.fromisoformat(evidence["at"])}
