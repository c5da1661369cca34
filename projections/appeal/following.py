"""Follows inspections, to tell at which of their stages an appeal was begun (I9)."""

import re
from collections.abc import Sequence
from typing import Any, NamedTuple
from uuid import UUID

from domain.appeal import OF_INSPECTIONS, Subject
from domain.appeal.events import Begun
from domain.inspection import NEXT, Kind, Stage
from domain.inspection import events as happening
from projections.inspection.stepping import step_of
from projections.view import Recorded, Rows, Sql

_AT = re.compile(r"^/inspections/([0-9a-f-]{36})(?:[/#]|$)")


class Stood(NamedTuple):
    """Where an inspection stood; None: the appeal belongs to none."""

    inspection: UUID | None = None
    procedure: Kind | None = None
    stage: Stage | None = None


def follow(sql: Sql, events: Sequence[Recorded]) -> dict[int, Stood]:
    """Write where inspections stand now.

    Args:
        sql: of `apply`.
        events: of inspections and appeals.

    Returns:
        Where the inspection of each appeal stood, by the place of its beginning.
    """
    found: dict[int, Stood] = {}
    with Rows(sql, "appeal_inspection", _concerned(events)) as rows:
        for one in events:
            event = one.event
            if isinstance(event, Begun):
                found[one.position] = _stood(rows, event.matter)
            elif isinstance(event, happening.Ordered):
                rows[event.originator_id] = {
                    "id": event.originator_id,
                    "client_id": event.client_id,
                    "kind": event.order.kind,
                    "stage": Stage.ANNOUNCED,
                }
            elif event.originator_id in rows:
                _advance(rows, event)
    return found


def inspection_of(matter: Subject) -> UUID | None:
    """The inspection that a matter belongs to; None: it belongs to none."""
    at = _AT.match(matter.address) if matter.kind in OF_INSPECTIONS else None
    return UUID(at[1]) if at else None


def _concerned(events: Sequence[Recorded]) -> set[UUID]:
    return {
        id
        for one in events
        if (
            id := inspection_of(one.event.matter)
            if isinstance(one.event, Begun)
            else one.event.originator_id
        )
    }


def _stood(rows: Rows, matter: Subject) -> Stood:
    inspection = inspection_of(matter)
    row = rows.get(inspection) if inspection else None
    if row is None:
        return Stood(inspection)
    return Stood(inspection, row["kind"], row["stage"])


def _advance(rows: Rows, event: Any) -> None:
    taken, stage = step_of(event), Stage(rows[event.originator_id]["stage"])
    if taken and (after := NEXT.get((taken, stage))):
        rows.change(event.originator_id, stage=after)
