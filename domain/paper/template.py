"""The words of papers: versioned data, with places for values (I8).

A value is never read as a part of a template, nor of the language that a paper is
typeset in: it comes into its place after the template was taken apart.
"""

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple, Self

from pydantic import Field, model_validator

from domain.kernel import Value

_PLACE = re.compile(r"\{(\w+)\}")


class Group(NamedTuple):
    """Lines under a heading of their own."""

    name: str
    lines: tuple[str, ...]


Said = str | tuple[str, ...] | tuple[Group, ...]
Values = Mapping[str, Said]
"""What stands in the places: a text, lines, or groups of lines; empty: nothing."""


class Part(Value):
    """One part of a paper; one whose `needs` has an empty value is left out.

    Attributes:
        heading: above it; "" for none.
        needs: name of a value; "" for none.
        facts: names and values, in lines; a fact without a value is left out.
        text: paragraphs between empty lines, with places.
        lines: name of a value that is a list.
        groups: name of a value that is groups of lines.
    """

    heading: str = ""
    needs: str = ""
    facts: tuple[tuple[str, str], ...] = ()
    text: str = ""
    lines: str = ""
    groups: str = ""

    @property
    def places(self) -> frozenset[str]:
        """Names of the values that it asks for."""
        named = {value for _, value in self.facts}
        found = {
            self.needs,
            self.lines,
            self.groups,
            *named,
            *_PLACE.findall(self.text),
        }
        return frozenset(found - {""})


class Filled(NamedTuple):
    """A part with its values: texts alone."""

    heading: str
    facts: tuple[tuple[str, str], ...]
    paragraphs: tuple[str, ...]
    lines: tuple[str, ...]
    groups: tuple[Group, ...]


class Template(Value):
    """One version of the words of one paper, in the language of the state.

    Attributes:
        name: in kebab-case.
        version: from 1; one that was used is never changed, the next one is added.
        title: of the paper.
        parts: in their order.
    """

    name: str = Field(pattern=r"^[a-z]+(-[a-z]+)*$")
    version: int = Field(ge=1)
    title: str = Field(min_length=1)
    parts: tuple[Part, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if not self.places:
            raise ValueError(f"{self.name} has no places")
        return self

    @property
    def places(self) -> frozenset[str]:
        """Names of all values that it asks for."""
        return frozenset().union(*(part.places for part in self.parts))

    def fill(self, values: Values) -> tuple[Filled, ...]:
        """The parts with their values; what no place asks for is left out.

        Raises:
            ValueError: a value lacks: a program's mistake.
        """
        if missing := sorted(self.places - values.keys()):
            raise ValueError(f"{self.name} lacks values: {missing}")
        return tuple(
            _filled(part, values)
            for part in self.parts
            if not part.needs or values[part.needs]
        )


class Templates:
    """Every template, in all its versions.

    Args:
        templates: the versions of a name must follow each other from 1.

    Raises:
        ValueError: one is missing or there twice.
    """

    def __init__(self, templates: Iterable[Template]) -> None:
        self._of: dict[str, list[Template]] = {}
        for one in sorted(templates, key=lambda one: (one.name, one.version)):
            versions = self._of.setdefault(one.name, [])
            if one.version != len(versions) + 1:
                raise ValueError(f"{one.name} lacks version {len(versions) + 1}")
            versions.append(one)

    def newest(self, name: str) -> Template:
        """The words of a paper that is issued today.

        Raises:
            LookupError: there is no such template.
        """
        return self._of[name][-1]

    def all(self) -> list[Template]:
        """Every version of every template, by name and version."""
        return [one for versions in self._of.values() for one in versions]


def _filled(part: Part, values: Values) -> Filled:
    facts = [(name, _text(values[value])) for name, value in part.facts]
    told = _PLACE.sub(lambda place: _text(values[place[1]]), part.text)
    lines = values[part.lines] if part.lines else ()
    groups = values[part.groups] if part.groups else ()
    return Filled(
        heading=part.heading,
        facts=tuple((name, said) for name, said in facts if said),
        paragraphs=tuple(filter(None, told.split("\n\n"))),
        lines=tuple(one for one in lines if isinstance(one, str)),
        groups=tuple(one for one in groups if isinstance(one, Group)),
    )


def _text(value: Said) -> str:
    if not isinstance(value, str):
        raise ValueError("only a text stands in a sentence")  # noqa: TRY004
    return value
