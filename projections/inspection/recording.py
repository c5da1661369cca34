"""Writes the actions of inspections."""

from collections import Counter
from collections.abc import Sequence

from domain.inspection import ActionRecord
from projections.view import Recorded, Row, Rows, Sql


def record(sql: Sql, events: Sequence[Recorded]) -> None:
    """Write some actions."""
    ids = {one.event.originator_id for one in events}
    told = [
        (one.event, one)
        for one in events
        if isinstance(one.event, ActionRecord.Recorded)
    ]
    with Rows(sql, "inspection_action", ids) as rows:
        for event, one in told:
            rows[event.originator_id] = _row(event, one)
    counted = Counter(event.inspection for event, _ in told)
    for inspection, count in counted.items():
        sql.execute(COUNT, (count, inspection))


COUNT = "UPDATE inspection_case SET actions = actions + %s WHERE id = %s"


def _row(event: ActionRecord.Recorded, one: Recorded) -> Row:
    return {
        "id": event.originator_id,
        "version": event.originator_version,
        "number": one.position,
        "inspection": event.inspection,
        "client_id": event.client_id,
        "action": event.action,
        "by": event.by.id,
        "since": event.since,
        "until": event.until,
        "place": event.place,
        "with_client": event.with_client,
        "objects": event.objects,
        "requirements": event.requirements,
        "held": event.held,
        "files": event.files,
        "said": event.said,
        "recorded_at": one.at,
    }
