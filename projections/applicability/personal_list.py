"""The personal list: every requirement in force, judged for one business (L2).

Verdicts on the whole register come from the index in memory, what a page shows from the
tables, a page at a time.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import Any
from uuid import UUID

import numpy as np
import orjson

from domain.applicability import IN_EFFECT, Status, Subject
from domain.condition import Condition, Ground, Verdict, facts_of, judge, parse
from domain.errors import NotFound
from domain.kernel import Value
from domain.profile import Profile
from domain.requirement import CertaintyMarks
from projections.applicability.register import (
    BODY,
    OBJECT,
    SECTOR,
    Register,
    first_object,
)
from projections.index import ABSENT, VERDICTS, Mask, Numbers, Snapshot, Verdicts
from projections.requirement import ENDS, SUSPENDED, RequirementView
from projections.requirement.text import meant
from projections.view import Connections, Row, View

PAGE = 50
MOST_FOUND = 5000
MOST_ASKED = 2000
"""Undecided requirements that are looked at for the next question."""


class Arrangement(StrEnum):
    """What the list is grouped by."""

    SECTOR = "sector"
    BODY = "body"
    OBJECT = "object"


_COLUMN = {
    Arrangement.SECTOR: SECTOR,
    Arrangement.BODY: BODY,
    Arrangement.OBJECT: OBJECT,
}


class Wanted(Value):
    """Which part of a list to show.

    Attributes:
        on: the day it is about.
        group: which of the three; None: all of them.
        by: what lines are grouped by.
        text: words to look for; "" for all.
        body: only of this supervisory body; "" for all.
        sector: only of this topic; "" for all.
        uses: only what hangs on this object; "" for all.
        after: lines to pass over: those of the pages before.
        limit: lines on a page, 1..200.
    """

    on: date
    group: Verdict | None = None
    by: Arrangement = Arrangement.SECTOR
    text: str = ""
    body: str = ""
    sector: str = ""
    uses: str = ""
    after: int = 0
    limit: int = PAGE


class Line(Value):
    """A requirement in somebody's list.

    Attributes:
        code: of the requirement.
        version: of it, on the day of the list.
        title: in plain words.
        heading: what it is grouped under: a topic, a body, an object or "".
        act: name, number, date and place in the act, for people.
        control_kind, control_body: who checks it.
        group: where it stands in the list; a declaration may have moved it.
        judgement: the verdict of the facts and its reason.
        declaration_id: of the declaration that is not ended, if there is one.
        declaration_status: where that stands.
        declaration_ground: on which of the two grounds.
        declaration_absent: atoms that are not so, e.g. ("object:lift",).
        declared_end: last day as the act declares it.
        successor_unknown: whether nobody knows what comes after that day.
        certainty: how sure the register is of each part.
    """

    code: str
    version: int
    title: str
    heading: str
    act: str
    control_kind: str
    control_body: str
    group: Verdict
    judgement: Any
    declaration_id: UUID | None
    declaration_status: Status | None
    declaration_ground: Ground | None
    declaration_absent: tuple[str, ...]
    declared_end: date | None
    successor_unknown: bool
    certainty: CertaintyMarks


class Choice(Value):
    """A way to narrow the list down.

    Attributes:
        name: of a topic, body or object.
        count: lines in the group that carry it.
    """

    name: str
    count: int


class PersonalList(Value):
    """A page of a list.

    Attributes:
        on: the day it is about.
        counts: lines of each group, whatever is looked for.
        ended: requirements that may concern the business whose declared end has
            passed, successor unknown.
        found: lines of the wanted group after narrowing down.
        lines: of this page, arranged.
        after: for the next page; None at the end.
        bodies, sectors, objects: of the wanted group, by name.
    """

    on: date
    counts: dict[Verdict, int]
    ended: int
    found: int
    lines: tuple[Line, ...]
    after: int | None
    bodies: tuple[Choice, ...]
    sectors: tuple[Choice, ...]
    objects: tuple[Choice, ...]


class Declared(Value):
    """A declaration as far as the list needs it."""

    id: UUID
    requirement_id: UUID
    status: Status
    ground: Ground
    absent: tuple[str, ...]


class _Judged:
    """The whole register, judged for one business on one day."""

    def __init__(
        self,
        register: Snapshot,
        profile: Profile,
        on: date,
        declared: Sequence[tuple[Declared, int]],
    ) -> None:
        self.register = register
        self.on = on
        self.verdicts: Verdicts = register.judge_all(profile)
        self.holds: Mask = register.holds(on) & (self.verdicts != ABSENT)
        self.groups: Verdicts = self.verdicts.copy()
        for declaration, version in declared:
            number = self.register.number(declaration.requirement_id, version)
            if number is not None:
                self.groups[number] = _moved(self.groups[number], declaration.status)

    @property
    def ended(self) -> Mask:
        """Versions past their declared end that may concern the business."""
        possible = self.verdicts != _number(Verdict.DOES_NOT_APPLY)
        unsucceeded = (self.register.status & ENDS) > 0
        ended: Mask = self.register.ended(self.on) & unsucceeded & possible
        present: Mask = self.verdicts != ABSENT
        return ended & present

    def counts(self) -> dict[Verdict, int]:
        """Lines of each group."""
        numbers = np.bincount(self.groups[self.holds], minlength=len(VERDICTS))
        return {verdict: int(numbers[_number(verdict)]) for verdict in Verdict}

    def choices(self, mask: Mask, column: int) -> tuple[Choice, ...]:
        """The labels of some lines, by name, and how many carry each."""
        labels, counts = np.unique(
            self.register.labels[column][mask], return_counts=True
        )
        names = list(self.register.names)
        found = [
            Choice(name=names[label], count=int(count))
            for label, count in zip(labels, counts, strict=True)
        ]
        return tuple(sorted((c for c in found if c.name), key=lambda c: c.name))

    def arranged(self, mask: Mask, by: Arrangement) -> Numbers:
        """Row numbers in the order to show them: by heading, then as entered."""
        numbers = self.register.in_order(mask)
        if not self.register.labels:
            return numbers
        headings = self.register.labels[_COLUMN[by]][numbers]
        names = list(self.register.names)
        used = sorted(set(headings.tolist()), key=lambda n: (not names[n], names[n]))
        rank = np.zeros(len(names), np.int64)
        rank[used] = np.arange(len(used))
        return numbers[np.argsort(rank[headings], kind="stable")]


class PersonalLists(View):
    """Makes lists; also what declarations are decided on (`ports.ListFacts`).

    Args:
        database: where the tables are.
        today: the current day where the service is run.
    """

    def __init__(self, database: Connections, today: Callable[[], date]) -> None:
        super().__init__(database)
        self._today = today
        self._register = Register(database)
        self._requirements = RequirementView(database)

    def of_client(self, client_id: UUID, wanted: Wanted) -> PersonalList:
        """The list of a client, declarations taken into account.

        Raises:
            NotFound: there is no such client.
        """
        return self._page(
            self._profile(client_id), wanted, self._declared(client_id, wanted.on)
        )

    def of_profile(self, profile: Profile, wanted: Wanted) -> PersonalList:
        """The list of a business that nobody keeps."""
        return self._page(profile, wanted, [])

    def line(
        self, code: str, on: date, *, profile: Profile, client_id: UUID | None = None
    ) -> Line:
        """One requirement as it stands for a business.

        Raises:
            NotFound: no such requirement is in force on the day.
        """
        with self.read() as sql:
            row = sql.execute(
                f"{LINES} AS v WHERE code = %(code)s AND {IN_FORCE}",
                {"code": code, "on": on},
                prepare=True,
            ).fetchone()
        if row is None:
            raise NotFound
        declared = self._declared(client_id, on) if client_id else []
        by_id = {one.requirement_id: one for one, _ in declared}
        return _line(row, profile, by_id.get(row["requirement"]), Arrangement.SECTOR)

    def profile(self, client_id: UUID) -> Profile:
        """What is known of a client.

        Raises:
            NotFound: there is no such client.
        """
        return self._profile(client_id)

    def asked(self, profile: Profile, on: date) -> dict[str, int]:
        """The unknown facts, each with how many undecided requirements ask for it.

        Of a very large register the first 2000 undecided ones are looked at.
        """
        judged = self._judged(profile, on, [])
        undecided = judged.holds & (judged.groups == _number(Verdict.UNKNOWN))
        numbers = judged.register.in_order(undecided)[:MOST_ASKED]
        asked: dict[str, int] = {}
        for row in self._rows(judged, numbers):
            for one in judge(_condition(row["condition"]), profile).because:
                asked[one.fact] = asked.get(one.fact, 0) + 1
        return asked

    def hanging_on(self, client_id: UUID, fact: str, on: date) -> list[Line]:
        """Lines that applied or might and hang on one fact: a branch of the list."""
        profile = self._profile(client_id)
        declared = self._declared(client_id, on)
        judged = self._judged(profile, on, declared)
        open_ = judged.holds & (judged.groups != _number(Verdict.DOES_NOT_APPLY))
        with self.read() as sql:
            sql.execute(
                f"{LINES} WHERE position(%s IN condition) > 0"
                " AND %s BETWEEN shown_from AND shown_until ORDER BY entered LIMIT %s",
                (f'"{fact.partition(":")[2]}"', on, MOST_FOUND),
            )
            rows = list(sql)
        by_id = {one.requirement_id: one for one, _ in declared}
        numbers = [
            judged.register.number(row["requirement"], row["number"]) for row in rows
        ]
        return [
            _line(row, profile, by_id.get(row["requirement"]), Arrangement.SECTOR)
            for row, number in zip(rows, numbers, strict=True)
            if number is not None
            and open_[number]
            and fact in facts_of(_condition(row["condition"]))
        ]

    def subjects(
        self, client_id: UUID, codes: Sequence[str]
    ) -> tuple[Profile, dict[str, Subject]]:
        """What declarations on these requirements are decided on; see the port.

        Raises:
            NotFound: there is no such client.
        """
        with self.read() as sql:
            rows = sql.execute(
                SUBJECTS,
                {"client": client_id, "codes": list(codes), "on": self._today()},
                prepare=True,
            ).fetchall()
        if not rows:
            raise NotFound
        subjects = {
            row["code"]: Subject(
                code=row["code"],
                version=row["number"],
                condition=_condition(row["condition"]),
                control_body=row["control_body"],
            )
            for row in rows
            if row["code"]
        }
        return Profile.model_validate(rows[0]["profile"]), subjects

    def _page(
        self,
        profile: Profile,
        wanted: Wanted,
        declared: Sequence[tuple[Declared, int]],
    ) -> PersonalList:
        judged = self._judged(profile, wanted.on, declared)
        group = judged.holds
        if wanted.group is not None:
            group = group & (judged.groups == _number(wanted.group))
        numbers = judged.arranged(self._narrowed(judged, group, wanted), wanted.by)
        shown = numbers[wanted.after : wanted.after + wanted.limit]
        after = wanted.after + wanted.limit
        by_id = {one.requirement_id: one for one, _ in declared}
        return PersonalList(
            on=wanted.on,
            counts=judged.counts(),
            ended=int(judged.ended.sum()),
            found=len(numbers),
            lines=tuple(
                _line(row, profile, by_id.get(row["requirement"]), wanted.by)
                for row in self._rows(judged, shown)
            ),
            after=after if after < len(numbers) else None,
            bodies=judged.choices(group, BODY) if judged.register.labels else (),
            sectors=judged.choices(group, SECTOR) if judged.register.labels else (),
            objects=judged.choices(group, OBJECT) if judged.register.labels else (),
        )

    def ended(self, profile: Profile, on: date) -> tuple[Line, ...]:
        """Requirements past their declared end that may concern a business."""
        judged = self._judged(profile, on, [])
        numbers = judged.arranged(judged.ended, Arrangement.SECTOR)[:MOST_FOUND]
        return tuple(
            _line(row, profile, None, Arrangement.SECTOR)
            for row in self._rows(judged, numbers)
        )

    def _judged(
        self, profile: Profile, on: date, declared: Sequence[tuple[Declared, int]]
    ) -> _Judged:
        judged = _Judged(self._register.current(), profile, on, declared)
        register = judged.register
        if ((register.status & SUSPENDED) > 0).any():
            suspended = self._requirements.suspended_on(on)
            for number in np.flatnonzero((register.status & SUSPENDED) > 0):
                if register.key(int(number))[0] in suspended:
                    judged.holds[number] = False
        return judged

    def _narrowed(self, judged: _Judged, mask: Mask, wanted: Wanted) -> Mask:
        narrowing = (
            (BODY, wanted.body),
            (SECTOR, wanted.sector),
            (OBJECT, wanted.uses),
        )
        for column, name in narrowing:
            if name:
                mask = mask & judged.register.labelled(column, name)
        if wanted.text.strip():
            mask = mask & self._saying(judged, wanted.text)
        return mask

    def _saying(self, judged: _Judged, text: str) -> Mask:
        found = np.zeros_like(judged.holds)
        with self.read() as sql:
            sql.execute(SAYING, {"query": meant(sql, text).all, "most": MOST_FOUND})
            for row in sql:
                number = judged.register.number(row["requirement"], row["number"])
                if number is not None:
                    found[number] = True
        return found

    def _rows(self, judged: _Judged, numbers: Numbers) -> list[Row]:
        """The tables' rows with these numbers, in their order."""
        keys = [judged.register.key(int(number)) for number in numbers]
        with self.read() as sql:
            sql.execute(
                f"{LINES} JOIN unnest(%s::uuid[], %s::integer[])"
                " WITH ORDINALITY AS wanted (id, version, place)"
                " ON requirement = id AND number = version ORDER BY place",
                ([id for id, _ in keys], [version for _, version in keys]),
                prepare=True,
            )
            return list(sql)

    def _profile(self, client_id: UUID) -> Profile:
        with self.read() as sql:
            row = sql.execute(
                "SELECT profile FROM client.client WHERE id = %s",
                (client_id,),
                prepare=True,
            ).fetchone()
        if row is None:
            raise NotFound
        return Profile.model_validate(row["profile"])

    def _declared(self, client_id: UUID, on: date) -> list[tuple[Declared, int]]:
        """Declarations that have not ended, with the version in force on the day."""
        with self.read() as sql:
            sql.execute(DECLARED, {"client": client_id, "on": on}, prepare=True)
            return [(Declared(**row), number) for row, number in _split(sql)]


