"""Figures of appeals: for everybody without showing anyone, for bodies by step."""

from typing import Any
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from domain.appeal.figures import CaseAppealed, appealed, steps_appealed
from domain.appeal.subject import SubjectKind
from domain.inspection import Kind, Stage

FIRE, LABOUR = "Пожарный надзор", "Трудовой надзор"
BODIES = tuple(UUID(int=n) for n in range(1, 4))


def case(n: int, **differently: Any) -> CaseAppealed:
    """An appeal of a business of its own."""
    told: dict[str, Any] = {
        "control_kind": FIRE,
        "authority": BODIES[0],
        "client_id": UUID(int=1000 + n),
        "number": n,
        "days": 10,
        "is_upheld": False,
        "grounds": ("no-notice",),
        "upheld_grounds": (),
        "kind": SubjectKind.ACT,
        "procedure": Kind.ONSITE_INSPECTION,
        "stage": Stage.ACT,
    }
    return CaseAppealed(**(told | differently))


def test_a_figure_tells_share_days_and_the_most_frequent_grounds() -> None:
    upheld = {"is_upheld": True, "days": 30, "grounds": ("late", "no-notice")}
    cases = [case(n) for n in range(3)] + [case(n, **upheld) for n in range(3, 5)]

    shown = appealed(cases).kinds[FIRE]

    assert shown
    assert (shown.clients, shown.appeals, shown.upheld, shown.days) == (5, 5, 40, 10)
    assert list(shown.grounds.items()) == [("no-notice", 100), ("late", 40)]


def test_a_kind_of_control_with_few_businesses_is_hidden() -> None:
    cases = [case(n) for n in range(9)]
    cases += [case(n, control_kind=LABOUR, authority=BODIES[1]) for n in range(9, 13)]

    found = appealed(cases)

    assert found.kinds[LABOUR] is None
    assert found.bodies[LABOUR] == {BODIES[1]: None}


def test_one_business_that_appeals_often_is_one_business() -> None:
    often = [case(n, client_id=BODIES[2]) for n in range(20)]

    assert appealed(often).all is None


@given(st.integers(5, 20))
def test_one_more_business_never_changes_a_figure_of_appeals_alone(count: int) -> None:
    before = appealed([case(n) for n in range(count)])
    after = appealed([case(n) for n in range(count)] + [case(count, is_upheld=True)])

    if (count + 1) % 5:
        assert after == before


def test_the_step_with_most_upheld_appeals_comes_first() -> None:
    order = {"kind": SubjectKind.IMPROVEMENT_ORDER, "stage": Stage.IMPROVEMENT}
    cases = [
        case(1, days=4),
        case(2, days=8, is_upheld=True, upheld_grounds=("late",)),
        case(3, is_upheld=True, upheld_grounds=("no-access", "late"), **order),
        case(4, is_upheld=True, upheld_grounds=("late",), **order),
        case(5, kind=SubjectKind.CAUTION, procedure=None, stage=None),
    ]

    found = steps_appealed(cases)

    assert [(one.kind, one.appeals, one.upheld) for one in found] == [
        (SubjectKind.IMPROVEMENT_ORDER, 2, 2),
        (SubjectKind.ACT, 2, 1),
        (SubjectKind.CAUTION, 1, 0),
    ]
    assert found[0].grounds == {"late": 2, "no-access": 1}
    assert (found[1].days, found[1].procedure) == (6, Kind.ONSITE_INSPECTION)
