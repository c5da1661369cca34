"""Keeps one example of every event shape ever stored: tests/history.

`pytest --add-history` runs the tests and adds a file for every event that they stored
in a shape that no file has yet. Look at what it adds, and commit it with the event.
Never change or delete a file that is there.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from eventsourcing.persistence import StoredEvent
from eventsourcing.utils import get_topic
from pydantic_core import to_jsonable_python

from application.log import EventLog
from domain.kernel import Event

HISTORY = Path(__file__).parent / "history"
BATCH = 1000
COLUMNS = {"originator_id", "originator_version"}


def name_of(kind: type[Event]) -> str:
    """The beginning of the names of an event's files: <context>.<Event>."""
    return f"{kind.__module__.split('.')[1]}.{kind.__name__}"


def example(path: Path) -> StoredEvent:
    """The event of a file, as it once stood in the log."""
    state = json.loads(path.read_text())
    topic, id = state.pop("topic"), state.pop("originator_id")
    version = state.pop("originator_version")
    return StoredEvent(id, version, topic, json.dumps(state).encode())


def add_missing(log: EventLog, history: Path = HISTORY) -> None:
    """Add a file for every shape in the log that has none."""
    for event in _all(log):
        if not type(event).__module__.startswith("domain."):
            continue
        state = {"topic": get_topic(type(event))} | to_jsonable_python(event)
        kept = sorted(history.glob(f"{name_of(type(event))}.*.json"))
        if all(_shape(json.loads(path.read_text())) != _shape(state) for path in kept):
            path = history / f"{name_of(type(event))}.{len(kept) + 1}.json"
            text = json.dumps(state, ensure_ascii=False, indent=2)
            path.write_text(f"{text}\n")


def _all(log: EventLog) -> Iterator[Event]:
    position = 0
    while (tail := log.tail(position, BATCH)).position > position:
        yield from log.events_of(tail.events)
        position = tail.position


def _shape(state: dict[str, Any]) -> tuple[str, frozenset[str]]:
    return state["topic"], frozenset(state)
