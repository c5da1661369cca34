"""Inspections of the demo businesses: one was announced and has not begun (I0, I1)."""

from collections.abc import Mapping
from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID

from application.inspection import OrderInspection, RegisterInspection, When
from domain.inspection import KINDS, Kind, KindTable, Named, Order, Scope
from domain.kernel import Actor
from interfaces.demo_key import demo_key
from interfaces.service import Service

MORNING = 10
"""The hour at which it begins."""


class DemoInspections:
    """Orders demo inspections by the service's own commands; nothing is done twice.

    Args:
        service: where.
        officers: who act for bodies, by their demo names.
    """

    def __init__(self, service: Service, officers: Mapping[str, Actor]) -> None:
        self._service = service
        self._officers = officers

    def announce(self, told: Mapping[str, Any], client_id: UUID) -> None:
        """Order an inspection, enter it into the register, and notify the business."""
        key_of = partial(demo_key, f"inspection-{told['id']}")
        officer = self._officers[told["by"]]
        command = OrderInspection(
            client_id=client_id,
            order=self._order(told, officer),
            explained=told["explained"],
            reasons=told["requirements"],
        )
        ordered = self._service.inspection_orders.order(
            command, by=officer, key=key_of("order")
        )
        steps = self._service.inspection_steps
        number = RegisterInspection(place=told["place"], number=told["number"])
        steps.register(ordered.id, number, by=officer, key=key_of("register"))
        # Whom to notify is looked up.
        self._service.runner.drain()
        notified = When(place=told["place"])
        steps.notify(ordered.id, notified, by=officer, key=key_of("notify"))

    def _order(self, told: Mapping[str, Any], officer: Actor) -> Order:
        kind, starts = Kind(told["kind"]), self._starts(told)
        rules = KindTable(KINDS).on(kind, starts.date(), told["control_kind"])
        return Order(
            kind=kind,
            control_kind=told["control_kind"],
            ground=told["ground"],
            basis=told["basis"],
            starts=starts,
            last_day=starts.date(),
            hours=told["hours"],
            persons=(Named(person=officer.id),),
            actions=rules.actions,
            scopes=(Scope(requirements=tuple(told["requirements"])),),
        )

    def _starts(self, told: Mapping[str, Any]) -> datetime:
        """The morning of a working day, so many of them from now."""
        place = self._service.places.at(told["region"])
        today = place.day_of(self._service.clock.now())
        day = place.working_days_after(today, told["working_days"])
        return datetime(day.year, day.month, day.day, MORNING, tzinfo=place.zone)
