"""Pages of questions that were asked, for the client and for the body (L6)."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import Response
from pydantic import ValidationError

from application.access import answers_for
from application.consultation import AnswerWith, FollowUp, Forward, GiveAnswer, Rate
from application.consultation.publishing import SIMILAR_QUESTIONS
from application.log import Receipt
from domain.consultation import MOST_FOLLOW_UPS, Status
from domain.errors import Invalid, RuleBroken, Stale
from domain.kernel import Actor, Role
from interfaces.appealed.links import appeal_links
from interfaces.deps import KeyDep, ServiceDep, own
from interfaces.service import Service
from interfaces.web.consultation.words import (
    MOMENTS,
    RATINGS,
    STATUSES,
    STATUSES_FOR_BODY,
    AdviceWords,
    Asker,
    Officer,
    Reader,
    Text,
    readable,
    title_of,
    titles_of,
)
from interfaces.web.pages import language_of, page
from interfaces.web.person import see_other
from interfaces.web.wrong import Fault, errors_of, status_for
from projections.consultation import QuestionCard

router = APIRouter(include_in_schema=False)

Version = Annotated[int, Form()]
WRITTEN = ("question", "answer", "reason", "comment")
"""What is written when a step is taken."""


@router.get("/questions")
def questions(
    request: Request,
    service: ServiceDep,
    by: Reader,
    status: Status | None = None,
    after: Annotated[str | None, Query(max_length=200)] = None,
) -> Response:
    """A client's own questions; for an officer what waits by deadline, or is done."""
    view = service.question_view
    more: dict[str, Any] = {"similar": [], "ratings": None, "done": False}
    if by.role is Role.CLIENT:
        pile = view.mine(own(by), after=after)
        summary: Any = view.for_client(own(by))
    else:
        bodies = answers_for(by, service.person_view)
        done = status is not None and status is not Status.WAITING
        least = service.law.on(SIMILAR_QUESTIONS, service.clock.today())
        pile = (view.done if done else view.waiting)(bodies, after=after)
        summary = view.for_officer(bodies)
        more = {
            "similar": [] if done else view.similar(bodies, least.number),
            "ratings": view.ratings(bodies),
            "done": done,
        }
    codes = [one.requirement for one in (*pile.questions, *more["similar"])]
    return page(
        request,
        "consultation/questions.html",
        {
            "pile": pile,
            "summary": summary,
            "titles": titles_of(service, [code for code in codes if code]),
            "is_client": by.role is Role.CLIENT,
            "statuses": STATUSES if by.role is Role.CLIENT else STATUSES_FOR_BODY,
            "today": service.clock.today(),
            "first": after is None,
            "words": AdviceWords(request, service),
            **more,
        },
    )


@router.get("/questions/{question_id:uuid}")
def question(
    request: Request, question_id: UUID, service: ServiceDep, by: Reader
) -> Response:
    """Show a question, its answers, and what can be done."""
    return _question(request, service, by, question_id)


@router.post("/questions/{question_id:uuid}/follow-up")
def follow_up(
    request: Request,
    question_id: UUID,
    service: ServiceDep,
    by: Asker,
    key: KeyDep,
    version: Version,
    text: Text = "",
) -> Response:
    """Ask on after an answer."""

    def take() -> Receipt:
        return service.consultations.follow_up(
            question_id, FollowUp(question=text), by=by, key=key, version=version
        )

    return _take(request, service, by, question_id, "follow-up", take, text=text)


@router.post("/questions/{question_id:uuid}/read")
def mark_read(
    request: Request,
    question_id: UUID,
    service: ServiceDep,
    by: Asker,
    key: KeyDep,
    version: Version,
) -> Response:
    """Say that the answer was read."""

    def take() -> Receipt:
        return service.consultations.mark_read(
            question_id, by=by, key=key, version=version
        )

    return _take(request, service, by, question_id, "read", take)


@router.post("/questions/{question_id:uuid}/rate")
def rate(
    request: Request,
    question_id: UUID,
    service: ServiceDep,
    by: Asker,
    key: KeyDep,
    version: Version,
    turn: Annotated[int, Form()] = 0,
    rating: Text = "",
    text: Text = "",
) -> Response:
    """Say how useful an answer was."""

    def take() -> Receipt:
        given = {"turn": turn, "rating": rating or None, "comment": text or None}
        return service.consultations.rate(
            question_id, Rate.model_validate(given), by=by, key=key, version=version
        )

    return _take(
        request, service, by, question_id, "rate", take, text=text, rating=rating
    )


