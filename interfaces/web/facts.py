"""Facts on pages: what a form said, and what is known, in words."""

import re

from fastapi import Request

from domain.profile import FactValue
from interfaces.locale import N_
from interfaces.web.pages import language_of
from interfaces.wording import Wording

FLAGS = ("activity:", "object:", "life_situation:")
"""How the keys of facts begin that are so or not so."""

SAID: dict[str, FactValue] = {"yes": True, "no": False, "unknown": None, "": None}


def read_value(fact: str, value: str) -> FactValue:
    """What a form said of a fact; what cannot be read stays as it came."""
    value = value.strip()
    if fact.startswith(FLAGS):
        return SAID.get(value, value)
    if not value:
        return None
    if fact == "employees":
        return int(value) if re.fullmatch(r"[0-9]{1,12}", value) else value
    if fact == "okved":
        return tuple(
            dict.fromkeys(code for code in re.split(r"[\s,;]+", value) if code)
        )
    return value


def told(request: Request, wording: Wording, fact: str, value: FactValue) -> str:
    """A fact's value in words."""
    say = language_of(request).gettext
    match value:
        case None:
            return say(N_("Not known"))
        case bool():
            return say(N_("Yes")) if value else say(N_("No"))
        case tuple():
            said = value
            if fact == "life_situations":
                said = tuple(wording.value(fact, one) for one in value)
            return ", ".join(said) or say(N_("None"))
        case str() if fact in {"client_kind", "size", "region"}:
            return wording.value(fact, value)
    return str(value)
