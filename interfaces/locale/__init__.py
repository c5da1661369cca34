"""The languages of the service: sentences, dates and numbers as people read them.

An English sentence is its own key. The Russian one stands in
ru/LC_MESSAGES/messages.po, read once at start. `python -m interfaces.locale` brings
that file up to date with the sentences in use.
"""

from collections.abc import Sequence
from datetime import date, datetime, tzinfo
from functools import cache, lru_cache
from gettext import NullTranslations
from io import BytesIO
from pathlib import Path
from typing import Final, Literal
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date, format_datetime
from babel.lists import format_list
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal
from babel.support import Translations

CATALOGUE: Final = Path(__file__).parent / "ru" / "LC_MESSAGES" / "messages.po"
RUSSIAN: Final = "ru"
ENGLISH: Final = "en"
CODES: Final = (RUSSIAN, ENGLISH)
"""The languages offered, the usual one first."""

NAMES: Final = {RUSSIAN: "Русский", ENGLISH: "English"}
BABEL: Final = {RUSSIAN: "ru", ENGLISH: "en_GB"}


def N_(sentence: str) -> str:  # noqa: N802
    """Mark a sentence that is translated later, where its reader is known."""
    return sentence


class Language:
    """One language: says sentences, dates and numbers in it.

    Attributes:
        code: "ru" or "en".
    """

    def __init__(
        self, code: str, words: NullTranslations, zone: tzinfo | None = None
    ) -> None:
        self.code = code
        self.words = words
        self._zone = zone or ZoneInfo("Europe/Moscow")
        self._babel = Locale.parse(BABEL[code])

    def gettext(self, sentence: str, **names: object) -> str:
        """The sentence in this language, its %(name)s filled in when any are given."""
        said = self.words.gettext(sentence)
        return said % names if names else said

    def ngettext(self, one: str, many: str, count: int, **names: object) -> str:
        """The form of the sentence for a count, which is also its %(num)s."""
        return self.words.ngettext(one, many, count) % {"num": count, **names}

    def date(self, day: date, form: str = "long") -> str:
        """A day: "21 ноября 2026 г.", "21 November 2026".

        Short: "21.11.2026", "21 Nov 2026": in English a number of a month reads both
        ways.
        """
        if form == "short":
            form = "dd.MM.yyyy" if self.code == RUSSIAN else "d MMM y"
        return _plain(format_date(day, form, locale=self._babel))

    def moment(self, at: datetime) -> str:
        """An instant where the service is run: "21 ноября 2026 г., 14:05"."""
        pattern = (
            "d MMMM y\N{NO-BREAK SPACE}'г.', HH:mm"
            if self.code == RUSSIAN
            else "d MMMM y, HH:mm"
        )
        return format_datetime(at, pattern, tzinfo=self._zone, locale=self._babel)

    def number(self, value: float) -> str:
        """A number with its groups and decimal mark: "1 250 000,5"."""
        return _plain(format_decimal(value, locale=self._babel))

    def listing(
        self, items: Sequence[str], style: Literal["standard", "or"] = "standard"
    ) -> str:
        """Items as one phrase: "вода, газ и свет"; style "or" for a choice."""
        return _listed(tuple(items), style, self._babel)


@lru_cache(maxsize=10_000)
def _listed(
    items: tuple[str, ...], style: Literal["standard", "or"], locale: Locale
) -> str:
    return format_list(items, style=style, locale=locale)


def _plain(text: str) -> str:
    """Many typefaces lack the narrow no-break space that Babel uses."""
    return text.replace("\N{NARROW NO-BREAK SPACE}", "\N{NO-BREAK SPACE}")


@cache
def _translations(code: str) -> NullTranslations:
    if code == ENGLISH:
        return NullTranslations()
    with BytesIO() as compiled:
        write_mo(compiled, catalogue())
        compiled.seek(0)
        return Translations(compiled)


def catalogue() -> Catalog:
    """The Russian catalogue as it stands in the file."""
    with CATALOGUE.open("rb") as file:
        return read_po(file, locale=RUSSIAN)


@cache
def language(code: str, zone: str = "Europe/Moscow") -> Language:
    """The language of this code; Russian when there is none such.

    Args:
        code: "ru" or "en".
        zone: IANA name of the time zone in which instants are told.
    """
    known = code if code in CODES else RUSSIAN
    return Language(known, _translations(known), ZoneInfo(zone))


def preferred(accept: str) -> str:
    """The code of the language that an Accept-Language header likes best.

    Args:
        accept: the header, e.g. "en-GB,en;q=0.8,ru;q=0.5"; may be empty or malformed.

    Returns:
        "ru" or "en"; "ru" when neither is asked for.
    """
    best, weight = RUSSIAN, 0.0
    for part in accept.split(","):
        tag, _, quality = part.partition(";q=")
        code = tag.strip().lower().partition("-")[0]
        if code in CODES and (liked := _weight(quality)) > weight:
            best, weight = code, liked
    return best


def _weight(quality: str) -> float:
    try:
        return float(quality) if quality else 1.0
    except ValueError:
        return 0.0
