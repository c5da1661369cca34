"""Writes who acts for clients in appeals."""

from collections.abc import Sequence

from domain.appeal import AppealRepresentation
from projections.view import Recorded, Row, Rows, Sql


def act_for(sql: Sql, events: Sequence[Recorded]) -> None:
    """Write who may what, and who may nothing any more."""
    ids = {one.event.originator_id for one in events}
    with Rows(sql, "appeal_representative", ids) as rows:
        for one in events:
            id = one.event.originator_id
            row = (
                _row(one.event, one)
                if isinstance(one.event, AppealRepresentation.Named)
                else rows[id]
            )
            rows[id] = row | _changed(one)


def _row(event: AppealRepresentation.Named, one: Recorded) -> Row:
    return {
        "id": event.originator_id,
        "appeal": event.appeal,
        "client_id": event.client_id,
        "person": event.person,
        "powers": [],
        "until": None,
        "document": None,
        "since": one.at,
    }


def _changed(one: Recorded) -> Row:
    row: Row = {"changed_at": one.at}
    match one.event:
        case AppealRepresentation.Empowered(
            powers=powers, until=until, document=document
        ):
            return row | {"powers": powers, "until": until, "document": document}
        case AppealRepresentation.Revoked():
            return row | {"powers": []}
    return row
