"""What an appeal undoes, suspends and changes in other things, and what it may not."""

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from domain.inspection import (
    By,
    Case,
    Cause,
    DateMove,
    Ending,
    Flag,
    ImprovementTermMissing,
    Inspection,
    Settled,
    Stage,
    StepNotNow,
    Undone,
    Violation,
    flags,
    terms,
)
from domain.kernel import Actor, Role
from domain.profile import ClientKind
from domain.redress import ByAppeal, EffectImpossible, SuspendedByAppeal
from tests.domain.test_inspection import (
    BODY,
    INSPECTOR,
    LAW,
    NOW,
    PLACE,
    STARTS,
    TABLE,
    held,
    ordered,
    stamp,
)

OLGA = Actor(id="olga", role=Role.APPEALS_OFFICER, organisation=BODY)
FIRST = ByAppeal(appeal=UUID(int=1), number="26-AAAAA-BBBBB")
SECOND = ByAppeal(appeal=UUID(int=2), number="26-CCCCC-DDDDD")
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
TO_REMOVE = date(2026, 12, 18)


def suspended(one: Inspection, at: datetime, by: ByAppeal = FIRST) -> None:
    one.suspend(by, at=at, on=at.date(), by=OLGA)


def resumed(one: Inspection, at: datetime, by: ByAppeal = FIRST) -> None:
    one.resume(by, at=at, on=at.date(), by=OLGA)


def acted() -> Inspection:
    """Its act is drawn an hour after it began, and says that something was found."""
    one = held()
    one.end(stamp=stamp(STARTS + HOUR), by=INSPECTOR)
    (scope,) = one.current.scopes
    found = Violation(number=1, requirement="R-1", objects=scope.objects)
    one.draw_act([found], ["Журнала нет"], stamp=stamp(STARTS + HOUR), by=INSPECTOR)
    return one


def demanded() -> Inspection:
    one = acted()
    one.order_improvement(
        until=TO_REMOVE, how="Фото", stamp=stamp(STARTS + HOUR), by=INSPECTOR
    )
    return one


def test_while_it_is_suspended_no_step_leads_forward() -> None:
    one = held()
    suspended(one, STARTS + HOUR)

    with pytest.raises(SuspendedByAppeal) as refused:
        one.end(stamp=stamp(STARTS + 2 * HOUR), by=INSPECTOR)

    assert refused.value.facts == {"appeals": [FIRST.number]}
    assert one.stage is Stage.STARTED


def test_what_was_done_before_the_suspension_is_recorded_as_it_was() -> None:
    one = held()
    suspended(one, STARTS + 2 * HOUR)

    one.end(stamp=stamp(STARTS + HOUR), by=INSPECTOR)

    assert one.stage is Stage.ENDED


def test_a_suspended_inspection_may_still_be_stopped_for_good() -> None:
    one = held()
    suspended(one, STARTS + HOUR)

    late = stamp(STARTS + 2 * HOUR)
    one.finish(Ending.STOPPED, reason="Жалоба права", stamp=late, by=INSPECTOR)

    assert one.is_over


def test_a_suspended_inspection_does_not_expire_or_move() -> None:
    one = ordered()
    suspended(one, NOW)

    with pytest.raises(SuspendedByAppeal):
        one.finish(Ending.EXPIRED, stamp=stamp(STARTS + 9 * DAY), by=INSPECTOR)
    with pytest.raises(SuspendedByAppeal):
        one.move(STARTS + DAY, date(2026, 11, 19), move=UUID(int=9), by=INSPECTOR)


def test_days_for_which_it_stood_are_given_back() -> None:
    one = held()
    suspended(one, STARTS + HOUR)
    resumed(one, STARTS + 5 * DAY)

    one.end(stamp=stamp(STARTS + 5 * DAY + HOUR), by=INSPECTOR)

    assert one.current.last_day == date(2026, 11, 23)
    assert one.stage is Stage.ENDED


def test_two_appeals_suspend_it_until_both_are_over() -> None:
    one = held()
    suspended(one, STARTS + HOUR)
    suspended(one, STARTS + DAY, SECOND)
    resumed(one, STARTS + 2 * DAY)

    before = (one.is_suspended, one.current.last_day)
    resumed(one, STARTS + 4 * DAY, SECOND)

    assert before == (True, date(2026, 11, 18))
    assert (one.is_suspended, one.current.last_day) == (False, date(2026, 11, 22))


def test_to_suspend_or_to_resume_again_changes_nothing() -> None:
    one = held()
    resumed(one, STARTS + HOUR)
    suspended(one, STARTS + HOUR)
    before = one.version
    suspended(one, STARTS + 2 * HOUR)

    assert one.version == before


def test_what_is_over_cannot_be_suspended() -> None:
    one = held()
    late = stamp(STARTS + HOUR)
    one.finish(Ending.STOPPED, reason="Ошибка", stamp=late, by=INSPECTOR)

    with pytest.raises(EffectImpossible):
        suspended(one, STARTS + 2 * HOUR)


def test_time_for_which_it_stood_makes_no_red_flag() -> None:
    """An on-site inspection lasts ten working days at most; this one stood for most."""
    one = held(last_day=date(2026, 12, 1))
    suspended(one, STARTS + HOUR)
    resumed(one, STARTS + 20 * DAY)
    now = STARTS + 21 * DAY

    assert Flag.TOO_LONG not in _flags(one, now, one.pauses(now))
    assert Flag.TOO_LONG in _flags(one, now, ())


