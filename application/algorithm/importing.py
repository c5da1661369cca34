"""Importing algorithms from a file with one per line (JSON Lines): all or nothing."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from application.access import Action, allow
from application.algorithm.file import BadRow, fault, read_row
from application.algorithm.register import Register
from application.log import EventLog
from application.ports import Clock
from application.requirement import ImportReport, NothingToImport, Rejection
from domain.algorithm import (
    Algorithm,
    AlgorithmContent,
    AlgorithmUnchanged,
    AlgorithmWithdrawn,
    algorithm_id,
)
from domain.kernel import Actor
from domain.profile import Vocabulary

MOST_REJECTIONS = 1000
UNKNOWN = "The register has no requirement with this code"


class _Read(NamedTuple):
    """A line that says something."""

    line: int
    code: str
    content: AlgorithmContent


class AlgorithmImport:
    """Imports algorithms as drafts; registrars only."""

    def __init__(
        self, log: EventLog, clock: Clock, vocabulary: Vocabulary | None = None
    ) -> None:
        """Prepare to import.

        Args:
            log: the event log.
            clock: what day it is.
            vocabulary: names that conditions may use; any when absent.
        """
        self._log = log
        self._clock = clock
        self._register = Register(log)
        self._vocabulary = vocabulary

    def algorithms(self, lines: Iterable[bytes], *, by: Actor) -> ImportReport:
        """Bring the algorithms to what a file says, all of it or nothing.

        A new algorithm becomes a draft; one that says something else is amended: its
        draft is rewritten, or a draft of the next version is begun. A row that says
        what is there already changes nothing, so the file may be sent again.

        Args:
            lines: one JSON object each; blank lines are passed over.
            by: the registrar.

        Returns:
            The report. An algorithm that the file does not name stays as it is.

        Raises:
            NothingToImport: the file has no lines, or only blank ones.
            Stale: somebody changed one of them meanwhile; nothing was recorded.
        """
        allow(by, Action.KEEP_REGISTER)
        rejected: list[Rejection] = []
        rows = list(self._read(lines, rejected))
        count = len(rows) + len({one.line for one in rejected})
        if not count:
            raise NothingToImport
        rejected += self._unknown(rows)
        wrong = {one.line for one in rejected}
        right = [row for row in rows if row.line not in wrong]
        changed, new, same = self._brought(right, rejected, by)
        told = {
            "rows": count,
            "new": new,
            "amended": len(changed) - new,
            "same": same,
            "rejected": len({one.line for one in rejected}),
        }
        if rejected:
            first = sorted(rejected, key=lambda one: one.line)[:MOST_REJECTIONS]
            return ImportReport(**told, recorded=False, rejections=tuple(first))
        position = self._log.record(*changed, by=by).position if changed else 0
        return ImportReport(**told, recorded=True, position=position)

    def _read(
        self, lines: Iterable[bytes], rejected: list[Rejection]
    ) -> Iterator[_Read]:
        seen: set[str] = set()
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                code, content = read_row(number, line, self._vocabulary)
            except BadRow as bad:
                rejected += bad.faults
                continue
            if code in seen:
                reason = "An earlier line has the same code"
                rejected.append(fault(number, "#/id", reason, "code_repeated", code))
                continue
            seen.add(code)
            yield _Read(number, code, content)

    def _unknown(self, rows: list[_Read]) -> Iterator[Rejection]:
        named = {code for row in rows for _, code in _named(row.content)}
        known = self._register.named(named, self._clock.today())
        for row in rows:
            for pointer, code in _named(row.content):
                if code not in known:
                    yield fault(row.line, pointer, UNKNOWN, "unknown", row.code)

    def _brought(
        self, rows: list[_Read], rejected: list[Rejection], by: Actor
    ) -> tuple[list[Algorithm], int, int]:
        """What has to be recorded, how many of it are new, how many say the same."""
        known = self._log.find_many(Algorithm, [algorithm_id(r.code) for r in rows])
        changed, new, same = [], 0, 0
        for row in rows:
            found = known.get(algorithm_id(row.code))
            if found is None:
                new += 1
                changed.append(
                    Algorithm.draft(code=row.code, content=row.content, by=by)
                )
                continue
            try:
                found.amend(content=row.content, by=by)
            except AlgorithmUnchanged:
                same += 1
            except AlgorithmWithdrawn as refusal:
                wrong = fault(row.line, "#/id", refusal.title, refusal.code, row.code)
                rejected.append(wrong)
            else:
                changed.append(found)
        return changed, new, same


def _named(content: AlgorithmContent) -> Iterator[tuple[str, str]]:
    """The requirements that an algorithm names, and where in the row."""
    for place, code in enumerate(content.guarantees):
        yield f"#/guarantees/{place}", code
    for nth, step in enumerate(content.steps):
        for place, code in enumerate(step.requirements):
            yield f"#/steps/{nth}/requirements/{place}", code
