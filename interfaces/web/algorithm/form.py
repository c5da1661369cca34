"""The forms that authors fill in: what an algorithm is about, and one step."""

import json
from collections.abc import Mapping
from typing import Any, Final

from pydantic import ValidationError

from domain.algorithm import AlgorithmContent, DueOn, DueWithin, Step
from domain.algorithm.content import DurationUnit
from domain.requirement import Unit
from interfaces.faults import sentence_of
from interfaces.locale import N_, Language
from interfaces.web.requirement.form import Form, condition_of

HEAD: Final = (
    "title",
    "situation",
    "condition",
    "guarantees",
    "repeat_n",
    "repeat_unit",
    "repeat_per",
    "repeat_on",
    "limits",
    "certainty",
)
STEP: Final = (
    "number",
    "action",
    "evidence_kind",
    "evidence_name",
    "performed_by",
    "due_n",
    "due_unit",
    "due_since",
    "due_day",
    "lasts_n",
    "lasts_unit",
    "cost",
    "where",
    "source",
    "complain_to",
    "requirements",
    "only_if",
    "after",
    "repeats",
    "automatic_check",
)
DURATIONS: Final[Mapping[DurationUnit, str]] = {
    DurationUnit.MINUTE: N_("minutes"),
    DurationUnit.HOUR: N_("hours"),
    DurationUnit.CALENDAR_DAY: N_("days"),
    DurationUnit.WORKING_DAY: N_("working days"),
}
_OF_STEP: Final = (
    "evidence_kind",
    "evidence_name",
    "cost",
    "where",
    "source",
    "complain_to",
    "automatic_check",
)
"""Fields of a step that may be left empty and stand in the form as they are."""

EMPTY_HEAD: Final[Form] = dict.fromkeys(HEAD, "") | {
    "condition": '{"op": "all", "of": []}',
    "repeat_unit": Unit.MONTH.value,
    "certainty": "likely",
}
EMPTY_STEP: Final[Form] = dict.fromkeys(STEP, "") | {
    "performed_by": "client",
    "due_unit": Unit.WORKING_DAY.value,
    "lasts_unit": DurationUnit.MINUTE.value,
    "repeats": "yes",
}


def given(posted: Mapping[str, str], names: tuple[str, ...]) -> Form:
    """The fields of a form from what was posted; strangers left out."""
    return {name: posted.get(name, "") for name in names}


def head_of(content: AlgorithmContent) -> Form:
    """The form that says what an algorithm is about."""
    repeat = content.repeat
    every = repeat.every if repeat else None
    return {
        "title": content.title,
        "situation": content.situation,
        "condition": json.dumps(
            content.condition.as_json, ensure_ascii=False, indent=1
        ),
        "guarantees": "\n".join(content.guarantees),
        "repeat_n": str(every.n) if every else "",
        "repeat_unit": every.unit.value if every else Unit.MONTH.value,
        "repeat_per": repeat.per or "" if repeat else "",
        "repeat_on": "\n".join(repeat.also_on) if repeat else "",
        "limits": content.limits or "",
        "certainty": content.certainty.value,
    }


def said_of_head(form: Form) -> dict[str, Any]:
    """What the form says of the whole, to be validated as a content."""
    every = form["repeat_n"].strip()
    said = {
        "every": {"n": every, "unit": form["repeat_unit"]} if every else None,
        "per": form["repeat_per"].strip() or None,
        "also_on": form["repeat_on"].split(),
    }
    return {
        "title": form["title"],
        "situation": form["situation"],
        "condition": condition_of(form["condition"]),
        "guarantees": form["guarantees"].split(),
        "repeat": said if any(said.values()) else None,
        "limits": form["limits"].strip() or None,
        "certainty": form["certainty"],
    }


def step_of(step: Step) -> Form:
    """The form that says a step."""
    said = step.model_dump(mode="json")
    form = {
        name: str(said[name] if said[name] is not None else "") for name in _OF_STEP
    }
    form |= {
        "number": str(step.number),
        "action": step.action,
        "performed_by": step.performed_by.value,
        "due_n": "",
        "due_unit": Unit.WORKING_DAY.value,
        "due_since": "",
        "due_day": "",
        "lasts_n": str(step.lasts.n) if step.lasts else "",
        "lasts_unit": (step.lasts.unit if step.lasts else DurationUnit.MINUTE).value,
        "requirements": "\n".join(step.requirements),
        "only_if": json.dumps(step.only_if.as_json, ensure_ascii=False, indent=1)
        if step.only_if is not None
        else "",
        "after": ", ".join(map(str, step.after)),
        "repeats": "yes" if step.repeats else "no",
    }
    match step.due:
        case DueWithin(n=n, unit=unit, since=since):
            form |= {"due_n": str(n), "due_unit": unit.value, "due_since": since}
        case DueOn(day=day):
            form["due_day"] = day
    return form


def said_of_step(form: Form) -> dict[str, Any]:
    """What the form says of a step, to be validated as one."""
    lasts = form["lasts_n"].strip()
    return {
        **{name: form[name].strip() or None for name in _OF_STEP},
        "number": form["number"],
        "action": form["action"],
        "performed_by": form["performed_by"],
        "due": _due(form),
        "lasts": {"n": lasts, "unit": form["lasts_unit"]} if lasts else None,
        "requirements": form["requirements"].split(),
        "only_if": condition_of(form["only_if"]) if form["only_if"].strip() else None,
        "after": form["after"].replace(",", " ").split(),
        "repeats": form["repeats"] != "no",
    }


def _due(form: Form) -> dict[str, Any] | None:
    if day := form["due_day"].strip():
        return {"type": "on", "day": day}
    n, since = form["due_n"].strip(), form["due_since"].strip()
    if not (n or since):
        return None
    return {"type": "within", "n": n, "unit": form["due_unit"], "since": since}


def faults_of(error: ValidationError, spoken: Language) -> dict[str, str]:
    """What is wrong as {field of a form: sentence}."""
    told: dict[str, str] = {}
    for one in error.errors(include_url=False):
        steps = [str(step) for step in one["loc"] if step != "content"]
        sentence = sentence_of(one, spoken)
        if steps[:1] in (["condition"], ["only_if"]) and len(steps) > 1:
            sentence = f"{'/'.join(steps[1:])}: {sentence}"
        told.setdefault(_field(steps), sentence)
    return told


_FIELDS: Final = {
    "every": "repeat_n",
    "per": "repeat_per",
    "also_on": "repeat_on",
    "since": "due_since",
    "day": "due_day",
}


def _field(steps: list[str]) -> str:
    match steps:
        case ["repeat", part, *_]:
            return _FIELDS.get(part, "repeat_n")
        case ["due", *_, last]:
            return _FIELDS.get(last, "due_n")
        case ["lasts", *_]:
            return "lasts_n"
    return steps[0] if steps else ""