LINES = (
    "SELECT requirement, number, code, title, act_name, act_number, act_date, act_unit,"
    " control_kind, control_body, sectors, condition, declared_end, open_ended,"
    " certainty FROM requirement.version"
)
IN_FORCE = """
    %(on)s BETWEEN v.shown_from AND v.shown_until
    AND v.valid_from <= %(on)s
    AND coalesce(v.valid_until >= %(on)s, true)
    AND NOT coalesce(v.suspended @> %(on)s::date, false)
"""
SUBJECTS = f"""
    SELECT c.profile, v.code, v.number, v.condition, v.control_body
    FROM client.client AS c
    LEFT JOIN requirement.version AS v ON v.code = ANY(%(codes)s) AND {IN_FORCE}
    WHERE c.id = %(client)s
"""  # noqa: S608
DECLARED = """
    SELECT d.id, d.requirement_id, d.status, d.ground, d.absent, v.number
    FROM applicability.declaration AS d
    JOIN requirement.version AS v ON v.requirement = d.requirement_id
        AND %(on)s BETWEEN v.shown_from AND v.shown_until
    WHERE d.client_id = %(client)s AND d.status NOT IN ('withdrawn', 'not_upheld')
"""
SAYING = """
    SELECT requirement, number FROM requirement.words
    WHERE words @@ %(query)s::tsquery
    LIMIT %(most)s
"""


