"""Finds what an entry of the plan is measured by."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple
from uuid import UUID

from application.log import EventLog
from application.plan.commands import ChangeEntry
from application.plan.ports import LawKept, Officers, PlanKnown
from application.ports import Bodies, Clock, Places, Premises, StateHolds
from domain.inspection import KindTable
from domain.plan import (
    Content,
    Dates,
    Measured,
    PlanBroken,
    PlanControlUnknown,
    PlanEntry,
    PlanKindUnfit,
    PlannedObject,
    PlanObjectsUnknown,
    PlanOfficersUnknown,
    faults,
    last_of_each,
)
from domain.risk import Category, Measure, RiskAssignment, RiskProfile, category_of


class Choice(NamedTuple):
    """One object that could be checked.

    Attributes:
        premises: the place; None: what the business does, wherever.
        name: of the place; "" for the business.
        address: likewise.
        category: of risk, in the kind of control.
        broken: why the law does not let it be planned; None: it does.
    """

    premises: UUID | None
    name: str
    address: str
    category: Category
    broken: PlanBroken | None


class Measuring:
    """Finds risk, terms and earlier checks of a business.

    Args:
        log: knows the categories of risk, and the numbers of kinds of control.
        clock: tells the day.
        law: the numbers of the law.
        kinds: what holds for each kind of inspection.
        places: calendar and zone of a business.
        holds: size and region of a business.
        premises: where it works.
        bodies: which requirements a body supervises.
        officers: who inspects for a body.
        known: what is planned and was held.
    """

    def __init__(
        self,
        log: EventLog,
        clock: Clock,
        law: LawKept,
        kinds: KindTable,
        places: Places,
        holds: StateHolds,
        premises: Premises,
        bodies: Bodies,
        officers: Officers,
        known: PlanKnown,
    ) -> None:
        self._log = log
        self._clock = clock
        self._law = law
        self._kinds = kinds
        self._places = places
        self._holds = holds
        self._premises = premises
        self._bodies = bodies
        self._officers = officers
        self._known = known

    def control_kinds(self, authority: UUID) -> Sequence[str]:
        """Names of the kinds of control in which a body may plan."""
        bodies = self._bodies.of(authority)
        return self._known.control_kinds(bodies, self._clock.today())

    def content(
        self,
        command: ChangeEntry,
        client_id: UUID,
        authority: UUID,
        without: UUID | None = None,
    ) -> tuple[Content, Measured]:
        """What a command says, and what that is measured by.

        Args:
            command: what was asked.
            client_id: which business.
            authority: organisation that plans.
            without: the entry that changes, which does not count against itself.

        Raises:
            PlanKindUnfit, PlanControlUnknown, PlanObjectsUnknown, PlanOfficersUnknown.
        """
        self._check_control(command.control_kind, authority)
        self._check_kind(command)
        self.check_officers(command.officers, authority)
        number = self._number(command.control_kind)
        measured = self._measured(
            client_id, authority, command.control_kind, number, without
        )
        content = Content(
            measure=command.measure,
            kind=command.kind,
            control_kind=command.control_kind,
            control_number=number,
            objects=(),
            dates=Dates.of(command.starts, command.days, measured.place),
            hours=command.hours,
            officers=tuple(dict.fromkeys(command.officers)),
        )
        objects = (
            self._lawful(content, client_id, measured)
            if command.everywhere
            else self._named(command, client_id)
        )
        if not objects:
            raise PlanObjectsUnknown(objects=[])
        return content.model_copy(update={"objects": tuple(objects)}), measured

    def choices(
        self,
        client_id: UUID,
        authority: UUID,
        measure: Measure,
        control_kind: str,
        starts: date,
        without: UUID | None = None,
    ) -> list[Choice]:
        """Every object of a business, and whether the law lets it be planned.

        Returns:
            The business as a whole, then its open places.

        Raises:
            PlanControlUnknown: the body does not supervise such requirements.
        """
        self._check_control(control_kind, authority)
        number = self._number(control_kind)
        measured = self._measured(client_id, authority, control_kind, number, without)
        content = Content(
            measure=measure,
            kind=None,
            control_kind=control_kind,
            control_number=number,
            objects=(),
            dates=Dates.of(starts, 1, measured.place),
            officers=(),
        )
        named = self._premises.places(client_id)
        return [
            Choice(
                one.premises,
                *(named[one.premises] if one.premises else ("", "")),
                one.category,
                broken,
            )
            for one, broken in self._judged(content, client_id, measured)
        ]

    def again(self, entry: PlanEntry) -> Measured:
        """What an entry that is there is measured by now."""
        content = entry.content
        return self._measured(
            entry.client_id,
            entry.authority,
            content.control_kind,
            content.control_number,
            entry.id,
        )

    def check_officers(self, officers: Sequence[str], authority: UUID) -> None:
        """See that there is somebody to go, and all inspect for the body.

        Raises:
            PlanOfficersUnknown: they do not.
        """
        ours = self._officers.inspectors(authority)
        strange = [one for one in officers if one not in ours]
        if strange or not officers:
            raise PlanOfficersUnknown(officers=strange)

    def _check_control(self, control_kind: str, authority: UUID) -> None:
        if control_kind not in self.control_kinds(authority):
            raise PlanControlUnknown

    def _check_kind(self, command: ChangeEntry) -> None:
        if command.measure is Measure.VISIT:
            if command.kind is not None:
                raise PlanKindUnfit
            return
        if command.kind is None:
            raise PlanKindUnfit
        number = self._number(command.control_kind) or ""
        if not self._kinds.on(command.kind, command.starts, number).has_interaction:
            raise PlanKindUnfit

    def _number(self, control_kind: str) -> str | None:
        """The number of a kind of control, as far as its criteria of risk tell it."""
        found = self._log.find(RiskProfile, RiskProfile.create_id(control_kind))
        return found.number if found else None

    def _lawful(
        self, content: Content, client_id: UUID, measured: Measured
    ) -> list[PlannedObject]:
        """The open places where the law lets this be planned."""
        judged = self._judged(content, client_id, measured)
        return [one for one, broken in judged if one.premises and not broken]

    def _named(self, command: ChangeEntry, client_id: UUID) -> list[PlannedObject]:
        asked = list(dict.fromkeys(command.objects))
        if asked:
            open_ones = self._premises.places(client_id)
            if strange := [one for one in asked if one not in open_ones]:
                raise PlanObjectsUnknown(objects=[str(one) for one in strange])
        return self._with_risk(client_id, command.control_kind, asked or [None])

    def _judged(
        self, content: Content, client_id: UUID, measured: Measured
    ) -> list[tuple[PlannedObject, PlanBroken | None]]:
        """The business as a whole, its open places, and what forbids each."""
        places: list[UUID | None] = [None, *self._premises.places(client_id)]
        objects = self._with_risk(client_id, content.control_kind, places)
        everything = content.model_copy(update={"objects": tuple(objects)})
        broken = {
            premises: one
            for one in faults(everything, measured)
            for premises in one.objects
        }
        return [(one, broken.get(one.premises)) for one in objects]

    def _with_risk(
        self, client_id: UUID, control_kind: str, objects: Iterable[UUID | None]
    ) -> list[PlannedObject]:
        """Objects with their categories, in one question to the log."""
        ids = {
            one: RiskAssignment.create_id(client_id, one, control_kind)
            for one in objects
        }
        found = self._log.find_many(RiskAssignment, list(ids.values()))
        return [
            PlannedObject(premises=one, category=category_of(found.get(id)))
            for one, id in ids.items()
        ]

    def _measured(
        self,
        client_id: UUID,
        authority: UUID,
        control_kind: str,
        number: str | None,
        without: UUID | None,
    ) -> Measured:
        client, region = self._holds.circumstances(client_id)
        held = self._known.held(client_id, authority, control_kind, number, without)
        places = self._premises.places(client_id)
        return Measured(
            self._law.current(),
            self._kinds,
            self._places.at(region),
            client.size,
            last_of_each(held, [None, *places]),
        )
