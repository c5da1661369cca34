"""The leaf of an event: everything it says, as commitments that open one by one.

Whoever may know a part of an event is shown that part and its salt, and can check both
against the leaf; the other parts stay hidden. Salts come from the whole event, so that
they can be computed again from the log, and by nobody who does not know all of it.
"""

from collections.abc import Iterable, Mapping
from hashlib import sha256
from json import JSONDecoder, loads
from typing import Final, NamedTuple
from uuid import UUID

from domain.kernel import Value
from domain.receipt.tree import hash_leaf

FORMAT: Final = "sverka-event/1"
ACTOR: Final = "by"
"""The one part that opens a level deeper: an officer's role may be told, not who."""
SALT_BYTES: Final = 16
_DECODER: Final = JSONDecoder()


class StoredState(NamedTuple):
    """An event as it stands in the log.

    Attributes:
        position: its place in the log.
        originator_id, originator_version: the aggregate, and the place in its history.
        topic: the class of the event.
        state: JSON object without blanks; personal fields sealed.
    """

    position: int
    originator_id: UUID
    originator_version: int
    topic: str
    state: bytes


class Part(Value):
    """A part of an event, opened.

    Attributes:
        name: of the field; "by.role" and the like for who decided.
        salt: hex.
        value: JSON text, as stored.
    """

    name: str
    salt: str
    value: str

    @property
    def line(self) -> str:
        """What stands in the leaf for it."""
        return _line(self.name, bytes.fromhex(self.salt), self.value)


def leaf_of(event: StoredState) -> bytes:
    """The bytes whose hash is the event's leaf.

    Lines of UTF-8: the format, position, aggregate, version and topic of the event,
    then for each part its name and SHA-256 over salt, name, "=" and JSON text.
    """
    seed = _seed(event.state)
    lines = [
        _line(name, _salt(seed, name), value) for name, value in _parts(event.state)
    ]
    return leaf_text(
        event.position,
        event.originator_id,
        event.originator_version,
        event.topic,
        lines,
    )


def leaf_text(
    position: int, id: UUID, version: int, topic: str, lines: Iterable[str]
) -> bytes:
    """The leaf of commitments that are known."""
    told = [FORMAT, str(position), str(id), str(version), topic, *lines, ""]
    return "\n".join(told).encode()


def leaf_hash(event: StoredState) -> bytes:
    return hash_leaf(leaf_of(event))


def lines_of(leaf: bytes) -> tuple[str, ...]:
    """The commitments of a leaf."""
    return tuple(leaf.decode().split("\n")[5:-1])


def opened(event: StoredState, names: Iterable[str]) -> tuple[Part, ...]:
    """The parts of these names that the event has, in the order of the event."""
    wanted, seed = set(names), _seed(event.state)
    return tuple(
        Part(name=name, salt=_salt(seed, name).hex(), value=value)
        for name, value in _parts(event.state)
        if name in wanted
    )


def values_of(parts: Iterable[Part]) -> Mapping[str, object]:
    """What opened parts say, by name.

    Raises:
        ValueError, RecursionError: what one says is no JSON that can be read.
    """
    return {one.name: loads(one.value) for one in parts}


def _parts(state: bytes) -> list[tuple[str, str]]:
    """Names and texts; of what nobody but a forger could have stored, one part."""
    try:
        return [part for one in _members(state.decode()) for part in _deeper(*one)]
    except (ValueError, IndexError, RecursionError):
        return [("state", state.hex())]


def _deeper(name: str, value: str) -> list[tuple[str, str]]:
    if name != ACTOR:
        return [(name, value)]
    return [(f"{ACTOR}.{inner}", told) for inner, told in _members(value)]


def _members(text: str) -> list[tuple[str, str]]:
    """Names and exact texts of an object's members, in their order."""
    found, at = [], 1
    while text[at] != "}":
        name, begin = _DECODER.raw_decode(text, at + (text[at] == ","))
        _, at = _DECODER.raw_decode(text, begin + 1)
        if not isinstance(name, str):
            raise ValueError(name)  # noqa: TRY004
        found.append((name, text[begin + 1 : at]))
    return found


def _seed(state: bytes) -> bytes:
    return sha256(state).digest()


def _salt(seed: bytes, name: str) -> bytes:
    return sha256(seed + name.encode()).digest()[:SALT_BYTES]


def _line(name: str, salt: bytes, value: str) -> str:
    return f"{name} {sha256(salt + f'{name}={value}'.encode()).hexdigest()}"