def _flags(one: Inspection, now: datetime, stood: Any) -> set[Flag]:
    rules = TABLE.on(one.current.kind, NOW.date(), one.current.control_kind)
    found = flags(Case.of(one, stood=stood), By(LAW, rules, PLACE, now))
    return {flag.flag for flag in found}


@pytest.mark.parametrize(
    ("made", "undone", "stage", "void"),
    [
        (ordered, Undone.DECISION, Stage.CANCELLED, set(Undone)),
        (held, Undone.DECISION, Stage.STOPPED, set(Undone)),
        (acted, Undone.ACT, Stage.CLOSED, {Undone.ACT, Undone.ORDER}),
        (demanded, Undone.ACT, Stage.CLOSED, {Undone.ACT, Undone.ORDER}),
        (demanded, Undone.ORDER, Stage.CLOSED, {Undone.ORDER}),
    ],
)
def test_what_is_annulled_takes_with_it_what_rests_on_it(
    made: Any, undone: Undone, stage: Stage, void: set[Undone]
) -> None:
    one = made()

    one.annul(undone, FIRST, at=STARTS + DAY, by=OLGA)

    assert (one.stage, one.void) == (stage, void)


def test_no_order_follows_from_an_annulled_act() -> None:
    one = acted()
    one.annul(Undone.ACT, FIRST, at=STARTS + DAY, by=OLGA)

    with pytest.raises(StepNotNow):
        one.order_improvement(
            until=TO_REMOVE, how="Фото", stamp=stamp(STARTS + DAY), by=INSPECTOR
        )


def test_what_is_over_stays_so_when_its_act_is_annulled() -> None:
    one = demanded()
    later = stamp(STARTS + DAY)
    one.confirm_improvement(rests_on="/exchange/1", stamp=later, by=INSPECTOR)
    one.finish(Ending.CLOSED, stamp=later, by=INSPECTOR)

    one.annul(Undone.ACT, FIRST, at=STARTS + 2 * DAY, by=OLGA)

    assert (one.stage, Undone.ORDER in one.void) == (Stage.CLOSED, True)


@pytest.mark.parametrize(
    ("made", "undone"), [(held, Undone.ACT), (acted, Undone.ORDER)]
)
def test_what_never_came_to_be_cannot_be_annulled(made: Any, undone: Undone) -> None:
    with pytest.raises(EffectImpossible) as refused:
        made().annul(undone, FIRST, at=STARTS + DAY, by=OLGA)

    assert refused.value.facts == {"why": "not_there"}


def test_nothing_is_annulled_twice() -> None:
    one = demanded()
    one.annul(Undone.ACT, FIRST, at=STARTS + DAY, by=OLGA)

    with pytest.raises(EffectImpossible) as refused:
        one.annul(Undone.ORDER, SECOND, at=STARTS + DAY, by=OLGA)

    assert refused.value.facts == {"why": "void"}


def test_the_act_is_corrected_in_words() -> None:
    one = acted()

    one.correct_act(" Пункт 1 исключить ", FIRST, at=STARTS + DAY, by=OLGA)

    (said,) = one.pending_events[-1:]
    assert getattr(said, "words", None) == "Пункт 1 исключить"


def test_an_order_gets_more_time_and_never_less() -> None:
    one = demanded()

    with pytest.raises(ImprovementTermMissing):
        one.set_improvement_term(TO_REMOVE - DAY, FIRST, at=STARTS + DAY, by=OLGA)
    one.set_improvement_term(TO_REMOVE + 9 * DAY, FIRST, at=STARTS + DAY, by=OLGA)

    assert one.improve_until == TO_REMOVE + 9 * DAY


def test_the_term_of_an_order_stands_while_it_is_suspended() -> None:
    one = demanded()
    suspended(one, STARTS + DAY)
    resumed(one, STARTS + 8 * DAY)

    assert one.improve_until == TO_REMOVE + 7 * DAY


def test_another_date_is_allowed_at_the_first_wish_that_is_ahead() -> None:
    move = _declined(STARTS + DAY, STARTS + 2 * DAY)

    slot = move.allow(FIRST, by=OLGA, now=STARTS + DAY + HOUR)

    assert (slot, move.how) == (STARTS + 2 * DAY, Settled.APPEAL)


def test_a_date_that_has_passed_is_not_allowed_any_more() -> None:
    move = _declined(STARTS + DAY)

    with pytest.raises(EffectImpossible):
        move.allow(FIRST, by=OLGA, now=STARTS + 2 * DAY)


def _declined(*slots: datetime) -> DateMove:
    until = terms(
        Cause.OTHER,
        ClientKind.LE,
        planned=STARTS,
        first_asked=NOW.date(),
        law=LAW,
        place=PLACE,
        now=NOW,
        control_kind="006",
    )
    move = DateMove.ask(
        Cause.OTHER,
        slots,
        client_id=UUID(int=3),
        inspection=UUID(int=4),
        turn=1,
        reason="Ремонт",
        planned=STARTS,
        terms=until,
        place=PLACE,
        by=INSPECTOR,
        now=NOW,
    )
    move.decline(reason="Нельзя", by=INSPECTOR)
    return move
