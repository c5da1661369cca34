"""Writes the wishes of clients for another date."""

from collections.abc import Sequence

from domain.inspection import DateMove, Moving, Settled
from projections.view import Recorded, Row, Rows, Sql


def move(sql: Sql, events: Sequence[Recorded]) -> None:
    """Write some wishes."""
    ids = {one.event.originator_id for one in events}
    with Rows(sql, "inspection_move", ids) as rows:
        for one in events:
            id = one.event.originator_id
            row = (
                _row(one.event, one)
                if isinstance(one.event, DateMove.Asked)
                else rows[id] | _changed(one)
            )
            rows[id] = row | {"version": one.event.originator_version}


def _row(event: DateMove.Asked, one: Recorded) -> Row:
    return {
        "id": event.originator_id,
        "inspection": event.inspection,
        "client_id": event.client_id,
        "turn": event.turn,
        "status": Moving.ASKED,
        "due": event.terms.decide_by,
        "cause": event.cause,
        "reason": event.reason,
        "planned": event.planned,
        "slots": event.slots,
        "terms": event.terms,
        "document": event.document,
        "asked_by": event.by.id,
        "asked_at": one.at,
        "offered": [],
        "choose_by": None,
        "slot": None,
        "how": None,
        "answer": None,
        "settled_at": None,
    }


def _changed(one: Recorded) -> Row:
    over = {"due": None, "settled_at": one.at}
    match one.event:
        case DateMove.Offered(slots=slots, choose_by=choose_by, reason=reason):
            return {
                "status": Moving.OFFERED,
                "offered": slots,
                "choose_by": choose_by,
                "due": choose_by,
                "answer": reason,
            }
        case DateMove.NewTimeSet(slot=slot, how=how):
            return over | {"status": Moving.SETTLED, "slot": slot, "how": how}
        case DateMove.Allowed(slot=slot):
            said = {"status": Moving.SETTLED, "slot": slot, "how": Settled.APPEAL}
            return over | said
        case DateMove.Declined(reason=reason):
            return over | {"status": Moving.DECLINED, "answer": reason}
    return over | {"status": Moving.TAKEN_BACK}
