"""Pages on which the developer of a rule reads and answers evaluations (E3, E5)."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Form, Path, Request
from fastapi.responses import Response
from pydantic import ValidationError

from application.access import allow_considering
from application.evaluation import Consider
from domain.errors import Invalid, RuleBroken, Stale
from domain.evaluation import Subject, SubjectKind
from domain.kernel import Actor
from interfaces.addresses import CODE
from interfaces.deps import KeyDep, ServiceDep, own
from interfaces.service import Service
from interfaces.web.evaluation.words import (
    OUTCOMES,
    Developer,
    EvaluationWords,
    Text,
    Version,
    home_of,
    place_of,
)
from interfaces.web.pages import language_of, page
from interfaces.web.person import see_other
from interfaces.web.wrong import Fault, errors_of, status_for

router = APIRouter(include_in_schema=False)

Code = Annotated[str, Path(max_length=64)]
SORTS = ("code", "cost", "ends", "waiting")
Which = Annotated[list[str], Form(max_length=1000)]


def _given(
    which: Which = [],  # noqa: B006 - read only
    remark: Text = "0",
    outcome: Text = "",
    reason: Text = "",
    used_in: Text = "",
) -> dict[str, Any]:
    """What the form says, to be validated as a command."""
    pairs = [one.partition(":") for one in which]
    return {
        "evaluations": {id: version for id, _, version in pairs},
        "remark": remark,
        "outcome": outcome or None,
        "reason": reason,
        "used_in": used_in or None,
    }


Given = Annotated[dict[str, Any], Depends(_given)]


@router.get("/consideration")
def board(
    request: Request, service: ServiceDep, by: Developer, sort: str = "waiting"
) -> Response:
    """Evaluated requirements of one's own, by what is most urgent."""
    bodies = service.person_view.of(own(by))
    today = service.clock.today()
    lines = service.evaluation_board.of(bodies, today)
    order: dict[str, Any] = {
        "code": lambda one: one.code,
        "cost": lambda one: -one.burden,
        "ends": lambda one: (one.ends is None, one.ends),
        "waiting": lambda one: (-one.progress.overdue, -one.waiting),
    }
    chosen = sort if sort in SORTS else "waiting"
    return page(
        request,
        "evaluation/board.html",
        {
            "lines": sorted(lines, key=order[chosen]),
            "drafts": service.evaluation_board.drafts(own(by), today),
            "sort": chosen,
            "words": EvaluationWords(request, service),
        },
    )


@router.get(f"/consideration/requirements/{CODE}")
def queue(
    request: Request,
    code: Code,
    service: ServiceDep,
    by: Developer,
    version: Version = None,
) -> Response:
    """What waits for an answer of one requirement."""
    return _queue(request, service, by, SubjectKind.REQUIREMENT, code, version)


@router.get(f"/consideration/drafts/{CODE}")
def queue_of_draft(
    request: Request,
    code: Code,
    service: ServiceDep,
    by: Developer,
    version: Version = None,
) -> Response:
    """What waits for an answer of one draft."""
    return _queue(request, service, by, SubjectKind.DRAFT, code, version)


@router.post(f"/consideration/requirements/{CODE}")
def answer(
    request: Request,
    code: Code,
    service: ServiceDep,
    by: Developer,
    key: KeyDep,
    given: Given,
    number: Text = "",
) -> Response:
    """Answer evaluations of one requirement, all alike."""
    kind = SubjectKind.REQUIREMENT
    return _answer(request, service, by, kind, code, key, given, number)


@router.post(f"/consideration/drafts/{CODE}")
def answer_of_draft(
    request: Request,
    code: Code,
    service: ServiceDep,
    by: Developer,
    key: KeyDep,
    given: Given,
    number: Text = "",
) -> Response:
    """Answer evaluations of one draft, all alike."""
    kind = SubjectKind.DRAFT
    return _answer(request, service, by, kind, code, key, given, number)


def _answer(
    request: Request,
    service: Service,
    by: Actor,
    kind: SubjectKind,
    code: str,
    key: Any,
    given: dict[str, Any],
    number: str,
) -> Response:
    version = int(number) if number.isdecimal() else None
    _allowed(service, by, kind, code, version)
    try:
        command = Consider.model_validate(given)
        receipt = service.considerations.consider(command, by=by, key=key)
    except (ValidationError, Invalid, RuleBroken, Stale) as fault:
        return _queue(request, service, by, kind, code, version, given, fault)
    service.caught_up(receipt.position)
    return see_other(f"/consideration/{kind}s/{code}?version={number or 1}")


def _allowed(
    service: Service, by: Actor, kind: SubjectKind, code: str, version: int | None
) -> Any:
    rules = service.evaluated_rules
    rule = (
        rules.rule(kind, code)
        if version is None
        else rules.of(Subject(kind=kind, code=code, version=version))
    )
    allow_considering(by, rule, service.person_view)
    return rule


def _queue(
    request: Request,
    service: Service,
    by: Actor,
    kind: SubjectKind,
    code: str,
    version: int | None,
    given: dict[str, Any] | None = None,
    fault: Fault | None = None,
) -> Response:
    rule = _allowed(service, by, kind, code, version)
    subject = rule.subject
    today = service.clock.today()
    view, spoken = service.evaluation_queue, language_of(request)
    summary = service.evaluation_summary
    return page(
        request,
        "evaluation/queue.html",
        {
            "rule": rule,
            "subject": subject,
            "piles": view.piles(str(subject)),
            "done": view.done(str(subject)),
            "progress": summary.of(kind, code, subject.version, today).progress,
            "others": [n for n in summary.versions(kind, code) if n != subject.version],
            "given": given or {},
            "outcomes": OUTCOMES,
            "choices": [
                (name.value, spoken.gettext(said))
                for name, (said, _) in OUTCOMES.items()
            ],
            "here_at": f"/consideration/{kind}s/{code}",
            "home": home_of(kind, code),
            "today": today,
            "words": EvaluationWords(request, service),
            "place_of": place_of,
            "errors": errors_of(request, fault),
        },
        status=status_for(fault),
    )
