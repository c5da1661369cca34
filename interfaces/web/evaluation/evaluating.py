"""Pages on which a client evaluates: fill in, reckon, check, send (E1, E2)."""

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response
from pydantic import TypeAdapter, ValidationError

from application.evaluation import EvaluateRule, SendEvaluation
from application.evaluation.rounds import CONSIDERATION
from domain.errors import Invalid, NotFound, RuleBroken, Stale
from domain.evaluation import (
    NothingSaid,
    QuoteNotThere,
    Said,
    Subject,
    SubjectKind,
    Voice,
    Work,
    cost_of,
)
from domain.kernel import Actor
from interfaces.deps import KeyDep, ServiceDep, own
from interfaces.service import Service
from interfaces.web.consultation.words import AdviceWords
from interfaces.web.evaluation.form import (
    Filled,
    FilledDep,
    Reckoned,
    ReckonedDep,
    filled_with,
)
from interfaces.web.evaluation.words import (
    ENDS,
    QUESTIONS,
    THEMES,
    Client,
    EvaluationWords,
    Text,
    home_of,
    place_of,
)
from interfaces.web.pages import language_of, page
from interfaces.web.person import see_other
from interfaces.web.wrong import Fault, errors_of, status_for

router = APIRouter(include_in_schema=False)

LONGEST_CODE = 64
CLOSED = Stale, RuleBroken, Invalid, ValidationError
FIELDS = {
    "once": "once_hours",
    "yearly": "yearly_hours",
    "clashes": "duplicates",
    "remarks": "remark-1",
}
"""Where on the page something stands that is called otherwise in a command."""
_KIND = TypeAdapter(SubjectKind)


@router.get("/evaluations/new")
def begin(
    request: Request,
    service: ServiceDep,
    by: Client,
    code: Annotated[str, Query(max_length=LONGEST_CODE)] = "",
    kind: SubjectKind = SubjectKind.REQUIREMENT,
) -> Response:
    """The form, with what the client said before; without a rule, choose one."""
    if not code:
        return see_other("/requirements")
    rule = service.evaluated_rules.rule(kind, code)
    card = service.voice_view.get(Voice.create_id(own(by), rule.subject))
    said = card.said if card else None
    return _form(request, service, filled_with(kind, code, rule.subject.version, said))


@router.post("/evaluations/new")
def step(
    request: Request,
    service: ServiceDep,
    by: Client,
    key: KeyDep,
    filled: FilledDep,
    reckoned: ReckonedDep,
    step: Text = "check",
) -> Response:
    """Reckon a cost, make room for a remark, keep a draft, or check before sending."""
    match step:
        case "once" | "yearly":
            return _reckon(request, service, filled, reckoned, step)
        case "more":
            return _form(request, service, filled.with_blank())
        case "save":
            return _save(request, service, by, key, filled)
    try:
        command = _command(filled)
        service.evaluations.check(command)
    except CLOSED as fault:
        return _form(request, service, filled, fault=fault)
    return _check(request, service, by, filled, command)


@router.post("/evaluations")
def send(
    request: Request,
    service: ServiceDep,
    by: Client,
    key: KeyDep,
    filled: FilledDep,
    is_named: Text = "",
    change: Text = "",
) -> Response:
    """Send the evaluation, or go back and change it."""
    if change:
        return _form(request, service, filled)
    try:
        command = SendEvaluation(
            **_command(filled).model_dump(), is_named=is_named == "yes"
        )
        receipt = service.evaluations.send(own(by), command, by=by, key=key)
    except CLOSED as fault:
        return _form(request, service, filled, fault=fault)
    service.caught_up(receipt.position)
    return see_other(f"/evaluations/{receipt.id}/sent")


