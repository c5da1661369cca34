"""One action of an inspection: who did what, when and where (I0, I8).

Every action is a thing of its own: hundreds of objects are inspected by several people
with a poor line, and none of them waits for another.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import ClassVar
from uuid import UUID, uuid5

from eventsourcing.domain import event
from pydantic import AwareDatetime

from domain.inspection.aggregate import Inspection
from domain.inspection.kinds import ControlAction
from domain.inspection.refusals import (
    ActionBackwards,
    PlaceOfStepMissing,
    StepBackwards,
    StepNotNow,
    StepYetToCome,
)
from domain.inspection.stages import Done, Stage, Step, possible
from domain.inspection.violation import check_named
from domain.kernel import Actor, Aggregate, Personal

_ACTIONS = UUID("0a7f1c0e-9c7e-5a50-8f53-58c0b9a5e3d1")
_RECORDING = (Stage.STARTED, Stage.ENDED)


class ActionRecord(Aggregate):
    """The record of one action."""

    class Recorded(Aggregate.Created):
        """Somebody did something.

        Attributes:
            inspection: in which.
            draft: name that the device gave it: what is sent again is recorded once.
            action: what was done.
            since, until: when; it may be recorded later.
            place: where, in words.
            with_client: whether it took the time of the client.
            objects, requirements: what it was about.
            held: records of the state in which it had what was demanded.
            files: photos and other files; each bears its own time.
            said: what was seen, in words.
        """

        subject: ClassVar[str] = "client_id"
        client_id: UUID
        inspection: UUID
        draft: UUID
        action: ControlAction
        since: AwareDatetime
        until: AwareDatetime
        place: Personal
        with_client: bool
        objects: tuple[UUID, ...] = ()
        requirements: tuple[str, ...] = ()
        held: tuple[str, ...] = ()
        files: tuple[UUID, ...] = ()
        said: Personal | None = None

    @classmethod
    def record(
        cls,
        inspection: Inspection,
        action: ControlAction,
        *,
        draft: UUID,
        since: datetime,
        until: datetime,
        place: str,
        with_client: bool,
        objects: Sequence[UUID] = (),
        requirements: Sequence[str] = (),
        held: Sequence[str] = (),
        files: Sequence[UUID] = (),
        said: str | None = None,
        by: Actor,
        now: datetime,
    ) -> "ActionRecord":
        """Record what was done in an inspection that has begun and has no act yet.

        That somebody did what nobody had ordered is kept as well: see `flags`.

        Raises:
            StepNotNow: the inspection has not begun, or its act is drawn.
            StepYetToCome, StepBackwards, ActionBackwards: of its time.
            SuspendedByAppeal: an appeal let nothing go on then.
            PlaceOfStepMissing: it is not said where.
            NotInOrder: the order does not name what it was about.
        """
        if inspection.stage not in _RECORDING:
            raise StepNotNow(
                stage=inspection.stage, possible=possible(inspection.stage)
            )
        started = inspection.taken(Step.START)
        if until < since:
            raise ActionBackwards
        if until > now:
            raise StepYetToCome
        inspection.standing.check(until)
        if started is not None and since < started.at:
            raise StepBackwards(since=started.at)
        if not place.strip():
            raise PlaceOfStepMissing
        check_named(inspection.current.scopes, requirements, objects)
        return cls(
            client_id=inspection.client_id,
            inspection=inspection.id,
            draft=draft,
            action=action,
            since=since,
            until=until,
            place=place.strip(),
            with_client=with_client,
            objects=tuple(objects),
            requirements=tuple(requirements),
            held=tuple(held),
            files=tuple(files),
            said=said.strip() or None if said else None,
            by=by,
        )

    @property
    def done(self) -> Done:
        """What it tells of hours and red flags."""
        return self._done

    @staticmethod
    def create_id(inspection: UUID, draft: UUID) -> UUID:
        """One record per draft of a device."""
        return uuid5(_ACTIONS, f"{inspection} {draft}")

    @event(Recorded)
    def __init__(
        self,
        client_id: UUID,
        inspection: UUID,
        draft: UUID,
        action: ControlAction,
        since: datetime,
        until: datetime,
        place: str,
        with_client: bool,  # noqa: FBT001
        by: Actor,
        objects: tuple[UUID, ...] = (),
        requirements: tuple[str, ...] = (),
        held: tuple[str, ...] = (),
        files: tuple[UUID, ...] = (),
        said: str | None = None,
    ) -> None:
        self.client_id = client_id
        self.inspection = inspection
        id = self.create_id(inspection, draft)
        self._done = Done(id, 1, action, by.id, since, until, with_client, held)
