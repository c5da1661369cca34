"""A requirement to try the register with, and the registrar who keeps it."""

from datetime import date
from typing import Any

from domain.kernel import Actor, Role
from domain.requirement import Content

REGISTRAR = Actor(id="rita", role=Role.REGISTRAR)
FIRST = date(2021, 1, 1)
LAST = date(2026, 12, 31)


def content(**changes: Any) -> Content:
    """A fire-safety requirement that holds from FIRST until LAST, but for changes."""
    return Content.model_validate(
        {
            "title": "Есть утверждённая инструкция о мерах пожарной безопасности",
            "statement": "Руководитель утверждает инструкцию для каждого объекта.",
            "sectors": ["cross"],
            "act": {
                "name": "Правила противопожарного режима",
                "number": "1479",
                "date": "2020-09-16",
                "unit": "п. 2",
            },
            "control_kind": "Федеральный государственный пожарный надзор",
            "control_body": "МЧС России",
            "sanction": "КоАП РФ ст. 20.4 ч. 1",
            "in_force_from": FIRST,
            "in_force_until": LAST,
            "condition": {"client_kind": ["LE", "IE"]},
            "frequency": {"type": "continuous"},
            "evidence": ["приказ", "инструкция"],
            "certainty": {
                "rule": "certain",
                "reference": "certain",
                "sanction": "likely",
                "validity": "certain",
            },
        }
        | changes
    )
