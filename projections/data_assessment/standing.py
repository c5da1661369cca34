"""Where records stand after each event: the old standing ends, a new one begins."""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID, uuid5

from domain.applicability import Declaration
from domain.compliance import ComplianceDeclaration
from domain.data_assessment import RecordKind, Stand
from domain.execution import ExecutionConfirmation
from domain.requirement import requirement_id
from projections.view import Recorded, Row

KINDS = (
    Declaration.Event,
    Declaration.Declared,
    ComplianceDeclaration.Event,
    ComplianceDeclaration.Declared,
    ExecutionConfirmation.Event,
    ExecutionConfirmation.Issued,
)
GONE = "gone"
"""Where a record stands that its client took back or put another one in place of."""

_BUNDLES = UUID("6f0d5d0b-3e0a-5b1c-8a3e-1c0a7d4f9b21")


class Standing:
    """The records of a batch as they stand, and what is to be written.

    Args:
        rows: those that stand now.

    Attributes:
        ended: rows of the table that stand so no more.
        new: rows to add; some have ended within the batch.
        bundles: what is declared together.
    """

    def __init__(self, rows: Iterable[Row]) -> None:
        self._now: dict[tuple[UUID, UUID], Row] = {
            (row["source"], row["requirement_id"]): row for row in rows
        }
        self._kept = {id(row) for row in self._now.values()}
        self.ended: list[Row] = []
        self.new: list[Row] = []
        self.bundles: list[Row] = []

    def of(self, source: UUID) -> list[Row]:
        """The records of one confirmation or declaration."""
        return [row for (owner, _), row in self._now.items() if owner == source]

    def get(self, source: UUID, requirement: UUID) -> Row | None:
        """One of them."""
        return self._now.get((source, requirement))

    def put(
        self, one: Recorded, requirement: UUID, before: Row | None, **columns: Any
    ) -> None:
        """Let a record stand otherwise from an event on."""
        source = one.event.originator_id
        row = (before or {}) | columns
        row |= {
            "source": source,
            "requirement_id": requirement,
            "since": one.position,
            "since_at": one.at,
            "ended": None,
            "ended_at": None,
        }
        standing = self._now.get((source, requirement))
        if standing:
            standing |= {"ended": one.position, "ended_at": one.at}
            if id(standing) in self._kept:
                self.ended.append(standing)
        self._now[source, requirement] = row
        self.new.append(row)

    def change(self, one: Recorded, row: Row, **columns: Any) -> None:
        """Give some columns of a record other values from an event on."""
        if any(row[name] != value for name, value in columns.items()):
            self.put(one, row["requirement_id"], row, **columns)

    def bundle(self, ids: Sequence[UUID], versions: Sequence[int]) -> UUID:
        """What is declared together, by an id that tells its content."""
        pairs = sorted(zip(map(str, ids), versions, strict=True))
        id = uuid5(_BUNDLES, str(pairs))
        self.bundles.append({"id": id, "requirement_ids": ids, "versions": versions})
        return id


def stand(standing: Standing, one: Recorded) -> None:
    """Change what an event changes."""
    match one.event:
        case Declaration.Event() | Declaration.Declared():
            _not_applicable(standing, one)
        case ComplianceDeclaration.Event() | ComplianceDeclaration.Declared():
            _compliance(standing, one)
        case _:
            _confirmation(standing, one)


_LEADS_TO = {
    "Declared": Stand.IN_FORCE,
    "DeclaredAgain": Stand.IN_FORCE,
    "Reconfirmed": Stand.IN_FORCE,
    "ContestDropped": Stand.IN_FORCE,
    "ContestAnnulled": Stand.IN_FORCE,
    "Contested": Stand.QUESTIONED,
    "Answered": Stand.QUESTIONED,
    "ContestUpheld": Stand.REJECTED,
    "PutUp": Stand.LAPSED,
    "Withdrawn": GONE,
}


def _not_applicable(standing: Standing, one: Recorded) -> None:
    event: Any = one.event
    name = type(event).__name__
    if name not in _LEADS_TO:
        return
    changes: Row = {"stand": _LEADS_TO[name]}
    if name in {"Declared", "DeclaredAgain", "Reconfirmed"}:
        changes |= {
            "version": event.requirement_version,
            "control_body": event.control_body,
            "on": event.on,
            "number": one.position,
        }
    if isinstance(event, Declaration.Declared):
        blank = _blank(event.client_id, RecordKind.NOT_APPLICABLE)
        standing.put(one, requirement_id(event.requirement), blank, **changes)
    for row in standing.of(event.originator_id):
        standing.change(one, row, **changes)


