"""The menu: a few ways for everybody, the others under names, none too many."""

import pytest

from domain.kernel import Actor, Role
from interfaces.web.pages import FLAT, NAVIGATION, menu_of

ANNA = Actor(id="anna", role=Role.CLIENT)


def named(role: Role, path: str = "/") -> list[tuple[str, list[str]]]:
    """The menu of a role: each name, and those that stand under it."""
    menu = menu_of(Actor(id="somebody", role=role), path)
    return [(one["name"], [e["name"] for e in one["entries"]]) for one in menu]


@pytest.mark.parametrize("role", Role)
def test_no_menu_is_longer_than_a_phone_shows(role: Role) -> None:
    assert len(named(role)) <= FLAT


def test_a_business_finds_what_it_needs_most_at_once_and_the_rest_by_purpose() -> None:
    assert named(Role.CLIENT) == [
        ("My list", []),
        ("My business", ["Data and places", "History", "Consents"]),
        (
            "Keep the rules",
            ["Self-assessment", "Algorithms", "Carrying out", "Confirmations"],
        ),
        (
            "Statements and questions",
            [
                "Deadlines",
                "Declarations",
                "Questions",
                "Correspondence",
                "Requests for information",
                "Looks at records",
                "Evaluations",
            ],
        ),
        (
            "Inspections",
            [
                "Inspection cases",
                "What is planned",
                "Cautions",
                "Preventive visits",
                "Risk categories",
                "Meetings by video",
                "Appeals",
                "Cost of inspections",
                "Claims for damage",
            ],
        ),
        ("Look up", ["Register", "Drafts of rules", "Answers", "Terms of the law"]),
    ]


def test_a_few_ways_are_not_grouped() -> None:
    assert named(Role.PUBLIC) == [
        ("Algorithms", []),
        ("Register", []),
        ("Drafts of rules", []),
        ("Answers", []),
        ("Terms of the law", []),
    ]


def test_the_group_of_the_page_is_marked_with_the_page() -> None:
    menu = menu_of(ANNA, "/algorithms/ALG-001")

    [group] = [one for one in menu if one["current"]]
    [entry] = [one for one in group["entries"] if one["current"]]
    assert (group["name"], entry["path"]) == ("Keep the rules", "/algorithms")


def test_everything_that_a_role_may_see_is_in_its_menu() -> None:
    seen = {
        path
        for role in Role
        for one in menu_of(Actor(id="somebody", role=role), "/")
        for path in (one["path"], *(e["path"] for e in one["entries"]))
    }

    assert seen - {""} == {path for path, *_ in NAVIGATION}