@lru_cache(maxsize=4096)
def _condition(text: str) -> Condition:
    return parse(orjson.loads(text))


def _split(rows: Any) -> Iterator[tuple[Row, int]]:
    for row in rows:
        number = row.pop("number")
        yield row, number


def _number(verdict: Verdict) -> int:
    return VERDICTS.index(verdict)


def _moved(group: Any, status: Status) -> int:
    """The group of a line that somebody declared not to be about the business."""
    if group == _number(Verdict.DOES_NOT_APPLY):
        return int(group)
    if status in IN_EFFECT:
        return _number(Verdict.DOES_NOT_APPLY)
    return _number(Verdict.UNKNOWN)


def _line(
    row: Row, profile: Profile, declared: Declared | None, by: Arrangement
) -> Line:
    judgement = judge(_condition(row["condition"]), profile)
    group = _number(judgement.verdict)
    return Line(
        code=row["code"],
        version=row["number"],
        title=row["title"],
        heading=_heading(row, by),
        act=f"{row['act_name']} № {row['act_number']}, {row['act_unit']}",
        control_kind=row["control_kind"],
        control_body=row["control_body"],
        group=VERDICTS[_moved(group, declared.status) if declared else group],
        judgement=judgement,
        declaration_id=declared.id if declared else None,
        declaration_status=declared.status if declared else None,
        declaration_ground=declared.ground if declared else None,
        declaration_absent=declared.absent if declared else (),
        declared_end=row["declared_end"],
        successor_unknown=row["open_ended"] and row["declared_end"] is not None,
        certainty=row["certainty"],
    )


def _heading(row: Row, by: Arrangement) -> str:
    match by:
        case Arrangement.SECTOR:
            return str(row["sectors"][0])
        case Arrangement.BODY:
            return str(row["control_body"])
        case Arrangement.OBJECT:
            return first_object(row["condition"])
