"""Importing the register from a file with one requirement per line (JSON Lines).

What a registrar may rely on: the whole file is checked before anything is recorded, and
when any row is rejected nothing is recorded, unless the registrar asked to leave the
rejected rows out. A row that says what the register says already changes nothing, so
that an interrupted import is continued by running it again.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice
from tempfile import TemporaryFile
from typing import IO, Any, BinaryIO, TypeVar
from uuid import UUID

import orjson
from pydantic import ValidationError

from application.access import Action, allow
from application.log import EventLog
from application.requirement.report import (
    ImportReport,
    NothingToImport,
    Progress,
    Rejection,
)
from domain.errors import Refusal, Stale
from domain.kernel import PUBLIC, Actor
from domain.profile import Vocabulary
from domain.requirement import (
    AlreadyRepealed,
    Code,
    Content,
    Requirement,
    RequirementUnchanged,
    Status,
    requirement_id,
)

T = TypeVar("T")

BATCH = 500
MOST_REJECTIONS = 1000
LONGEST_LINE = 262_144
_ATTEMPTS = 5

_OWN_NAMES = {"id": "code", "sector": "sectors", "applies": "condition"}
_FILE_NAMES = {own: name for name, own in _OWN_NAMES.items()}


OnProgress = Callable[[Progress], None]


class Row(Content):
    """A line of the file: a requirement with its code."""

    code: Code

    @property
    def content(self) -> Content:
        return Content.model_construct(
            **{name: getattr(self, name) for name in Content.model_fields}
        )


class Rejected(Exception):
    """A line of the file was not taken; `faults` says why."""

    def __init__(self, faults: list[Rejection]) -> None:
        super().__init__()
        self.faults = faults


class _Tally:
    """Counts while the file is read; keeps the first faults only."""

    def __init__(self) -> None:
        self.rows = self.new = self.amended = self.same = self.rejected = 0
        self.rejections: list[Rejection] = []

    def reject(self, faults: list[Rejection]) -> None:
        self.rejected += 1
        self.rejections += faults[: MOST_REJECTIONS - len(self.rejections)]

    def report(self, *, recorded: bool, position: int = 0) -> ImportReport:
        return ImportReport(
            rows=self.rows,
            new=self.new,
            amended=self.amended,
            same=self.same,
            rejected=self.rejected,
            recorded=recorded,
            rejections=tuple(sorted(self.rejections, key=lambda r: r.line)),
            position=position,
        )


def lines_of(file: BinaryIO) -> Iterator[bytes]:
    """The lines of a file; one that is too long is cut, so that memory stays flat."""
    while line := file.readline(LONGEST_LINE + 1):
        yield line
        while len(line) > LONGEST_LINE and not line.endswith(b"\n"):
            line = file.readline(LONGEST_LINE + 1)


class Import:
    """Imports requirements from lines of JSON; registrars only."""

    def __init__(self, log: EventLog, vocabulary: Vocabulary | None = None) -> None:
        """Prepare to import.

        Args:
            log: the event log.
            vocabulary: names that conditions may use; any when absent.
        """
        self._log = log
        self._vocabulary = vocabulary

    def requirements(
        self,
        lines: Iterable[str | bytes],
        *,
        by: Actor,
        on_progress: OnProgress = lambda _: None,
        skip_rejected: bool = False,
    ) -> ImportReport:
        """Bring the register to what a file says.

        Args:
            lines: one JSON object each; blank lines are passed over. Read once.
            by: the registrar.
            on_progress: called after each batch of 500 rows.
            skip_rejected: record the good rows although some were rejected.

        Returns:
            The report. A requirement that the file does not name stays as it is.

        Raises:
            NothingToImport: the file has no lines, or only blank ones.
        """
        allow(by, Action.KEEP_REGISTER)
        tally = _Tally()
        with TemporaryFile() as spool:
            for batch in _batches(self._checked(lines, tally)):
                for row in self._differing(batch, tally):
                    spool.write(orjson.dumps(row.model_dump(mode="json")) + b"\n")
                on_progress(Progress(phase="checking", done=tally.rows, total=None))
            if not tally.rows:
                raise NothingToImport
            if tally.rejected and not skip_rejected:
                return tally.report(recorded=False)
            spool.seek(0)
            position = self._record(spool, tally, by, on_progress)
        return tally.report(recorded=True, position=position)

    def _checked(
        self, lines: Iterable[str | bytes], tally: _Tally
    ) -> Iterator[tuple[int, Row]]:
        seen: set[bytes] = set()
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            tally.rows += 1
            try:
                row = read_row(number, line, self._vocabulary)
                _once(number, row, seen)
            except Rejected as rejected:
                tally.reject(rejected.faults)
            else:
                yield number, row

    def _differing(self, batch: list[tuple[int, Row]], tally: _Tally) -> Iterator[Row]:
        known = self._known(row for _, row in batch)
        for number, row in batch:
            found = known.get(requirement_id(row.code))
            fresh = found is None or found.status is Status.DRAFT
            try:
                _brought(found, row, _NOBODY)
            except RequirementUnchanged:
                tally.same += 1
            except Refusal as refusal:
                fault = _fault(number, "#", refusal.title, refusal.code, row.code)
                tally.reject([fault])
            else:
                tally.new += fresh
                tally.amended += not fresh
                yield row

    def _record(
        self, spool: IO[bytes], tally: _Tally, by: Actor, on_progress: OnProgress
    ) -> int:
        position, done, total = 0, 0, tally.new + tally.amended
        for batch in _batches(spool):
            rows = [Row.model_validate_json(line) for line in batch]
            position = self._recorded(rows, by) or position
            done += len(rows)
            on_progress(Progress(phase="recording", done=done, total=total))
        return position

    def _recorded(self, rows: list[Row], by: Actor) -> int:
        for attempt in range(_ATTEMPTS):
            known = self._known(rows)
            changed = []
            for row in rows:
                try:
                    found = known.get(requirement_id(row.code))
                    changed.append(_brought(found, row, by))
                except (RequirementUnchanged, AlreadyRepealed):
                    # Somebody else was faster since the check: theirs stands.
                    continue
            if not changed:
                return 0
            try:
                return self._log.record(*changed, by=by).position
            except Stale:
                if attempt == _ATTEMPTS - 1:
                    raise
        raise AssertionError

    def _known(self, rows: Iterable[Row]) -> dict[UUID, Requirement]:
        return self._log.find_many(
            Requirement, [requirement_id(row.code) for row in rows]
        )


_NOBODY = PUBLIC
"""Who decides while a file is only checked; nothing of it is recorded."""


def _brought(found: Requirement | None, row: Row, by: Actor) -> Requirement:
    content = row.content
    if found is None:
        found = Requirement.draft(code=row.code, content=content, by=by)
    if found.status is not Status.DRAFT:
        found.restate(content=content, by=by)
        return found
    if found.content != content:
        found.redraft(content=content, by=by)
    found.publish(by=by)
    return found


def read_row(
    number: int, line: str | bytes, vocabulary: Vocabulary | None = None
) -> Row:
    """Read one line of the file.

    Args:
        number: of the line, from 1.
        line: a JSON object.
        vocabulary: names that the condition may use; any when absent.

    Raises:
        Rejected: with every fault of the line.
    """
    raw = line.encode("utf-8", "surrogatepass") if isinstance(line, str) else line
    if len(raw) > LONGEST_LINE:
        raise Rejected([_fault(number, "#", "The line is too long", "line_too_long")])
    try:
        fields: Any = orjson.loads(raw.removeprefix(b"\xef\xbb\xbf"))
    except orjson.JSONDecodeError:
        fault = _fault(number, "#", "The line is not valid JSON", "not_json")
        raise Rejected([fault]) from None
    if not isinstance(fields, dict):
        fault = _fault(number, "#", "The line is not a JSON object", "not_an_object")
        raise Rejected([fault])
    code = fields.get("id", fields.get("code"))
    # The grounds of non-applicability follow from the condition.
    fields.pop("non_applicability_grounds", None)
    try:
        return Row.model_validate_json(
            orjson.dumps({_OWN_NAMES.get(k, k): v for k, v in fields.items()}),
            context={"vocabulary": vocabulary},
        )
    except ValidationError as error:
        raise Rejected(
            [
                Rejection(
                    line=number,
                    pointer=_pointer(one["loc"], fields),
                    reason=one["msg"],
                    kind=one["type"],
                    limits=_limits(one.get("ctx", {})),
                    code=code if isinstance(code, str) else None,
                )
                for one in error.errors(include_url=False, include_input=False)
            ]
        ) from None


def _once(number: int, row: Row, seen: set[bytes]) -> None:
    id = requirement_id(row.code).bytes
    if id in seen:
        reason = "An earlier line has the same code"
        raise Rejected([_fault(number, "#/id", reason, "code_repeated", row.code)])
    seen.add(id)


def _fault(
    line: int, pointer: str, reason: str, kind: str, code: str | None = None
) -> Rejection:
    return Rejection(line=line, pointer=pointer, reason=reason, kind=kind, code=code)


def _limits(context: Mapping[str, object]) -> dict[str, int | str]:
    return {
        name: value if isinstance(value, int | str) else str(value)
        for name, value in context.items()
    }


def _pointer(steps: tuple[int | str, ...], fields: Mapping[str, object]) -> str:
    named = [str(step) for step in steps]
    if named and named[0] not in fields:
        named[0] = _FILE_NAMES.get(named[0], named[0])
    told = (step.replace("~", "~0").replace("/", "~1") for step in named)
    return "/".join(["#", *told])


def _batches(rows: Iterable[T]) -> Iterator[list[T]]:
    them = iter(rows)
    while batch := list(islice(them, BATCH)):
        yield batch
