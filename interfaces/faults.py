"""What is wrong with a field, in plain words; pydantic's own are for programmers."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from interfaces.locale import N_, Language

FILL_IN: Final = N_("Fill this in")
SENTENCES: Final[Mapping[str, str]] = {
    "missing": FILL_IN,
    "extra_forbidden": N_("There is no such field here"),
    "json_invalid": N_("This is not valid JSON"),
    "string_type": N_("This must be text"),
    "string_pattern_mismatch": N_("This is not written in the way it should be"),
    "bool_type": N_("Answer yes or no"),
    "bool_parsing": N_("Answer yes or no"),
    "int_type": N_("This must be a whole number"),
    "int_parsing": N_("This must be a whole number"),
    "int_from_float": N_("This must be a whole number"),
    "int_parsing_size": N_("This number is too large"),
    "float_type": N_("This must be a number"),
    "float_parsing": N_("This must be a number"),
    "decimal_parsing": N_("This must be a number"),
    "finite_number": N_("This must be a number"),
    "date_type": N_("This must be a date, for example 2026-11-21"),
    "date_parsing": N_("This must be a date, for example 2026-11-21"),
    "date_from_datetime_parsing": N_("This must be a date, for example 2026-11-21"),
    "date_from_datetime_inexact": N_("This must be a date without a time"),
    "date_past": N_("This date must be in the past"),
    "date_future": N_("This date must be in the future"),
    "datetime_type": N_("This must be a date and a time"),
    "datetime_parsing": N_("This must be a date and a time"),
    "datetime_from_date_parsing": N_("This must be a date and a time"),
    "timezone_aware": N_("The time needs its time zone"),
    "uuid_type": N_("This is not an identifier"),
    "uuid_parsing": N_("This is not an identifier"),
    "list_type": N_("This must be a list"),
    "tuple_type": N_("This must be a list"),
    "set_type": N_("This must be a list"),
    "frozen_set_type": N_("This must be a list"),
    "dict_type": N_("This must be an object with fields"),
    "model_type": N_("This must be an object with fields"),
    "model_attributes_type": N_("This must be an object with fields"),
    "mapping_type": N_("This must be an object with fields"),
    "none_required": N_("This must be left empty"),
    "url_parsing": N_("This must be a web address"),
    "recursion_loop": N_("This refers to itself"),
}
"""Kinds of fault that need no number or list to be explained."""

OTHERWISE: Final = N_("This value cannot be accepted")

NOT_CHOSEN: Final = N_("Choose an answer")
CHOICES: Final = frozenset({"enum", "literal_error"})
"""Kinds of fault of a value that is none of a list; when nothing was chosen, the codes
of the list tell a reader nothing."""

OURS: Final = frozenset(
    {
        "condition",
        "term_not_positive",
        "given_twice",
        "ends_before_start",
        "steps_out_of_order",
    }
)
"""Kinds that the domain raises itself: their message is a sentence of ours."""


def sentence_of(fault: Mapping[str, Any], spoken: Language) -> str:
    """Explain one fault.

    Args:
        fault: as pydantic tells it: `type`, `ctx` and so on.
        spoken: the reader's language.

    Returns:
        A sentence without a full stop.
    """
    kind, about = fault["type"], fault.get("ctx", {})
    if kind in CHOICES and fault.get("input") in ("", None):
        return spoken.gettext(NOT_CHOSEN)
    if kind in COUNTED:
        return COUNTED[kind](spoken, about)
    if kind in OURS:
        sentence = fault["msg"]
        return spoken.gettext(sentence)
    return spoken.gettext(SENTENCES.get(kind, OTHERWISE))


def _letters_at_least(spoken: Language, about: Mapping[str, Any]) -> str:
    least = about["min_length"]
    if least == 1:
        return spoken.gettext(FILL_IN)
    return spoken.ngettext(
        "At least %(num)s character is needed",
        "At least %(num)s characters are needed",
        least,
    )


def _letters_at_most(spoken: Language, about: Mapping[str, Any]) -> str:
    return spoken.ngettext(
        "At most %(num)s character fits here",
        "At most %(num)s characters fit here",
        about["max_length"],
    )


def _items_at_least(spoken: Language, about: Mapping[str, Any]) -> str:
    least = about["min_length"]
    if least == 1:
        return spoken.gettext(N_("Choose at least one"))
    return spoken.ngettext(
        "At least %(num)s is needed", "At least %(num)s are needed", least
    )


def _items_at_most(spoken: Language, about: Mapping[str, Any]) -> str:
    return spoken.ngettext(
        "At most %(num)s can be given",
        "At most %(num)s can be given",
        about["max_length"],
    )


def _number(sentence: str, bound: str) -> Callable[[Language, Mapping[str, Any]], str]:
    def tell(spoken: Language, about: Mapping[str, Any]) -> str:
        limit = about[bound]
        told = spoken.number(limit) if isinstance(limit, int | float) else limit
        return spoken.gettext(sentence, limit=told)

    return tell


def _one_of(spoken: Language, about: Mapping[str, Any]) -> str:
    return spoken.gettext(N_("Choose one of: %(choices)s"), choices=about["expected"])


COUNTED: Final[Mapping[str, Callable[[Language, Mapping[str, Any]], str]]] = {
    "string_too_short": _letters_at_least,
    "string_too_long": _letters_at_most,
    "too_short": _items_at_least,
    "too_long": _items_at_most,
    "greater_than": _number(N_("This must be more than %(limit)s"), "gt"),
    "greater_than_equal": _number(N_("This must be at least %(limit)s"), "ge"),
    "less_than": _number(N_("This must be less than %(limit)s"), "lt"),
    "less_than_equal": _number(N_("This must be at most %(limit)s"), "le"),
    "enum": _one_of,
    "literal_error": _one_of,
}
