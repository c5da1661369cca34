"""Pages of one entry of the plan, and of decisions about many."""

from typing import Any, Final
from uuid import UUID

from fastapi import APIRouter, Request
from fastapi.responses import Response
from pydantic import ValidationError

from application.access import Action, allow, may
from application.log import Key, Receipt
from application.plan import (
    MOST_AT_ONCE,
    ApproveEntries,
    ExcludeEntry,
    GiveNumber,
    MoveEntry,
    RecordDecision,
    ReturnEntries,
)
from domain.errors import NotFound
from domain.kernel import Actor
from domain.plan import PlanStatus
from interfaces.deps import KeyDep, ServiceDep, own
from interfaces.locale import N_
from interfaces.plans import ANY_YEAR, entry_for, officers_of
from interfaces.service import Service
from interfaces.web.pages import page, say
from interfaces.web.person import see_other
from interfaces.web.plan.words import Head, Officer, PlanWords
from interfaces.web.requirement.keeping import Posted, VersionForm
from interfaces.web.wrong import WRONG, Fault, errors_in, status_for
from projections.plan import EntryCard

router = APIRouter(include_in_schema=False)

NOT_CHOSEN: Final = N_("Choose at least one entry")
FIELDS: Final = ("reason", "office", "number", "on", "approved", "document", "starts")
STEPS: Final = {
    "move": Action.APPROVE_PLAN,
    "exclude": Action.APPROVE_PLAN,
    "number": Action.KEEP_PLAN,
}
"""What can be done with one entry, and who may."""
DECIDED_BY_HEAD: Final = (PlanStatus.PROPOSED, PlanStatus.WITH_PROSECUTOR)
"""The head may take back what waits for the prosecutor."""


@router.get("/plan/decisions")
def to_decide(
    request: Request, service: ServiceDep, by: Head, entry: UUID | None = None
) -> Response:
    """Show the head what waits for a decision."""
    return _waiting(request, service, by, PlanStatus.PROPOSED, {}, entry)


@router.post("/plan/decisions")
def decide(
    request: Request, service: ServiceDep, by: Head, key: KeyDep, posted: Posted
) -> Response:
    """Approve the chosen entries or send them back, all of them or none."""
    refs = _refs(posted)
    try:
        if posted.get("act") == "return":
            command = ReturnEntries.model_validate(
                {"entries": refs, "reason": posted.get("reason", "")}
            )
            receipt = service.plans.return_(command, by=by, key=key)
        else:
            approving = ApproveEntries.model_validate({"entries": refs})
            receipt = service.plans.approve(approving, by=by, key=key)
    except WRONG as fault:
        return _waiting(request, service, by, PlanStatus.PROPOSED, posted, fault=fault)
    return _done(service, receipt)


@router.get("/plan/prosecutor")
def with_prosecutor(
    request: Request, service: ServiceDep, by: Officer, entry: UUID | None = None
) -> Response:
    """Show what waits for the prosecutor, whose decision is recorded here."""
    return _waiting(request, service, by, PlanStatus.WITH_PROSECUTOR, {}, entry)


@router.post("/plan/prosecutor")
def record_decision(
    request: Request, service: ServiceDep, by: Officer, key: KeyDep, posted: Posted
) -> Response:
    """Record what the prosecutor decided of the chosen entries."""
    said = {name: posted.get(name, "").strip() for name in ("office", "number", "on")}
    try:
        command = RecordDecision.model_validate(
            {
                "entries": _refs(posted),
                "approved": posted.get("approved"),
                "reason": posted.get("reason", "").strip() or None,
                **said,
            }
        )
        receipt = service.plans.record_decision(command, by=by, key=key)
    except WRONG as fault:
        status = PlanStatus.WITH_PROSECUTOR
        return _waiting(request, service, by, status, posted, fault=fault)
    return _done(service, receipt)


@router.get("/plan/entries/{entry_id:uuid}")
def show(
    request: Request, service: ServiceDep, by: Officer, entry_id: UUID
) -> Response:
    """Show one entry, and what can be done with it."""
    card = entry_for(service, by, entry_id)
    return page(
        request,
        "plan/entry.html",
        {
            "card": card,
            "can": _can(service, by, card),
            "names": officers_of(service, own(by)),
            "places": service.execution_view.places(card.client_id),
            "words": PlanWords(request),
        },
    )


@router.get("/plan/entries/{entry_id:uuid}/step/{act}")
def ask_step(
    request: Request, service: ServiceDep, by: Officer, entry_id: UUID, act: str
) -> Response:
    """Ask what a step needs."""
    card = entry_for(service, by, entry_id)
    _check(service, by, card, act)
    dates = card.content.dates
    said = {
        "starts": dates.starts.isoformat(),
        "days": str(dates.days),
        "register_number": card.register_number or "",
        **{f"officer-{one}": "1" for one in card.officers},
    }
    return _step(request, service, by, card, act, said)


