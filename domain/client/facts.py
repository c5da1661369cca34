"""Facts about a business: where they come from, and what follows from them (L7)."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from enum import StrEnum
from typing import Any, NamedTuple

from domain.client.refusals import SinceTooFar
from domain.profile import FactValue, Profile

Facts = Mapping[str, FactValue]

OBJECT = "object:"
PREMISES = "object:premises"
"""Used as soon as one place is open."""
FURTHEST_PLAN = timedelta(days=366)
"""How far ahead somebody may say what will be so."""


class FactSource(StrEnum):
    """Where a fact about a client comes from."""

    CLIENT = "client"
    REGISTER = "register"
    INSPECTOR = "inspector"
    DERIVED = "derived"


class Origin(NamedTuple):
    """A fact about a place that one about the whole business follows from.

    Attributes:
        fact: its key.
        premises: index of the place, from 0.
    """

    fact: str
    premises: int


class Derived(NamedTuple):
    """A fact that nobody states, since it follows from others.

    Attributes:
        value: what follows.
        origins: from what, in the order of the places.
    """

    value: FactValue
    origins: tuple[Origin, ...]


def derive(facts: Facts, premises: Iterable[Facts]) -> dict[str, Derived]:
    """What follows for the whole business from its open places.

    An object is used when some place uses it, not used when every place is known not
    to; what is stated of the whole business holds for a place that says nothing. The
    business has premises as soon as one place is open.

    Args:
        facts: of the whole business, by fact key; None is unknown.
        premises: of each open place, `object:` keys only.

    Returns:
        By fact key; only what the places decide.
    """
    places = list(premises)
    named = {key for place in places for key in place}
    found = {key: _joined(key, facts.get(key), places) for key in named}
    if places:
        all_of_them = tuple(Origin(PREMISES, place) for place in range(len(places)))
        found[PREMISES] = Derived(value=True, origins=all_of_them)
    return found


def day_from(since: date | None, today: date) -> date:
    """From which day something is so: as said, or today.

    What is planned may be said before it is so, but a year nobody plans for is a slip
    of the pen.

    Raises:
        SinceTooFar: the day is more than a year ahead.
    """
    latest = today + FURTHEST_PLAN
    if since is not None and since > latest:
        raise SinceTooFar(latest=latest)
    return since or today


def profile_of(facts: Facts, premises: Iterable[Facts]) -> Profile:
    """Join the facts of a business with those that follow from its open premises.

    Args:
        facts: of the whole business, by fact key; None is unknown.
        premises: of each open place, `object:` keys only.
    """
    joined: dict[str, Any] = dict(facts)
    for key, derived in derive(facts, premises).items():
        joined[key] = derived.value
    return Profile().with_facts(
        {key: value for key, value in joined.items() if value is not None}
    )


def _joined(key: str, whole: FactValue, places: Sequence[Facts]) -> Derived:
    said = [whole if place.get(key) is None else place[key] for place in places]
    said += [] if whole is None else [whole]
    value = True if True in said else None if None in said else False
    deciding = tuple(
        Origin(key, number)
        for number, place in enumerate(places)
        if place.get(key) is not None and (value is not True or place[key] is True)
    )
    return Derived(value, deciding)
