"""The words of notices: versioned, in both languages, with places for values."""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import Self

from pydantic import Field, model_validator

from domain.kernel import Value
from domain.notice.words import Kept, Topic

_PLACE = re.compile(r"\{(\w+)\}")
_LANGUAGES = frozenset({"ru", "en"})


class Kind(StrEnum):
    """What stands in a place of a template; LINES is a list, each on its own line."""

    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    MOMENT = "moment"
    LINES = "lines"


Said = Kept | date | datetime
"""A value as it is told: days and instants are themselves again."""
Say = Callable[[Kind, Said], str]
"""How a language tells a value of a kind."""


class Template(Value):
    """One version of the words of one kind of notice.

    Attributes:
        name: of the template, in kebab-case.
        version: from 1; one that was used is never changed, the next one is added.
        topic: what such a notice is about.
        values: name of each place, and what stands in it.
        subject: one sentence without a full stop, by language: "ru" and "en".
        text: paragraphs between empty lines, by language.
    """

    name: str = Field(pattern=r"^[a-z]+(-[a-z]+)*$")
    version: int = Field(ge=1)
    topic: Topic
    values: dict[str, Kind] = Field(default_factory=dict)
    subject: dict[str, str]
    text: dict[str, str]

    @model_validator(mode="after")
    def _is_whole(self) -> Self:
        for said in (self.subject, self.text):
            if said.keys() != _LANGUAGES:
                raise ValueError(f"{self.name} must be told in ru and en")
        for language in _LANGUAGES:
            places = set(_PLACE.findall(self.subject[language] + self.text[language]))
            if places != self.values.keys():
                raise ValueError(f"{self.name} in {language} has places {places}")
        return self

    def check(self, values: Mapping[str, Kept]) -> None:
        """See that every place is filled, and nothing else is given.

        Raises:
            ValueError: a value lacks, is not known or of another kind: a program's
                mistake, not a person's.
        """
        if values.keys() != self.values.keys():
            raise ValueError(f"{self.name} wants {sorted(self.values)}")
        for name, kind in self.values.items():
            _read(kind, values[name])

    def fill(
        self, values: Mapping[str, Kept], language: str, say: Say
    ) -> tuple[str, str]:
        """Subject and text in a language.

        Args:
            values: that were checked.
            language: "ru" or "en".
            say: how the language tells a value.
        """
        said = {
            name: say(kind, _read(kind, values[name]))
            for name, kind in self.values.items()
        }

        def told(text: str) -> str:
            return _PLACE.sub(lambda place: said[place[1]], text)

        return told(self.subject[language]), told(self.text[language])


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
        """The words with which something is told today.

        Raises:
            LookupError: there is no such template.
        """
        return self._of[name][-1]

    def at(self, name: str, version: int) -> Template:
        """The words with which something was told then.

        Raises:
            LookupError: there is no such template, or no such version.
        """
        if version < 1:
            raise LookupError(name)
        return self._of[name][version - 1]

    def all(self) -> list[Template]:
        """Every version of every template, by name and version."""
        return [one for versions in self._of.values() for one in versions]


def _read(kind: Kind, value: Kept) -> Said:
    match kind, value:
        case Kind.NUMBER, int():
            return value
        case Kind.LINES, tuple():
            return value
        case Kind.TEXT, str():
            return value
        case Kind.DATE, str():
            return date.fromisoformat(value)
        case Kind.MOMENT, str():
            return datetime.fromisoformat(value)
    raise ValueError(f"{value!r} is no {kind.value}")
