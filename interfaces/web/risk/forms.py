"""The form of criteria: a row of fields for each of them (C5)."""

import json
from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from pydantic import ValidationError

from application.risk import KeepRiskCriteria
from domain.condition import ConditionNotUnderstood
from domain.errors import Refusal
from domain.risk import MOST_CRITERIA, Category, GoodFaith, Harm
from interfaces.faults import sentence_of
from interfaces.locale import Language
from interfaces.problems import field_errors
from interfaces.web.requirement.form import condition_of
from projections.risk import CriteriaCard

Form = dict[str, str]

HEAD: Final = ("control_kind", "number", "control_body", "since", "source", "reason")
SHARED: Final = ("id", "ru", "en", "points", "source", "certainty")
ROWS: Final[Mapping[str, tuple[str, ...]]] = {
    "harm": (*SHARED, "condition"),
    "merit": (*SHARED, "merit", "most", "months"),
}
"""Kinds of rows, and the fields of each; also the buttons that add one."""
LEAST_FIRST: Final = tuple(reversed(Category))
EMPTY: Final[Form] = dict.fromkeys(HEAD, "") | {
    "certainty": "unsure",
    "points-low": "0",
    "harm": "1",
    "merit": "1",
}


def given(posted: Mapping[str, str]) -> Form:
    """What was posted; rows in which nothing is written are left out."""
    form = EMPTY | {name: posted.get(name, "").strip() for name in HEAD}
    form["certainty"] = posted.get("certainty", "")
    for one in Category:
        form[f"points-{one}"] = posted.get(f"points-{one}", "").strip()
    for kind, fields in ROWS.items():
        rows = [
            {field: posted.get(f"{kind}-{field}-{n}", "").strip() for field in fields}
            for n in range(1, MOST_CRITERIA + 1)
        ]
        form |= _rows(kind, [row for row in rows if row["id"] or row["ru"]])
    return form


def filled(card: CriteriaCard, today: date) -> Form:
    """What holds last, to be changed."""
    last = card.editions[-1].criteria
    form = EMPTY | named(card)
    form |= {
        "since": max(today, last.since).isoformat(),
        "source": last.source,
        "certainty": last.certainty,
    }
    form |= {f"points-{one.category}": str(one.points) for one in last.bands}
    form |= _rows("harm", [_harm(one) for one in last.harm])
    form |= _rows("merit", [_merit(one) for one in last.good_faith])
    return form


def named(card: CriteriaCard) -> Form:
    """What does not change from one edition to the next."""
    return {
        "control_kind": card.control_kind,
        "number": card.number or "",
        "control_body": card.control_body,
    }


def longer(form: Form, kind: str) -> Form:
    """The form with one more row of a kind."""
    return form | {kind: str(min(MOST_CRITERIA, int(form[kind]) + 1))}


def command_of(form: Form) -> KeepRiskCriteria:
    """What the form says.

    Raises:
        pydantic.ValidationError: it cannot be meant so; see `errors_of`.
        ConditionNotUnderstood, ConditionTooComplex: of a condition.
    """
    return KeepRiskCriteria.model_validate(
        {
            "control_kind": form["control_kind"],
            "control_body": form["control_body"],
            "number": form["number"] or None,
            "reason": form["reason"],
            "criteria": {
                "since": form["since"],
                "bands": [
                    {"category": one, "points": form[f"points-{one}"]}
                    for one in _used(form)
                ],
                "harm": [_read("harm", form, n) for n in _numbers("harm", form)],
                "good_faith": [
                    _read("merit", form, n) for n in _numbers("merit", form)
                ],
                "source": form["source"],
                "certainty": form["certainty"],
            },
        }
    )


def errors_of(
    fault: ValidationError | Refusal | None, form: Form, spoken: Language
) -> dict[str, str]:
    """What is wrong as {field of the form: sentence}."""
    if fault is None:
        return {}
    if isinstance(fault, ValidationError):
        told: dict[str, str] = {}
        for one in fault.errors(include_url=False):
            steps = [str(step) for step in one["loc"]]
            told.setdefault(_field(steps, form), sentence_of(one, spoken))
        return told
    found = field_errors(fault, spoken)
    if isinstance(fault, ConditionNotUnderstood):
        id = fault.facts.get("criterion")
        numbers = [n for n in _numbers("harm", form) if form[f"harm-id-{n}"] == id]
        return {f"harm-condition-{numbers[0]}" if numbers else "": fault_of(found)}
    return {_plain(about): sentence for about, sentence in found.items()}


def fault_of(found: Mapping[str, str]) -> str:
    """The sentence of a fault that is about one thing."""
    return next(iter(found.values()))


def _plain(about: str) -> str:
    return {"bands": "points-low", "criteria": "harm-id-1"}.get(
        about, about if about in (*HEAD, "certainty") else ""
    )


def _field(steps: list[str], form: Form) -> str:
    match steps:
        case ["criteria", "bands", place, *_] if place.isdecimal():
            return f"points-{_used(form)[int(place)]}"
        case ["criteria", "harm" | "good_faith" as kind, place, *rest]:
            row = "harm" if kind == "harm" else "merit"
            name = rest[1] if rest[:1] == ["name"] and len(rest) > 1 else ""
            return f"{row}-{name or (rest or ['id'])[0]}-{int(place) + 1}"
        case ["criteria", name, *_]:
            return _plain(name)
    return _plain(steps[0]) if steps else ""


def _used(form: Form) -> list[Category]:
    return [one for one in LEAST_FIRST if form[f"points-{one}"]]


def _numbers(kind: str, form: Form) -> range:
    rows = range(1, int(form[kind]) + 1)
    written = [
        n for n in rows if form.get(f"{kind}-id-{n}") or form.get(f"{kind}-ru-{n}")
    ]
    return range(1, len(written) + 1)


def _rows(kind: str, rows: list[Form]) -> Form:
    """Rows under their numbers, from 1; at least one."""
    found = {
        f"{kind}-{field}-{n}": said
        for n, row in enumerate(rows, 1)
        for field, said in row.items()
    }
    return found | {kind: str(max(1, len(rows)))}


def _read(kind: str, form: Form, n: int) -> dict[str, Any]:
    row: dict[str, Any] = {
        field: form.get(f"{kind}-{field}-{n}", "") for field in ROWS[kind]
    }
    row["name"] = {language: row.pop(language) for language in ("ru", "en")}
    if kind == "harm":
        row["condition"] = condition_of(row["condition"])
    else:
        row["most"] = row["most"] or 1
        row["months"] = row["months"] or None
    return row


def _shared(one: Harm | GoodFaith) -> Form:
    return {
        "id": one.id,
        "ru": one.name.ru,
        "en": one.name.en,
        "points": str(one.points),
        "source": one.source,
        "certainty": one.certainty,
    }


def _harm(one: Harm) -> Form:
    said = json.dumps(one.condition.as_json, ensure_ascii=False)
    return _shared(one) | {"condition": said}


def _merit(one: GoodFaith) -> Form:
    return _shared(one) | {
        "merit": one.merit,
        "most": str(one.most),
        "months": str(one.months or ""),
    }
