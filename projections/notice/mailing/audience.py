"""Whom changes concern, of all businesses at once, and why (L8).

The conditions are judged in the columns of everybody (`projections.impact`), portion by
portion in the order of ids. What a condition asks is looked up once for everybody of a
portion; its reason is found once for all who answer it alike.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import Final, LiteralString, NamedTuple
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from domain.condition import Condition, Decided, Literal, decide, parse
from domain.draft import DraftVersion, Proposal, Repeals
from domain.notice.mailing import (
    Concern,
    DraftChange,
    HelpOffered,
    Portion,
    RequirementChange,
    Subject,
    Told,
)
from domain.profile import Met
from projections.impact import Columns, Population
from projections.impact.bits import Bits, Rows, any_of, members
from projections.numbering import Keys
from projections.view import Connections, View

CHUNK: Final = 20_000
"""Businesses that are judged at a time."""
FALSE, OPEN, TRUE = range(3)
Truths = NDArray[np.uint8]

CONDITIONS: LiteralString = """
    SELECT code, number, condition::jsonb AS condition FROM requirement.version
    WHERE code = ANY(%(codes)s)
"""
IN_FORCE: LiteralString = """
    SELECT code, number FROM requirement.version
    WHERE code = ANY(%(codes)s) AND shown_from <= %(today)s AND shown_until >= %(today)s
"""
DRAFTS: LiteralString = """
    SELECT number, versions FROM draft.draft WHERE number = ANY(%s)
