"""Which record decides, and when none does (C3).

| rank | record | where it stands | says |
|---|---|---|---|
| 3 | entry of a state register that is itself the proof | | confirmed |
| 3 | facts of the state that the condition does not hold | undisputed | not concerned |
| 3 | confirmation of an execution | the body upheld its question | refuted |
| 3 | declaration of compliance | the body annulled it | refuted |
| 2 | confirmation, algorithm approved | in force | confirmed |
| 1 | confirmation, algorithm only recommended | in force | confirmed |
| 1 | declaration of compliance | in force | confirmed |
| 1 | declaration of non-applicability | in force, no fact denies it | not concerned |
| 0 | any of these | questioned, lapsed, over, of another version | nothing |

The highest rank that says something decides; two sayings of one rank decide nothing. A
body's decision gives way to what the client shows later with a record that weighs at
least as much as the one that was rejected. A confirmation of one place counts when
every open place of the client is confirmed.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple
from uuid import UUID

from domain.condition import Verdict
from domain.data_assessment.record import Outcome, Record, RecordKind, Stand, Why

STATE, GUARANTEED, OWN_WORD, NOTHING = 3, 2, 1, 0


class Case(NamedTuple):
    """What a requirement's records are weighed against.

    Attributes:
        version: of the requirement, in force on the day.
        on: the day.
        verdict: what the facts of the state alone say.
        places: ids of the client's open premises.
    """

    version: int
    on: date
    verdict: Verdict = Verdict.UNKNOWN
    places: Collection[UUID] = ()


class Assessed(NamedTuple):
    """The outcome for one requirement; attributes as of Finding."""

    outcome: Outcome
    why: Why
    rests_on: tuple[Record, ...] = ()
    beside: tuple[Record, ...] = ()


class Claim(NamedTuple):
    """What one record says.

    Attributes:
        record: it.
        rank: how much it weighs; 0: it says nothing.
        says: which outcome.
        answered_by: of a body's decision: rank of what the client must show later.
    """

    record: Record
    rank: int
    says: Outcome | None
    answered_by: int = STATE


NO_RECORD = Assessed(Outcome.UNDECIDABLE, Why.NO_RECORD)


def assess(records: Sequence[Record], case: Case) -> Assessed:
    """What a client's records say of one requirement.

    Args:
        records: all about it, any order; facts only where they say that the
            requirement does not concern the client.
        case: what they are weighed against.
    """
    if not records:
        return NO_RECORD
    weighed = [weigh(one, case) for one in records]
    claims = _of_every_place(weighed, case.places)
    speaking = [c for c in claims if c.rank and not _is_answered(c, claims)]
    if not speaking:
        partly = claims != weighed
        return Assessed(
            Outcome.UNDECIDABLE,
            _silence(records, case, partly=partly),
            (),
            _in_order(records),
        )
    top = max(claim.rank for claim in speaking)
    deciding = [claim for claim in speaking if claim.rank == top]
    rests_on = _in_order(claim.record for claim in deciding)
    beside = _in_order(one for one in records if one not in rests_on)
    said = {claim.says for claim in deciding if claim.says}
    if len(said) > 1:
        return Assessed(Outcome.UNDECIDABLE, Why.CONFLICT, rests_on, beside)
    outcome = said.pop()
    return Assessed(outcome, REASONS[rests_on[0].kind, outcome], rests_on, beside)


SAYS: Mapping[tuple[RecordKind, Stand], Outcome] = {
    (RecordKind.REGISTER, Stand.IN_FORCE): Outcome.CONFIRMED,
    (RecordKind.FACT, Stand.IN_FORCE): Outcome.NOT_CONCERNED,
    (RecordKind.EXECUTION, Stand.IN_FORCE): Outcome.CONFIRMED,
    (RecordKind.EXECUTION, Stand.REJECTED): Outcome.REFUTED,
    (RecordKind.COMPLIANCE, Stand.IN_FORCE): Outcome.CONFIRMED,
    (RecordKind.COMPLIANCE, Stand.REJECTED): Outcome.REFUTED,
    (RecordKind.NOT_APPLICABLE, Stand.IN_FORCE): Outcome.NOT_CONCERNED,
}
BY_STATE = frozenset({RecordKind.REGISTER, RecordKind.FACT})


def weigh(record: Record, case: Case) -> Claim:
    """What one record says by itself; see the table."""
    says = SAYS.get((record.kind, record.stand))
    denied = (
        record.kind is RecordKind.NOT_APPLICABLE and case.verdict is Verdict.APPLIES
    )
    if says is None or denied or not record.counts(case.version, case.on):
        return Claim(record, NOTHING, None)
    own = GUARANTEED if record.guarantees else OWN_WORD
    by_state = record.kind in BY_STATE or says is Outcome.REFUTED
    return Claim(record, STATE if by_state else own, says, answered_by=own)


def _of_every_place(claims: list[Claim], places: Collection[UUID]) -> list[Claim]:
    """The same; confirmations of places say nothing unless each place has one."""
    confirmed = {
        claim.record.place
        for claim in claims
        if claim.says is Outcome.CONFIRMED and claim.record.place
    }
    if not confirmed or confirmed.issuperset(places):
        return claims
    return [
        claim._replace(rank=NOTHING, says=None)
        if claim.says is Outcome.CONFIRMED and claim.record.place
        else claim
        for claim in claims
    ]


def _is_answered(claim: Claim, claims: Iterable[Claim]) -> bool:
    """Whether the client has shown anew what a body had decided against."""
    return claim.says is Outcome.REFUTED and any(
        other.says not in (None, Outcome.REFUTED)
        and other.rank >= claim.answered_by
        and other.record.position > claim.record.position
        for other in claims
    )


REASONS: Mapping[tuple[RecordKind, Outcome], Why] = {
    (RecordKind.REGISTER, Outcome.CONFIRMED): Why.REGISTER_SAYS,
    (RecordKind.FACT, Outcome.NOT_CONCERNED): Why.FACTS_SAY,
    (RecordKind.EXECUTION, Outcome.CONFIRMED): Why.CARRIED_OUT,
    (RecordKind.EXECUTION, Outcome.REFUTED): Why.QUESTION_UPHELD,
    (RecordKind.COMPLIANCE, Outcome.CONFIRMED): Why.DECLARED,
    (RecordKind.COMPLIANCE, Outcome.REFUTED): Why.ANNULLED,
    (RecordKind.NOT_APPLICABLE, Outcome.NOT_CONCERNED): Why.DECLARED_NOT_APPLICABLE,
}


def _silence(records: Iterable[Record], case: Case, *, partly: bool) -> Why:
    """Why nothing is said, though there are records."""
    if partly:
        return Why.SOME_PLACES
    doubted = any(
        one.stand is Stand.QUESTIONED and one.counts(case.version, case.on)
        for one in records
    )
    return Why.QUESTIONED if doubted else Why.LAPSED


def _in_order(records: Iterable[Record]) -> tuple[Record, ...]:
    """Newest first; in an order that does not depend on how they came."""
    return tuple(
        sorted(records, key=lambda one: (-one.position, one.kind, str(one.source)))
    )
