"""Pages on which an officer answers similar questions at once (L6)."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import Response
from pydantic import ValidationError

from application.consultation import Explain
from application.consultation.publishing import MOST_AT_ONCE, SIMILAR_QUESTIONS
from domain.consultation import Status, TooFewQuestions
from domain.errors import Invalid, NotFound, RuleBroken, Stale
from domain.kernel import Actor
from interfaces.deps import KeyDep, ServiceDep
from interfaces.service import Service
from interfaces.web.consultation.publishing import (
    FIELDS,
    check_said,
    number_of,
    public_check,
)
from interfaces.web.consultation.words import (
    STATUSES_FOR_BODY,
    AdviceWords,
    Officer,
    Said,
    SaidDep,
    Text,
    errors_in,
    readable,
    title_of,
)
from interfaces.web.pages import page
from interfaces.web.person import see_other
from interfaces.web.wrong import Fault, status_for
from projections.consultation import QuestionCard

router = APIRouter(include_in_schema=False)

Chosen = Annotated[tuple[UUID, ...], Form(max_length=MOST_AT_ONCE)]


@router.get("/questions/explain")
def begin(
    request: Request,
    service: ServiceDep,
    by: Officer,
    question: Annotated[UUID | None, Query()] = None,
) -> Response:
    """Choose the questions that ask the same, and write one answer to them."""
    if question is None:
        return see_other("/questions")
    card = readable(service, by, question)
    groups = service.question_view.similar([card.body], _least(service))
    near = next((one.questions for one in groups if question in one.questions), ())
    return _write(request, service, by, (question, *near), Said(), of=question)


@router.post("/questions/explain/check")
def check(
    request: Request,
    service: ServiceDep,
    by: Officer,
    said: SaidDep,
    questions: Chosen = (),
    of: Annotated[UUID | None, Form()] = None,
) -> Response:
    """Show what everybody will read, and how many get it as an answer."""
    seed = _seed(of, questions)
    try:
        cards = _chosen(service, by, seed, questions)
        check_said(service, said, cards)
        Explain.model_validate(said.command() | {"questions": questions})
    except (ValidationError, Invalid, RuleBroken) as fault:
        return _write(request, service, by, questions, said, fault, of=seed)
    first = readable(service, by, seed)
    return public_check(
        request,
        service,
        said,
        first.requirement,
        first.body,
        to="/questions/explain",
        hidden=(("of", str(seed)), *(("questions", str(id)) for id in questions)),
        answered=len(cards),
    )


@router.post("/questions/explain")
def explain(
    request: Request,
    service: ServiceDep,
    by: Officer,
    key: KeyDep,
    said: SaidDep,
    questions: Chosen = (),
    of: Annotated[UUID | None, Form()] = None,
    change: Text = "",
) -> Response:
    """Publish the explanation, or go back and change it."""
    seed = _seed(of, questions)
    if change:
        return _write(request, service, by, questions, said, of=seed)
    try:
        command = Explain.model_validate(said.command() | {"questions": questions})
        receipt = service.public_answers.explain(command, by=by, key=key)
    except (ValidationError, Invalid, RuleBroken, Stale) as fault:
        return _write(request, service, by, questions, said, fault, of=seed)
    service.caught_up(receipt.position)
    return see_other(f"/answers/{number_of(service, receipt.id)}")


def _least(service: Service) -> int:
    return service.law.on(SIMILAR_QUESTIONS, service.clock.today()).number


def _seed(of: UUID | None, questions: tuple[UUID, ...]) -> UUID:
    """The question from which the officer came.

    Raises:
        NotFound: the form was not one of ours.
    """
    found = of or next(iter(questions), None)
    if found is None:
        raise NotFound
    return found


def _chosen(
    service: Service, by: Actor, seed: UUID, questions: tuple[UUID, ...]
) -> list[QuestionCard]:
    """The chosen ones of those beside the question.

    Raises:
        TooFewQuestions: fewer than the law wants.
    """
    beside = service.question_view.beside(readable(service, by, seed))
    cards = [one for one in beside if one.id in questions]
    least = _least(service)
    if len(cards) < least:
        raise TooFewQuestions(needed=least, chosen=len(cards))
    return cards


def _write(
    request: Request,
    service: Service,
    by: Actor,
    questions: tuple[UUID, ...],
    said: Said,
    fault: Fault | None = None,
    *,
    of: UUID,
) -> Response:
    card = readable(service, by, of)
    words = AdviceWords(request, service)
    term = service.law.on(SIMILAR_QUESTIONS, service.clock.today())
    return page(
        request,
        "consultation/explain.html",
        {
            "card": card,
            "title": title_of(service, card.requirement),
            "beside": service.question_view.beside(card),
            "chosen": [str(id) for id in questions],
            "said_so_far": said,
            "term": term,
            "waiting": Status.WAITING,
            "statuses": STATUSES_FOR_BODY,
            "words": words,
            "errors": errors_in(request, fault, (*FIELDS, "questions")),
        },
        status=status_for(fault),
    )
