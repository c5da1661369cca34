"""Events as stored: JSON, with the personal fields sealed for their subject."""

import re
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from types import UnionType
from typing import Any, NamedTuple, Union, cast, get_args, get_origin
from uuid import UUID

from eventsourcing.domain import DomainEventProtocol
from eventsourcing.persistence import StoredEvent
from eventsourcing.utils import get_topic, resolve_topic
from pydantic import BaseModel
from pydantic_core import from_json, to_json

from application.log import EventMapper, ForbiddenCharacter
from application.ports import Secret, SubjectKeys
from domain.kernel import FORGOTTEN, Event, PersonalMark

HEAD = ("originator_id", "originator_version")
"""Fields with columns of their own; they are not repeated in the state."""

SEALED = "_sealed"
"""Top-level name beside the fields; no field of an event can begin with "_"."""
SEALED_FIRST = b'{"_sealed":'

NULL_CHARACTER = rb"\u0000"
REALLY_NULL_CHARACTER = re.compile(rb"(?<!\\)(?:\\\\)*\\u0000")
"""After an odd number of backslashes; after an even one they are plain text."""

Json = dict[str, Any]


class Reader(NamedTuple):
    """How to read one kind of event.

    Attributes:
        validate: makes the event of JSON.
        upcast: brings old fields to today's shape; None when there is nothing to do.
    """

    validate: Callable[..., Event]
    upcast: Callable[[Json], Json] | None


class JsonMapper(EventMapper):
    """Writes what pydantic says, and lets it check every shape on the way back.

    Args:
        subjects: the keys of the personal fields.
    """

    def __init__(self, subjects: SubjectKeys) -> None:
        self._subjects = subjects

    def to_stored_event(self, domain_event: DomainEventProtocol[UUID]) -> StoredEvent:
        return self.to_stored([cast(Event, domain_event)])[0]

    def to_domain_event(self, stored_event: StoredEvent) -> DomainEventProtocol[UUID]:
        return cast(DomainEventProtocol[UUID], self.to_events([stored_event])[0])

    def to_stored(self, events: Sequence[Event]) -> list[StoredEvent]:
        secrets = [secret for event in events for secret in _secrets(event)]
        sealed = iter(self._subjects.seal(secrets) if secrets else ())
        return [_stored(event, sealed) for event in events]

    def to_events(self, stored: Sequence[StoredEvent]) -> list[Event]:
        states = [one.state for one in stored]
        sealed = [index for index, state in enumerate(states) if _is_sealed(state)]
        if sealed:
            opened = self._open([stored[index] for index in sealed])
            for index, state in zip(sealed, opened, strict=True):
                states[index] = state
        return list(map(_event, stored, states))

    def _open(self, stored: Sequence[StoredEvent]) -> list[bytes]:
        """The states with their personal fields in the clear, or FORGOTTEN."""
        parts = [_split(one.state) for one in stored]
        secrets = [
            Secret(UUID(sealed["subject"]), b64decode(text), _place(one, name))
            for one, (sealed, _) in zip(stored, parts, strict=True)
            for name, text in sealed["fields"].items()
            if text is not None
        ]
        opened = iter(self._subjects.open(secrets) if secrets else ())
        return [_clear(sealed["fields"], opened) + rest for sealed, rest in parts]


@cache
def personal_fields(kind: type[Event]) -> frozenset[str]:
    """Names of the fields of an event that are sealed.

    Raises:
        TypeError: one is marked where it would not be: only a text field of the event
            itself may be personal, with or without None.
    """
    fields = {
        name: (field.annotation, *field.metadata)
        for name, field in kind.model_fields.items()
    }
    personal = frozenset(n for n, parts in fields.items() if any(map(_marks, parts)))
    for name in fields.keys() - personal:
        if _mentions(fields[name][0]):
            raise TypeError(f"{kind.__qualname__}.{name}: personal text inside a value")
    return personal


