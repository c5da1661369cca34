"""What in a text may tell who wrote it: a proposal for the person who releases it (E5).

Rules, checksums and a list of first names; no model. It finds what is written the usual
way. It misses a surname alone, nicknames, slang, numbers in words, "the only bakery at
the station", and whatever only a neighbour understands: so no text is shown before a
person has read it.
"""

import re
from collections.abc import Iterator
from enum import StrEnum

from stdnum import luhn
from stdnum.ru import inn as inn_number

from domain.anonymity.names import FIRST_NAMES
from domain.kernel import Value

HIDDEN = "▇▇▇"
"""What stands in place of what was taken out."""

CARD_DIGITS = range(16, 20)
OGRN_DIGITS = (13, 15)
ACCOUNT_DIGITS = 20
PHONE_DIGITS = (10, 11)


class Kind(StrEnum):
    """Why a piece of a text may tell who wrote it."""

    INN = "inn"
    OGRN = "ogrn"
    ACCOUNT = "account"
    CARD = "card"
    PHONE = "phone"
    NUMBER = "number"
    EMAIL = "email"
    ADDRESS_ONLINE = "address_online"
    PERSON = "person"
    BUSINESS = "business"
    PLACE = "place"


class Found(Value):
    """A piece of a text.

    Attributes:
        start, end: where it stands: text[start:end].
        kind: why it was found.
    """

    start: int
    end: int
    kind: Kind


_WORD = r"[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?"
_INITIALS = r"[А-ЯЁ]\.\s?(?:[А-ЯЁ]\.)?"
_PATRONYMIC = (
    r"[А-ЯЁ][а-яё]+(?:[ои]вич|евич|ич|[ои]вна|евна|ична|инична)"
    r"(?:а|у|ем|ом|е|ей|ой|ы)?"
)
_SURNAME = (
    r"[А-ЯЁ][а-яё]+(?:ов|ев|ёв|ин|ын|ский|цкий|ская|цкая|ко|ук|юк|ян|дзе|швили)"
    r"(?:а|у|ым|е|ой|ого|ому|ы|их|ыми)?"
)
_RULES: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    (Kind.EMAIL, re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")),
    (
        Kind.EMAIL,
        re.compile(r"[\w.+-]+\s*(?:\(?(?:собака|at)\)?|\[at\])\s*[\w-]+[.\w-]*", re.I),
    ),
    (
        Kind.ADDRESS_ONLINE,
        re.compile(
            r"(?:https?://|www\.)\S+|(?<![\w.])@\w{3,}"
            r"|\b(?:[\w-]+\.)+(?:ru|su|com|net|org|info|biz|me|shop|online|рф)\b"
            r"(?:/\S*)?",
            re.I,
        ),
    ),
    (
        Kind.BUSINESS,
        re.compile(
            r"\b(?:ООО|ОАО|ПАО|ЗАО|НАО|АО|ИП|КФХ|ГУП|МУП|ФГУП|АНО|НКО|ТСЖ)\s+"
            rf"(?:[«\"“][^»\"”]{{1,80}}[»\"”]|{_WORD}(?:\s+(?:{_INITIALS}|{_WORD})){{0,2}})"
        ),
    ),
    (Kind.BUSINESS, re.compile(r"[«\"“][А-ЯЁA-Z][^»\"”]{1,60}[»\"”]")),
    (
        Kind.PERSON,
        re.compile(
            rf"(?:{_WORD}\s+)?{_WORD}\s+{_PATRONYMIC}(?:\s+{_WORD})?|{_PATRONYMIC}\b"
        ),
    ),
    (
        Kind.PERSON,
        re.compile(rf"\b{_WORD}\s+{_INITIALS}|\b{_INITIALS}\s?{_WORD}"),
    ),
    (
        Kind.PLACE,
        re.compile(
            r"\b(?:ул(?:иц[аеуы])?|пр(?:осп(?:ект)?)?|пр-т|просп|пер(?:еул(?:ок|ке))?|"
            r"пл(?:ощад[ьи])?|шоссе|наб|набережн(?:ая|ой)|бульвар|б-р|мкр|"
            r"г|гор|город(?:е|а)?|пос(?:[её]л(?:ок|ке))?|с|сел[оае]|дер(?:евн[яе])?|"
            r"ст(?:аниц[аеы])?|р-н)\.?\s+"
            rf"{_WORD}(?:\s+{_WORD})?(?:,?\s*(?:д(?:ом)?\.?\s*)?\d+[а-я]?)?"
        ),
    ),
    (
        Kind.PLACE,
        re.compile(
            rf"\b{_WORD}\s+(?:улиц[аеуы]|проспект[еау]?|район[еау]?|переулк[еау])"
        ),
    ),
    (Kind.PLACE, re.compile(r"\b(?:дом|д\.|кв\.|квартира|офис|оф\.)\s*№?\s*\d+[а-я]?")),
)
_DIGITS = re.compile(r"(?<!\w)\+?\d(?:[\s\u00a0()-]{0,2}\d){4,}(?!\w)")
_CAPITAL = re.compile(_WORD)
_IS_SURNAME = re.compile(_SURNAME)
_ENDING = re.compile(r"(?:ы|ой|ей|ою|ом|ем|а|я|у|ю|е|и|ь|й)$")


