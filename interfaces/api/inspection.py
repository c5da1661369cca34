"""Inspections over JSON, as the body that holds them does it (I0, I4, I7, I8)."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Response, UploadFile
from fastapi import status as http
from pydantic import Field

from application.access import Action
from application.inspection import (
    ConfirmImprovement,
    DeclineMove,
    DrawAct,
    FinishInspection,
    OfferMove,
    OrderImprovement,
    OrderInspection,
    PreventInspection,
    RecordAction,
    RecordApproval,
    RegisterInspection,
    TakeSlot,
    TellProsecutor,
    When,
)
from application.log import Receipt
from domain.inspection import (
    Approval,
    Barred,
    Broken,
    Kind,
    KindRules,
    RedFlag,
    Remaining,
    Scope,
)
from domain.kernel import Actor, Role, Value
from interfaces.deps import (
    Anybody,
    Asks,
    KeyDep,
    ServiceDep,
    VersionDep,
    answered,
    own,
)
from interfaces.inspection_cases import case_for, held_case
from projections.inspection import ActionPage, CaseCard, CasePage, MoveCard

router = APIRouter(prefix="/api/inspections", tags=["inspections"])

Reader = Annotated[Actor, Depends(Asks(Action.READ_INSPECTION))]
Orderer = Annotated[Actor, Depends(Asks(Action.ORDER_INSPECTION))]
Officer = Annotated[Actor, Depends(Asks(Action.HOLD_INSPECTION))]


class WhichInspections(Value):
    """Which inspections.

    Attributes:
        open: only those that are not over, or only those that are; null: all.
        represented: those in which you act for a client.
        after: `after` of the page before.
        limit: how many at most.
    """

    open: bool | None = None
    represented: bool = False
    after: int | None = Field(default=None, ge=1, le=2**62)
    limit: int = Field(default=50, ge=1, le=200)


class WhichActions(Value):
    """Which actions; see `WhichInspections`."""

    after: int | None = Field(default=None, ge=1, le=2**62)
    limit: int = Field(default=50, ge=1, le=200)


class OrderChecked(Value):
    """What an order would be, before it is given.

    Attributes:
        barred: what records have settled; while there is any, the order is refused.
        remaining: what may be inspected, and why the records did not settle it.
        unknown: codes of requirements that are not in force, or another body's.
        left: the scopes without what is settled.
        broken: every rule of law that the order breaks; while there is any, likewise.
        approval: what the prosecutor has to do with it.
    """

    barred: tuple[Barred, ...]
    remaining: tuple[Remaining, ...]
    unknown: tuple[str, ...]
    left: tuple[Scope, ...]
    broken: tuple[Broken, ...]
    approval: Approval


class DayOut(Value):
    """What one day cost: minutes of interaction, and hours that people work on it."""

    day: str
    minutes: int
    worked: int


class WatchOut(Value):
    """What can be seen of an inspection now, the same for both sides.

    Attributes:
        flags: gross violations, each with its evidence.
        spent_minutes: of interaction.
        allowed_hours: of interaction; null: the law bounds none.
        used_up_on: day on which the rest is used up by working every day.
        days: what each day cost.
    """

    flags: tuple[RedFlag, ...]
    spent_minutes: int
    allowed_hours: int | None
    used_up_on: str | None
    days: tuple[DayOut, ...]


@router.get("")
def inspections(
    which: Annotated[WhichInspections, Query()], service: ServiceDep, by: Reader
) -> CasePage:
    """Inspections of your business, or of your body; the newest first."""
    view = service.inspection_view
    if which.represented or by.organisation is None:
        return view.represented_by(by.id, before=which.after, limit=which.limit)
    is_officer = by.role in (Role.INSPECTOR, Role.HEAD)
    return view.of(
        client_id=None if is_officer else own(by),
        authority=own(by) if is_officer else None,
        is_over=None if which.open is None else not which.open,
        before=which.after,
        limit=which.limit,
    )


@router.get("/kinds")
def kinds(service: ServiceDep, _by: Anybody, control_kind: str = "") -> list[KindRules]:
    """What each kind of inspection allows today, with the rules of law behind it."""
    today = service.clock.today()
    return [service.inspection_kinds.on(kind, today, control_kind) for kind in Kind]


@router.post("", status_code=http.HTTP_201_CREATED)
def order(
    command: OrderInspection,
    service: ServiceDep,
    by: Orderer,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Order an inspection of what the records did not settle.

    Refused with the records that settle something, and with each rule it would break.
    """
    receipt = service.inspection_orders.order(command, by=by, key=key)
    response.headers["Location"] = f"/api/inspections/{receipt.id}"
    return answered(receipt, response)


