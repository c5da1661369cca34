"""What happened to an execution or a confirmation, as its row tells it."""

from functools import cache
from typing import Any

from domain.execution import Execution, ExecutionConfirmation
from domain.kernel import Event
from projections.view import Recorded

Row = dict[str, Any]


def moved(row: Row, one: Recorded) -> Row:
    """The row, its version raised, and what happened noted."""
    event = one.event
    row["version"] = event.originator_version
    row["changed_at"] = one.at
    told = {
        "kind": _snake(type(event).__name__),
        "at": one.at,
        "by": event.by.id,
        "role": event.by.role,
        "text": _words(event),
    }
    for name in ("step", "authority", "why", "facts", "version"):
        if (said := getattr(event, name, None)) is not None:
            told[name] = said
    if not isinstance(event, ExecutionConfirmation.Issued | Execution.EvidenceGiven):
        for name in ("requirements", "steps"):
            if said := getattr(event, name, None):
                told[name] = list(said)
    row["moments"].append(told)
    return row


def _words(event: Event) -> str | None:
    for name in ("reason", "reply", "note", "name"):
        if (said := getattr(event, name, None)) is not None:
            return str(said)
    return None


@cache
def _snake(name: str) -> str:
    return "".join(f"_{c.lower()}" if c.isupper() else c for c in name).lstrip("_")
