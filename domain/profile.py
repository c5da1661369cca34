"""What is known of a business, as conditions see it: a fact not given is unknown."""

import re
from collections.abc import Container, Iterable, Mapping
from enum import StrEnum
from functools import cached_property
from typing import Annotated, Any, NamedTuple, Self

from pydantic import (
    BeforeValidator,
    Field,
    StrictBool,
    StringConstraints,
    TypeAdapter,
)

from domain.kernel import Value

FactValue = bool | int | str | tuple[str, ...] | None
"""Value of a fact; None is unknown."""

Test = bool | int | str
"""What a condition asks of a fact: a flag's True, a prefix, a threshold, a value."""

FLAGS = ("activity", "object", "life_situation")
"""Kinds of facts that are so or not so; their keys are "<kind>:<name>"."""

NAME = r"^[a-z][a-z0-9_]{0,63}$"
OKVED = r"^[0-9]{2}(\.[0-9]{1,2}(\.[0-9]{1,2})?)?$"
REGION = r"^[0-9]{2}$"
MOST_EMPLOYEES = 10_000_000

_PREFIX_LENGTHS = (2, 4, 5, 7, 8)

Name = Annotated[str, StringConstraints(pattern=NAME)]
OkvedCode = Annotated[str, StringConstraints(pattern=OKVED), Field(examples=["56.10"])]
Region = Annotated[str, StringConstraints(pattern=REGION), Field(examples=["63"])]


class ClientKind(StrEnum):
    """What a business is in law.

    LE: legal entity (юридическое лицо).
    IE: individual entrepreneur (индивидуальный предприниматель).
    NPD: self-employed who pays the tax on professional income, not an entrepreneur.
    KFH: peasant farm (крестьянское (фермерское) хозяйство).
    """

    LE = "LE"
    IE = "IE"
    NPD = "NPD"
    KFH = "KFH"


class Size(StrEnum):
    """Size of a business.

    Source:
        209-ФЗ, ст. 4: micro, small and medium; large is everything above.
    """

    MICRO = "micro"
    SMALL = "small"
    MEDIUM = "medium"
    LARGE = "large"


class Fault(NamedTuple):
    """One thing wrong in JSON that somebody sent.

    Attributes:
        at: the path to it, from the outermost: names and places in lists, from 0.
        detail: what is wrong, one sentence without a full stop.
        given: what stands there.
    """

    at: tuple[str | int, ...]
    detail: str
    given: object = None

    @property
    def pointer(self) -> str:
        """The path as a JSON pointer (RFC 6901), e.g. "/of/0/object/1"."""
        steps = (str(step).replace("~", "~0").replace("/", "~1") for step in self.at)
        return "".join(f"/{step}" for step in steps)


def _without_nulls(given: object) -> object:
    if given is None:
        return {}
    if isinstance(given, Mapping):
        return {name: said for name, said in given.items() if said is not None}
    return given


_NullableFlags = dict[Name, StrictBool | None] | None
Flags = Annotated[
    dict[Name, StrictBool],
    BeforeValidator(_without_nulls, json_schema_input_type=_NullableFlags),
]

_LISTED = TypeAdapter(tuple[Name, ...])
_EACH = TypeAdapter(dict[Name, StrictBool])


def _situations(given: object) -> object:
    if given is None:
        return None
    if isinstance(given, Mapping):
        return _EACH.validate_python(_without_nulls(given))
    return _LISTED.validate_python(given)


_AnySituations = tuple[Name, ...] | dict[Name, StrictBool | None] | None
Situations = Annotated[
    tuple[str, ...] | dict[str, bool] | None,
    BeforeValidator(_situations, json_schema_input_type=_AnySituations),
]


Met = Mapping[str, Container[Test] | None]
"""For every fact, the tests that what is known of it meets; None: unknown."""


class _Met(dict[str, Container[Test] | None]):
    """Tests met, by fact; asked for an unknown fact it answers None."""

    def __init__(self, *, all_situations_known: bool) -> None:
        self._all_situations_known = all_situations_known

    def __missing__(self, fact: str) -> Container[Test] | None:
        if self._all_situations_known and fact.startswith("life_situation:"):
            return ()
        return None