@router.post("/check")
def check(command: OrderInspection, service: ServiceDep, by: Orderer) -> OrderChecked:
    """See what speaks against an order; nothing is recorded."""
    prepared = service.inspection_orders.prepare(command, by=by)
    return OrderChecked(
        barred=prepared.gate.barred,
        remaining=prepared.gate.remaining,
        unknown=prepared.gate.unknown,
        left=prepared.left,
        broken=prepared.broken,
        approval=prepared.approval,
    )


@router.get("/{inspection_id}")
def show(
    inspection_id: UUID, service: ServiceDep, by: Reader, response: Response
) -> CaseCard:
    """One inspection: what was ordered and why, each step, and what was found."""
    card = case_for(service, by, inspection_id)
    response.headers["ETag"] = f'"{card.version}"'
    return card


@router.get("/{inspection_id}/watch")
def watch(inspection_id: UUID, service: ServiceDep, by: Reader) -> WatchOut:
    """Red flags of an inspection, and the hours it took, as of now."""
    card = case_for(service, by, inspection_id)
    seen = service.inspection_watch.of(card)
    budget = seen.budget
    return WatchOut(
        flags=seen.flags,
        spent_minutes=int(budget.spent.total_seconds() // 60),
        allowed_hours=budget.rule.number if budget.rule else None,
        used_up_on=budget.used_up_on.isoformat() if budget.used_up_on else None,
        days=tuple(
            DayOut(
                day=one.day.isoformat(),
                minutes=int(one.spent.total_seconds() // 60),
                worked=one.worked,
            )
            for one in budget.days
        ),
    )


@router.get("/{inspection_id}/actions")
def actions(
    inspection_id: UUID,
    which: Annotated[WhichActions, Query()],
    service: ServiceDep,
    by: Reader,
) -> ActionPage:
    """What inspectors did, the last recorded first."""
    case_for(service, by, inspection_id)
    return service.inspection_view.actions(
        inspection_id, before=which.after, limit=which.limit
    )


@router.get("/{inspection_id}/moves")
def moves(inspection_id: UUID, service: ServiceDep, by: Reader) -> list[MoveCard]:
    """Wishes of the client for another date, the first one first."""
    case_for(service, by, inspection_id)
    return service.inspection_view.moves(inspection_id)


@router.post("/{inspection_id}/register")
def register(
    inspection_id: UUID,
    command: RegisterInspection,
    service: ServiceDep,
    by: Officer,
    version: VersionDep,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Tell its number in the state's register; before that it may not begin."""
    receipt = service.inspection_steps.register(
        inspection_id, command, by=by, key=key, version=version
    )
    return answered(receipt, response)


@router.post("/{inspection_id}/notify")
def notify(
    inspection_id: UUID,
    command: When,
    service: ServiceDep,
    by: Officer,
    version: VersionDep,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Tell the client, with proof of sending and of reading."""
    receipt = service.inspection_steps.notify(
        inspection_id, command, by=by, key=key, version=version
    )
    return answered(receipt, response)


@router.post("/{inspection_id}/prosecutor")
def tell_prosecutor(
    inspection_id: UUID,
    command: TellProsecutor,
    service: ServiceDep,
    by: Officer,
    version: VersionDep,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Record that a prosecutor was asked, or told of an immediate start."""
    receipt = service.inspection_steps.tell_prosecutor(
        inspection_id, command, by=by, key=key, version=version
    )
    return answered(receipt, response)


@router.post("/{inspection_id}/approval")
def record_approval(
    inspection_id: UUID,
    command: RecordApproval,
    service: ServiceDep,
    by: Officer,
    version: VersionDep,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Record what the prosecutor decided."""
    receipt = service.inspection_steps.record_approval(
        inspection_id, command, by=by, key=key, version=version
    )
    return answered(receipt, response)


@router.post("/{inspection_id}/start")
def start(
    inspection_id: UUID,
    command: When,
    service: ServiceDep,
    by: Officer,
    version: VersionDep,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Begin; refused when that would be a gross violation."""
    receipt = service.inspection_steps.start(
        inspection_id, command, by=by, key=key, version=version
    )
    return answered(receipt, response)


@router.post("/{inspection_id}/prevent")
def prevent(
    inspection_id: UUID,
    command: PreventInspection,
    service: ServiceDep,
    by: Officer,
    version: VersionDep,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Record that it could not be held: nobody was there, access was refused."""
    receipt = service.inspection_steps.prevent(
        inspection_id, command, by=by, key=key, version=version
    )
    return answered(receipt, response)


@router.post("/{inspection_id}/end")
def end(
    inspection_id: UUID,
    command: When,
    service: ServiceDep,
    by: Officer,
    version: VersionDep,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Inspect nothing more."""
    receipt = service.inspection_steps.end(
        inspection_id, command, by=by, key=key, version=version
    )
    return answered(receipt, response)


@router.post("/{inspection_id}/act")
def draw_act(
    inspection_id: UUID,
    command: DrawAct,
    service: ServiceDep,
    by: Officer,
    version: VersionDep,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Draw the act; without violations it says that nothing was found."""
    receipt = service.inspection_steps.draw_act(
        inspection_id, command, by=by, key=key, version=version
    )
    return answered(receipt, response)


@router.post("/{inspection_id}/improvement")
def order_improvement(
    inspection_id: UUID,
    command: OrderImprovement,
    service: ServiceDep,
    by: Officer,
    version: VersionDep,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Order that what was found is removed: until when, and how that is shown."""
    receipt = service.inspection_steps.order_improvement(
        inspection_id, command, by=by, key=key, version=version
    )
    return answered(receipt, response)


@router.post("/{inspection_id}/improvement/confirm")
def confirm_improvement(
    inspection_id: UUID,
    command: ConfirmImprovement,
    service: ServiceDep,
    by: Officer,
    version: VersionDep,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Accept that it was removed."""
    receipt = service.inspection_steps.confirm_improvement(
        inspection_id, command, by=by, key=key, version=version
    )
    return answered(receipt, response)


@router.post("/{inspection_id}/finish")
def finish(
    inspection_id: UUID,
    command: FinishInspection,
    service: ServiceDep,
    by: Officer,
    version: VersionDep,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Close, stop or cancel it."""
    receipt = service.inspection_steps.finish(
        inspection_id, command, by=by, key=key, version=version
    )
    return answered(receipt, response)


@router.post("/{inspection_id}/file", status_code=http.HTTP_201_CREATED)
def attach(
    inspection_id: UUID,
    file: UploadFile,
    service: ServiceDep,
    by: Officer,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Send a photo or another file that an action will name; form data."""
    held_case(service, by, inspection_id)
    receipt = service.inspection_records.attach(
        inspection_id, file.filename or "", file.file, by=by, key=key
    )
    return answered(receipt, response)


@router.post("/{inspection_id}/actions", status_code=http.HTTP_201_CREATED)
def record_action(
    inspection_id: UUID,
    command: RecordAction,
    service: ServiceDep,
    by: Officer,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Record what was done; the same `draft` sent again is recorded once."""
    receipt = service.inspection_records.record(inspection_id, command, by=by, key=key)
    return answered(receipt, response)


@router.post("/{inspection_id}/moves/{move_id}/grant")
def grant(
    inspection_id: UUID,
    move_id: UUID,
    command: TakeSlot,
    service: ServiceDep,
    by: Officer,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Grant a time that the client wished."""
    held_case(service, by, inspection_id)
    receipt = service.date_moves.grant(move_id, command, by=by, key=key)
    return answered(receipt, response)


@router.post("/{inspection_id}/moves/{move_id}/offer")
def offer(
    inspection_id: UUID,
    move_id: UUID,
    command: OfferMove,
    service: ServiceDep,
    by: Officer,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Offer other times; when the client chooses none, the latest one counts."""
    held_case(service, by, inspection_id)
    receipt = service.date_moves.offer(move_id, command, by=by, key=key)
    return answered(receipt, response)


@router.post("/{inspection_id}/moves/{move_id}/decline")
def decline(
    inspection_id: UUID,
    move_id: UUID,
    command: DeclineMove,
    service: ServiceDep,
    by: Officer,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Let it begin as planned; not where the law gives a right to another date."""
    held_case(service, by, inspection_id)
    receipt = service.date_moves.decline(move_id, command, by=by, key=key)
    return answered(receipt, response)
