"""A line of a file of algorithms, in the file's own shape."""

from collections.abc import Iterator
from typing import Annotated, Any

import orjson
from pydantic import Discriminator, Field, Tag, ValidationError
from pydantic_core import ErrorDetails

from application.requirement import Rejection
from domain.algorithm import (
    AlgorithmContent,
    DueOn,
    DueWithin,
    Duration,
    EvidenceKind,
    Performer,
    Repeat,
    Step,
)
from domain.algorithm.content import MOST_STEPS, MonthDay, StepNumber
from domain.condition import ALWAYS, Condition
from domain.kernel import Certainty, Value
from domain.profile import Vocabulary
from domain.requirement import Code, Line, Slug, Term, Text

LONGEST_LINE = 262_144


class BadRow(Exception):
    """A line of the file was not taken; `faults` says why."""

    def __init__(self, faults: list[Rejection]) -> None:
        super().__init__()
        self.faults = faults


class _Evidence(Value):
    kind: EvidenceKind
    name: Line | None = None


class _Within(Term):
    since: Slug = Field(alias="from")


class _On(Value):
    fixed_date: MonthDay


def _kind_of_due(given: Any) -> str:
    return "on" if isinstance(given, dict) and "fixed_date" in given else "within"


_Due = Annotated[
    Annotated[_Within, Tag("within")] | Annotated[_On, Tag("on")],
    Discriminator(_kind_of_due),
]


class _Step(Value):
    n: StepNumber
    action: Text
    evidence: _Evidence | None = None
    performed_by: Performer = Performer.CLIENT
    due: _Due | None = None
    lasts: Duration | None = None
    cost: int | None = None
    where: Line | None = None
    source: Line | None = None
    complain_to: Line | None = None
    requirements: tuple[Code, ...] = ()
    only_if: Condition | None = None
    after: tuple[int, ...] = ()
    automatic_check: Line | None = None

    def step(self, *, repeats: bool) -> Step:
        said = self.model_dump(exclude={"n", "evidence", "due"})
        return Step(
            **said,
            number=self.n,
            evidence_kind=self.evidence and self.evidence.kind,
            evidence_name=self.evidence and self.evidence.name,
            due=self._due(),
            repeats=repeats,
        )

    def _due(self) -> DueOn | DueWithin | None:
        match self.due:
            case _Within(n=n, unit=unit, since=since):
                return DueWithin(n=n, unit=unit, since=since)
            case _On(fixed_date=day):
                return DueOn(day=day)
        return None


class _Repeat(Repeat):
    partial_steps: tuple[StepNumber, ...] | None = None


class Row(Value):
    """A line of the file: an algorithm with its code. `status` says nothing here."""

    id: Code
    title: Line
    life_situation: Line
    applies: Condition = ALWAYS
    guarantees: tuple[Code, ...]
    steps: tuple[_Step, ...] = Field(min_length=1, max_length=MOST_STEPS)
    repeat: _Repeat | None = None
    limits: Text | None = None
    certainty: Certainty = Certainty.LIKELY
    status: Line | None = None

    @property
    def content(self) -> AlgorithmContent:
        """What the line says, as an algorithm.

        Raises:
            ValidationError: something that only the whole shows is wrong.
        """
        told = self.repeat
        again = told.partial_steps if told else None
        return AlgorithmContent(
            title=self.title,
            situation=self.life_situation,
            condition=self.applies,
            guarantees=self.guarantees,
            steps=tuple(
                one.step(repeats=again is None or one.n in again) for one in self.steps
            ),
            repeat=self.repeat
            and Repeat.model_validate(
                self.repeat.model_dump(exclude={"partial_steps"})
            ),
            limits=self.limits,
            certainty=self.certainty,
        )


def read_row(
    number: int, line: bytes, vocabulary: Vocabulary | None = None
) -> tuple[str, AlgorithmContent]:
    """Read one line of the file.

    Args:
        number: of the line, from 1.
        line: a JSON object.
        vocabulary: names that conditions may use; any when absent.

    Returns:
        The code of the algorithm, and what it says.

    Raises:
        BadRow: with every fault of the line.
    """
    fields = _object(number, line)
    code = fields.get("id")
    try:
        row = Row.model_validate_json(
            orjson.dumps(fields), context={"vocabulary": vocabulary}
        )
        said = row.content
    except ValidationError as error:
        raise BadRow(
            [
                Rejection(
                    line=number,
                    pointer=_pointer(one["loc"]),
                    reason=one["msg"],
                    kind=one["type"],
                    limits={
                        name: value if isinstance(value, int | str) else str(value)
                        for name, value in one.get("ctx", {}).items()
                    },
                    code=code if isinstance(code, str) else None,
                )
                for one in _plainly(error)
            ]
        ) from None
    return row.id, said


def fault(
    line: int, pointer: str, reason: str, kind: str, code: str | None = None
) -> Rejection:
    """Something wrong with a line; fields as in Rejection."""
    return Rejection(line=line, pointer=pointer, reason=reason, kind=kind, code=code)


def _object(number: int, line: bytes) -> dict[str, Any]:
    if len(line) > LONGEST_LINE:
        raise BadRow([fault(number, "#", "The line is too long", "line_too_long")])
    try:
        fields: Any = orjson.loads(line.removeprefix(b"\xef\xbb\xbf"))
    except orjson.JSONDecodeError:
        wrong = fault(number, "#", "The line is not valid JSON", "not_json")
        raise BadRow([wrong]) from None
    if not isinstance(fields, dict):
        wrong = fault(number, "#", "The line is not a JSON object", "not_an_object")
        raise BadRow([wrong])
    return fields


def _plainly(error: ValidationError) -> Iterator[ErrorDetails]:
    """The faults, but for a list that is too short only because its items are wrong."""
    found = error.errors(include_url=False, include_input=False)
    for one in found:
        depth = len(one["loc"])
        inner = any(o["loc"][:depth] == one["loc"] for o in found if o is not one)
        if not (one["type"] == "too_short" and inner):
            yield one


def _pointer(steps: tuple[int | str, ...]) -> str:
    # pydantic names the kind of due that it tried; the file has no such step.
    told = [
        str(step).replace("~", "~0").replace("/", "~1")
        for before, step in zip((None, *steps), steps, strict=False)
        if not (before == "due" and step in ("within", "on"))
    ]
    return "/".join(["#", *told])