class Profile(Value):
    """What is known of a business. What is absent, or null, is unknown, never false.

    Attributes:
        client_kind: what it is in law.
        okved: every OKVED-2 code it has; a list, even an empty one, is the whole list.
        employees: head count.
        region: code of the region it works in, e.g. "63".
        size: micro, small, medium or large.
        activities: what it does (true) and does not do (false), by name.
        objects: what it uses (true) and does not use (false), by name.
        life_situations: a list is the whole list; {name: bool} says some of them.
    """

    client_kind: ClientKind | None = None
    okved: tuple[OkvedCode, ...] | None = None
    employees: Annotated[int, Field(strict=True, ge=0, le=MOST_EMPLOYEES)] | None = None
    region: Region | None = None
    size: Size | None = None
    activities: Flags = Field(default_factory=dict)
    objects: Flags = Field(default_factory=dict)
    life_situations: Situations = None

    def value(self, fact: str) -> FactValue:
        """What is known of a fact; None when nothing is."""
        if fact.startswith("life_situation:"):
            met = self.met[fact]
            return None if met is None else True in met
        return self._facts.get(fact)

    def known(self, fact: str) -> bool:
        """Whether a fact is known."""
        return self.met[fact] is not None

    def says(self, atom: str) -> bool | None:
        """Whether an atom such as "object:lift" or "okved:56" is so; None: unknown."""
        fact, test = asked(atom)
        met = self.met[fact]
        return None if met is None else test in met

    def facts(self) -> dict[str, FactValue]:
        """Everything known, by fact key.

        An exhaustive list of life situations is one fact, `life_situations`;
        otherwise each known one is a fact of its own.
        """
        return dict(self._facts)

    @cached_property
    def _facts(self) -> dict[str, FactValue]:
        found: dict[str, FactValue] = {}
        if self.client_kind is not None:
            found["client_kind"] = self.client_kind.value
        if self.okved is not None:
            found["okved"] = self.okved
        if self.employees is not None:
            found["employees"] = self.employees
        if self.region is not None:
            found["region"] = self.region
        if self.size is not None:
            found["size"] = self.size.value
        found |= {f"activity:{name}": said for name, said in self.activities.items()}
        found |= {f"object:{name}": said for name, said in self.objects.items()}
        match self.life_situations:
            case tuple() as listed:
                found["life_situations"] = listed
            case dict() as each:
                found |= {f"life_situation:{name}": said for name, said in each.items()}
        return found

    def with_facts(self, facts: Mapping[str, FactValue]) -> "Profile":
        """The profile in which these facts are so; None makes one unknown again.

        Args:
            facts: by fact key, or `life_situations` for the whole list.

        Raises:
            pydantic.ValidationError: no such fact, or a value of another kind.
        """
        content = self.model_dump()
        for fact, value in facts.items():
            kind, _, name = fact.partition(":")
            if kind == "life_situation":
                content["life_situations"] = _situation(
                    content["life_situations"], name, value
                )
            elif kind in FLAGS:
                content[_FIELD[kind]][name] = value
            else:
                content[fact] = value
        return Profile.model_validate(content)

    def strangers(self, vocabulary: "Vocabulary") -> list[Fault]:
        """A fault for every name that the vocabulary does not have, in field order."""
        faults = []
        for kind, field in _FIELD.items():
            names: Iterable[str] = getattr(self, field) or ()
            listed = isinstance(names, tuple)
            faults += [
                Fault((field, place if listed else name), NO_SUCH_NAME[kind], name)
                for place, name in enumerate(names)
                if name not in vocabulary.names(kind)
            ]
        if self.region is not None and self.region not in vocabulary.regions:
            faults.append(Fault(("region",), NO_SUCH_NAME["region"], self.region))
        return faults

    @cached_property
    def met(self) -> Met:
        """For every fact, the tests that what is known of it meets; None: unknown.

        The test of a flag is True, of okved a prefix, of employees "at least".
        """
        met = _Met(all_situations_known=isinstance(self.life_situations, tuple))
        for fact, value in self._facts.items():
            match fact, value:
                case "okved", tuple() as codes:
                    met[fact] = frozenset(p for code in codes for p in prefixes(code))
                case "life_situations", tuple() as names:
                    for name in names:
                        met[f"life_situation:{name}"] = (True,)
                case "employees", int() as count:
                    met[fact] = range(count + 1)
                case _, bool() as said:
                    met[fact] = (True,) if said else ()
                case _, str() as text:
                    met[fact] = (text,)
        return met

    def __copy__(self) -> Self:
        """A copy without what was derived: `model_copy` may change its fields."""
        copied = super().__copy__()
        for derived in ("met", "_facts"):
            copied.__dict__.pop(derived, None)
        return copied


_FIELD = {
    "activity": "activities",
    "object": "objects",
    "life_situation": "life_situations",
}

NO_SUCH_NAME = {
    "activity": "There is no activity with this name",
    "object": "There is no object with this name",
    "life_situation": "There is no life situation with this name",
    "region": "There is no region with this code",
}


class Vocabulary(Value):
    """The names that profiles and conditions may use; data, not code.

    Attributes:
        activities: names of activities, e.g. "cooks_food".
        objects: names of things that a business may use, e.g. "lift".
        life_situations: names of life situations.
        regions: two-digit codes of regions.
    """

    activities: frozenset[str]
    objects: frozenset[str]
    life_situations: frozenset[str]
    regions: frozenset[str]

    def names(self, kind: str) -> frozenset[str]:
        """The names of a kind: activity, object, life_situation or region."""
        found: frozenset[str] = getattr(self, _FIELD.get(kind, "regions"))
        return found

    def has(self, fact: str, value: object) -> bool:
        """Whether there is such a fact and the value is of its kind (None: unknown)."""
        kind, _, name = fact.partition(":")
        if kind in FLAGS:
            return name in self.names(kind) and isinstance(value, bool | None)
        if fact in {"activities", "objects"} or fact not in Profile.model_fields:
            return False
        try:
            profile = Profile.model_validate({fact: value})
        except ValueError:
            return False
        return not profile.strangers(self)


def prefixes(code: str) -> tuple[str, ...]:
    """An OKVED code and everything it falls under: "56.10" → 56, 56.1, 56.10."""
    return tuple(code[:n] for n in _PREFIX_LENGTHS if n <= len(code))


def asked(atom: str) -> tuple[str, Test]:
    """The fact that an atom asks about, and what it asks: "okved:56" → okved, "56"."""
    kind, _, test = atom.partition(":")
    if kind in FLAGS:
        return atom, True
    return kind, int(test) if kind == "employees" and re.match(r"^\d+$", test) else test


def _situation(said: Any, name: str, value: FactValue) -> Any:
    """Life situations in which one of them is so, not so, or unknown (None)."""
    if isinstance(said, tuple) and value is not None:
        rest = tuple(other for other in said if other != name)
        return (*rest, name) if value is True else rest
    # Of an exhaustive list with one unknown, only what was listed can be kept.
    each = dict.fromkeys(said, True) if isinstance(said, tuple) else dict(said or {})
    return {**each, name: value}
