"""Reading a condition from JSON, with every fault and the path to it."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Annotated, Any, cast

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler, ValidationError
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, InitErrorDetails, PydanticCustomError, core_schema

from domain.condition.algebra import ConditionTooComplex
from domain.condition.tree import All, AnyOf, Atom, Not, Tree
from domain.errors import Invalid
from domain.profile import (
    MOST_EMPLOYEES,
    NAME,
    NO_SUCH_NAME,
    OKVED,
    REGION,
    ClientKind,
    Fault,
    Size,
    Vocabulary,
)

MOST_DEEP = 8
MOST_PARTS = 128
MOST_VALUES = 300

Path = tuple[str | int, ...]


class ConditionNotUnderstood(Invalid):
    """Facts: `faults`, a Fault for each thing wrong, paths inside the condition."""

    code = "condition-not-understood"
    title = "The condition says something that cannot be understood"
    about = "condition"


def parse(stored: object, vocabulary: Vocabulary | None = None) -> Tree:
    """Read a condition from its JSON.

    Args:
        stored: what a JSON decoder gave.
        vocabulary: names that may be used; None: any (of what was checked before).

    Raises:
        ConditionNotUnderstood: with a fault, and its path, for each thing wrong.
        ConditionTooComplex: nested or branched beyond what can be explained.
    """
    reader = _Reader(vocabulary)
    condition = reader.tree(stored, ())
    if reader.faults:
        raise ConditionNotUnderstood(faults=tuple(reader.faults))
    if not all(condition.clauses):
        raise ConditionNotUnderstood(faults=(Fault((), "It applies to nobody"),))
    return condition


class _Reader:
    """Reads one condition to its end, noting faults on the way."""

    def __init__(self, vocabulary: Vocabulary | None) -> None:
        self._vocabulary = vocabulary
        self._parts = 0
        self._values = 0
        self.faults: list[Fault] = []

    def tree(self, stored: object, at: Path, depth: int = 1) -> Tree:
        self._parts += 1
        _limit("depth", depth, MOST_DEEP)
        _limit("parts", self._parts, MOST_PARTS)
        match stored:
            case {"op": op, "of": list() as of, **rest}:
                return self._several(op, of, rest, at, depth)
            case {"op": _}:
                return self._fault((*at, "of"), "Give a list of conditions", stored)
            case dict() if len(stored) == 1:
                [(kind, values)] = stored.items()
                return self._atom(kind, values, (*at, kind))
        return self._fault(at, 'Give one test, or "op" and "of"', stored)

    def _several(
        self,
        op: object,
        of: list[object],
        rest: Mapping[Any, object],
        at: Path,
        depth: int,
    ) -> Tree:
        for name in rest:
            self._fault(
                (*at, name), "There is no such key beside op and of", rest[name]
            )
        parts = tuple(
            self.tree(part, (*at, "of", place), depth + 1)
            for place, part in enumerate(of)
        )
        match op, parts:
            case "all", _:
                return All(parts)
            case "any", (_, *_):
                return AnyOf(parts)
            case "any", ():
                return self._fault((*at, "of"), "Any of nothing applies to nobody", of)
            case "not", (part,):
                return Not(part)
            case "not", _:
                return self._fault((*at, "of"), "Give exactly one condition", of)
        return self._fault((*at, "op"), "Say all, any or not", op)

    def _atom(self, kind: object, values: object, at: Path) -> Tree:
        if kind == "employees_min" or kind == "employees_max":
            return self._count(kind, values, at)
        if not isinstance(kind, str) or kind not in _WRONG:
            return self._fault(at, "There is no such test", kind)
        if not isinstance(values, list) or not values:
            return self._fault(at, "Give a list with one value at least", values)
        self._values += len(values)
        _limit("values", self._values, MOST_VALUES)
        for place, value in enumerate(values):
            if value in values[:place]:
                self._fault((*at, place), "This is given twice", value)
            elif not self._is_known(kind, value):
                self._fault((*at, place), _WRONG[kind], value)
        return Atom(kind, tuple(values))

    def _count(self, kind: str, count: object, at: Path) -> Tree:
        if isinstance(count, bool) or not isinstance(count, int):
            return self._fault(at, "Give a whole number", count)
        if not 0 <= count <= MOST_EMPLOYEES:
            return self._fault(at, "Give a number from 0 to 10 million", count)
        return Atom(kind, (count,))

    def _is_known(self, kind: str, value: object) -> bool:
        if not isinstance(value, str) or not _SHAPES[kind](value):
            return False
        if self._vocabulary is None or kind not in NO_SUCH_NAME:
            return True
        return value in self._vocabulary.names(kind)

    def _fault(self, at: Path, detail: str, given: object) -> Tree:
        self.faults.append(Fault(at, detail, given))
        return All(())


def _limit(limit: str, found: int, most: int) -> None:
    if found > most:
        raise ConditionTooComplex(limit=limit, most=most)


def _matches(pattern: str) -> Callable[[str], object]:
    return re.compile(pattern.replace("$", r"\Z")).match


_SHAPES: dict[str, Callable[[str], object]] = {
    "okved_prefix": _matches(OKVED),
    "client_kind": {kind.value for kind in ClientKind}.__contains__,
    "size": {size.value for size in Size}.__contains__,
    "region": _matches(REGION),
    "activity": _matches(NAME),
    "object": _matches(NAME),
    "life_situation": _matches(NAME),
}

_WRONG = {
    **NO_SUCH_NAME,
    "okved_prefix": 'Give the beginning of an OKVED code, e.g. "56" or "56.1"',
    "client_kind": "Say LE, IE, NPD or KFH",
    "size": "Say micro, small, medium or large",
}


class _InPydantic:
    """Lets a condition be a field of a pydantic model: its JSON there and back.

    The validation context may carry a `vocabulary`.
    """

    @staticmethod
    def __get_pydantic_core_schema__(
        _source: object, _handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        return core_schema.with_info_plain_validator_function(
            _validated,
            serialization=core_schema.plain_serializer_function_ser_schema(
                lambda condition: condition.as_json
            ),
        )

    @staticmethod
    def __get_pydantic_json_schema__(
        _schema: CoreSchema, _handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return {
            "type": "object",
            "description": "Whom it concerns, in the condition language.",
            "examples": [
                {"op": "all", "of": [{"okved_prefix": ["56"]}, {"employees_min": 1}]},
                {"op": "all", "of": []},
            ],
        }


def _validated(given: object, info: core_schema.ValidationInfo) -> Tree:
    if isinstance(given, Tree):
        return given
    context: Mapping[str, Any] = info.context or {}
    try:
        return parse(given, context.get("vocabulary"))
    except ConditionTooComplex as refusal:
        raise PydanticCustomError("condition", refusal.title) from None
    except ConditionNotUnderstood as refusal:
        faults = cast(Sequence[Fault], refusal.facts["faults"])
        raise ValidationError.from_exception_data(
            "Condition",
            [
                InitErrorDetails(
                    type=PydanticCustomError("condition", fault.detail),
                    loc=fault.at,
                    input=fault.given,
                )
                for fault in faults
            ],
        ) from None


Condition = Annotated[Tree, _InPydantic]
"""A condition; as a field of a pydantic model it is its JSON."""
