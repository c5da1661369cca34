"""Sums of money: kept in kopecks, typed and told in roubles (I9)."""

import re
from typing import Final

from interfaces.locale import N_, Language

KOPECKS: Final = 100
TYPED: Final = re.compile(r"([0-9]{1,12})(?:[.,]([0-9]{1,2}))?")
ROUBLES: Final = N_("%(sum)s RUB")


def roubles(spoken: Language, kopecks: int) -> str:
    """A sum as it is read, e.g. "1,234.50 RUB"; whole roubles without kopecks."""
    return spoken.gettext(ROUBLES, sum=plain(spoken, kopecks))


def plain(spoken: Language, kopecks: int) -> str:
    """The same without the name of the currency."""
    whole, rest = divmod(kopecks, KOPECKS)
    told = spoken.number(whole)
    return f"{told}{_point(spoken)}{rest:02}" if rest else told


def typed(kopecks: int) -> str:
    """A sum as it stands in a field; "" for nothing."""
    whole, rest = divmod(kopecks, KOPECKS)
    if not kopecks:
        return ""
    return f"{whole},{rest:02}" if rest else str(whole)


def kopecks_of(said: str) -> int | None:
    """What was typed, in kopecks; None: it cannot be read."""
    found = TYPED.fullmatch(re.sub(r"[\s\u00a0\u202f]", "", said))
    if found is None:
        return None
    rest = (found[2] or "").ljust(2, "0")
    return int(found[1]) * KOPECKS + int(rest)


def percent(spoken: Language, hundredths: int) -> str:
    """A rate as it is read, e.g. "7.5"."""
    whole, rest = divmod(hundredths, 100)
    if not rest:
        return spoken.number(whole)
    return f"{spoken.number(whole)}{_point(spoken)}{f'{rest:02}'.rstrip('0')}"


def _point(spoken: Language) -> str:
    return spoken.number(1.5)[1]
