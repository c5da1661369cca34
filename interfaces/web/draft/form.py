"""The forms that a developer fills in, as a manuscript and its changes, and back."""

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

from pydantic import ValidationError

from domain.draft import Degree, DraftText, Proposal, Proposed, Repeals
from domain.requirement import Unit
from interfaces.faults import sentence_of
from interfaces.locale import Language
from interfaces.web.requirement.form import (
    Form,
    condition_of,
    frequency_form,
    frequency_of,
    lines,
    told_of,
)

HEAD: Final = (
    "title",
    "summary",
    "kind",
    "degree",
    "provisions",
    "questions",
    "project",
)
EMPTY_HEAD: Final[Form] = dict.fromkeys(HEAD, "") | {"degree": Degree.MEDIUM.value}
_PLAIN: Final = (
    "title",
    "statement",
    "unit",
    "control_kind",
    "control_body",
    "sanction",
    "in_force_from",
    "in_force_until",
    "notes",
)
_OPTIONAL: Final = ("sanction", "in_force_until", "notes")
PROPOSAL: Final = (
    "code",
    "effect",
    "from_day",
    "reason",
    *_PLAIN,
    "sectors",
    "evidence",
    "condition",
    "frequency_type",
    "frequency_n",
    "frequency_unit",
    "frequency_event",
)
EMPTY_PROPOSAL: Final[Form] = dict.fromkeys(PROPOSAL, "") | {
    "sectors": "cross",
    "condition": '{"op": "all", "of": []}',
    "frequency_type": "continuous",
    "frequency_unit": Unit.MONTH.value,
}

_NUMBERED: Final = re.compile(r"(\d+(?:\.\d+)*[а-яёa-z]?[.)]|\d+(?:\.\d+)+)\s+(\S.*)")


def given(posted: Mapping[str, object], names: Sequence[str]) -> Form:
    """The fields of a form from what was posted; strangers left out."""
    texts = ((name, posted.get(name)) for name in names)
    return {name: text if isinstance(text, str) else "" for name, text in texts}


def provisions_of(text: str) -> list[dict[str, str]]:
    """The numbered provisions of a text; a line without a number goes on the last.

    A first line without a number makes a provision without one, to be refused.
    """
    found: list[dict[str, str]] = []
    for line in lines(text):
        numbered = _NUMBERED.match(line)
        if numbered or not found:
            number, said = numbered.groups() if numbered else ("", line)
            found.append({"number": number.rstrip(".)"), "text": said})
        else:
            found[-1]["text"] += f"\n{line}"
    return found


def head_of(text: DraftText) -> Form:
    """The form that says what a draft is about, and its provisions."""
    return {
        "title": text.title,
        "summary": text.summary,
        "kind": text.kind,
        "degree": text.degree.value,
        "provisions": "\n\n".join(
            f"{one.number}{'' if '.' in one.number else '.'} {one.text}"
            for one in text.provisions
        ),
        "questions": "\n".join(one.text for one in text.questions),
        "project": str(text.project or ""),
    }


def said_of_head(form: Form) -> dict[str, Any]:
    """What the form says, to be validated as a manuscript without proposals."""
    project = form["project"].strip()
    return {
        "title": form["title"],
        "summary": form["summary"],
        "kind": form["kind"],
        "degree": form["degree"],
        "provisions": provisions_of(form["provisions"]),
        "questions": lines(form["questions"]),
        **({"project": project} if project else {}),
    }


def said_of_text(text: DraftText) -> dict[str, Any]:
    """What is written, as a manuscript says it, every provision named by its id."""
    said = text.model_dump(mode="json")
    return said | {"questions": [one.text for one in text.questions]}


def filled(proposal: Proposal) -> Form:
    """The form that says a change."""
    form = EMPTY_PROPOSAL | {"code": proposal.code, "effect": proposal.effect}
    if isinstance(proposal, Repeals):
        return form | {
            "from_day": proposal.from_day.isoformat(),
            "reason": proposal.reason,
        }
    return form | filled_proposed(proposal.proposed)


def filled_proposed(proposed: Proposed) -> Form:
    """The fields that say what a requirement is to say."""
    said = proposed.model_dump(mode="json")
    return {
        **{name: said[name] or "" for name in _PLAIN},
        **frequency_form(proposed.frequency),
        "sectors": "\n".join(proposed.sectors),
        "evidence": "\n".join(proposed.evidence),
        "condition": json.dumps(
            proposed.condition.as_json, ensure_ascii=False, indent=1
        ),
    }


def proposal_of(form: Form) -> dict[str, Any]:
    """What the form says, to be validated as a change."""
    said: dict[str, Any] = {"effect": form["effect"], "code": form["code"].strip()}
    if form["effect"] == "repeals":
        return said | {"from_day": form["from_day"], "reason": form["reason"]}
    proposed: dict[str, Any] = {
        name: form[name]
        for name in _PLAIN
        if form[name].strip() or name not in _OPTIONAL
    }
    return said | {
        "proposed": proposed
        | {
            "sectors": form["sectors"].split(),
            "evidence": lines(form["evidence"]),
            "condition": condition_of(form["condition"]),
            "frequency": frequency_of(form),
        }
    }


def faults_of_head(error: ValidationError, spoken: Language) -> dict[str, str]:
    """What is wrong as {field of the form: sentence}."""
    told: dict[str, str] = {}
    for one in error.errors(include_url=False, include_input=False):
        steps = one["loc"]
        sentence = sentence_of(one, spoken)
        match steps:
            case ["provisions", int() as place, "number"]:
                sentence = spoken.gettext(
                    "Provision %(place)s: begin it with its number, for example “2.1.”",
                    place=place + 1,
                )
            case ["provisions", int() as place, *_]:
                said = spoken.gettext("Provision %(place)s", place=place + 1)
                sentence = f"{said}: {sentence}"
        told.setdefault(str(steps[0]) if steps else "", sentence)
    return told


def faults_of_proposal(error: ValidationError, spoken: Language) -> dict[str, str]:
    """What is wrong with a change, as {field of the form: sentence}."""
    return told_of(
        (
            {**one, "loc": tuple(step for step in one["loc"] if step not in _OUTER)}
            for one in error.errors(include_url=False, include_input=False)
        ),
        spoken,
    )


_OUTER: Final = frozenset({"proposals", 0, "adds", "amends", "repeals", "proposed"})
