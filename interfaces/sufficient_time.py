"""How long documents take, and what makes it longer, as an installation begins."""

from functools import cache

from domain.information_request import LeadTime, TimeRule
from interfaces.regions import STARTER


@cache
def starter_lead_times() -> tuple[LeadTime, ...]:
    """Kinds of documents with their lead times."""
    with (STARTER / "lead_times.jsonl").open(encoding="utf-8") as rows:
        return tuple(LeadTime.model_validate_json(row) for row in rows)


@cache
def starter_time_rules() -> tuple[TimeRule, ...]:
    """What makes an answer take longer."""
    with (STARTER / "sufficient_time.jsonl").open(encoding="utf-8") as rows:
        return tuple(TimeRule.model_validate_json(row) for row in rows)