def _compliance(standing: Standing, one: Recorded) -> None:
    event: Any = one.event
    before = standing.of(event.originator_id)
    match event:
        case ComplianceDeclaration.Withdrawn():
            _leave(standing, one, before)
        case ComplianceDeclaration.Annulled():
            for row in before:
                if row["stand"] == Stand.IN_FORCE:
                    standing.change(one, row, stand=Stand.REJECTED)
        case ComplianceDeclaration.AnnulmentLifted():
            for row in before:
                if row["stand"] == Stand.REJECTED:
                    standing.change(one, row, stand=Stand.IN_FORCE)
        case _:
            _declare(standing, one, before)


def _declare(standing: Standing, one: Recorded, before: Sequence[Row]) -> None:
    event: Any = one.event
    ids = [requirement_id(line.code) for line in event.requirements]
    versions = [line.version for line in event.requirements]
    bundle = standing.bundle(ids, versions)
    known = {row["requirement_id"] for row in before}
    _leave(standing, one, [row for row in before if row["requirement_id"] not in ids])
    body = before[0]["control_body"] if before else event.control_body
    for id, version in zip(ids, versions, strict=True):
        old = standing.get(event.originator_id, id) if id in known else None
        standing.put(
            one,
            id,
            old or _blank(event.client_id, RecordKind.COMPLIANCE),
            stand=Stand.IN_FORCE,
            number=one.position,
            version=version,
            control_body=body,
            on=event.on,
            until=event.valid_until,
            bundle=bundle,
        )


def _leave(standing: Standing, one: Recorded, rows: Iterable[Row]) -> None:
    """The client has gone from these; what a body decided against stays."""
    for row in rows:
        if row["stand"] != Stand.REJECTED:
            standing.change(one, row, stand=GONE)


def _confirmation(standing: Standing, one: Recorded) -> None:
    event: Any = one.event
    rows = standing.of(event.originator_id)
    match event:
        case ExecutionConfirmation.Issued():
            _issue(standing, one)
        case ExecutionConfirmation.Superseded() | ExecutionConfirmation.Recalled():
            _leave(standing, one, rows)
        case ExecutionConfirmation.QuestionDropped():
            for row in rows:
                _doubt(standing, one, row, _without(row, event.authority))
        case ExecutionConfirmation.QuestionAnnulled():
            _hold_again(standing, one, rows)
        case ExecutionConfirmation.Event() if hasattr(event, "requirements"):
            for row in _named(rows, event.requirements):
                _decide(standing, one, row)


def _hold_again(standing: Standing, one: Recorded, rows: Sequence[Row]) -> None:
    """An appeal undid the question of a body."""
    event: Any = one.event
    for row in _named(rows, event.requirements):
        standing.change(one, row, stand=Stand.IN_FORCE)
    for row in standing.of(event.originator_id):
        _doubt(standing, one, row, _without(row, event.authority))


def _decide(standing: Standing, one: Recorded, row: Row) -> None:
    """What an event does to a requirement that it names."""
    match one.event:
        case ExecutionConfirmation.Lapsed():
            if row["stand"] in {Stand.IN_FORCE, Stand.QUESTIONED}:
                standing.change(one, row, stand=Stand.LAPSED)
        case ExecutionConfirmation.Questioned(authority=authority):
            _doubt(standing, one, row, [*row["asked"], authority])
        case ExecutionConfirmation.QuestionUpheld(authority=authority):
            asked = _without(row, authority)
            standing.change(one, row, stand=Stand.REJECTED, asked=asked)


def _issue(standing: Standing, one: Recorded) -> None:
    event: Any = one.event
    ends = {proof.step: proof.until for proof in event.steps}
    for line in event.requirements:
        until = [ends[step] for step in line.steps if ends.get(step)]
        standing.put(
            one,
            requirement_id(line.code),
            _blank(event.client_id, RecordKind.EXECUTION),
            stand=Stand.IN_FORCE,
            number=one.position,
            version=line.version,
            control_body=line.control_body,
            on=event.on,
            until=min(until, default=None),
            place=event.place,
            guarantees=event.guarantees,
        )


def _doubt(standing: Standing, one: Recorded, row: Row, asked: list[UUID]) -> None:
    """Who doubts it now; what has lapsed or was decided stays so."""
    now = row["stand"]
    if now in {Stand.IN_FORCE, Stand.QUESTIONED}:
        now = Stand.QUESTIONED if asked else Stand.IN_FORCE
    standing.change(one, row, stand=now, asked=asked)


def _without(row: Row, authority: UUID) -> list[UUID]:
    return [one for one in row["asked"] if one != authority]


def _named(rows: Sequence[Row], codes: Iterable[str]) -> list[Row]:
    wanted = {requirement_id(code) for code in codes}
    return [row for row in rows if row["requirement_id"] in wanted]


def _blank(client_id: UUID, kind: RecordKind) -> Row:
    return {
        "client_id": client_id,
        "kind": kind,
        "until": None,
        "place": None,
        "guarantees": False,
        "bundle": None,
        "asked": [],
    }
