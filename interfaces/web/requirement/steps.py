"""Pages of registrars: publish, suspend, resume, repeal, each checked first."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Form, Request
from fastapi.responses import Response
from pydantic import ValidationError

from application.log import Receipt
from application.requirement import (
    RepealRequirement,
    ResumeRequirement,
    SuspendRequirement,
)
from domain.errors import Invalid, Refusal, RuleBroken, Stale
from domain.kernel import Value
from interfaces.deps import KeyDep, ServiceDep
from interfaces.locale import N_
from interfaces.problems import field_errors
from interfaces.service import Service
from interfaces.web.pages import language_of, page
from interfaces.web.person import see_other
from interfaces.web.requirement.keeping import Posted, Registrar
from interfaces.web.requirement.reading import ONE, CardDep
from interfaces.web.wrong import status_for
from projections.requirement import Card

router = APIRouter(include_in_schema=False)


class Step(Value):
    """A change of state that is asked for, checked, then recorded.

    Attributes:
        title: what is going to happen, a msgid.
        warning: its consequence, a msgid.
        send: on the last button, a msgid.
        fields: (name, label, hint, type) of what is asked; labels and hints are msgids.
    """

    title: str
    warning: str
    send: str
    fields: tuple[tuple[str, str, str, str], ...] = ()


_FROM_DAY = N_("From which day")
_BY_WHICH_ACT = (
    "act",
    N_("By which act"),
    N_("Kind, body, day, number and article"),
    "text",
)
STEPS = {
    "publish": Step(
        title=N_("Publish the requirement"),
        warning=N_("Everybody will see it, and it will enter the lists of businesses."),
        send=N_("Publish"),
    ),
    "suspend": Step(
        title=N_("Suspend the requirement"),
        warning=N_("On these days it will stand in nobody's list as applying."),
        send=N_("Suspend"),
        fields=(
            ("from_day", _FROM_DAY, N_("The first day without it"), "date"),
            (
                "until",
                N_("Until which day"),
                N_("The last day without it; leave empty when nobody knows"),
                "date",
            ),
            ("reason", N_("Why"), "", "text"),
            _BY_WHICH_ACT,
        ),
    ),
    "resume": Step(
        title=N_("Resume the requirement"),
        warning=N_("From this day it will stand in the lists of businesses again."),
        send=N_("Resume"),
        fields=(
            ("from_day", _FROM_DAY, N_("The first day with it again"), "date"),
            _BY_WHICH_ACT,
        ),
    ),
    "repeal": Step(
        title=N_("Repeal the requirement"),
        warning=N_("Nobody can change a repealed requirement any more."),
        send=N_("Repeal"),
        fields=(
            ("from_day", _FROM_DAY, N_("The first day without it"), "date"),
            ("reason", N_("Why, and by which act"), "", "text"),
            (
                "successor",
                N_("Which requirement takes its place"),
                N_("Its code; leave empty when none does"),
                "text",
            ),
        ),
    ),
}
OPTIONAL = {"until", "successor"}
COMMANDS: Mapping[str, type[Value]] = {
    "suspend": SuspendRequirement,
    "resume": ResumeRequirement,
    "repeal": RepealRequirement,
}


def _asking(step: str) -> Callable[..., Response]:
    def ask(request: Request, _by: Registrar, card: CardDep) -> Response:
        """Ask for what the change needs; publishing needs nothing but a look."""
        return _page(request, card, step, {}, checking=step == "publish")

    return ask


def _taking(step: str) -> Callable[..., Response]:
    def take(
        request: Request,
        by: Registrar,
        card: CardDep,
        service: ServiceDep,
        key: KeyDep,
        posted: Posted,
        version: Annotated[int, Form(ge=0)],
    ) -> Response:
        """Show what is going to happen, or record it."""
        form = {name: posted.get(name, "").strip() for name, *_ in STEPS[step].fields}
        if posted.get("step") == "change":
            return _page(request, card, step, form)
        try:
            command = _command(step, form)
            if posted.get("step") != "send":
                return _page(request, card, step, form, command=command, checking=True)
            record = _recording(service, step, command)
            receipt = record(card.code, by=by, key=key, version=version)
        except (ValidationError, Invalid, RuleBroken, Stale) as fault:
            return _page(request, card, step, form, fault=fault)
        service.caught_up(receipt.position)
        return see_other(f"/requirements/{card.code}")

    return take


for _name in STEPS:
    _path = f"{ONE}/{_name}"
    router.add_api_route(_path, _asking(_name), methods=["GET"])
    router.add_api_route(_path, _taking(_name), methods=["POST"])


def _command(step: str, form: dict[str, str]) -> Any:
    """The command that the form says; none for publishing.

    Raises:
        ValidationError: it makes no sense.
    """
    kind = COMMANDS.get(step)
    said = {name: text for name, text in form.items() if text or name not in OPTIONAL}
    return kind and kind.model_validate(said)


def _recording(service: Service, step: str, command: Any) -> Callable[..., Receipt]:
    method: Callable[..., Receipt] = getattr(service.requirements, step)
    if command is None:
        return method
    return lambda code, **how: method(code, command, **how)


def _page(
    request: Request,
    card: Card,
    step: str,
    form: dict[str, str],
    *,
    command: Value | None = None,
    checking: bool = False,
    fault: ValidationError | Refusal | None = None,
) -> Response:
    errors = field_errors(fault, language_of(request)) if fault else {}
    return page(
        request,
        "requirement/step.html",
        {
            "card": card,
            "name": step,
            "step": STEPS[step],
            "form": form,
            "form_days": _days(command),
            "optional": OPTIONAL,
            "checking": checking,
            "errors": errors,
        },
        status=status_for(fault),
    )


def _days(command: Value | None) -> dict[str, date]:
    """The days of a command, by field."""
    fields = dict(command) if command else {}
    return {name: said for name, said in fields.items() if isinstance(said, date)}
