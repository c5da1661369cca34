"""Whether a text that everybody will read names the business that asked."""

import re

from domain.kernel import Value

_WORD = re.compile(r"[^\W\d_]+")
_QUOTED = re.compile(r"«([^»]+)»|\"([^\"]+)\"")


class Asker(Value):
    """What a public text must not say.

    Attributes:
        name: of the business, e.g. "ИП Иванова Анна (кафе «Липа»)".
        numbers: INN and OGRN, as far as they are known.
    """

    name: str
    numbers: tuple[str, ...]


def is_named(asker: Asker, text: str) -> bool:
    """Whether a text holds a number, the quoted name, or two words of a name.

    The two words stand next to each other in both. What stands in brackets beside the
    name is not looked at but for quoted names. The rule finds the careless, not the
    artful: whoever publishes reads the text again.
    """
    digits = re.sub(r"[\s\u00a0-]", "", text)
    if any(number in digits for number in asker.numbers):
        return True
    quoted = [one or other for one, other in _QUOTED.findall(asker.name)]
    said = _words(text)
    if any(_stands_in(_words(name), said) for name in quoted):
        return True
    name = [word.lower() for word in _words(asker.name.partition("(")[0])]
    lower = [word.lower() for word in said]
    return any(
        _stands_in(name[place : place + 2], lower) for place in range(len(name) - 1)
    )


def _words(text: str) -> list[str]:
    return _WORD.findall(text.replace("ё", "е").replace("Ё", "Е"))


def _stands_in(words: list[str], text: list[str]) -> bool:
    length = len(words)
    return bool(words) and any(
        text[place : place + length] == words for place in range(len(text))
    )