@router.post("/questions/{question_id:uuid}/close")
def close(
    request: Request,
    question_id: UUID,
    service: ServiceDep,
    by: Asker,
    key: KeyDep,
    version: Version,
) -> Response:
    """End the thread."""

    def take() -> Receipt:
        return service.consultations.close(question_id, by=by, key=key, version=version)

    return _take(request, service, by, question_id, "close", take)


@router.post("/questions/{question_id:uuid}/answer")
def answer(
    request: Request,
    question_id: UUID,
    service: ServiceDep,
    by: Officer,
    key: KeyDep,
    version: Version,
    text: Text = "",
) -> Response:
    """Answer what waits."""

    def take() -> Receipt:
        return service.consultations.answer(
            question_id, GiveAnswer(answer=text), by=by, key=key, version=version
        )

    return _take(request, service, by, question_id, "answer", take, text=text)


@router.post("/questions/{question_id:uuid}/answer-with")
def answer_with(
    request: Request,
    question_id: UUID,
    service: ServiceDep,
    by: Officer,
    key: KeyDep,
    version: Version,
    explanation: Text = "",
) -> Response:
    """Answer with an explanation that was published before."""

    def take() -> Receipt:
        command = AnswerWith.model_validate({"explanation": explanation})
        return service.consultations.answer_with(
            question_id, command, by=by, key=key, version=version
        )

    return _take(request, service, by, question_id, "answer-with", take)


@router.post("/questions/{question_id:uuid}/forward")
def forward(
    request: Request,
    question_id: UUID,
    service: ServiceDep,
    by: Officer,
    key: KeyDep,
    version: Version,
    body: Text = "",
    text: Text = "",
) -> Response:
    """Give the question to another body, then show what else waits."""

    def take() -> Receipt:
        # The registrar stands for "" in the law's words, and nothing chosen does here.
        name = "" if body == "registrar" else body or "?"
        return service.consultations.forward(
            question_id,
            Forward(body=name, reason=text),
            by=by,
            key=key,
            version=version,
        )

    return _take(
        request,
        service,
        by,
        question_id,
        "forward",
        take,
        text=text,
        body=body,
        then="/questions",
    )


def _take(
    request: Request,
    service: Service,
    by: Actor,
    id: UUID,
    step: str,
    take: Any,
    then: str = "",
    **given: str,
) -> Response:
    """Take a step, then show what came of it, or what keeps it from being taken."""
    try:
        receipt: Receipt = take()
    except (ValidationError, Invalid, RuleBroken, Stale) as fault:
        return _question(request, service, by, id, step, given, fault)
    service.caught_up(receipt.position)
    return see_other(then or f"/questions/{id}")


def _question(
    request: Request,
    service: Service,
    by: Actor,
    id: UUID,
    step: str = "",
    given: dict[str, str] | None = None,
    fault: Fault | None = None,
) -> Response:
    card = readable(service, by, id)
    is_client = by.role is Role.CLIENT
    used = [one.explanation for one in card.turns if one.explanation]
    words = AdviceWords(request, service)
    return page(
        request,
        "consultation/question.html",
        {
            "card": card,
            "is_client": is_client,
            "title": title_of(service, card.requirement),
            "explanations": service.answer_view.by_ids(used),
            "today": service.clock.today(),
            "left": MOST_FOLLOW_UPS + 1 - len(card.turns),
            "statuses": STATUSES if is_client else STATUSES_FOR_BODY,
            "moments": MOMENTS,
            "appeals": appeal_links(
                service, by, f"/questions/{id}", language_of(request)
            ),
            "ratings": [
                (rating, language_of(request).gettext(name))
                for rating, name in RATINGS.items()
            ],
            "words": words,
            "step_taken": step,
            "given": given or {},
            "errors": {
                _field(step, about): sentence
                for about, sentence in errors_of(request, fault).items()
            },
            **({} if is_client else _for_officer(service, card, words)),
        },
        status=status_for(fault),
    )


def _field(step: str, about: str) -> str:
    if about in WRITTEN:
        return f"{step}-text"
    return about if about in ("rating", "body") else ""


def _for_officer(
    service: Service, card: QuestionCard, words: AdviceWords
) -> dict[str, Any]:
    others = service.question_view.answering() - {card.body}
    return {
        "bodies": [(name or "registrar", words.body(name)) for name in sorted(others)],
        "usable": service.answer_view.explanations(card.requirement),
        "published": service.answer_view.of_question(card.id),
        "beside": len(service.question_view.beside(card)),
        "least": service.law.on(SIMILAR_QUESTIONS, service.clock.today()).number,
    }
