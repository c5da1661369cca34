"""What the records say: which one decides, and what is told of groups (C3)."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.condition import Verdict
from domain.data_assessment import (
    AlgorithmDoesNotServe,
    Case,
    Cell,
    Finding,
    GroupTooSmall,
    Look,
    Moment,
    NothingToLookAt,
    OfferedAlready,
    Outcome,
    PurposeMissing,
    Record,
    RecordKind,
    RemarkMissing,
    RequirementAt,
    Segment,
    Stand,
    Survey,
    SurveyOver,
    SurveyRunning,
    Why,
    assess,
)
from domain.kernel import Actor, Role
from domain.small_groups import K

TODAY = date(2026, 11, 21)
NOON = datetime(2026, 11, 21, 9, tzinfo=UTC)
CASE = Case(version=2, on=TODAY)
SHOP, STORE = uuid4(), uuid4()
BY = Actor(id="pavel", role=Role.INSPECTOR, organisation=uuid4())
MOMENT = Moment(on=TODAY, known_at=NOON, position=10)
EXECUTION, COMPLIANCE = RecordKind.EXECUTION, RecordKind.COMPLIANCE
NOT_APPLICABLE, REGISTER = RecordKind.NOT_APPLICABLE, RecordKind.REGISTER
FACT = RecordKind.FACT
LIFT = RequirementAt(code="REQ-LIFT-001", version=1)


def record(
    kind: RecordKind = EXECUTION,
    stand: Stand = Stand.IN_FORCE,
    position: int = 1,
    **differently: Any,
) -> Record:
    said: dict[str, Any] = {
        "kind": kind,
        "stand": stand,
        "source": uuid4(),
        "number": position,
        "position": position,
        "at": NOON,
        "on": TODAY,
        "version": None if kind in {REGISTER, FACT} else 2,
        "guarantees": kind is EXECUTION,
    }
    return Record(**said | differently)


def came_of(records: Sequence[Record], case: Case = CASE) -> tuple[Outcome, Why]:
    found = assess(records, case)
    return found.outcome, found.why


APPROVED = record()
RECOMMENDED = record(guarantees=False)
DECLARED = record(COMPLIANCE)
ANNULLED = record(COMPLIANCE, Stand.REJECTED)
UPHELD = record(stand=Stand.REJECTED)
NOT_ME = record(NOT_APPLICABLE)
CONTESTED = record(NOT_APPLICABLE, Stand.QUESTIONED)
NOTICE = record(REGISTER)
NO_LIFT = record(FACT)


@pytest.mark.parametrize(
    ("records", "outcome", "why"),
    [
        ([], Outcome.UNDECIDABLE, Why.NO_RECORD),
        ([APPROVED], Outcome.CONFIRMED, Why.CARRIED_OUT),
        ([RECOMMENDED], Outcome.CONFIRMED, Why.CARRIED_OUT),
        ([DECLARED], Outcome.CONFIRMED, Why.DECLARED),
        ([NOTICE], Outcome.CONFIRMED, Why.REGISTER_SAYS),
        ([UPHELD], Outcome.REFUTED, Why.QUESTION_UPHELD),
        ([ANNULLED], Outcome.REFUTED, Why.ANNULLED),
        ([NOT_ME], Outcome.NOT_CONCERNED, Why.DECLARED_NOT_APPLICABLE),
        ([NO_LIFT], Outcome.NOT_CONCERNED, Why.FACTS_SAY),
        ([CONTESTED], Outcome.UNDECIDABLE, Why.QUESTIONED),
        ([record(stand=Stand.LAPSED)], Outcome.UNDECIDABLE, Why.LAPSED),
        ([APPROVED, NOT_ME], Outcome.CONFIRMED, Why.CARRIED_OUT),
        ([DECLARED, NOT_ME], Outcome.UNDECIDABLE, Why.CONFLICT),
        ([RECOMMENDED, NOT_ME], Outcome.UNDECIDABLE, Why.CONFLICT),
        ([NOTICE, UPHELD], Outcome.UNDECIDABLE, Why.CONFLICT),
        ([NO_LIFT, ANNULLED], Outcome.UNDECIDABLE, Why.CONFLICT),
        ([NO_LIFT, APPROVED], Outcome.NOT_CONCERNED, Why.FACTS_SAY),
        ([NOTICE, NOT_ME], Outcome.CONFIRMED, Why.REGISTER_SAYS),
        ([APPROVED, ANNULLED], Outcome.REFUTED, Why.ANNULLED),
    ],
)
def test_the_record_that_weighs_most_decides(
    records: list[Record], outcome: Outcome, why: Why
) -> None:
    assert came_of(records) == (outcome, why)


def test_records_that_contradict_each_other_are_both_shown() -> None:
    found = assess([NOTICE, UPHELD, DECLARED], CASE)

    assert {one.kind for one in found.rests_on} == {REGISTER, EXECUTION}
    assert found.beside == (DECLARED,)


@pytest.mark.parametrize(
    ("refuted", "shown", "outcome"),
    [
        (ANNULLED, record(COMPLIANCE, position=2), Outcome.CONFIRMED),
        (ANNULLED, record(position=2), Outcome.CONFIRMED),
        (ANNULLED, record(position=0), Outcome.REFUTED),
        (UPHELD, record(position=2), Outcome.CONFIRMED),
        (UPHELD, record(COMPLIANCE, position=2), Outcome.REFUTED),
        (UPHELD, record(position=2, guarantees=False), Outcome.REFUTED),
        (UPHELD, record(NOT_APPLICABLE, position=2), Outcome.REFUTED),
        (UPHELD, record(FACT, position=2), Outcome.NOT_CONCERNED),
    ],
)
def test_a_decision_gives_way_to_as_much_shown_later(
    refuted: Record, shown: Record, outcome: Outcome
) -> None:
    assert assess([refuted, shown], CASE).outcome is outcome


@pytest.mark.parametrize(
    ("differently", "outcome"),
    [
        ({"until": TODAY}, Outcome.CONFIRMED),
        ({"until": TODAY - timedelta(days=1)}, Outcome.UNDECIDABLE),
        ({"version": 1}, Outcome.UNDECIDABLE),
        ({"outdated": True}, Outcome.UNDECIDABLE),
    ],
)
def test_what_is_over_or_of_another_version_says_nothing(
    differently: dict[str, Any], outcome: Outcome
) -> None:
    found = assess([record(**differently)], CASE)

    assert found.outcome is outcome
    assert found.rests_on or found.why is Why.LAPSED


def test_facts_that_say_it_applies_set_the_clients_word_aside() -> None:
    applies = CASE._replace(verdict=Verdict.APPLIES)

    assert came_of([NOT_ME], applies) == (Outcome.UNDECIDABLE, Why.LAPSED)


def test_one_place_is_not_all_of_them() -> None:
    case = CASE._replace(places={SHOP, STORE})
    shop, store = record(place=SHOP), record(place=STORE)

    assert came_of([shop], case) == (Outcome.UNDECIDABLE, Why.SOME_PLACES)
    assert came_of([shop, store], case) == (Outcome.CONFIRMED, Why.CARRIED_OUT)
    assert came_of([shop, DECLARED], case) == (Outcome.CONFIRMED, Why.DECLARED)
    assert came_of([shop], CASE._replace(places={SHOP}))[0] is Outcome.CONFIRMED


RECORDS = st.builds(
    record,
    kind=st.sampled_from(RecordKind),
    stand=st.sampled_from(Stand),
    position=st.integers(0, 3),
    guarantees=st.booleans(),
    outdated=st.booleans(),
    until=st.sampled_from([None, TODAY, TODAY - timedelta(days=1)]),
    place=st.sampled_from([None, SHOP, STORE]),
)
CASES = st.builds(
    Case,
    version=st.just(2),
    on=st.just(TODAY),
    verdict=st.sampled_from(Verdict),
    places=st.sampled_from([(), (SHOP,), (SHOP, STORE)]),
)


@given(st.lists(RECORDS, max_size=6), CASES, st.randoms())
def test_the_order_of_records_does_not_matter(
    records: list[Record], case: Case, random: Any
) -> None:
    mixed = random.sample(records, len(records))

    assert came_of(mixed, case) == came_of(records, case)


@given(st.lists(RECORDS, max_size=6), CASES)
def test_every_record_is_shown_and_only_what_counts_decides(
    records: list[Record], case: Case
) -> None:
    found = assess(records, case)

    assert sorted(one.source for one in (*found.rests_on, *found.beside)) == sorted(
        one.source for one in records
    )
    assert all(one.counts(case.version, case.on) for one in found.rests_on)
    decided = found.outcome is not Outcome.UNDECIDABLE or found.why is Why.CONFLICT
    assert bool(found.rests_on) is decided


@given(st.lists(RECORDS, max_size=5), CASES)
def test_what_says_nothing_changes_nothing(records: list[Record], case: Case) -> None:
    found = assess(records, case)
    more = assess([*records, record(stand=Stand.LAPSED)], case)

    if found.rests_on:
        assert (more.outcome, more.why) == (found.outcome, found.why)
    else:
        assert more.outcome is Outcome.UNDECIDABLE


@given(st.lists(RECORDS, max_size=5), CASES)
def test_only_the_bodys_own_decision_refutes(records: list[Record], case: Case) -> None:
    if assess(records, case).outcome is Outcome.REFUTED:
        assert any(one.stand is Stand.REJECTED for one in records)


def group(count: int, seed: int = 0) -> Cell:
    return Cell.of([UUID(int=seed * 1000 + n * n + 7 * n) for n in range(count)])


@given(st.integers(0, 60), st.integers(0, 50))
def test_what_is_told_is_a_multiple_of_k_near_the_truth(count: int, seed: int) -> None:
    told = group(count, seed).disclosed

    if count < K:
        assert told is None
    else:
        assert told is not None
        assert told % K == 0
        assert told >= K
        assert abs(told - count) < K


@given(st.sets(st.uuids(), min_size=K, max_size=30))
def test_the_same_group_is_told_alike_however_it_was_counted(them: set[UUID]) -> None:
    whole = Cell.of(sorted(them))
    some = sorted(them)[: len(them) // 2]

    assert Cell.of(some) + Cell.of(sorted(them - {*some})) == whole
    assert Cell.of(sorted(them, reverse=True)).disclosed == whole.disclosed


def test_one_client_more_is_not_seen_in_the_difference() -> None:
    """An adversary asks twice, with and without one client, many times over."""
    grew = {True: 0, False: 0}
    for _ in range(2000):
        them = [uuid4() for _ in range(12)]
        before, after = Cell.of(them[:-1]).disclosed, Cell.of(them).disclosed
        assert before
        assert after
        if before != after:
            grew[after > before] += 1

    assert grew[True] > 400
    assert grew[False] > 200


def look(**differently: Any) -> Look:
    findings = differently.pop("findings", None)
    if findings is None:
        found = assess([APPROVED], CASE)
        findings = (Finding(code="REQ-LIFT-001", version=2, **found._asdict()),)
    return Look.make(
        **{
            "client_id": uuid4(),
            "authority": uuid4(),
            "bodies": frozenset({"Ростехнадзор"}),
            "purpose": " План профилактики ",
            "moment": MOMENT,
            "findings": findings,
            "by": BY,
        }
        | differently
    )


def test_a_look_keeps_what_was_seen_and_the_ground() -> None:
    made = look()

    assert made.findings[0].outcome is Outcome.CONFIRMED
    [event] = made.collect_events()
    assert isinstance(event, Look.Made)
    assert event.purpose == "План профилактики"


def test_a_look_without_a_ground_or_a_finding_is_refused() -> None:
    with pytest.raises(PurposeMissing):
        look(purpose="  ")
    with pytest.raises(NothingToLookAt):
        look(findings=())


def test_a_remark_says_something() -> None:
    with pytest.raises(RemarkMissing):
        look().remark(" ", by=BY)


def survey(clients: int = 0, outcome: Outcome = Outcome.UNDECIDABLE) -> Survey:
    asked = Survey.ask(
        authority=uuid4(),
        bodies=frozenset({"Ростехнадзор"}),
        purpose="План профилактики",
        segment=Segment(okved="56"),
        requirements=[LIFT],
        moment=MOMENT,
        expected=clients,
        by=BY,
    )
    if clients:
        them = sorted(uuid4() for _ in range(clients))
        asked.go_on({client: [outcome] for client in them}, by=BY)
    return asked


def finished(clients: int, outcome: Outcome = Outcome.UNDECIDABLE) -> Survey:
    made = survey(clients, outcome)
    made.finish(by=BY)
    return made


def test_a_group_smaller_than_k_is_not_told_of() -> None:
    event = finished(K - 1).collect_events()[-1]

    assert isinstance(event, Survey.Finished)
    assert event.total is None
    assert event.figures[0].to_help is None
    assert set(event.figures[0].counts.values()) == {None}


def test_a_finished_survey_goes_on_no_more() -> None:
    made = finished(K)

    with pytest.raises(SurveyOver):
        made.go_on({uuid4(): [Outcome.CONFIRMED]}, by=BY)
    with pytest.raises(SurveyOver):
        made.finish(by=BY)


def offer(made: Survey, algorithm: str = "ALG-001") -> None:
    made.offer(LIFT.code, algorithm, serving=("ALG-001",), by=BY)


def test_an_offer_goes_once_to_a_group_that_is_large_enough() -> None:
    made = finished(K)

    with pytest.raises(AlgorithmDoesNotServe):
        offer(made, "ALG-002")
    offer(made)
    with pytest.raises(OfferedAlready):
        offer(made)
    with pytest.raises(GroupTooSmall):
        offer(finished(K - 1))
    with pytest.raises(GroupTooSmall):
        offer(finished(K, Outcome.CONFIRMED))
    with pytest.raises(SurveyRunning):
        offer(survey(K))
