"""Pages on which an officer orders an inspection: data first (I0)."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from application.inspection import Assessed, OrderInspection, Prepared
from domain.inspection import Ground, Kind
from domain.inspection.gate import SETTLED
from domain.kernel import Actor
from interfaces.deps import KeyDep, ServiceDep, own
from interfaces.service import Service
from interfaces.web.data_assessment.words import OUTCOMES, WHYS
from interfaces.web.execution.words import titles_of
from interfaces.web.inspection.form import FIELDS, Act, GivenOrder, OrderForm
from interfaces.web.inspection.words import WORDS, WRONG, Orderer, facts_of, ids_of
from interfaces.web.pages import page
from interfaces.web.person import see_other
from interfaces.web.wrong import Fault, errors_in, status_for

router = APIRouter(include_in_schema=False)
EMPTY = OrderForm({"kind": Kind.ONSITE_INSPECTION.value}, {}, {})


@router.get("/inspections/new")
def new(
    request: Request,
    service: ServiceDep,
    by: Orderer,
    inn: Annotated[str, Query(max_length=20)] = "",
    basis: Annotated[str, Query(max_length=300)] = "",
) -> Response:
    """Ask whom to inspect, on what ground; `basis` is an entry of the plan."""
    ground = Ground.PLAN.value if basis else ""
    given = EMPTY.replaced(inn=inn, basis=basis, ground=ground)
    return _form(request, service, by, given)


@router.post("/inspections/check")
def check(
    request: Request, service: ServiceDep, by: Orderer, form: GivenOrder, act: Act
) -> Response:
    """Show what the records say; then what speaks against the order."""
    if act == "leave_out":
        form = form.replaced(leave_out="1")
    try:
        assessed = _assessed(service, by, form)
        if act in ("choose", "change"):
            return _form(request, service, by, form, assessed)
        command, prepared = _prepared(service, by, form, assessed)
    except WRONG as fault:
        return _form(request, service, by, form, fault=fault)
    return _check(request, service, form, command, prepared, assessed)


@router.post("/inspections/new")
def order(
    request: Request, service: ServiceDep, by: Orderer, key: KeyDep, form: GivenOrder
) -> Response:
    """Order it."""
    try:
        assessed = _assessed(service, by, form)
        command, _ = _prepared(service, by, form, assessed)
        receipt = service.inspection_orders.order(command, by=by, key=key)
    except WRONG as fault:
        return _form(request, service, by, form, fault=fault)
    service.caught_up(receipt.position)
    return see_other(f"/inspections/{receipt.id}?done=order")


def _assessed(service: Service, by: Actor, form: OrderForm) -> Assessed:
    return service.inspection_orders.assess(
        form.get("inn"), form.get("control_kind"), by=by
    )


def _prepared(
    service: Service, by: Actor, form: OrderForm, assessed: Assessed
) -> tuple[OrderInspection, Prepared]:
    """The order with what the records leave of it, where the officer wants that."""
    command = form.command(assessed.client_id, tuple(assessed.places), assessed.place)
    prepared = service.inspection_orders.prepare(command, by=by)
    if not (form.get("leave_out") and prepared.gate.barred):
        return command, prepared
    left = command.order.model_copy(update={"scopes": prepared.left})
    command = command.model_copy(update={"order": left})
    return command, service.inspection_orders.prepare(command, by=by)


def _form(
    request: Request,
    service: Service,
    by: Actor,
    form: OrderForm,
    assessed: Assessed | None = None,
    fault: Fault | None = None,
) -> Response:
    bodies = service.person_view.of(own(by))
    if assessed is None and fault is not None and form.get("inn"):
        try:
            assessed = _assessed(service, by, form)
        except WRONG:
            assessed = None
    context: dict[str, Any] = {
        **WORDS,
        "form": form,
        "assessed": assessed,
        "control_kinds": service.records_kept.control_kinds(bodies),
        "grounds_of": list(Ground),
        "members": service.person_view.members(own(by)),
        "errors": errors_in(request, fault, FIELDS),
        "outcomes": OUTCOMES,
        "whys": WHYS,
        "settled_outcomes": SETTLED,
    }
    if assessed is not None:
        codes = [one.code for one in assessed.findings]
        context["titles"] = titles_of(service, codes)
        context["rules"] = _rules(service, form)
    return page(request, "inspection/order.html", context, status=status_for(fault))


def _rules(service: Service, form: OrderForm) -> Any:
    """What the chosen kind of inspection allows; None when none is chosen."""
    try:
        kind = Kind(form.get("kind"))
    except ValueError:
        return None
    today = service.clock.today()
    return service.inspection_kinds.on(kind, today, form.get("control_kind"))


def _check(
    request: Request,
    service: Service,
    form: OrderForm,
    command: OrderInspection,
    prepared: Prepared,
    assessed: Assessed,
) -> Response:
    codes = {one.requirement for one in prepared.gate.barred}
    codes |= {one.code for one in prepared.gate.remaining}
    context = {
        **WORDS,
        "form": form,
        "command": command,
        "order": command.order,
        "prepared": prepared,
        "client": service.client_view.get(command.client_id),
        "facts": [(one, facts_of(request, one)) for one in prepared.broken],
        "titles": titles_of(service, sorted(codes)),
        "places": assessed.places,
        "names": _names(service, command),
        "outcomes": OUTCOMES,
        "whys": WHYS,
        "is_lawful": not (
            prepared.broken or prepared.gate.barred or prepared.gate.unknown
        ),
    }
    zone = assessed.place.zone
    return page(request, "inspection/order_check.html", context, zone=zone)


def _names(service: Service, command: OrderInspection) -> dict[UUID, str]:
    people = ids_of(one.person for one in command.order.persons)
    return service.exchange_view.names(people) if people else {}
