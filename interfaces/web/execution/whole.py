"""Pages of executions as a whole: begin, the list of steps, check and finish (C2)."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import Response
from pydantic import ValidationError

from application.access import Action, allow
from application.execution import StartExecution
from application.log import Receipt
from domain.algorithm import AlgorithmStatus
from domain.condition import Verdict, judge
from domain.errors import Invalid, NotFound, RuleBroken, Stale
from domain.execution import (
    Confirmed,
    ExecutionConfirmation,
    How,
    Proof,
    changes,
    confirmed,
)
from domain.kernel import Actor, Role
from interfaces.deps import KeyDep, ServiceDep, own
from interfaces.service import Service
from interfaces.tasks import Task, next_of, tasks_of
from interfaces.web.algorithm.reading import CardDep
from interfaces.web.execution.words import Doer, Executor, Text, titles_of, words_of
from interfaces.web.pages import page
from interfaces.web.person import see_other
from interfaces.web.wrong import Fault, errors_of, status_for
from projections.algorithm import AlgorithmCard
from projections.execution import ExecutionCard

router = APIRouter(include_in_schema=False)

START = "/algorithms/{code}/start"
ACTS = ("pause", "resume", "abandon", "follow", "finish")


@router.get(START)
def asking(
    request: Request,
    by: Executor,
    algorithm: CardDep,
    service: ServiceDep,
) -> Response:
    """Ask for which place, and say what will come of it."""
    return _asking(request, service, by, algorithm)


@router.post(START)
def start(
    request: Request,
    by: Executor,
    algorithm: CardDep,
    service: ServiceDep,
    key: KeyDep,
    place: Text = "",
    object: Text = "",
) -> Response:
    """Begin."""
    given = {"place": place, "object": object}
    try:
        command = StartExecution.model_validate(
            {
                "algorithm": algorithm.code,
                "place": place or None,
                "object": object or None,
            }
        )
        receipt = service.executions.start(own(by), command, by=by, key=key)
    except (ValidationError, Invalid, RuleBroken) as fault:
        return _asking(request, service, by, algorithm, given, fault)
    service.caught_up(receipt.position)
    return see_other(f"/executions/{receipt.id}")


@router.get("/executions")
def executions(
    request: Request,
    service: ServiceDep,
    by: Doer,
    after: Annotated[int | None, Query(ge=1, le=2**62)] = None,
    done: Annotated[int | None, Query(ge=1, le=999)] = None,
) -> Response:
    """The client's executions; of an employee the steps that were handed over."""
    if by.role is Role.EMPLOYEE:
        return page(
            request,
            "execution/handed.html",
            {
                "steps": service.execution_view.handed_to(own(by), UUID(by.id)),
                "done": done,
                **words_of(request, service),
            },
        )
    today = service.clock.today()
    return page(
        request,
        "execution/list.html",
        {
            "found": service.execution_view.of_client(own(by), before=after),
            "waiting": service.execution_confirmation_view.waiting(own(by), today),
            "today": today,
            "first": after is None,
            **words_of(request, service),
        },
    )


@router.get("/executions/{execution_id}")
def execution(
    request: Request,
    execution_id: UUID,
    service: ServiceDep,
    by: Executor,
    done: Annotated[int | None, Query(ge=1, le=999)] = None,
) -> Response:
    """Show the steps, and which can be taken now."""
    return _execution(request, service, by, execution_id, done=done)


@router.get("/executions/{execution_id}/finish")
def checking(
    request: Request, execution_id: UUID, service: ServiceDep, by: Executor
) -> Response:
    """Show what was done and what it confirms, before it is finished."""
    return _checking(request, service, by, execution_id)


@router.post("/executions/{execution_id}/{act}")
def take(
    request: Request,
    execution_id: UUID,
    act: str,
    service: ServiceDep,
    by: Executor,
    key: KeyDep,
    version: Annotated[int, Form()],
) -> Response:
    """Pause, resume, give up, take over a new version, finish."""
    if act not in ACTS:
        raise NotFound
    take: Any = getattr(service.executions, act)
    try:
        receipt: Receipt = take(execution_id, by=by, key=key, version=version)
    except (Invalid, RuleBroken, Stale) as fault:
        show = _checking if act == "finish" else _execution
        return show(request, service, by, execution_id, fault)
    service.caught_up(receipt.position)
    if act == "finish":
        confirmation = ExecutionConfirmation.create_id(execution_id)
        return see_other(f"/execution-confirmations/{confirmation}?new=yes")
    return see_other(f"/executions/{execution_id}")


