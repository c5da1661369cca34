"""Agreeing to be turned to unasked, and taking it back (R3)."""

from datetime import date
from uuid import UUID, uuid4

import pytest
from pydantic import ValidationError

from domain.condition import parse
from domain.consent import (
    Consent,
    ConsentRevoked,
    ConsentStands,
    Scope,
    Way,
    consent_id,
    within,
)
from domain.kernel import Actor, Role
from domain.profile import FactValue
from tests.facts import new_facts

ANNA = Actor(id="anna", role=Role.CLIENT, organisation=uuid4())
CLIENT = UUID(int=7)
HELP = Scope.service("help")
TODAY = date(2026, 11, 22)


def given() -> Consent:
    return Consent(client_id=CLIENT, scope=HELP, text=1, on=TODAY, by=ANNA)


def test_a_consent_says_who_agreed_to_what_by_which_words() -> None:
    [(name, said)] = new_facts(given())

    assert name == "Given"
    assert said == {
        "client_id": CLIENT,
        "scope": {"kind": "service", "name": "help"},
        "text": 1,
        "on": TODAY,
    }


def test_it_is_taken_back_in_one_step_and_may_be_given_again() -> None:
    consent = given()

    consent.revoke(way=Way.LINK, on=TODAY, by=ANNA)
    with pytest.raises(ConsentRevoked):
        consent.revoke(way=Way.PAGE, on=TODAY, by=ANNA)
    consent.give_again(text=2, on=TODAY, by=ANNA)

    assert consent.stands
    with pytest.raises(ConsentStands):
        consent.give_again(text=2, on=TODAY, by=ANNA)


def test_there_is_one_consent_per_client_and_scope() -> None:
    situation = Scope.situation("help")

    assert given().id == consent_id(CLIENT, HELP)
    assert (
        len({consent_id(c, s) for c in (CLIENT, uuid4()) for s in (HELP, situation)})
        == 4
    )


def test_a_scope_has_a_plain_name() -> None:
    for name in ("", "Help", "a b", "x" * 65, "../x"):
        with pytest.raises(ValidationError):
            Scope.service(name)


@pytest.mark.parametrize(
    ("condition", "facts", "is_within"),
    [
        ({"object": ["lift"]}, {"object:lift": True}, True),
        ({"object": ["lift"]}, {"object:lift": False}, False),
        ({"object": ["lift"]}, {"object:crane": True}, False),
        ({"op": "not", "of": [{"object": ["lift"]}]}, {"object:lift": True}, False),
        ({"op": "all", "of": []}, {"object:lift": True}, False),
        ({"okved_prefix": ["56"]}, {"okved": ("56.10",)}, True),
        ({"okved_prefix": ["47"]}, {"okved": ("56.10",)}, False),
        ({"region": ["63"]}, {"region": "63"}, True),
        ({"life_situation": ["opens_site"]}, {"life_situation:opens_site": True}, True),
    ],
)
def test_a_requirement_is_part_of_a_situation_that_its_condition_asks_for(
    condition: dict[str, object], facts: dict[str, FactValue], *, is_within: bool
) -> None:
    assert within(parse(condition), facts) is is_within
