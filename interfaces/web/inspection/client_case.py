"""The page of an inspection for its client and those who act for it (I4, I5, I7)."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from functools import partial
from typing import Annotated, Any, Final
from uuid import UUID

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from application.access import Action
from domain.inspection import BEFORE, WITHOUT_INTERACTION, Power
from domain.inspection.move_times import FURTHEST
from domain.kernel import Actor, Role
from domain.ombudsman import Case
from interfaces.appealed.effected import redressed
from interfaces.appealed.links import appeal_links
from interfaces.deadlines import DeadlineWords
from interfaces.deps import Asks, own
from interfaces.inspection_cases import case_for
from interfaces.inspection_talk import letters_of, questions_of, talk_of
from interfaces.inspection_turns import NEXT, TURNS, next_steps
from interfaces.inspections import (
    ACTIONS,
    APPROVALS,
    CAUSES,
    FLAGS,
    GROUNDS,
    KINDS,
    MOVINGS,
    OBSTACLES,
    PARTS,
    POWERS,
    SETTLED,
    STAGES,
    STEPS,
)
from interfaces.papers import PAPERS
from interfaces.service import Service
from interfaces.sources import source_in
from interfaces.web.execution.words import titles_of
from interfaces.web.pages import language_of, page
from interfaces.web.wrong import Fault, errors_in, status_for
from projections.client.card import person_id
from projections.inspection import CaseCard, MoveCard

router = APIRouter(include_in_schema=False)

Acting = Annotated[Actor, Depends(Asks(Action.REPRESENT_IN_INSPECTION))]

MOST_ACTIONS: Final = 20
MOST_TIMES: Final = 30
LONGEST_CURSOR: Final = 19
FIELDS: Final = frozenset(
    {"cause", "reason", "slots", "slot", "person", "powers", "until", "text"}
)
WORDS: Final[Mapping[str, Any]] = {
    "actions_named": ACTIONS,
    "approvals": APPROVALS,
    "causes": CAUSES,
    "flags": FLAGS,
    "grounds": GROUNDS,
    "kinds": KINDS,
    "movings": MOVINGS,
    "obstacles": OBSTACLES,
    "papers_named": PAPERS,
    "parts": PARTS,
    "powers": POWERS,
    "settled": SETTLED,
    "stages": STAGES,
    "steps_named": STEPS,
    "next_named": NEXT,
    "turns": TURNS,
}


def cases(request: Request, service: Service, by: Actor) -> Response:
    """Inspections of the business that one acts for, and those in which one is named.

    Args:
        request: of the reader.
        service: knows them.
        by: who acts for a business, or for none.
    """
    view = service.inspection_view
    is_client = by.role is Role.CLIENT and by.organisation is not None
    after = _cursor(request)
    found = (
        view.of(client_id=own(by), before=after)
        if is_client
        else view.represented_by(by.id, before=after)
    )
    return page(
        request,
        "inspection/client_cases.html",
        {
            **WORDS,
            "found": found,
            "is_client": is_client,
            "represented": view.represented_by(by.id).inspections if is_client else (),
            "first": after is None,
        },
    )


def _cursor(request: Request) -> int | None:
    told = request.query_params.get("after", "")
    return int(told) if told.isdecimal() and len(told) < LONGEST_CURSOR else None


def show(
    request: Request,
    service: Service,
    by: Actor,
    id: UUID,
    fault: Fault | None = None,
    given: Mapping[str, Any] | None = None,
) -> Response:
    """Everything of the case, and what the reader can do in it.

    Args:
        request: of the reader.
        service: knows the case.
        by: who acts for the client in it.
        id: of the inspection.
        fault: why what was sent was not done.
        given: what was sent.

    Raises:
        NotFound: the inspection is none of the reader's, or not known to it yet.
    """
    card = case_for(service, by, id)
    spoken = language_of(request)
    view = service.inspection_view
    moves, talk = view.moves(id), talk_of(service, by, card)
    can = powers_of(service, by, card)
    papers = service.paper_view.of_case(id)
    people = _ids(one.person for one in card.order.persons)
    return page(
        request,
        "inspection/client_case.html",
        {
            "card": card,
            "can": can,
            "invited": service.ombudsman_view.of_case(Case.of_inspection(id)),
            "is_client": by.organisation == card.client_id,
            "next_steps": next_steps(
                service, card, moves, talk.messages, talk.deadlines
            ),
            "watched": service.inspection_watch.of(card),
            "papers": papers,
            "letters": letters_of(
                talk, card.authority, {one.message for one in papers}
            ),
            "closed": {one.id for one in talk.closed},
            "questions": questions_of(talk, card.client_id),
            "thread": talk.thread if talk.messages else None,
            "moves": moves,
            "times": times_for(service, card, moves),
            "meets": card.kind not in WITHOUT_INTERACTION,
            "may_move": card.stage in BEFORE and not any(one.is_open for one in moves),
            "acts_done": view.actions(id, limit=MOST_ACTIONS),
            "representatives": view.representatives(id),
            "names": service.exchange_view.names(people) if people else {},
            "people": people,
            "titles": titles_of(service, [one.code for one in card.remaining]),
            "today": service.clock.today(),
            "errors": errors_in(request, fault, FIELDS),
            "given": given or {},
            "redressed": redressed(
                service.appealed.effect_view.of_inspection(id),
                by,
                card.client_id,
                spoken,
            ),
            "appeals": appeal_links(service, by, f"/inspections/{id}", spoken),
            "deadline_words": DeadlineWords(spoken, service.clock.now()),
            "source_of": partial(source_in, spoken.code),
            **WORDS,
        },
        status=status_for(fault),
        zone=service.places.at(card.known.region).zone,
    )


def powers_of(service: Service, by: Actor, card: CaseCard) -> frozenset[Power]:
    """What the reader may do for the client in this case."""
    if by.organisation == card.client_id and by.role is Role.CLIENT:
        return frozenset(Power)
    named = service.inspection_view.representative(card.id, by.id)
    today = service.clock.today()
    return frozenset(one for one in Power if named and named.may(one, today))


def times_for(
    service: Service, card: CaseCard, moves: Sequence[MoveCard]
) -> list[datetime]:
    """Times at which the inspection could begin instead, at the hour that was planned.

    Working days after the planned one, as far as the law lets it be moved.
    """
    place = service.places.at(card.known.region)
    now = service.clock.now()
    first = place.day_of(moves[0].asked_at if moves else now)
    rule = service.law.on(FURTHEST, place.day_of(now), card.control_kind)
    furthest = rule.reckon(first, place).ends
    planned = card.starts.astimezone(place.zone)
    found: list[datetime] = []
    at = planned
    while at <= furthest and len(found) < MOST_TIMES:
        at = datetime.combine(_after(at.date()), planned.timetz())
        if now < at <= furthest and place.works(at.date()):
            found.append(at)
    return found


def _ids(people: Iterable[str]) -> list[UUID]:
    """Ids of people; jobs have none."""
    found = (person_id(one) for one in people)
    return [one for one in found if one is not None]


def _after(day: date) -> date:
    return day + timedelta(days=1)
