"""The personal list: every requirement in force, judged for one business (L2).

Verdicts on the whole register come from the index in memory, what a page shows from the
tables, a page at a time.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, tzinfo
from uuid import UUID

import numpy as np

from domain.applicability import Subject
from domain.condition import Verdict, facts_of, judge
from domain.errors import NotFound
from domain.profile import Profile
from domain.requirement import requirement_id
from projections.applicability.personal_list.changes import (
    Coming,
    Difference,
    WantedChanges,
)
from projections.applicability.personal_list.coming import MOST_COMING, ComingChanges
from projections.applicability.personal_list.difference import Differences
from projections.applicability.personal_list.judging import Judging
from projections.applicability.personal_list.rows import Texts, condition_of
from projections.applicability.personal_list.values import (
    Arrangement,
    AsOf,
    Line,
    PersonalList,
    Wanted,
)
from projections.applicability.personal_list.whole import (
    WholeList,
)
from projections.applicability.register import BODY, OBJECT, SECTOR, naming
from projections.index import Mask
from projections.numbering import Numbers
from projections.requirement.text import meant
from projections.view import Connections, View

MOST_FOUND = 5000
MOST_ASKED = 2000
"""Undecided requirements that are looked at for the next question."""
AT_ONCE = 500
"""Lines that are read together when a whole list is."""


class PersonalLists(View):
    """Makes lists; also what declarations are decided on (`ports.ListFacts`).

    Args:
        database: where the tables are.
        today: the current day where the service is run.
        zone: whose days are meant.
    """

    def __init__(
        self, database: Connections, today: Callable[[], date], zone: tzinfo
    ) -> None:
        super().__init__(database)
        self._today = today
        self._judging = Judging(database, today, zone)
        self._texts = Texts(database)
        self._coming = ComingChanges(database, self._judging)
        self._differences = Differences(database, self._judging)

    def of_client(self, client_id: UUID, wanted: Wanted) -> PersonalList:
        """The list of a client as of a moment, declarations taken into account.

        Raises:
            NotFound: there is no such client.
        """
        return self._page(self._judging.of_client(client_id, wanted), wanted)

    def of_profile(self, profile: Profile, wanted: Wanted) -> PersonalList:
        """The list of a business that nobody keeps."""
        return self._page(self._judging.of_profile(profile, wanted.on), wanted)

    def line(
        self, code: str, on: date, *, profile: Profile, client_id: UUID | None = None
    ) -> Line:
        """One requirement as it stands for a business.

        Raises:
            NotFound: no such requirement is in force on the day.
        """
        return self._line(code, self._judging.of_profile(profile, on, client_id))

    def line_as_of(self, client_id: UUID, code: str, as_of: AsOf) -> Line:
        """One requirement as it stands for a client as of a moment.

        Raises:
            NotFound: no such client; no such requirement is in force then.
        """
        return self._line(code, self._judging.of_client(client_id, as_of))

    def coming(
        self,
        client_id: UUID,
        profile: Profile,
        until: date,
        limit: int = MOST_COMING,
    ) -> tuple[Coming, ...]:
        """What begins, ends or changes for a client after today, the nearest first.

        Args:
            client_id: whose declarations count, and facts that are so later.
            profile: what is known of the client today.
            until: the last day to look at.
            limit: how many at most.
        """
        return self._coming.of_client(client_id, profile, until, limit)

    def difference(
        self, client_id: UUID, before: AsOf, after: AsOf, wanted: WantedChanges
    ) -> Difference:
        """What changed in a client's list between two moments, and why.

        Raises:
            NotFound: there is no such client.
        """
        return self._differences.of_client(client_id, before, after, wanted)

    def profile(self, client_id: UUID) -> Profile:
        """What is known of a client.

        Raises:
            NotFound: there is no such client.
        """
        return self._judging.knowledge.profile(client_id)

    def asked(self, profile: Profile, on: date) -> dict[str, int]:
        """The unknown facts, each with how many undecided requirements ask for it.

        Of a very large register the first 2000 undecided ones are looked at.
        """
        whole = self._judging.of_profile(profile, on)
        undecided = whole.group(Verdict.UNKNOWN)
        numbers = whole.register.in_order(undecided)[:MOST_ASKED]
        asked: dict[str, int] = {}
        for row in self._texts.rows(whole.register, numbers).values():
            for one in judge(condition_of(row["condition"]), profile).because:
                asked[one.fact] = asked.get(one.fact, 0) + 1
        return asked

    def whole(
        self, client_id: UUID, on: date, profile: Profile | None = None
    ) -> WholeList:
        """The whole register as it stands for a client, declarations included.

        Args:
            client_id: whose declarations count.
            on: the day it is about.
            profile: what to take as known; what is known of the client when absent.

        Raises:
            NotFound: there is no such client, and no profile was given.
        """
        known = self.profile(client_id) if profile is None else profile
        return self._judging.of_profile(known, on, client_id)

    def whole_as_of(self, client_id: UUID, as_of: AsOf) -> WholeList:
        """The whole register as it stands for a client as of a moment.

        Raises:
            NotFound: there is no such client.
        """
        return self._judging.of_client(client_id, as_of)

    def lines(self, whole: WholeList, rows: Numbers) -> list[Line]:
        """Lines of some rows of the register, in the order given; in one query."""
        return self._texts.lines(whole, rows)

    def every_line(self, whole: WholeList, rows: Numbers) -> Iterator[Line]:
        """Lines of as many rows as there are, in the order given, read bit by bit."""
        for start in range(0, len(rows), AT_ONCE):
            yield from self._texts.lines(whole, rows[start : start + AT_ONCE])

    def concerning(self, client_id: UUID, on: date) -> list[tuple[UUID, int]]:
        """Requirement and version of every line that applies or may, as entered.

        Raises:
            NotFound: there is no such client.
        """
        whole = self.whole(client_id, on)
        numbers = whole.register.in_order(whole.concerning)
        return [whole.register.key(int(number)) for number in numbers]

    def hanging_on(self, client_id: UUID, fact: str, on: date) -> list[Line]:
        """Lines that applied or might and hang on one fact: a branch of the list."""
        whole = self.whole(client_id, on)
        with self.read() as sql:
            sql.execute(NAMING, (f'"{fact.partition(":")[2]}"', on, MOST_FOUND))
            keys = [(row["requirement"], row["number"]) for row in sql]
        found = [whole.register.number(*key) for key in keys]
        open_ = [n for n in found if n is not None and whole.concerning[n]]
        rows = self._texts.rows(whole.register, open_)
        naming = [
            number
            for number, row in rows.items()
            if fact in facts_of(condition_of(row["condition"]))
        ]
        return self._texts.lines(whole, naming)

    def subjects(
        self, client_id: UUID, codes: Sequence[str]
    ) -> tuple[Profile, dict[str, Subject]]:
        """What declarations on these requirements are decided on; see the port.

        Raises:
            NotFound: there is no such client.
        """
        known = {"client": client_id, "on": self._today()}
        with self._database.connection() as connection:
            if len(codes) <= 1:
                asked = connection.execute(
                    SUBJECT, {**known, "code": "".join(codes)}, prepare=True
                )
            else:
                asked = connection.execute(
                    SUBJECTS, {**known, "codes": list(codes)}, prepare=True
                )
            rows = asked.fetchall()
        if not rows:
            raise NotFound
        subjects = {
            code: Subject(
                code=code,
                version=number,
                condition=condition_of(condition),
                control_body=body,
            )
            for _, code, number, condition, body in rows
            if code
        }
        return Profile.model_validate_json(rows[0][0]), subjects

    def ended(self, profile: Profile, on: date) -> tuple[Line, ...]:
        """Requirements past their declared end that may concern a business."""
        return self._ended(self._judging.of_profile(profile, on))

    def ended_as_of(self, client_id: UUID, as_of: AsOf) -> tuple[Line, ...]:
        """The same of a client as of a moment.

        Raises:
            NotFound: there is no such client.
        """
        return self._ended(self._judging.of_client(client_id, as_of))

    def _ended(self, whole: WholeList) -> tuple[Line, ...]:
        numbers = whole.arranged(whole.ended, Arrangement.SECTOR)[:MOST_FOUND]
        return tuple(self._texts.lines(whole, numbers))

    def _line(self, code: str, whole: WholeList) -> Line:
        row = whole.standing(requirement_id(code))
        if row is None:
            raise NotFound
        return self._texts.lines(whole, [row])[0]

    def _page(self, whole: WholeList, wanted: Wanted) -> PersonalList:
        group = whole.holds if wanted.group is None else whole.group(wanted.group)
        numbers = whole.arranged(self._narrowed(whole, group, wanted), wanted.by)
        everything = np.flatnonzero(group)
        after = wanted.after + wanted.limit
        shown = numbers[wanted.after : after]
        return PersonalList(
            on=wanted.on,
            known_at=wanted.known_at,
            facts=len(whole.profile.facts()),
            counts=whole.counts(),
            ended=int(whole.ended.sum()),
            found=len(numbers),
            lines=tuple(self._texts.lines(whole, shown, wanted.by)),
            after=after if after < len(numbers) else None,
            bodies=whole.choices(everything, BODY),
            sectors=whole.choices(everything, SECTOR),
            objects=whole.choices(everything, OBJECT),
            waiting=whole.waiting,
        )

    def _narrowed(self, whole: WholeList, mask: Mask, wanted: Wanted) -> Mask:
        if not whole.register.labels:  # nothing was ever published
            return mask
        narrowing = (
            (BODY, wanted.body),
            (SECTOR, wanted.sector),
        )
        for column, name in narrowing:
            if name:
                mask = mask & whole.register.labelled(column, name)
        if wanted.uses:
            mask = mask & naming(whole.register, wanted.uses)
        if wanted.text.strip():
            is_past = wanted.known_at is not None
            mask = mask & self._saying(whole, wanted.text, any_version=is_past)
        return mask

    def _saying(self, whole: WholeList, text: str, *, any_version: bool) -> Mask:
        """Which rows say something; what is corrected has no words of its own."""
        found = np.zeros_like(whole.holds)
        with self.read() as sql:
            sql.execute(SAYING, {"query": meant(sql, text).all, "most": MOST_FOUND})
            for row in sql:
                number = whole.register.number(row["requirement"], row["number"])
                if number is not None:
                    found[number] = True
                if any_version:
                    for _, other in whole.register.versions(row["requirement"]):
                        found[other] = True
        return found


IN_FORCE = """
    %(on)s BETWEEN v.shown_from AND v.shown_until
    AND v.valid_from <= %(on)s
    AND coalesce(v.valid_until >= %(on)s, true)
    AND NOT coalesce(v.suspended @> %(on)s::date, false)
"""
SUBJECT = f"""
    SELECT c.profile::text, v.code, v.number, v.condition, v.control_body
    FROM client.client AS c
    LEFT JOIN requirement.version AS v ON v.code = %(code)s AND {IN_FORCE}
    WHERE c.id = %(client)s
"""  # noqa: S608
SUBJECTS = SUBJECT.replace("%(code)s", "ANY(%(codes)s)")
"""PostgreSQL plans an ANY anew each time, which takes longer than to find one row."""
NAMING = """
    SELECT requirement, number FROM requirement.version
    WHERE position(%s IN condition) > 0 AND %s BETWEEN shown_from AND shown_until
    ORDER BY entered LIMIT %s
"""
SAYING = """
    SELECT requirement, number FROM requirement.words
    WHERE words @@ %(query)s::tsquery
    LIMIT %(most)s
"""
