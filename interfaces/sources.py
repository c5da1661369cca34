"""How acts and articles are written: the data name them in English short forms."""

import re
from collections.abc import Mapping
from functools import cache
from json import loads
from typing import Any, Final

from interfaces.locale import RUSSIAN
from interfaces.regions import STARTER

_SHORT_FORMS: Final = (
    (re.compile(r"\bart\. "), "ст. "),
    (re.compile(r"\bpt "), "ч. "),
    (re.compile(r"\b(?:of|from) (?=\d)"), "от "),
)


def source_in(code: str, source: str) -> str:
    """Act and article in a language: "248-ФЗ ст. 43 ч. 2" in "ru"."""
    if code != RUSSIAN:
        return source
    for phrase, russian in _phrases():
        source = source.replace(phrase, russian)
    for pattern, russian in _SHORT_FORMS:
        source = pattern.sub(russian, source)
    return source


@cache
def russian_law() -> Mapping[str, Any]:
    """What the rules of the starter data say in Russian, by kind of text."""
    told: dict[str, Any] = loads((STARTER / "law_terms.ru.json").read_text("utf-8"))
    return told


@cache
def _phrases() -> tuple[tuple[str, str], ...]:
    # Longer ones first: some contain others.
    return tuple(sorted(russian_law()["sources"].items(), key=lambda one: -len(one[0])))
