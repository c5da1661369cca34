"""Pages of heads: approving an algorithm, and withdrawing one."""

from http import HTTPStatus
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import Response

from application.access import Action
from application.algorithm import ApproveAlgorithm, WithdrawAlgorithm
from domain.errors import Invalid, Refusal
from domain.kernel import Actor
from interfaces.deps import Asks, KeyDep, ServiceDep
from interfaces.problems import field_errors, status_of
from interfaces.service import Service
from interfaces.web.algorithm.reading import ONE, CardDep, Shown, told
from interfaces.web.pages import language_of, page
from interfaces.web.person import see_other
from interfaces.web.wrong import WRONG, Fault
from projections.algorithm import AlgorithmCard

router = APIRouter(include_in_schema=False)

Head = Annotated[Actor, Depends(Asks(Action.APPROVE_ALGORITHM))]
Withdrawer = Annotated[Actor, Depends(Asks(Action.WITHDRAW_ALGORITHM))]
VersionForm = Annotated[int, Form(ge=0)]
NumberForm = Annotated[int, Form(ge=0)]
Text = Annotated[str, Form()]


@router.get(f"{ONE}/approve")
def ask_to_approve(
    request: Request,
    by: Head,
    card: CardDep,
    service: ServiceDep,
) -> Response:
    """Show what the checks find, what is vouched for, and ask for the basis."""
    return _approve(request, service, card, by)


@router.post(f"{ONE}/approve")
def approve(
    request: Request,
    by: Head,
    card: CardDep,
    service: ServiceDep,
    key: KeyDep,
    version: VersionForm,
    number: NumberForm = 0,
    basis: Text = "",
    step: Text = "",
) -> Response:
    """Show what was answered, or record it."""
    try:
        command = ApproveAlgorithm.model_validate({"number": number, "basis": basis})
        if step != "send":
            return _approve(request, service, card, by, basis, checking=step == "check")
        receipt = service.algorithms.approve(
            card.code, command, by=by, key=key, version=version
        )
    except WRONG as fault:
        return _approve(request, service, card, by, basis, fault=fault)
    service.caught_up(receipt.position)
    return see_other(f"/algorithms/{card.code}")


@router.get(f"{ONE}/withdraw")
def ask_to_withdraw(
    request: Request,
    _by: Withdrawer,
    card: CardDep,
    service: ServiceDep,
) -> Response:
    """Ask for the reason."""
    return _withdraw(request, service, card)


@router.post(f"{ONE}/withdraw")
def withdraw(
    request: Request,
    by: Withdrawer,
    card: CardDep,
    service: ServiceDep,
    key: KeyDep,
    version: VersionForm,
    reason: Text = "",
    step: Text = "",
) -> Response:
    """Show what was answered, or record it."""
    try:
        command = WithdrawAlgorithm.model_validate({"reason": reason})
        if step != "send":
            return _withdraw(request, service, card, reason, checking=step == "check")
        receipt = service.algorithms.withdraw(
            card.code, command, by=by, key=key, version=version
        )
    except WRONG as fault:
        return _withdraw(request, service, card, reason, fault=fault)
    service.caught_up(receipt.position)
    return see_other(f"/algorithms/{card.code}")


def _approve(
    request: Request,
    service: Service,
    card: AlgorithmCard,
    by: Actor,
    basis: str = "",
    *,
    checking: bool = False,
    fault: Fault | None = None,
) -> Response:
    newest = card.newest
    seen = Shown(card, newest, f"?number={newest.number}")
    about = told(request, service, seen)
    bodies = service.person_view.of(by.organisation) if by.organisation else frozenset()
    found = service.algorithm_view.findings(newest.content, service.clock.today())
    own = [
        code
        for code in newest.waiting
        if code in about["named"] and about["named"][code].body in bodies
    ]
    mine: dict[str, Any] = {
        "own": own,
        "others": [body for body in about["waiting"] if body not in bodies],
        "findings": found,
        "blocked": any(one.blocks for one in found),
        "basis": basis,
    }
    return _decide(request, "algorithm/approve.html", about | mine, checking, fault)


def _withdraw(
    request: Request,
    service: Service,
    card: AlgorithmCard,
    reason: str = "",
    *,
    checking: bool = False,
    fault: Fault | None = None,
) -> Response:
    about = told(request, service, Shown(card, card.in_use, "")) | {"reason": reason}
    return _decide(request, "algorithm/withdraw.html", about, checking, fault)


def _decide(
    request: Request,
    template: str,
    about: dict[str, Any],
    checking: bool,  # noqa: FBT001
    fault: Fault | None,
) -> Response:
    errors = field_errors(fault, language_of(request)) if fault else {}
    status = HTTPStatus.OK
    if fault:
        status = status_of(fault if isinstance(fault, Refusal) else Invalid)
    more = {"checking": checking, "errors": errors}
    return page(request, template, about | more, status=status)
