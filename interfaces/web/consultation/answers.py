"""Answers for everybody: searched, read, kept true by the body that gave them (L6)."""

from typing import Annotated

from fastapi import APIRouter, Form, Path, Query, Request
from fastapi.responses import Response
from pydantic import ValidationError

from application.access import answers_for
from application.consultation import AmendAnswer, WithdrawAnswer
from domain.consultation import AnswerMissing, QuestionMissing
from domain.errors import Invalid, RuleBroken, Stale
from domain.kernel import Actor
from interfaces.deps import KeyDep, ServiceDep
from interfaces.service import Service
from interfaces.web.consultation.publishing import FIELDS, public_check
from interfaces.web.consultation.words import (
    KINDS,
    AdviceWords,
    Anybody,
    Officer,
    Said,
    SaidDep,
    Text,
    errors_in,
    kept,
    published,
    title_of,
    titles_of,
)
from interfaces.web.pages import page
from interfaces.web.person import see_other
from interfaces.web.wrong import Fault, status_for
from projections.consultation import BadQuestionCursor

router = APIRouter(include_in_schema=False)

Number = Annotated[int, Path(ge=1, le=2**62)]
Version = Annotated[int, Form()]


@router.get("/answers")
def search(
    request: Request,
    service: ServiceDep,
    _by: Anybody,
    text: Annotated[str, Query(max_length=200)] = "",
    requirement: Annotated[str | None, Query(max_length=64)] = None,
    after: Annotated[str | None, Query(max_length=200)] = None,
) -> Response:
    """Look for what others have asked."""
    view = service.answer_view
    try:
        found = view.search(text, requirement=requirement, after=after)
    except BadQuestionCursor:
        after, found = None, view.search(text, requirement=requirement)
    codes = {one.requirement for one in found.answers} | {requirement or ""}
    return page(
        request,
        "consultation/answers.html",
        {
            "found": found,
            "text": text,
            "requirement": requirement,
            "titles": titles_of(service, sorted(codes - {""})),
            "first": after is None,
            "kinds": KINDS,
            "words": AdviceWords(request, service),
        },
    )


@router.get("/answers/{answer_number:int}")
def show(
    request: Request, answer_number: Number, service: ServiceDep, by: Anybody
) -> Response:
    """Show an answer for everybody with its earlier texts."""
    card = published(service, answer_number)
    is_ours = card.body in answers_for(by, service.person_view)
    words = AdviceWords(request, service)
    term = service.law.on(card.rule, card.on) if card.rule else None
    return page(
        request,
        "consultation/answer.html",
        {
            "card": card if is_ours else card.for_everybody,
            "is_ours": is_ours,
            "title": title_of(service, card.requirement),
            "term": term,
            "kinds": KINDS,
            "words": words,
        },
    )


@router.get("/answers/{answer_number:int}/amend")
def rewrite(
    request: Request, answer_number: Number, service: ServiceDep, by: Officer
) -> Response:
    """Change what the answer says."""
    card = kept(service, by, answer_number)
    said = Said(card.question, card.answer, card.unmet or "")
    return _rewrite(request, service, by, answer_number, said, card.version)


@router.post("/answers/{answer_number:int}/amend/check")
def check(
    request: Request,
    answer_number: Number,
    service: ServiceDep,
    by: Officer,
    version: Version,
    said: SaidDep,
) -> Response:
    """Show what everybody will read, before they do."""
    card = kept(service, by, answer_number)
    try:
        _check(said)
    except (ValidationError, Invalid) as fault:
        return _rewrite(request, service, by, answer_number, said, version, fault)
    return public_check(
        request,
        service,
        said,
        card.requirement,
        card.body,
        to=f"/answers/{answer_number}/amend",
        hidden=(("version", str(version)),),
    )


@router.post("/answers/{answer_number:int}/amend")
def amend(
    request: Request,
    answer_number: Number,
    service: ServiceDep,
    by: Officer,
    key: KeyDep,
    version: Version,
    said: SaidDep,
    change: Text = "",
) -> Response:
    """Publish the new text, or go back and change it."""
    card = kept(service, by, answer_number)
    if change:
        return _rewrite(request, service, by, answer_number, said, version)
    try:
        receipt = service.public_answers.amend(
            card.id, _check(said), by=by, key=key, version=version
        )
    except (ValidationError, Invalid, RuleBroken, Stale) as fault:
        return _rewrite(request, service, by, answer_number, said, version, fault)
    service.caught_up(receipt.position)
    return see_other(f"/answers/{answer_number}")


@router.get("/answers/{answer_number:int}/withdraw")
def give_up(
    request: Request, answer_number: Number, service: ServiceDep, by: Officer
) -> Response:
    """Ask why the answer is withdrawn."""
    return _give_up(request, service, by, answer_number)


@router.post("/answers/{answer_number:int}/withdraw")
def withdraw(
    request: Request,
    answer_number: Number,
    service: ServiceDep,
    by: Officer,
    key: KeyDep,
    version: Version,
    reason: Text = "",
) -> Response:
    """Withdraw it."""
    card = kept(service, by, answer_number)
    try:
        receipt = service.public_answers.withdraw(
            card.id, WithdrawAnswer(reason=reason), by=by, key=key, version=version
        )
    except (ValidationError, Invalid, RuleBroken, Stale) as fault:
        return _give_up(request, service, by, answer_number, reason, fault)
    service.caught_up(receipt.position)
    return see_other(f"/answers/{answer_number}")


def _check(said: Said) -> AmendAnswer:
    if not said.question.strip():
        raise QuestionMissing
    if not said.answer.strip():
        raise AnswerMissing
    return AmendAnswer.model_validate(said.command())


def _rewrite(
    request: Request,
    service: Service,
    by: Actor,
    number: int,
    said: Said,
    version: int,
    fault: Fault | None = None,
) -> Response:
    card = kept(service, by, number)
    if isinstance(fault, Stale):
        version = card.version
    return page(
        request,
        "consultation/amend.html",
        {
            "card": card,
            "title": title_of(service, card.requirement),
            "said_so_far": said,
            "version": version,
            "errors": errors_in(request, fault, FIELDS),
        },
        status=status_for(fault),
    )


def _give_up(
    request: Request,
    service: Service,
    by: Actor,
    number: int,
    reason: str = "",
    fault: Fault | None = None,
) -> Response:
    return page(
        request,
        "consultation/withdraw.html",
        {
            "card": kept(service, by, number),
            "reason": reason,
            "errors": errors_in(request, fault, ("reason",)),
        },
        status=status_for(fault),
    )
