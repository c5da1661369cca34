"""The forms and grounds of appeals, as an installation begins (I9)."""

import json
from functools import cache

from domain.appeal import Form, Forms, Ground, Grounds, RefusalGround
from interfaces.regions import STARTER


@cache
def starter_forms() -> Forms:
    """The official forms."""
    with (STARTER / "appeal_forms.jsonl").open(encoding="utf-8") as rows:
        return Forms(Form.model_validate_json(row) for row in rows)


@cache
def starter_grounds() -> Grounds:
    """Typical grounds, and the closed list for refusing consideration."""
    grounds, refusals = [], []
    with (STARTER / "appeal_grounds.jsonl").open(encoding="utf-8") as rows:
        for row in map(json.loads, rows):
            if row.pop("list") == "refusal":
                refusals.append(RefusalGround.model_validate(row))
            else:
                grounds.append(Ground.model_validate(row))
    return Grounds(grounds, refusals)
