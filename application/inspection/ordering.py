"""A body orders an inspection of what the data did not settle (I0)."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple
from uuid import UUID

from application.access import Action, allow
from application.client.clients import living
from application.inspection.commands import MOST, OrderInspection
from application.inspection.ports import InspectionsKnown, RiskKnown
from application.log import EventLog, Key, Receipt
from application.ports import (
    Bodies,
    Clock,
    Places,
    Premises,
    Pseudonyms,
    RecordsKept,
    StateHolds,
)
from domain.client import Client
from domain.client.numbers import INN_DIGITS, inn_of
from domain.data_assessment import Finding, Moment
from domain.errors import NotFound
from domain.inspection import (
    Against,
    Approval,
    Broken,
    Circumstances,
    Gate,
    InspectedClientUnknown,
    Inspection,
    KindTable,
    ObjectsUnknown,
    Order,
    Scope,
    approval,
    faults,
    gate,
    without,
)
from domain.inspection.kinds import Law
from domain.kernel import Actor
from domain.profile import ClientKind
from domain.term import Place


class Prepared(NamedTuple):
    """An order as it would be.

    Attributes:
        gate: what records have settled, and what they have not.
        left: the scopes without what is settled.
        broken: every rule of law that the order breaks.
        approval: what the prosecutor has to do with it.
        assessed: as of when the records were asked.
        findings: what they said.
        against: what the order is measured by.
    """

    gate: Gate
    left: tuple[Scope, ...]
    broken: tuple[Broken, ...]
    approval: Approval
    assessed: Moment
    findings: tuple[Finding, ...]
    against: Against


class Assessed(NamedTuple):
    """What could be inspected.

    Attributes:
        client_id: who would be.
        findings: what the records say of each requirement of a kind of control.
        places: name and address of the client's open objects, by id.
        place: where terms would run.
    """

    client_id: UUID
    findings: tuple[Finding, ...]
    places: Mapping[UUID, tuple[str, str]]
    place: Place


class InspectionOrders:
    """The command that orders inspections."""

    def __init__(
        self,
        log: EventLog,
        clock: Clock,
        law: Law,
        kinds: KindTable,
        places: Places,
        records: RecordsKept,
        bodies: Bodies,
        premises: Premises,
        holds: StateHolds,
        risk: RiskKnown,
        known: InspectionsKnown,
        pseudonyms: Pseudonyms,
    ) -> None:
        self._log = log
        self._clock = clock
        self._law = law
        self._kinds = kinds
        self._places = places
        self._records = records
        self._bodies = bodies
        self._premises = premises
        self._holds = holds
        self._risk = risk
        self._known = known
        self._pseudonyms = pseudonyms

    def assess(self, inn: str, control_kind: str, *, by: Actor) -> Assessed:
        """What the records say before an order is written: what may be inspected.

        Args:
            inn: of the business.
            control_kind: name of the kind of control.
            by: who would order it.

        Raises:
            NotFound: the actor orders nothing.
            InspectedClientUnknown, BadInn: there is no such business.
        """
        allow(by, Action.ORDER_INSPECTION)
        authority, client_id = _own(by), self._client(inn)
        _, region = self._holds.circumstances(client_id)
        place, now = self._places.at(region), self._clock.now()
        moment = Moment(
            on=place.day_of(now), known_at=now, position=self._records.position()
        )
        bodies = self._bodies.of(authority)
        subjects = self._records.subjects(bodies, None, control_kind, moment, MOST)
        found = self._records.findings(client_id, subjects, moment, bodies)
        return Assessed(client_id, found, self._premises.places(client_id), place)

    def prepare(self, command: OrderInspection, *, by: Actor) -> Prepared:
        """What an order would be, and what speaks against it.

        Raises:
            NotFound: the actor orders nothing.
            InspectedClientUnknown: there is no such client.
            ObjectsUnknown: some are no open objects of the client.
        """
        allow(by, Action.ORDER_INSPECTION)
        client = self._log.find(Client, command.client_id)
        if client is None or client.is_forgotten:
            raise InspectedClientUnknown
        self._check_objects(command)
        order, authority = command.order, _own(by)
        against = self._against(command.client_id, authority, order)
        assessed, findings = self._assessed(command, authority, against)
        seen = gate(order.scopes, findings, against.today)
        return Prepared(
            seen,
            without(order.scopes, seen.barred),
            faults(order, against),
            approval(order, against.rules),
            assessed,
            findings,
            against,
        )

    def order(
        self, command: OrderInspection, *, by: Actor, key: Key | None = None
    ) -> Receipt:
        """Order it.

        Raises:
            Refusal: what `prepare` and `check_order` raise.
        """

        def decide() -> Receipt:
            prepared = self.prepare(command, by=by)
            inspection = Inspection.order(
                command.order,
                client_id=command.client_id,
                authority=_own(by),
                explained=command.explained,
                reasons=command.reasons,
                findings=prepared.findings,
                assessed=prepared.assessed,
                against=prepared.against,
                by=by,
            )
            return self._log.record(inspection, by=by, key=key)

        return self._log.once(by, key, decide)

    def _client(self, inn: str) -> UUID:
        digits = "".join(inn.split())
        is_entity = len(digits) <= INN_DIGITS[ClientKind.LE]
        kind = ClientKind.LE if is_entity else ClientKind.IE
        id, known = living(self._log, self._pseudonyms, inn_of(digits, kind))
        if known is None:
            raise InspectedClientUnknown
        return id

    def _against(self, client_id: UUID, authority: UUID, order: Order) -> Against:
        client, region = self._holds.circumstances(client_id)
        place, now = self._places.at(region), self._clock.now()
        rules = self._kinds.on(order.kind, place.day_of(now), order.control_kind)
        objects = _objects(order.scopes)
        known = Circumstances(
            size=client.size,
            category=self._risk.category(client_id, order.control_kind, objects),
            last_planned=self._known.last_planned(
                client_id, authority, order.control_kind
            ),
            region=region,
        )
        return Against(self._law, rules, place, known, now)

    def _assessed(
        self, command: OrderInspection, authority: UUID, against: Against
    ) -> tuple[Moment, tuple[Finding, ...]]:
        """What the records say of the requirements, as of now (C3)."""
        moment = Moment(
            on=against.today,
            known_at=against.now,
            position=self._records.position(),
        )
        bodies = self._bodies.of(authority)
        codes = {code for one in command.order.scopes for code in one.requirements}
        subjects = self._records.subjects(
            bodies, codes, command.order.control_kind, moment, len(codes)
        )
        found = self._records.findings(command.client_id, subjects, moment, bodies)
        return moment, found

    def _check_objects(self, command: OrderInspection) -> None:
        asked = _objects(command.order.scopes)
        if asked:
            places = self._premises.places(command.client_id)
            if strange := [one for one in asked if one not in places]:
                raise ObjectsUnknown(objects=[str(one) for one in strange])


def _objects(scopes: Sequence[Scope]) -> tuple[UUID, ...]:
    return tuple(dict.fromkeys(one for scope in scopes for one in scope.objects))


def _own(by: Actor) -> UUID:
    if by.organisation is None:
        raise NotFound
    return by.organisation
