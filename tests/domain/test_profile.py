"""What is known of a business, and what is not."""

from typing import Any

import pytest
from pydantic import ValidationError

from domain.profile import ClientKind, Profile, Size, Vocabulary, prefixes

CAFE = """{"client_kind": "IE", "okved": ["56.10"], "employees": 8, "region": "63",
    "size": "micro", "activities": {"cooks_food": true, "sells_alcohol": false},
    "objects": {"premises": true, "lift": false}, "life_situations": []}"""

WORDS = Vocabulary(
    activities=frozenset({"cooks_food", "sells_alcohol"}),
    objects=frozenset({"premises", "lift"}),
    life_situations=frozenset({"opens_site"}),
    regions=frozenset({"63"}),
)


@pytest.fixture
def cafe() -> Profile:
    return Profile.model_validate_json(CAFE)


def test_a_profile_is_read_from_the_json_of_the_contract(cafe: Profile) -> None:
    assert cafe == Profile(
        client_kind=ClientKind.IE,
        okved=("56.10",),
        employees=8,
        region="63",
        size=Size.MICRO,
        activities={"cooks_food": True, "sells_alcohol": False},
        objects={"premises": True, "lift": False},
        life_situations=(),
    )
    assert Profile.model_validate_json(cafe.model_dump_json()) == cafe


def test_what_is_absent_or_null_is_unknown_and_never_false() -> None:
    absent = Profile()
    null = Profile.model_validate(
        {
            "client_kind": None,
            "okved": None,
            "employees": None,
            "activities": {"cooks_food": None},
            "objects": None,
            "life_situations": None,
        }
    )

    assert null == absent
    assert [absent.known(f) for f in ("client_kind", "okved", "object:lift")] == [
        False
    ] * 3
    assert absent.says("object:lift") is None


@pytest.mark.parametrize(
    ("atom", "so"),
    [
        ("client_kind:IE", True),
        ("client_kind:LE", False),
        ("okved:56", True),
        ("okved:56.1", True),
        ("okved:56.10", True),
        ("okved:5", False),
        ("okved:56.2", False),
        ("employees:8", True),
        ("employees:9", False),
        ("region:63", True),
        ("size:small", False),
        ("activity:cooks_food", True),
        ("activity:sells_alcohol", False),
        ("object:pool", None),
        ("life_situation:opens_site", False),
    ],
)
def test_a_profile_says_of_an_atom_whether_it_is_so(
    cafe: Profile, atom: str, so: object
) -> None:
    assert cafe.says(atom) is so


def test_a_code_falls_under_whatever_it_begins_with_at_a_boundary() -> None:
    assert prefixes("47.25.11") == ("47", "47.2", "47.25", "47.25.1", "47.25.11")


def test_a_given_list_of_codes_is_the_whole_list() -> None:
    none_at_all = Profile(okved=())

    assert none_at_all.says("okved:56") is False


def test_a_list_of_life_situations_is_whole_and_a_mapping_says_some() -> None:
    whole = Profile(life_situations=("opens_site",))
    some = Profile(life_situations={"opens_site": True})

    assert [whole.says(f"life_situation:{n}") for n in ("opens_site", "closes")] == [
        True,
        False,
    ]
    assert [some.says(f"life_situation:{n}") for n in ("opens_site", "closes")] == [
        True,
        None,
    ]


def test_every_known_fact_has_its_key_and_gives_the_profile_back(cafe: Profile) -> None:
    assert cafe.facts() == {
        "client_kind": "IE",
        "okved": ("56.10",),
        "employees": 8,
        "region": "63",
        "size": "micro",
        "activity:cooks_food": True,
        "activity:sells_alcohol": False,
        "object:premises": True,
        "object:lift": False,
        "life_situations": (),
    }
    assert Profile().with_facts(cafe.facts()) == cafe


def test_a_fact_can_be_set_changed_and_made_unknown_again(cafe: Profile) -> None:
    later = cafe.with_facts({"object:lift": True, "employees": 9, "okved": None})

    assert later.says("object:lift") is True
    assert later.value("employees") == 9
    assert not later.known("okved")
    assert cafe.says("object:lift") is False


@pytest.mark.parametrize(
    ("before", "said", "after"),
    [
        (None, True, {"opens_site": True}),
        ((), True, ("opens_site",)),
        (("opens_site",), False, ()),
        (("opens_site", "closes"), None, {"closes": True}),
        ({"opens_site": True}, None, {}),
    ],
)
def test_one_life_situation_can_be_said_by_itself(
    before: Any, said: Any, after: Any
) -> None:
    profile = Profile(life_situations=before)

    later = profile.with_facts({"life_situation:opens_site": said})

    assert later.life_situations == after


def test_a_changed_copy_does_not_answer_for_the_original(cafe: Profile) -> None:
    assert cafe.says("employees:9") is False

    grown = cafe.model_copy(update={"employees": 9})

    assert grown.says("employees:9") is True


@pytest.mark.parametrize(
    "wrong",
    [
        {"turnover": 5},
        {"client_kind": "OOO"},
        {"okved": "56.10"},
        {"okved": ["5"]},
        {"okved": ["56."]},
        {"employees": "8"},
        {"employees": True},
        {"employees": -1},
        {"employees": 8.5},
        {"region": 63},
        {"size": "tiny"},
        {"activities": {"cooks_food": "yes"}},
        {"activities": {"cooks_food": 1}},
        {"objects": {"Lift!": True}},
        {"objects": ["lift"]},
        {"life_situations": "opens_site"},
        {"life_situations": {"opens_site": 1}},
    ],
)
def test_a_wrong_profile_is_refused_and_not_guessed_at(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        Profile.model_validate(wrong)


def test_names_that_the_vocabulary_lacks_are_each_a_fault() -> None:
    profile = Profile(
        region="98",
        activities={"flies": True},
        objects={"lift": True, "moon": False},
        life_situations=("opens_site", "sleeps"),
    )

    assert [(one.pointer, one.given) for one in profile.strangers(WORDS)] == [
        ("/activities/flies", "flies"),
        ("/objects/moon", "moon"),
        ("/life_situations/1", "sleeps"),
        ("/region", "98"),
    ]


@pytest.mark.parametrize(
    ("fact", "value", "there_is"),
    [
        ("object:lift", True, True),
        ("object:lift", None, True),
        ("object:lift", 1, False),
        ("object:moon", True, False),
        ("okved", ("56.10",), True),
        ("okved", "56.10", False),
        ("employees", 8, True),
        ("employees", True, False),
        ("region", "63", True),
        ("region", "98", False),
        ("life_situations", (), True),
        ("life_situations", ("sleeps",), False),
        ("turnover", 5, False),
        ("objects", {}, False),
        ("employees:8", True, False),
    ],
)
def test_the_vocabulary_knows_its_facts_and_the_kind_of_their_values(
    fact: str, value: object, there_is: object
) -> None:
    assert WORDS.has(fact, value) is there_is
