"""Pages on which an administrator lets a rule of law say something else."""

from collections.abc import Mapping
from typing import Annotated, Any, Final

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import Response
from pydantic import ValidationError

from application.access import Action
from application.law_term import AmendLawTerm
from domain.errors import Invalid, RuleBroken, Stale
from domain.kernel import Actor, Certainty
from domain.law_term import LawTerm
from domain.term import Counting
from interfaces.deps import Asks, KeyDep, ServiceDep
from interfaces.law import LawWords
from interfaces.service import Service
from interfaces.web.law_term.reading import CodePath, about
from interfaces.web.pages import page
from interfaces.web.person import see_other
from interfaces.web.requirement.keeping import Posted
from interfaces.web.wrong import Fault, errors_of, status_for

router = APIRouter(include_in_schema=False)

Administrator = Annotated[Actor, Depends(Asks(Action.KEEP_LAW))]
VersionForm = Annotated[int, Form(ge=0, le=2**31)]
WRONG: Final = (ValidationError, Invalid, RuleBroken, Stale)
FIELDS: Final = (
    "rule",
    "value",
    "unit",
    "counted_from",
    "counting",
    "moves",
    "source",
    "certainty",
    "note",
    "valid_from",
    "valid_until",
    "control_kind",
    "reason",
)
OPTIONAL: Final = frozenset(
    {"value", "counted_from", "moves", "valid_from", "valid_until", "control_kind"}
)


@router.get("/terms/{rule}/amend")
def ask(
    request: Request, rule: CodePath, service: ServiceDep, _by: Administrator
) -> Response:
    """Ask what the rule says from now on."""
    told = about(request, service, rule)
    shown: LawTerm = told["term"] or told["versions"][0]
    return _form(request, service, rule, _filled(shown, told["words"]))


@router.post("/terms/{rule}/amend")
def amend(
    request: Request,
    rule: CodePath,
    service: ServiceDep,
    by: Administrator,
    key: KeyDep,
    posted: Posted,
    version: VersionForm,
) -> Response:
    """Show what the rule will say, or record it."""
    form = {name: posted.get(name, "").strip() for name in FIELDS}
    try:
        command = AmendLawTerm.model_validate(
            {
                name: None if name in OPTIONAL and not value else value
                for name, value in form.items()
            }
        )
        if posted.get("step") != "save":
            return _form(request, service, rule, form, command=command)
        receipt = service.law_terms.amend(
            rule, command, by=by, key=key, version=version
        )
    except WRONG as fault:
        return _form(request, service, rule, form, fault=fault)
    service.caught_up(receipt.position)
    return see_other(f"/terms/{rule}")


def _filled(term: LawTerm, words: LawWords) -> dict[str, str]:
    """The form that says what a rule says, in the reader's words."""
    told = term.model_dump(mode="json") | {
        "rule": words.rule(term),
        "note": words.note(term),
        "counted_from": words.counted_from(term),
        "source": words.source(term.source),
    }
    return {name: "" if told.get(name) is None else str(told[name]) for name in FIELDS}


def _form(
    request: Request,
    service: Service,
    code: str,
    form: Mapping[str, str],
    *,
    command: AmendLawTerm | None = None,
    fault: Fault | None = None,
) -> Response:
    told: dict[str, Any] = about(request, service, code)
    checked = command and LawTerm(
        id=code,
        topic=told["versions"][0].topic,
        **command.model_dump(exclude={"reason"}),
    )
    return page(
        request,
        "law_term/amend.html",
        {
            **told,
            "form": form,
            "checked": checked,
            "all_countings": list(Counting),
            "levels": list(Certainty),
            "errors": errors_of(request, fault),
        },
        status=status_for(fault),
    )
