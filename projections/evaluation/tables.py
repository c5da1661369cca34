"""The tables of content: what was said, in which group, what came of it (E3, E5)."""

from collections.abc import Iterable, Sequence
from itertools import chain
from typing import Any
from uuid import UUID

from domain.anonymity import Figures
from domain.evaluation import (
    Evaluation,
    Tally,
    fingerprint,
    number_of,
    numbered,
    whole,
)
from domain.kernel import FORGOTTEN, Event
from projections.evaluation.summing import Sums, figures_of
from projections.view import Projection, Recorded, Row, Rows, Sql


class EvaluationProjection(Projection):
    """Keeps a row per evaluation, group, label and rule.

    Figures are sums of groups, and are written when a round forms or dissolves one.
    """

    name = "evaluation"
    schema = """
        CREATE TABLE entry (
            id           uuid PRIMARY KEY,
            version      integer NOT NULL,
            number       text NOT NULL UNIQUE,
            subject      text NOT NULL,
            kind         text NOT NULL,
            code         text NOT NULL,
            said         jsonb NOT NULL,
            digest       text NOT NULL,
            remarks      jsonb NOT NULL,
            alike        text NOT NULL,
            given_on     date NOT NULL,
            due          date NOT NULL,
            rule         text NOT NULL,
            "group"      integer,
            label        jsonb,
            is_named     boolean NOT NULL,
            is_withdrawn boolean NOT NULL,
            to_release   integer NOT NULL,
            outcome      text,
            reason       text,
            used_in      text,
            considered_on date,
            is_waiting   boolean NOT NULL
        );
        CREATE INDEX entry_waiting ON entry (subject, due, id) WHERE is_waiting;
        CREATE INDEX entry_alike ON entry (subject, alike) WHERE is_waiting;
        CREATE INDEX entry_release ON entry (given_on, id)
            WHERE to_release > 0 AND NOT is_withdrawn;
        CREATE INDEX entry_considered ON entry (subject, considered_on DESC, id)
            WHERE considered_on IS NOT NULL AND NOT is_withdrawn;
        CREATE INDEX entry_named ON entry (subject, id)
            WHERE is_named AND NOT is_withdrawn;
        CREATE TABLE "group" (
            subject text,
            number  integer,
            label   jsonb NOT NULL,
            figures jsonb NOT NULL,
            PRIMARY KEY (subject, number)
        );
        CREATE TABLE label (
            subject text,
            label   text,
            count   integer NOT NULL,
            figures jsonb NOT NULL,
            PRIMARY KEY (subject, label)
        );
        CREATE INDEX label_count ON label (subject, count DESC, label);
        CREATE TABLE summary (
            subject  text PRIMARY KEY,
            kind     text NOT NULL,
            code     text NOT NULL,
            number   integer NOT NULL,
            figures  jsonb NOT NULL,
            named    jsonb NOT NULL,
            progress jsonb NOT NULL,
            round_on date
        );
        CREATE INDEX summary_code ON summary (kind, code, number DESC);
    """
    events = (Evaluation.Event, Evaluation.Given, Tally.Event, Tally.Begun)

    def apply(self, sql: Sql, events: Sequence[Recorded]) -> None:
        """Write what a batch of events means."""
        happened = [one.event for one in events]
        ids = set(chain.from_iterable(map(_concerned, happened)))
        with Rows(sql, "entry", ids) as rows:
            known = {row["subject"] for id in ids if (row := rows.get(id))}
            told = {str(one.of) for one in happened if isinstance(one, OPENING)}
            with Sums(sql, known | told, happened) as sums:
                for one in happened:
                    _write(rows, sums, one)


OPENING = (Tally.Begun, Tally.Counted, Tally.Named, Evaluation.Given)


def _concerned(event: Event) -> Iterable[UUID]:
    match event:
        case Tally.Counted(formed=formed):
            return (id for group in formed for id in group.members)
        case Tally.Named(told=told, gone=gone):
            return (*told, *gone)
        case Tally.Begun():
            return ()
    return (event.originator_id,)


def _write(rows: Rows, sums: Sums, event: Event) -> None:
    match event:
        case Tally.Begun():
            pass
        case Tally.Counted(of=of, number=number, formed=formed):
            sums.dissolve(event)
            for place, group in numbered(number, formed).items():
                label = [list(step) for step in group.label]
                figures = Figures()
                for id in group.members:
                    with sums.moved(rows[id]):
                        rows.change(id, group=place, label=label)
                    figures += figures_of(rows[id])
                sums.form(str(of), place, group, figures, event.on)
        case Tally.Named(of=of, told=told, gone=gone):
            for id in (*gone, *told):
                if id in rows:
                    _name(rows, sums, id, is_named=id in told)
        case _:
            id = event.originator_id
            row = rows.get(id) or _given(event)
            with sums.moved(row):
                rows[id] = _after(row, event)


def _name(rows: Rows, sums: Sums, id: UUID, *, is_named: bool) -> None:
    row = rows[id]
    with sums.moved(row):
        if is_named:
            rows.change(id, is_named=True, group=None, label=None)
        else:
            rows.change(id, is_named=False)


def _given(event: Event) -> Row:
    assert isinstance(event, Evaluation.Given)  # noqa: S101 - the log's order
    return {
        "id": event.originator_id,
        "number": number_of(event.originator_id),
        "subject": str(event.of),
        "kind": event.of.kind.value,
        "code": event.of.code,
        "group": None,
        "label": None,
        "is_named": False,
        "is_withdrawn": False,
        "given_on": event.on,
    }


def _after(row: Row, event: Event) -> Row:
    """The row after one more event; whether it waits follows from the rest."""
    row["version"] = event.originator_version
    match event:
        case Evaluation.Given() | Evaluation.Revised():
            row |= _said(event)
        case Evaluation.Withdrawn():
            row |= {"is_withdrawn": True, "group": None, "label": None}
        case Evaluation.Released(remark=place, text=text, due=due):
            _remark(row, place).update(released=text)
            row |= {"due": due, "to_release": row["to_release"] - 1}
        case Evaluation.KeptBack(remark=place):
            _remark(row, place).update(is_kept_back=True)
            row["to_release"] -= 1
        case Evaluation.Considered():
            _consider(row, event)
    row["is_waiting"] = not (
        row["is_withdrawn"] or row["to_release"] or row["considered_on"]
    )
    return row


def _said(event: Evaluation.Given | Evaluation.Revised) -> Row:
    said = (
        whole(event.said, event.remarks) if event.remarks != FORGOTTEN else event.said
    )
    return {
        "said": event.said.model_dump(mode="json", exclude={"remarks"}),
        "digest": said.digest,
        "remarks": [
            {"place_no": number, **remark.model_dump(mode="json")}
            for number, remark in enumerate(said.remarks, 1)
        ],
        "alike": fingerprint(tuple(one.text for one in said.remarks)),
        "due": event.due,
        "rule": event.rule,
        "to_release": len(said.remarks),
        "outcome": None,
        "reason": None,
        "used_in": None,
        "considered_on": None,
    }


def _consider(row: Row, event: Evaluation.Considered) -> None:
    answer = {
        "outcome": event.outcome.value,
        "reason": event.reason,
        "used_in": event.used_in,
    }
    if event.remark:
        _remark(row, event.remark).update(answer)
        shown = [one for one in row["remarks"] if not one.get("is_kept_back")]
        if all(one.get("outcome") for one in shown):
            row["considered_on"] = event.on
    else:
        row |= answer | {"considered_on": event.on}


def _remark(row: Row, place: int) -> dict[str, Any]:
    remark: dict[str, Any] = row["remarks"][place - 1]
    return remark
