"""Data first: what the records confirm is not inspected (I0).

Source: 248-ФЗ, ст. 73 ч. 3 (LAW-041); стандарт «Государство для бизнеса», п. 4.8.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple
from uuid import UUID

from domain.data_assessment import (
    Finding,
    Outcome,
    Record,
    RecordKind,
    Stand,
    Why,
)
from domain.kernel import Value

SETTLED = frozenset({Outcome.CONFIRMED, Outcome.NOT_CONCERNED})


class Scope(Value):
    """What is inspected: each of these objects for each of these requirements.

    Attributes:
        objects: ids of the client's objects; empty: the business as a whole.
        requirements: codes.
    """

    objects: tuple[UUID, ...] = ()
    requirements: tuple[str, ...]


class Barred(Value):
    """A requirement that may not be inspected, since records have settled it.

    Attributes:
        requirement: code.
        objects: at which objects; empty: at none, nor in the business as a whole.
        outcome: confirmed, or not concerned.
        records: that say so.
    """

    requirement: str
    objects: tuple[UUID, ...]
    outcome: Outcome
    records: tuple[Record, ...]


class Remaining(Value):
    """A requirement that the records did not settle, and why they did not.

    Attributes:
        code, version: of the requirement.
        outcome: refuted or undecidable.
        why: in one word.
    """

    code: str
    version: int
    outcome: Outcome
    why: Why


class Gate(NamedTuple):
    """What the records leave to be inspected.

    Attributes:
        barred: what may not be, by requirement.
        remaining: what may be, by requirement.
        unknown: codes of which nothing was assessed: not in force, or another body's.
    """

    barred: tuple[Barred, ...]
    remaining: tuple[Remaining, ...]
    unknown: tuple[str, ...]


def gate(scopes: Sequence[Scope], findings: Iterable[Finding], on: date) -> Gate:
    """What of these scopes the records have settled, and what they have not.

    A confirmation of one place settles that place, though not the business.

    Args:
        scopes: what shall be inspected.
        findings: of the assessment without interaction, as of now.
        on: the day.
    """
    found = {one.code: one for one in findings}
    asked = _objects(scopes)
    barred, remaining = [], []
    for code in sorted(asked.keys() & found.keys()):
        finding, objects = found[code], asked[code]
        at = _settled_at(finding, objects, on)
        if at is not None:
            barred.append(
                Barred(
                    requirement=code,
                    objects=at,
                    outcome=_outcome(finding),
                    records=_records(finding, at),
                )
            )
        if finding.outcome not in SETTLED:
            remaining.append(
                Remaining(
                    code=code,
                    version=finding.version,
                    outcome=finding.outcome,
                    why=finding.why,
                )
            )
    unknown = sorted(asked.keys() - found.keys())
    return Gate(tuple(barred), tuple(remaining), tuple(unknown))


def without(scopes: Sequence[Scope], barred: Collection[Barred]) -> tuple[Scope, ...]:
    """What is left of scopes; objects with the same requirements stay together."""
    gone = {one.requirement: one for one in barred}
    left: list[Scope] = []
    for scope in scopes:
        groups: dict[tuple[UUID, ...], list[str]] = {}
        for code in scope.requirements:
            one = gone.get(code)
            if one is None:
                groups.setdefault(scope.objects, []).append(code)
            elif one.objects:
                out = set(one.objects)
                rest = tuple(o for o in scope.objects if o not in out)
                groups.setdefault(rest, []).append(code)
        left += [
            Scope(objects=objects, requirements=tuple(codes))
            for objects, codes in groups.items()
            if objects or not scope.objects
        ]
    return tuple(left)


def _objects(scopes: Sequence[Scope]) -> Mapping[str, set[UUID]]:
    asked: dict[str, set[UUID]] = {}
    for scope in scopes:
        for code in scope.requirements:
            asked.setdefault(code, set()).update(scope.objects)
    return asked


def _settled_at(
    finding: Finding, objects: Collection[UUID], on: date
) -> tuple[UUID, ...] | None:
    """At which objects it is settled; empty: everywhere; None: nowhere."""
    if finding.outcome in SETTLED:
        return ()
    if finding.why is not Why.SOME_PLACES:
        return None
    places = {one.place for one in _of_places(finding, on) if one.place}
    return tuple(sorted(places & set(objects), key=str)) or None


def _of_places(finding: Finding, on: date) -> Iterable[Record]:
    return (
        one
        for one in (*finding.rests_on, *finding.beside)
        if one.kind is RecordKind.EXECUTION
        and one.stand is Stand.IN_FORCE
        and one.counts(finding.version, on)
    )


def _outcome(finding: Finding) -> Outcome:
    return finding.outcome if finding.outcome in SETTLED else Outcome.CONFIRMED


def _records(finding: Finding, at: Collection[UUID]) -> tuple[Record, ...]:
    if not at:
        return finding.rests_on
    return tuple(one for one in (*finding.rests_on, *finding.beside) if one.place in at)
