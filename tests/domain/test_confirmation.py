"""A client's word on one thing: given, put up again, taken back (L3)."""

from datetime import date
from uuid import uuid4

import pytest

from domain.condition import Verdict
from domain.confirmation import (
    AlreadyConfirmed,
    Confirmation,
    ConfirmationStatus,
    NotConfirmed,
    ThingKind,
    WhyAgain,
    changed_facts,
)
from domain.kernel import Actor, Role
from tests.facts import new_facts

TODAY = date(2026, 11, 21)
CLIENT = uuid4()
ANNA = Actor(id="anna", role=Role.CLIENT, organisation=CLIENT)
LIFT = {"object:lift": True}


def given() -> Confirmation:
    return Confirmation.give(
        client_id=CLIENT,
        kind=ThingKind.REQUIREMENT,
        code="REQ-LIFT-001",
        number=1,
        verdict=Verdict.APPLIES,
        facts=LIFT,
        corrected=(),
        by=ANNA,
        today=TODAY,
    )


def again(found: Confirmation, number: int = 1) -> None:
    found.give_again(
        number=number,
        verdict=Verdict.APPLIES,
        facts=LIFT,
        corrected=(),
        by=ANNA,
        today=TODAY,
    )


def put_up(found: Confirmation) -> None:
    found.put_up(
        why=WhyAgain.NEW_VERSION, number=2, verdict=Verdict.APPLIES, facts={}, by=ANNA
    )


def test_a_confirmation_names_what_was_confirmed_and_on_which_version() -> None:
    assert new_facts(given()) == [
        (
            "Given",
            {
                "client_id": CLIENT,
                "kind": ThingKind.REQUIREMENT,
                "code": "REQ-LIFT-001",
                "number": 1,
                "verdict": Verdict.APPLIES,
                "facts": LIFT,
                "corrected": (),
                "on": TODAY,
            },
        )
    ]


def test_the_same_is_confirmed_once_and_again_when_it_was_put_up() -> None:
    found = given()
    with pytest.raises(AlreadyConfirmed):
        again(found)

    put_up(found)
    again(found, number=2)

    assert (found.status, found.number) == (ConfirmationStatus.GIVEN, 2)
    again(found, number=3)


def test_what_was_confirmed_is_kept_while_it_is_put_up() -> None:
    found = given()

    put_up(found)

    assert (found.number, found.verdict, found.facts) == (1, Verdict.APPLIES, LIFT)
    with pytest.raises(NotConfirmed):
        put_up(found)


def test_what_was_taken_back_can_be_given_again_but_not_put_up() -> None:
    found = given()
    found.take_back(by=ANNA, today=TODAY)

    with pytest.raises(NotConfirmed):
        found.take_back(by=ANNA, today=TODAY)
    with pytest.raises(NotConfirmed):
        put_up(found)
    again(found)
    assert found.is_given


def test_each_client_has_one_for_each_thing() -> None:
    ids = {
        Confirmation.create_id(client, kind, code)
        for client in (CLIENT, uuid4())
        for kind in ThingKind
        for code in ("small-cafe", "open-place")
    }

    assert len(ids) == 12
    assert given().id == given().id


def test_only_confirmed_facts_that_are_now_otherwise_count_as_changed() -> None:
    now = {"object:lift": False, "employees": 8, "size": None}

    assert changed_facts({"object:lift": True, "employees": 8}, now) == {
        "object:lift": False
    }
    assert changed_facts({"size": "micro"}, now) == {"size": None}
