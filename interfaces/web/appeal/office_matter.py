"""What is appealed, as the records tell it, for those who decide about it (I9).

They are strangers to the thing itself: an appeals officer reads no inspections. What
they have to know of one they read in the appeal, and of that one alone.
"""

from typing import Any
from uuid import UUID

from fastapi import APIRouter, Request
from fastapi.responses import Response

from domain.errors import NotFound
from interfaces.appeal_officers import parts_in
from interfaces.deps import ServiceDep
from interfaces.downloads import sent
from interfaces.inspections import ACTIONS, FLAGS, GROUNDS, KINDS, STAGES, STEPS
from interfaces.papers import PAPERS
from interfaces.service import Service
from interfaces.web.appeal.client_words import thing_of
from interfaces.web.appeal.office_case import seen
from interfaces.web.appeal.office_steps import decided_by
from interfaces.web.appeal.office_words import Officer
from interfaces.web.execution.words import titles_of
from interfaces.web.pages import page
from projections.appeal import AppealCard

router = APIRouter(include_in_schema=False)
MOST_ACTIONS = 200


@router.get("/appeals/{appeal_id:uuid}/matter")
def matter(
    request: Request, appeal_id: UUID, service: ServiceDep, by: Officer
) -> Response:
    """Who did what in it and when, its documents, red flags and what was found."""
    card = decided_by(service, by, appeal_id)
    thing = thing_of(service, card)
    zone = _zone(service, card)
    return page(
        request,
        "appeal/office_records.html",
        {
            **seen(request, service, by, card),
            **_case(service, card),
            **_people(service, card),
            "papers": thing.papers if thing else (),
            "papers_named": PAPERS,
            "flags": thing.flags() if thing else (),
            "flags_named": FLAGS,
            "errors": {},
        },
        zone=zone,
    )


@router.get("/appeals/{appeal_id:uuid}/matter/papers/{paper_id:uuid}")
def paper(
    appeal_id: UUID, paper_id: UUID, service: ServiceDep, by: Officer
) -> Response:
    """An official paper of what is appealed, as a file."""
    thing = thing_of(service, decided_by(service, by, appeal_id))
    papers = thing.papers if thing else ()
    found = next((one for one in papers if one.id == paper_id), None)
    file = service.exchange_view.enclosure(found.file) if found else None
    if file is None:
        raise NotFound
    return sent(service, file)


def _people(service: Service, card: AppealCard) -> dict[str, Any]:
    """Who did what in it, the oldest first, with names."""
    parts = sorted(parts_in(service, card.subject), key=lambda one: one.at)
    return {
        "parts": parts,
        "people": service.appeal_view.names(one.person for one in parts),
    }


def _case(service: Service, card: AppealCard) -> dict[str, Any]:
    """The inspection in which it happened, for things that are of one."""
    inspection = _inspection(service, card)
    case = service.inspection_view.case(inspection) if inspection else None
    if case is None:
        return {"case": None}
    actions = service.inspection_view.actions(case.id, limit=MOST_ACTIONS).actions
    codes = [one.code for one in case.remaining]
    codes += [one.requirement for one in case.violations]
    return {
        "case": case,
        "actions": actions,
        "actions_named": ACTIONS,
        "grounds": GROUNDS,
        "kinds": KINDS,
        "stages": STAGES,
        "steps": STEPS,
        "titles": titles_of(service, codes),
    }


def _inspection(service: Service, card: AppealCard) -> UUID | None:
    found = service.appealable.card(card.subject)
    return found.inspection if found else None


def _zone(service: Service, card: AppealCard) -> Any:
    """Where an inspection goes on; None: it is about none."""
    inspection = _inspection(service, card)
    case = service.inspection_view.case(inspection) if inspection else None
    return service.places.at(case.known.region).zone if case else None
