"""What everybody reads of evaluations: figures, charts with their tables (E4)."""

from typing import Annotated

from fastapi import APIRouter, Path, Request
from fastapi.responses import Response

from domain.errors import NotFound
from domain.evaluation import Subject, SubjectKind
from interfaces.addresses import CODE
from interfaces.deps import ServiceDep
from interfaces.exports.evaluations import csv_of
from interfaces.service import Service
from interfaces.web.evaluation.words import (
    COSTS,
    OUTCOMES,
    QUESTIONS,
    THEMES,
    Anybody,
    EvaluationWords,
    Version,
    begin_at,
    home_of,
)
from interfaces.web.pages import page
from projections.evaluation import Summary

router = APIRouter(include_in_schema=False)

Code = Annotated[str, Path(max_length=64)]


@router.get(f"/requirements/{CODE}/evaluations")
def of_requirement(
    request: Request,
    code: Code,
    service: ServiceDep,
    _by: Anybody,
    version: Version = None,
) -> Response:
    """What clients say of a requirement."""
    return _summary(request, service, SubjectKind.REQUIREMENT, code, version)


@router.get(f"/requirements/{CODE}/evaluations.csv")
def table_of_requirement(
    code: Code, service: ServiceDep, _by: Anybody, version: Version = None
) -> Response:
    """The same as open data."""
    return _csv(service, SubjectKind.REQUIREMENT, code, version)


@router.get(f"/drafts/{CODE}/evaluations")
def of_draft(
    request: Request,
    code: Code,
    service: ServiceDep,
    _by: Anybody,
    version: Version = None,
) -> Response:
    """What clients say of a draft."""
    return _summary(request, service, SubjectKind.DRAFT, code, version)


@router.get(f"/drafts/{CODE}/evaluations.csv")
def table_of_draft(
    code: Code, service: ServiceDep, _by: Anybody, version: Version = None
) -> Response:
    """The same as open data."""
    return _csv(service, SubjectKind.DRAFT, code, version)


def _found(
    service: Service, kind: SubjectKind, code: str, version: int | None
) -> tuple[Summary, str]:
    rules = service.evaluated_rules
    rule = (
        rules.rule(kind, code)
        if version is None
        else rules.of(Subject(kind=kind, code=code, version=version))
    )
    today = service.clock.today()
    number = rule.subject.version
    return service.evaluation_summary.of(kind, code, number, today), rule.title


def _csv(
    service: Service, kind: SubjectKind, code: str, version: int | None
) -> Response:
    summary, _ = _found(service, kind, code, version)
    return Response(
        csv_of(summary),
        media_type="text/csv; charset=utf-8",
        headers={
            "Content-Disposition": f'attachment; filename="evaluations-{code}.csv"'
        },
    )


def _summary(
    request: Request,
    service: Service,
    kind: SubjectKind,
    code: str,
    version: int | None,
) -> Response:
    summary, title = _found(service, kind, code, version)
    view = service.evaluation_summary
    others = [n for n in view.versions(kind, code) if n != summary.number]
    can_evaluate = version is None and _is_open(service, kind, code)
    return page(
        request,
        "evaluation/summary.html",
        {
            "summary": summary,
            "title": title,
            "others": others,
            "changes": view.changes(summary.subject),
            "questions": QUESTIONS,
            "themes": THEMES,
            "costs": COSTS,
            "outcomes": OUTCOMES,
            "words": EvaluationWords(request, service),
            "home": home_of(kind, code),
            "begin_at": begin_at(kind, code) if can_evaluate else "",
        },
    )


def _is_open(service: Service, kind: SubjectKind, code: str) -> bool:
    try:
        return service.evaluated_rules.rule(kind, code).is_open
    except NotFound:
        return False