def find(text: str) -> tuple[Found, ...]:
    """Pieces of a text that may tell who wrote it, in order, none inside another."""
    found = sorted(
        (*_by_rules(text), *_numbers(text), *_names(text)),
        key=lambda one: (one.start, -one.end),
    )
    apart: list[Found] = []
    for one in found:
        if not apart or one.start >= apart[-1].end:
            apart.append(one)
        elif one.end > apart[-1].end:
            last = apart.pop()
            apart.append(last.model_copy(update={"end": one.end}))
    return tuple(apart)


def redacted(text: str) -> str:
    """The text with everything found taken out: what is proposed for release."""
    for one in reversed(find(text)):
        text = f"{text[: one.start]}{HIDDEN}{text[one.end :]}"
    return text


def _by_rules(text: str) -> Iterator[Found]:
    for kind, rule in _RULES:
        for match in rule.finditer(text):
            yield Found(start=match.start(), end=match.end(), kind=kind)


def _numbers(text: str) -> Iterator[Found]:
    """Long numbers; a sum of money with its unit says nothing of a person."""
    for match in _DIGITS.finditer(text):
        rest = text[match.end() : match.end() + 8].lower()
        if not re.match(r"[\s\u00a0]*(?:₽|руб|тыс|млн|час)", rest):
            digits = re.sub(r"\D", "", match[0])
            yield Found(start=match.start(), end=match.end(), kind=_kind_of(digits))


def _kind_of(digits: str) -> Kind:
    length = len(digits)
    if inn_number.is_valid(digits):
        return Kind.INN
    if length in OGRN_DIGITS and int(digits[:-1]) % (length - 2) % 10 == int(
        digits[-1]
    ):
        return Kind.OGRN
    if length == ACCOUNT_DIGITS:
        return Kind.ACCOUNT
    if length in CARD_DIGITS and luhn.is_valid(digits):
        return Kind.CARD
    return Kind.PHONE if length in PHONE_DIGITS else Kind.NUMBER


def _checks(ogrn: str) -> bool:
    return int(ogrn[:-1]) % (len(ogrn) - 2) % 10 == int(ogrn[-1])


def _names(text: str) -> Iterator[Found]:
    """A known first name, with the surname beside it."""
    words = list(_CAPITAL.finditer(text))
    for place, match in enumerate(words):
        if _stem(match[0]) not in _STEMS:
            continue
        start, end = match.start(), match.end()
        before = words[place - 1] if place else None
        after = words[place + 1] if place + 1 < len(words) else None
        if before and _next_to(text, before.end(), start) and _surname(before[0]):
            start = before.start()
        if after and _next_to(text, end, after.start()) and _surname(after[0]):
            end = after.end()
        yield Found(start=start, end=end, kind=Kind.PERSON)


def _next_to(text: str, end: int, start: int) -> bool:
    return text[end:start].isspace()


def _surname(word: str) -> bool:
    return _IS_SURNAME.fullmatch(word) is not None


def _stem(word: str) -> str:
    return _ENDING.sub("", word.lower().replace("ё", "е"))


_STEMS = frozenset(map(_stem, FIRST_NAMES))