def own_execution(service: Service, by: Actor, id: UUID) -> ExecutionCard:
    """An execution of the reader's business.

    Raises:
        NotFound: there is none such.
    """
    card = service.execution_view.get(id)
    if card is None:
        raise NotFound
    allow(by, Action.EXECUTE, of=card.client_id)
    return card


def _asking(
    request: Request,
    service: Service,
    by: Actor,
    algorithm: AlgorithmCard,
    given: dict[str, str] | None = None,
    fault: Fault | None = None,
) -> Response:
    version = algorithm.in_use
    codes = list(version.content.guarantees)
    profile, subjects = service.personal_lists.subjects(own(by), codes)
    places = service.execution_view.places(own(by))
    only = str(next(iter(places))) if len(places) == 1 else ""
    return page(
        request,
        "execution/start.html",
        {
            "algorithm": algorithm,
            "version": version,
            "content": version.content,
            "promise": algorithm.promise(version),
            "is_withdrawn": algorithm.status is AlgorithmStatus.WITHDRAWN,
            "running": service.execution_view.open_of(own(by), algorithm.code),
            "places": places,
            "in_force": subjects,
            "titles": titles_of(service, codes),
            "given": given or {"place": only, "object": ""},
            "errors": errors_of(request, fault),
            "is_for_others": judge(version.content.condition, profile).verdict
            is Verdict.DOES_NOT_APPLY,
            **words_of(request, service),
        },
        status=status_for(fault),
    )


def _execution(
    request: Request,
    service: Service,
    by: Actor,
    id: UUID,
    fault: Fault | None = None,
    done: int | None = None,
) -> Response:
    card = own_execution(service, by, id)
    tasks = tasks_of(card, service.personal_lists.profile(card.client_id))
    algorithm = service.algorithm_view.get(card.algorithm)
    return page(
        request,
        "execution/show.html",
        {
            "card": card,
            "tasks": tasks,
            "next": next_of(tasks),
            "left": sum(one.is_open for one in tasks),
            "people": _people(service, card.client_id),
            "done": done,
            "is_withdrawn": algorithm is not None
            and algorithm.status is AlgorithmStatus.WITHDRAWN,
            "is_changed": _is_changed(card, algorithm),
            "errors": errors_of(request, fault),
            **words_of(request, service),
        },
        status=status_for(fault),
    )


def _people(service: Service, client_id: UUID) -> dict[UUID, str]:
    return {one.person_id: one.name for one in service.person_view.members(client_id)}


def _is_changed(card: ExecutionCard, algorithm: AlgorithmCard | None) -> bool:
    if algorithm is None or algorithm.status is AlgorithmStatus.WITHDRAWN:
        return False
    changed = changes(card.content, algorithm.in_use.content)
    return bool(changed.steps or changed.requirements)


def _checking(
    request: Request,
    service: Service,
    by: Actor,
    id: UUID,
    fault: Fault | None = None,
) -> Response:
    card = own_execution(service, by, id)
    codes = list(card.content.guarantees)
    profile, subjects = service.personal_lists.subjects(card.client_id, codes)
    tasks = tasks_of(card, profile)
    algorithm = service.algorithm_view.get(card.algorithm)
    proofs = _proofs(service, card, tasks)
    found = confirmed(card.content, proofs, subjects, profile) if proofs else ()
    ends = {proof.step: proof.until for proof in proofs}
    return page(
        request,
        "execution/finish.html",
        {
            "card": card,
            "tasks": tasks,
            "open": [one for one in tasks if one.is_open],
            "confirmed": [(one, _until(one, ends)) for one in found],
            "unconfirmed": [c for c in codes if c not in {one.code for one in found}],
            "in_force": subjects,
            "titles": titles_of(service, codes),
            "bodies": sorted({one.control_body for one in found}),
            "guarantees": algorithm is not None and algorithm.in_use.is_approved,
            "is_changed": _is_changed(card, algorithm),
            "errors": errors_of(request, fault),
            **words_of(request, service),
        },
        status=status_for(fault),
    )


def _proofs(
    service: Service, card: ExecutionCard, tasks: list[Task]
) -> tuple[Proof, ...]:
    """What became of the steps; empty while some are open."""
    if any(task.is_open for task in tasks):
        return ()
    today = service.clock.today()
    return tuple(
        Proof(
            step=number,
            how=settled.how if settled else How.NOT_CONCERNED,
            on=settled.on if settled else today,
            until=settled.until if settled else None,
            execution=card.id,
        )
        for number, settled in ((one.step.number, one.settled) for one in tasks)
    )


def _until(one: Confirmed, ends: dict[int, Any]) -> Any:
    days = [ends[number] for number in one.steps if ends[number]]
    return min(days, default=None)
