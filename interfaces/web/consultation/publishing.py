"""Pages on which an officer makes an answer public: write, check, publish (L6)."""

from uuid import UUID

from fastapi import APIRouter, Request
from fastapi.responses import Response
from pydantic import ValidationError

from application.access import allow_answering
from application.consultation import PublishAnswer
from domain.consultation import NotAnsweredYet, is_named
from domain.consultation.refusals import AnswerMissing, AskerNamed, QuestionMissing
from domain.errors import Invalid, NotFound, RuleBroken, Stale
from domain.kernel import Actor
from interfaces.deps import KeyDep, ServiceDep
from interfaces.service import Service
from interfaces.web.consultation.words import (
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

FIELDS = ("question", "answer", "unmet")


@router.get("/questions/{question_id:uuid}/publish")
def begin(
    request: Request, question_id: UUID, service: ServiceDep, by: Officer
) -> Response:
    """Write the question and its answer in words for everybody."""
    return _write(request, service, by, question_id, Said())


@router.post("/questions/{question_id:uuid}/publish/check")
def check(
    request: Request,
    question_id: UUID,
    service: ServiceDep,
    by: Officer,
    said: SaidDep,
) -> Response:
    """Show what everybody will read, before they do."""
    card = readable(service, by, question_id)
    try:
        check_said(service, said, [card])
        PublishAnswer.model_validate(said.command() | {"question_id": question_id})
    except (ValidationError, Invalid, RuleBroken) as fault:
        return _write(request, service, by, question_id, said, fault)
    return public_check(
        request,
        service,
        said,
        card.requirement,
        card.body,
        to=f"/questions/{question_id}/publish",
    )


@router.post("/questions/{question_id:uuid}/publish")
def publish(
    request: Request,
    question_id: UUID,
    service: ServiceDep,
    by: Officer,
    key: KeyDep,
    said: SaidDep,
    change: Text = "",
) -> Response:
    """Publish it, or go back and change it."""
    if change:
        return _write(request, service, by, question_id, said)
    try:
        command = PublishAnswer.model_validate(
            said.command() | {"question_id": question_id}
        )
        receipt = service.public_answers.publish(command, by=by, key=key)
    except (ValidationError, Invalid, RuleBroken, Stale) as fault:
        return _write(request, service, by, question_id, said, fault)
    service.caught_up(receipt.position)
    return see_other(f"/answers/{number_of(service, receipt.id)}")


def _write(
    request: Request,
    service: Service,
    by: Actor,
    id: UUID,
    said: Said,
    fault: Fault | None = None,
) -> Response:
    card = readable(service, by, id)
    allow_answering(by, body=card.body, bodies=service.person_view)
    if fault is None and not any(one.answered_at for one in card.turns):
        fault = NotAnsweredYet()
    return page(
        request,
        "consultation/publish.html",
        {
            "card": card,
            "title": title_of(service, card.requirement),
            "said_so_far": said,
            "explanations": service.answer_view.by_ids(
                [one.explanation for one in card.turns if one.explanation]
            ),
            "words": AdviceWords(request, service),
            "errors": errors_in(request, fault, FIELDS),
        },
        status=status_for(fault),
    )


def public_check(
    request: Request,
    service: Service,
    said: Said,
    requirement: str,
    body: str,
    *,
    to: str,
    hidden: tuple[tuple[str, str], ...] = (),
    answered: int = 0,
) -> Response:
    """Show what everybody will read.

    Args:
        request: who asks.
        service: of the page.
        said: the texts.
        requirement: code; "" for the list.
        body: who answers.
        to: where the form is sent.
        hidden: more fields of the form, e.g. the version that was read.
        answered: how many questions it answers at once.
    """
    return page(
        request,
        "consultation/public_check.html",
        {
            "said_so_far": said,
            "requirement": requirement,
            "title": title_of(service, requirement),
            "body": body,
            "to": to,
            "hidden": hidden,
            "answered": answered,
            "words": AdviceWords(request, service),
        },
    )


def check_said(service: Service, said: Said, cards: list[QuestionCard]) -> None:
    """Look for what the command will refuse, before the page promises anything.

    Raises:
        QuestionMissing, AnswerMissing: a text is empty.
        AskerNamed: the text names a business that asked.
    """
    if not said.question.strip():
        raise QuestionMissing
    if not said.answer.strip():
        raise AnswerMissing
    askers = service.question_view.askers([one.client_id for one in cards])
    if any(is_named(one, "\n".join(said)) for one in askers.values()):
        raise AskerNamed


def number_of(service: Service, id: UUID) -> int:
    """The number of a public answer.

    Raises:
        NotFound: there is none.
    """
    found = service.answer_view.by_ids([id]).get(id)
    if found is None:
        raise NotFound
    return found.number
