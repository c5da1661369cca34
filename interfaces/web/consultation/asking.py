"""Pages on which a client asks: the question, check before sending, send (L6)."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response
from pydantic import ValidationError

from application.consultation import Ask
from application.consultation.asking import TIME_TO_ANSWER
from domain.consultation import QuestionMissing
from domain.errors import Invalid, RuleBroken, Stale
from domain.kernel import Actor
from interfaces.deps import KeyDep, ServiceDep, own
from interfaces.service import Service
from interfaces.web.consultation.words import (
    AdviceWords,
    Asker,
    Text,
    errors_in,
    readable,
    title_of,
)
from interfaces.web.pages import page
from interfaces.web.person import see_other
from interfaces.web.wrong import Fault, status_for
from projections.consultation import Turn

router = APIRouter(include_in_schema=False)

LONGEST_CODE = 64


@router.get("/questions/new")
def begin(
    request: Request,
    service: ServiceDep,
    by: Asker,
    requirement: Annotated[str, Query(max_length=LONGEST_CODE)] = "",
) -> Response:
    """Ask what the client wants to know; show what was answered to others."""
    return _ask(request, service, by, requirement, "")


@router.post("/questions/check")
def check(
    request: Request,
    service: ServiceDep,
    by: Asker,
    requirement: Text = "",
    question: Text = "",
) -> Response:
    """Show what will be sent to whom, and until when the answer must come."""
    try:
        command = _command(requirement, question)
    except (ValidationError, Invalid) as fault:
        return _ask(request, service, by, requirement, question, fault)
    matter = service.question_view.matter(own(by), command.requirement)
    today = service.clock.today()
    term = service.law.on(TIME_TO_ANSWER, today)
    expected = Turn(
        number=1,
        question=command.question.strip(),
        on=today,
        due=term.last_day(today, service.law.calendar),
        rule=term.id,
    )
    return page(
        request,
        "consultation/check.html",
        {
            "matter": matter,
            "turn": expected,
            "title": title_of(service, matter.requirement),
            "words": AdviceWords(request, service),
        },
    )


@router.post("/questions")
def ask(
    request: Request,
    service: ServiceDep,
    by: Asker,
    key: KeyDep,
    requirement: Text = "",
    question: Text = "",
    change: Text = "",
) -> Response:
    """Send the question, or go back and change it."""
    if change:
        return _ask(request, service, by, requirement, question)
    try:
        command = _command(requirement, question)
        receipt = service.consultations.ask(own(by), command, by=by, key=key)
    except (ValidationError, Invalid, RuleBroken, Stale) as fault:
        return _ask(request, service, by, requirement, question, fault)
    service.caught_up(receipt.position)
    return see_other(f"/questions/{receipt.id}/sent")


@router.get("/questions/{question_id:uuid}/sent")
def sent(
    request: Request, question_id: UUID, service: ServiceDep, by: Asker
) -> Response:
    """Say that the question was registered, and what happens next."""
    card = readable(service, by, question_id)
    return page(
        request,
        "consultation/sent.html",
        {
            "card": card,
            "title": title_of(service, card.requirement),
            "words": AdviceWords(request, service),
        },
    )


def _command(requirement: str, question: str) -> Ask:
    if not question.strip():
        raise QuestionMissing
    return Ask(question=question, requirement=requirement or None)


def _ask(
    request: Request,
    service: Service,
    by: Actor,
    requirement: str,
    question: str,
    fault: Fault | None = None,
) -> Response:
    matter = service.question_view.matter(own(by), requirement or None)
    return page(
        request,
        "consultation/new.html",
        {
            "matter": matter,
            "title": title_of(service, matter.requirement),
            "question": question,
            "answers": service.answer_view.about(matter.requirement),
            "words": AdviceWords(request, service),
            "errors": errors_in(request, fault, ("question",)),
        },
        status=status_for(fault),
    )
