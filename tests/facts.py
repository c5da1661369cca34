"""Say what an aggregate decided, without ids, versions and times."""

from collections.abc import Iterator
from typing import Any, TypeVar, cast

from domain.kernel import Aggregate, Event

_METADATA = {
    "originator_id",
    "originator_version",
    "originator_topic",
    "timestamp",
    "by",
}

T = TypeVar("T")


def decided(aggregate: Aggregate) -> list[Event]:
    """The events decided since the aggregate was loaded, oldest first."""
    return [cast(Event, event) for event in aggregate.pending_events]


def new_facts(aggregate: Aggregate) -> list[tuple[str, dict[str, Any]]]:
    """Those events as [(name, fields), ...], to compare with what was expected."""
    return [
        (type(event).__name__, event.model_dump(exclude=_METADATA))
        for event in decided(aggregate)
    ]


def event_classes() -> Iterator[type[Event]]:
    """Every event class of `domain` that was imported: in an aggregate, or beside."""
    for kind in _below(Aggregate):
        if kind.__module__.startswith("domain."):
            yield from _events_of(kind)
    for event in _below(Event):
        is_beside = "." not in event.__qualname__ and not event.__subclasses__()
        if is_beside and event.__module__.startswith("domain."):
            yield event


def _events_of(kind: type[Aggregate]) -> Iterator[type[Event]]:
    for name, value in vars(kind).items():
        if name == "Event" or not isinstance(value, type):
            continue
        # The library gives every aggregate a Created, needed or not.
        if issubclass(value, Event) and Aggregate.Created not in value.__bases__:
            yield value


def _below(kind: type[T]) -> Iterator[type[T]]:
    for below in kind.__subclasses__():
        yield below
        yield from _below(below)
