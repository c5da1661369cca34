"""The form that a registrar fills in, as a content and back."""

import json
from collections.abc import Iterable, Mapping
from typing import Any, Final

from pydantic import ValidationError

from domain.requirement import (
    Certainty,
    Content,
    Continuous,
    Frequency,
    Once,
    OnEvent,
    Periodic,
    Unit,
)
from interfaces.faults import sentence_of
from interfaces.locale import N_, Language

Form = dict[str, str]

FREQUENCIES: Final[Mapping[str, str]] = {
    "continuous": N_("At all times"),
    "periodic": N_("Again after each term"),
    "event": N_("When something happens"),
    "once": N_("Once"),
}
UNITS: Final[Mapping[Unit, str]] = {
    Unit.HOUR: N_("hours"),
    Unit.CALENDAR_DAY: N_("days"),
    Unit.WORKING_DAY: N_("working days"),
    Unit.WEEK: N_("weeks"),
    Unit.MONTH: N_("months"),
    Unit.YEAR: N_("years"),
}
_MARKS: Final = ("rule", "reference", "sanction", "validity")
_ACT: Final = ("name", "number", "date", "unit")
_PLAIN: Final = (
    "title",
    "statement",
    "control_kind",
    "control_body",
    "sanction",
    "in_force_from",
    "in_force_until",
    "notes",
)
_OPTIONAL: Final = ("sanction", "in_force_until", "notes")

FIELDS: Final = (
    *_PLAIN,
    "sectors",
    "evidence",
    "condition",
    *(f"act_{name}" for name in _ACT),
    *(f"certainty_{name}" for name in _MARKS),
    "frequency_type",
    "frequency_n",
    "frequency_unit",
    "frequency_event",
)
EMPTY: Final[Form] = dict.fromkeys(FIELDS, "") | {
    "sectors": "cross",
    "condition": '{"op": "all", "of": []}',
    "frequency_type": "continuous",
    "frequency_unit": Unit.MONTH.value,
    **{f"certainty_{name}": Certainty.LIKELY.value for name in _MARKS},
}


def given(posted: Mapping[str, object]) -> Form:
    """The fields of the form from what was posted; files and strangers left out."""
    texts = ((name, posted.get(name)) for name in FIELDS)
    return {name: text if isinstance(text, str) else "" for name, text in texts}


def filled(content: Content) -> Form:
    """The form that says a content."""
    said = content.model_dump(mode="json")
    return {
        **{name: said[name] or "" for name in _PLAIN},
        **{f"act_{name}": said["act"][name] for name in _ACT},
        **{f"certainty_{name}": said["certainty"][name] for name in _MARKS},
        **frequency_form(content.frequency),
        "sectors": "\n".join(content.sectors),
        "evidence": "\n".join(content.evidence),
        "condition": json.dumps(
            content.condition.as_json, ensure_ascii=False, indent=1
        ),
    }


def frequency_form(frequency: Frequency) -> Form:
    """The fields that say how often something has to be done."""
    told = {
        "frequency_n": "",
        "frequency_unit": Unit.MONTH.value,
        "frequency_event": "",
    }
    match frequency:
        case Periodic(type=kind, every=term):
            told |= {"frequency_n": str(term.n), "frequency_unit": term.unit.value}
        case OnEvent(type=kind, trigger=event, within=term):
            told["frequency_event"] = event
            if term:
                told |= {"frequency_n": str(term.n), "frequency_unit": term.unit.value}
        case Once(type=kind, revise_on=events):
            told["frequency_event"] = "\n".join(events)
        case Continuous(type=kind):
            pass
    return told | {"frequency_type": kind}


def content_of(form: Form) -> dict[str, Any]:
    """What the form says, to be validated as a content."""
    said: dict[str, Any] = {
        name: form[name]
        for name in _PLAIN
        if form[name].strip() or name not in _OPTIONAL
    }
    return said | {
        "act": {name: form[f"act_{name}"] for name in _ACT},
        "certainty": {name: form[f"certainty_{name}"] for name in _MARKS},
        "sectors": form["sectors"].split(),
        "evidence": lines(form["evidence"]),
        "condition": condition_of(form["condition"]),
        "frequency": frequency_of(form),
    }


def lines(text: str) -> list[str]:
    """The lines of a text that are not blank."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def condition_of(text: str) -> object:
    """A condition's JSON; what is no JSON is left for the validation to refuse."""
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def frequency_of(form: Form) -> dict[str, Any]:
    """What these fields say, to be validated as a frequency."""
    kind = form["frequency_type"]
    term = {"n": form["frequency_n"], "unit": form["frequency_unit"]}
    events = form["frequency_event"].split()
    match kind:
        case "periodic":
            return {"type": kind, "every": term}
        case "event":
            within = {"within": term} if form["frequency_n"].strip() else {}
            return {"type": kind, "trigger": " ".join(events), **within}
        case "once":
            return {"type": kind, "revise_on": events}
    return {"type": kind}


def faults_of(error: ValidationError, spoken: Language) -> dict[str, str]:
    """What is wrong as {field of the form: sentence}."""
    return told_of(error.errors(include_url=False), spoken)


def told_of(faults: Iterable[Mapping[str, Any]], spoken: Language) -> dict[str, str]:
    """The same of faults as pydantic tells them."""
    told: dict[str, str] = {}
    for one in faults:
        steps = [str(step) for step in one["loc"]]
        if steps[:1] == ["content"]:
            steps = steps[1:]
        sentence = sentence_of(one, spoken)
        if steps[:1] == ["condition"] and len(steps) > 1:
            sentence = f"{'/'.join(steps[1:])}: {sentence}"
        told.setdefault(_field(steps), sentence)
    return told


def _field(steps: list[str]) -> str:
    match steps:
        case ["act" | "certainty" as part, name, *_]:
            return f"{part}_{name}"
        case ["frequency", *_, "n" | "unit" as name]:
            return f"frequency_{name}"
        case ["frequency", _, "trigger" | "revise_on", *_]:
            return "frequency_event"
        case ["frequency", *_]:
            return "frequency_type"
    return steps[0] if steps else ""