@cache
def _apart(kind: type[Event]) -> set[str]:
    return {*HEAD, *personal_fields(kind)}


def _marks(part: Any) -> bool:
    return isinstance(part, PersonalMark) or (
        get_origin(part) in {Union, UnionType}
        and any(
            isinstance(mark, PersonalMark)
            for option in get_args(part)
            for mark in getattr(option, "__metadata__", ())
        )
    )


def _mentions(part: Any, seen: frozenset[type] = frozenset()) -> bool:
    """Whether a personal text stands anywhere inside an annotation."""
    inner = [*get_args(part), *getattr(part, "__metadata__", ())]
    if isinstance(part, type) and issubclass(part, BaseModel) and part not in seen:
        seen |= {part}
        for field in part.model_fields.values():
            inner += [field.annotation, *field.metadata]
    return any(isinstance(one, PersonalMark) or _mentions(one, seen) for one in inner)


def _secrets(event: Event) -> Iterator[Secret]:
    for name in sorted(personal_fields(type(event))):
        text: str | None = getattr(event, name)
        if text is not None:
            content = text.encode()
            if b"\0" in content:
                raise ForbiddenCharacter(field=name)
            yield Secret(_subject(event), content, _place_of(event, name))


def _stored(event: Event, sealed: Iterator[bytes]) -> StoredEvent:
    kind = type(event)
    personal = personal_fields(kind)
    state = kind.__pydantic_serializer__.to_json(
        event, exclude=_apart(kind), warnings="error"
    )
    if NULL_CHARACTER in state and REALLY_NULL_CHARACTER.search(state):
        raise ForbiddenCharacter
    if personal:
        fields = {
            name: None
            if getattr(event, name) is None
            else b64encode(next(sealed)).decode()
            for name in sorted(personal)
        }
        first = to_json({SEALED: {"subject": _subject(event), "fields": fields}})
        state = first[:-1] + b"," + state[1:]
    return StoredEvent(
        event.originator_id, event.originator_version, get_topic(kind), state
    )


def _subject(event: Event) -> UUID:
    subject: UUID = getattr(event, type(event).subject)
    return subject


def _place_of(event: Event, field: str) -> bytes:
    topic = get_topic(type(event))
    return f"{topic} {event.originator_id} {event.originator_version} {field}".encode()


def _place(stored: StoredEvent, field: str) -> bytes:
    at = f"{stored.originator_id} {stored.originator_version}"
    return f"{stored.topic} {at} {field}".encode()


def _text(opened: bytes | None) -> str:
    return FORGOTTEN if opened is None else opened.decode()


def _split(state: bytes) -> tuple[Json, bytes]:
    """What is sealed, and the rest of the state from behind it."""
    # Neither base64 nor the name of a field holds a brace.
    end = state.index(b"}}") + 2
    return from_json(state[len(SEALED_FIRST) : end]), state[end:]


def _clear(fields: Json, opened: Iterator[bytes | None]) -> bytes:
    """The beginning of a state, with the personal fields in it."""
    texts = {
        name: None if text is None else _text(next(opened))
        for name, text in fields.items()
    }
    return to_json(texts)[:-1]


def _is_sealed(state: bytes) -> bool:
    return state.startswith(SEALED_FIRST)


def _event(stored: StoredEvent, state: bytes) -> Event:
    reader = _reader(stored.topic)
    if reader.upcast:
        state = to_json(reader.upcast(from_json(state)))
    head = b'{"originator_id":"%s","originator_version":%d,' % (
        str(stored.originator_id).encode(),
        stored.originator_version,
    )
    return reader.validate(head + state[1:], strict=True)


@cache
def _reader(topic: str) -> Reader:
    kind: type[Event] = resolve_topic(topic)
    changed = kind.upcast.__func__ is not Event.upcast.__func__  # type: ignore[attr-defined]
    validate = kind.__pydantic_validator__.validate_json
    return Reader(validate, kind.upcast if changed else None)