"""


class Rule(NamedTuple):
    """Whom one subject concerns.

    Attributes:
        now: the condition; None: there is none any more.
        before: of what held until then, where that may have concerned others.
    """

    now: Condition | None
    before: Condition | None = None

    @property
    def conditions(self) -> list[Condition]:
        return [one for one in (self.now, self.before) if one is not None]


class Audience(View):
    """Answers whom the subjects of a mailing concern.

    Args:
        database: where the register's conditions are.
        population: everybody.
        today: the current day where the service is run.
    """

    def __init__(
        self,
        database: Connections,
        population: Population,
        today: Callable[[], date],
    ) -> None:
        super().__init__(database)
        self._population = population
        self._today = today

    def finding(self, subjects: Sequence[Subject]) -> "Finding":
        """Whom these concern, as far as is known now; as `application.ports.Found`."""
        return Finding(self._population, self._rules(subjects))

    def _rules(self, subjects: Sequence[Subject]) -> list[Rule]:
        texts = self._conditions(sorted({_code(one) for one in subjects}))
        proposals = self._proposals(subjects)
        return [_rule(one, texts, proposals) for one in subjects]

    def _conditions(self, codes: Sequence[str]) -> "Texts":
        asked = {"codes": list(codes), "today": self._today()}
        with self.read() as sql:
            rows = sql.execute(CONDITIONS, asked).fetchall()
            standing = sql.execute(IN_FORCE, asked).fetchall()
        return Texts(
            {(row["code"], row["number"]): parse(row["condition"]) for row in rows},
            {row["code"]: row["number"] for row in standing},
        )

    def _proposals(
        self, subjects: Sequence[Subject]
    ) -> dict[tuple[str, int, str], Proposal]:
        numbers = {one.number for one in subjects if isinstance(one, DraftChange)}
        if not numbers:
            return {}
        with self.read() as sql:
            rows = sql.execute(DRAFTS, (sorted(numbers),)).fetchall()
        found = {}
        for row in rows:
            for kept in row["versions"]:
                version = DraftVersion.model_validate(kept)
                for one in version.text.proposals:
                    found[row["number"], version.number, one.code] = one
        return found


class Texts(NamedTuple):
    """Conditions of the register.

    Attributes:
        of: by code and number of the version.
        standing: number of the version to show today, by code.
    """

    of: Mapping[tuple[str, int], Condition]
    standing: Mapping[str, int]

    def today(self, code: str) -> Condition | None:
        """The condition as it stands; None when there is no such requirement."""
        return self.of.get((code, self.standing.get(code, 0)))


def _code(subject: Subject) -> str:
    return subject.requirement if isinstance(subject, HelpOffered) else subject.code


def _rule(
    subject: Subject,
    texts: Texts,
    proposals: Mapping[tuple[str, int, str], Proposal],
) -> Rule:
    match subject:
        case RequirementChange(code=code, version=version, before=before):
            known = None if before is None else texts.of[code, before]
            return Rule(texts.of[code, version], known)
        case DraftChange(number=number, version=version, code=code):
            proposal = proposals[number, version, code]
            if isinstance(proposal, Repeals):
                return Rule(texts.today(code))
            return Rule(proposal.proposed.condition, texts.today(code))
    return Rule(None)


class Finding:
    """Everybody whom some rules concern, and why.

    Args:
        population: everybody.
        rules: of each subject.
    """

    def __init__(self, population: Population, rules: Sequence[Rule]) -> None:
        self._population = population
        self._rules = rules
        self._decided: dict[tuple[int, bytes], Decided] = {}
        self._numbers: dict[tuple[int, Decided, bool], int] = {}
        self._concerns: list[list[Concern]] = [[] for _ in rules]
        with population.now(fresh=True) as (columns, _):
            possible = [
                columns.judge(condition).possible
                for rule in rules
                for condition in rule.conditions
            ]
            concerned = any_of(possible, columns.words)
            everybody = population.numbered()
        rows = everybody.order.astype(np.int32)
        self._rows = rows[members(concerned, rows).astype(np.bool_)]
        self._ids = everybody.keys[self._rows]

    @property
    def expected(self) -> int:
        """How many may have to be told."""
        return len(self._ids)

    def portions(self, after: UUID | None, most: int) -> Iterator[Portion]:
        """Whom to tell what, in the order of ids.

        Args:
            after: id of the last business that was looked at; None: from the first on.
            most: businesses in a portion.
        """
        first = 0
        if after is not None:
            first = int(self._ids.searchsorted(np.void(after.bytes), side="right"))
        for start in range(first, len(self._ids), CHUNK):
            end = min(start + CHUNK, len(self._ids))
            codes = self._judge(self._rows[start:end])
            for begin in range(0, end - start, most):
                ids = self._ids[start + begin : min(start + begin + most, end)]
                yield self._portion(ids, codes[begin : begin + most])

    def _portion(self, ids: Keys, codes: NDArray[np.int32]) -> Portion:
        """Those who are told the same together; who is told nothing is left out."""
        clients = [UUID(bytes=id) for id in ids.tolist()]
        nothing = bytes(codes.itemsize * codes.shape[1])
        groups: dict[bytes, list[UUID]] = {}
        for client, row in zip(clients, codes, strict=True):
            if (key := row.tobytes()) != nothing:
                groups.setdefault(key, []).append(client)
        told = tuple(
            Told(
                clients=tuple(group),
                concerns=self._told(np.frombuffer(key, np.int32).tolist()),
            )
            for key, group in groups.items()
        )
        return Portion(through=clients[-1], told=told)

    def _told(self, codes: Sequence[int]) -> tuple[Concern, ...]:
        return tuple(
            self._concerns[of][code - 1] for of, code in enumerate(codes) if code
        )

    def _judge(self, rows: Rows) -> NDArray[np.int32]:
        """For each of some businesses, and each subject, which concern; 0: none."""
        with self._population.now() as (columns, _):
            asking = _Asking(columns, rows)
            there = members(columns.present, rows).astype(np.bool_)
            found = np.zeros((len(rows), len(self._rules)), np.int32)
            for of, rule in enumerate(self._rules):
                column = found[:, of]
                for nth, condition in enumerate(rule.conditions):
                    is_before = condition is rule.before
                    left = there & (column == 0)
                    self._mark(column, left, asking, condition, (of, nth), is_before)
        return found

    def _mark(
        self,
        column: NDArray[np.int32],
        left: NDArray[np.bool_],
        asking: "_Asking",
        condition: Condition,
        place: tuple[int, int],
        ceased: bool,  # noqa: FBT001 - of a concern
    ) -> None:
        """Write down whom of those left a condition concerns, and why."""
        of, nth = place
        concerned = np.flatnonzero(left & (asking.verdicts(condition) > FALSE))
        if not len(concerned):
            return
        literals = _literals(condition)
        answers = asking.answers(literals, concerned)
        kinds, which = np.unique(answers, axis=0, return_inverse=True)
        numbers = [
            self._number(of, self._decide(of, nth, condition, literals, kind), ceased)
            for kind in kinds
        ]
        column[concerned] = np.array(numbers, np.int32)[which.reshape(-1)]

    def _decide(
        self,
        of: int,
        nth: int,
        condition: Condition,
        literals: Sequence[Literal],
        answers: Truths,
    ) -> Decided:
        key = of * 2 + nth, answers.tobytes()
        if key not in self._decided:
            met = _met(literals, answers.tolist())
            self._decided[key] = decide(condition, met)
        return self._decided[key]

    def _number(self, of: int, decided: Decided, ceased: bool) -> int:  # noqa: FBT001
        """The number of a concern among those of its subject, from 1."""
        known = self._numbers.get((of, decided, ceased))
        if known is None:
            concern = Concern(
                of=of,
                verdict=decided.verdict,
                because=tuple(map(_signed, decided.literals)),
                ceased=ceased,
            )
            self._concerns[of].append(concern)
            known = self._numbers[of, decided, ceased] = len(self._concerns[of])
        return known


class _Asking:
    """What some businesses answer to the literals of conditions; each asked once."""

    def __init__(self, columns: Columns, rows: Rows) -> None:
        self._columns = columns
        self._rows = rows
        self._known: dict[Literal, Truths] = {}

    def verdicts(self, condition: Condition) -> Truths:
        """FALSE: it does not apply, OPEN: it may, TRUE: it does."""
        least = np.full(len(self._rows), TRUE, np.uint8)
        for clause in condition.clauses:
            greatest = np.zeros(len(self._rows), np.uint8)
            for literal in clause:
                np.maximum(greatest, self._answer(literal), out=greatest)
            np.minimum(least, greatest, out=least)
        return least

    def answers(self, literals: Sequence[Literal], chosen: NDArray[np.intp]) -> Truths:
        """A row for each of the chosen, a column for each literal."""
        found = np.empty((len(chosen), len(literals)), np.uint8)
        for nth, literal in enumerate(literals):
            found[:, nth] = self._answer(literal)[chosen]
        return found

    def _answer(self, literal: Literal) -> Truths:
        if literal not in self._known:
            so, may = self._columns.literal(literal)
            self._known[literal] = self._of(so) + self._of(may)
        return self._known[literal]

    def _of(self, bits: Bits) -> Truths:
        return members(bits, self._rows)


def _literals(condition: Condition) -> list[Literal]:
    return sorted({literal for clause in condition.clauses for literal in clause})


def _met(literals: Sequence[Literal], answers: Sequence[int]) -> Met:
    """What a profile that answers so would meet, as far as these literals ask."""
    met: dict[str, set[str | int | bool] | None] = {}
    for literal, answer in zip(literals, answers, strict=True):
        if answer == OPEN:
            met[literal.fact] = None
            continue
        tests = met.setdefault(literal.fact, set())
        if tests is not None and (answer == TRUE) is literal.holds:
            tests.add(literal.test)
    return met


def _signed(literal: Literal) -> str:
    return literal.atom if literal.holds else f"-{literal.atom}"
