"""Pages on which a person reads clients' words before others may (E5)."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Form, Request
from fastapi.responses import Response
from pydantic import ValidationError

from application.evaluation import Release
from domain.anonymity import find, redacted
from domain.errors import Invalid, NotFound, RuleBroken, Stale
from domain.evaluation import Subject
from interfaces.deps import KeyDep, ServiceDep
from interfaces.service import Service
from interfaces.web.evaluation.words import (
    FOUND,
    EvaluationWords,
    Releaser,
    Text,
    place_of,
)
from interfaces.web.pages import page
from interfaces.web.person import see_other
from interfaces.web.wrong import Fault, errors_of, status_for

router = APIRouter(include_in_schema=False)


@router.get("/releases")
def waiting(request: Request, service: ServiceDep, _by: Releaser) -> Response:
    """Texts that nobody has read yet."""
    found = service.evaluation_queue.to_release()
    return page(
        request,
        "evaluation/releases.html",
        {"waiting": found, "subjects": [Subject.named(one.subject) for one in found]},
    )


@router.get("/releases/{content_id:uuid}")
def one(
    request: Request, content_id: UUID, service: ServiceDep, _by: Releaser
) -> Response:
    """One text, with what the rules found in it."""
    return _one(request, service, content_id)


@router.post("/releases/{content_id:uuid}")
def release(
    request: Request,
    content_id: UUID,
    service: ServiceDep,
    by: Releaser,
    key: KeyDep,
    version: Annotated[int, Form()],
    remark: Annotated[int, Form()] = 1,
    text: Text = "",
    keep: Text = "",
) -> Response:
    """Show the text, or keep it back."""
    try:
        if not keep and not text.strip():
            Release.model_validate({"remark": remark, "text": ""})
        command = Release(remark=remark, text=None if keep else text)
        receipt = service.releases.release(
            content_id, command, by=by, key=key, version=version
        )
    except (ValidationError, Invalid, RuleBroken, Stale) as fault:
        return _one(request, service, content_id, text, fault)
    service.caught_up(receipt.position)
    return see_other("/releases")


def _one(
    request: Request,
    service: Service,
    id: UUID,
    text: str | None = None,
    fault: Fault | None = None,
) -> Response:
    waiting = service.evaluation_queue.to_release_of(id)
    if not waiting:
        raise NotFound
    first = waiting[0]
    rule = service.evaluated_rules.of(Subject.named(first.subject))
    return page(
        request,
        "evaluation/release.html",
        {
            "one": first,
            "rule": rule,
            "place": place_of(rule, first.remark.place),
            "proposed": redacted(first.remark.text) if text is None else text,
            "found": [
                (first.remark.text[one.start : one.end], FOUND[one.kind])
                for one in find(first.remark.text)
            ],
            "words": EvaluationWords(request, service),
            "errors": errors_of(request, fault),
        },
        status=status_for(fault),
    )