def _reckon(
    request: Request,
    service: Service,
    filled: Filled,
    reckoned: Reckoned,
    when: str,
) -> Response:
    """Put what the calculator finds into the form."""
    try:
        found = cost_of(Work.model_validate(reckoned.work()))
    except ValidationError as fault:
        errors = {
            f"work_{name}": said for name, said in errors_of(request, fault).items()
        }
        return _form(request, service, filled, reckoned, errors=errors)
    written: dict[str, Any] = {
        f"{when}_hours": str(found.hours),
        f"{when}_roubles": str(found.roubles),
    }
    return _form(request, service, filled._replace(**written), reckoned)


def _save(
    request: Request, service: Service, by: Actor, key: Any, filled: Filled
) -> Response:
    try:
        receipt = service.evaluations.save(own(by), _command(filled), by=by, key=key)
    except CLOSED as fault:
        return _form(request, service, filled, fault=fault)
    service.caught_up(receipt.position)
    return see_other(f"/evaluations/{receipt.id}")


def _command(filled: Filled) -> EvaluateRule:
    """The command of a form.

    Raises:
        ValidationError: something is not written as it should be.
        NotFound: there is no such kind or version.
    """
    if not filled.version.isdecimal():
        raise NotFound
    try:
        subject = Subject(
            kind=_KIND.validate_python(filled.kind),
            code=filled.code,
            version=int(filled.version),
        )
    except ValidationError:
        raise NotFound from None
    said = Said.model_validate(filled.said())
    return EvaluateRule(
        kind=subject.kind, code=subject.code, version=subject.version, said=said
    )


def _check(
    request: Request,
    service: Service,
    by: Actor,
    filled: Filled,
    command: EvaluateRule,
) -> Response:
    if command.said.is_empty:
        return _form(request, service, filled, fault=NothingSaid())
    rule = service.evaluated_rules.rule(command.kind, command.code)
    card = service.voice_view.get(Voice.create_id(own(by), command.subject))
    return page(
        request,
        "evaluation/check.html",
        {
            "rule": rule,
            "said": command.said,
            "filled": filled,
            "is_named": bool(card and card.is_named),
            "questions": QUESTIONS,
            "themes": THEMES,
            "k": service.settings.small_group,
            "term": service.law.on(CONSIDERATION, service.clock.today()),
            "law": AdviceWords(request, service),
            "words": EvaluationWords(request, service),
            "place_of": place_of,
        },
    )


def _field(about: str, fault: Fault | None, filled: Filled) -> str:
    """Where on the page something stands that is wrong."""
    if not isinstance(fault, QuoteNotThere):
        return FIELDS.get(about, about)
    rows = [
        row
        for row, one in enumerate(filled.remarks, 1)
        if one.text.strip() or one.quote.strip()
    ]
    return f"remark-{rows[int(str(fault.facts['remark'])) - 1]}-quote"


def _form(
    request: Request,
    service: Service,
    filled: Filled,
    reckoned: Reckoned | None = None,
    *,
    fault: Fault | None = None,
    errors: dict[str, str] | None = None,
) -> Response:
    try:
        kind = SubjectKind(filled.kind)
    except ValueError:
        raise NotFound from None
    rule = service.evaluated_rules.rule(kind, filled.code)
    spoken = language_of(request)
    wrong = errors or {
        _field(about, fault, filled): sentence
        for about, sentence in errors_of(request, fault).items()
    }
    scores = {
        name: [
            ("1", spoken.gettext(ENDS[name][0])),
            *((str(score), str(score)) for score in range(2, 5)),
            ("5", spoken.gettext(ENDS[name][1])),
            ("", spoken.gettext("No opinion")),
        ]
        for name in QUESTIONS
    }
    return page(
        request,
        "evaluation/form.html",
        {
            "rule": rule,
            "filled": filled,
            "reckoned": reckoned or Reckoned(),
            "questions": QUESTIONS,
            "scores": scores,
            "themes": [
                (name.value, spoken.gettext(said)) for name, said in THEMES.items()
            ],
            "places": [
                (place, f"{number}. {rule.passages[place][:60]}")
                for place, number in rule.places.items()
            ],
            "back_to": home_of(kind, filled.code),
            "errors": wrong,
        },
        status=status_for(fault or (Invalid() if errors else None)),
    )