@router.post("/plan/entries/{entry_id:uuid}/step/{act}")
def take_step(
    request: Request,
    service: ServiceDep,
    by: Officer,
    entry_id: UUID,
    act: str,
    key: KeyDep,
    posted: Posted,
    version: VersionForm,
) -> Response:
    """Move an entry, take it out of the plan, or give it its number."""
    card = entry_for(service, by, entry_id)
    _check(service, by, card, act)
    try:
        receipt = _taken(service, by, entry_id, act, key, posted, version)
    except WRONG as fault:
        return _step(request, service, by, card, act, posted, fault)
    service.caught_up(receipt.position)
    return see_other(f"/plan/entries/{entry_id}")


def _taken(
    service: Service,
    by: Actor,
    id: UUID,
    step: str,
    key: Key | None,
    posted: dict[str, str],
    version: int,
) -> Receipt:
    said = {name: text.strip() for name, text in posted.items()}
    how: dict[str, Any] = {"by": by, "key": key, "version": version}
    if step == "number":
        number = {"number": said.get("register_number", "")}
        return service.plans.give_number(id, GiveNumber.model_validate(number), **how)
    if step == "exclude":
        wanted = {name: said.get(name, "") for name in ("document", "reason")}
        return service.plans.exclude(id, ExcludeEntry.model_validate(wanted), **how)
    officers = [
        name.removeprefix("officer-") for name in said if name.startswith("officer-")
    ]
    wanted = {name: said.get(name, "") for name in ("starts", "days", "reason")}
    command = MoveEntry.model_validate(wanted | {"officers": officers})
    return service.plans.move(id, command, **how)


def _can(service: Service, by: Actor, card: EntryCard) -> dict[str, bool]:
    """What the reader may do with an entry now."""
    is_head = may(by, Action.APPROVE_PLAN)
    status, today = card.status, service.clock.today()
    is_planned = status is PlanStatus.PLANNED
    is_approved = is_planned or status is PlanStatus.WITH_PROSECUTOR
    is_to_come = card.dates.starts > today
    return {
        "change": status in (PlanStatus.PROPOSED, PlanStatus.RETURNED),
        "decide": is_head and status in DECIDED_BY_HEAD,
        "record": status is PlanStatus.WITH_PROSECUTOR,
        "number": is_approved,
        "move": is_head and is_planned and is_to_come,
        "exclude": is_head and is_planned,
        "card": is_approved,
        "order": is_planned and card.kind is not None and card.inspection is None,
        "announce": is_planned and card.kind is None,
    }


def _check(service: Service, by: Actor, card: EntryCard, step: str) -> None:
    if step not in STEPS:
        raise NotFound
    allow(by, STEPS[step])
    if not _can(service, by, card)[step]:
        raise NotFound


def _refs(posted: dict[str, str]) -> list[dict[str, Any]]:
    """The chosen entries, each with the version that was read."""
    return [
        {"id": name.removeprefix("entry-"), "version": version}
        for name, version in posted.items()
        if name.startswith("entry-")
    ]


def _done(service: Service, receipt: Receipt) -> Response:
    service.caught_up(receipt.position)
    one = receipt.changed[0].id
    is_one = len(receipt.changed) == 1
    return see_other(f"/plan/entries/{one}" if is_one else "/plan")


def _waiting(
    request: Request,
    service: Service,
    by: Actor,
    status: PlanStatus,
    said: dict[str, str],
    only: UUID | None = None,
    fault: Fault | None = None,
) -> Response:
    is_head = status is PlanStatus.PROPOSED
    statuses = DECIDED_BY_HEAD if is_head and only else (status,)
    entries = service.plan_view.entries(
        own(by), *ANY_YEAR, statuses=statuses, only=only, limit=MOST_AT_ONCE
    )
    errors = errors_in(request, fault, FIELDS)
    if isinstance(fault, ValidationError) and not _refs(said):
        errors = {"entries": say(request)(NOT_CHOSEN)}
    return page(
        request,
        "plan/waiting.html",
        {
            "entries": entries,
            "is_head": is_head,
            "is_approved": any(one.status is not status for one in entries),
            "said": said,
            "names": officers_of(service, own(by)),
            "errors": errors,
            "broken": _broken(fault),
            "words": PlanWords(request),
        },
        status=status_for(fault),
    )


def _broken(fault: Fault | None) -> list[Any]:
    """The rules of law that a refusal names."""
    found = getattr(fault, "facts", {}).get("broken", ())
    return list(found)


def _step(
    request: Request,
    service: Service,
    by: Actor,
    card: EntryCard,
    step: str,
    said: dict[str, str],
    fault: Fault | None = None,
) -> Response:
    fields = ("reason", "document", "starts", "days", "officers", "register_number")
    errors = errors_in(request, fault, (*fields, "number"))
    if "number" in errors:
        errors["register_number"] = errors.pop("number")
    return page(
        request,
        "plan/step.html",
        {
            "card": card,
            "step": step,
            "said": said,
            "names": officers_of(service, own(by)),
            "errors": errors,
            "broken": _broken(fault),
            "words": PlanWords(request),
        },
        status=status_for(fault),
    )
