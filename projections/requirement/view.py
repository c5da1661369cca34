"""The register as it is read: searched, filtered, one by one, as of any day."""

import base64
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from functools import lru_cache
from typing import Any, NamedTuple
from uuid import UUID

import orjson
from psycopg.sql import SQL, Composed
from pydantic import Field, TypeAdapter, ValidationError

from domain.errors import Invalid
from domain.kernel import Value
from domain.profile import OkvedCode, prefixes
from domain.requirement import (
    Certainty,
    CertaintyMarks,
    Code,
    Content,
    Day,
    History,
    Slug,
    Standing,
    Status,
    Validity,
    Version,
)
from domain.requirement import (
    Line as Text,
)
from projections.index import Entry
from projections.requirement.queries import (
    ACTIVITIES,
    AFTER,
    AFTER_RANKED,
    ANY_WITH_ALL,
    CARD,
    CARDS,
    CHANGED,
    COLUMNS,
    COUNTS,
    DRAFTS,
    OF_CONTROL_KIND,
    PAGE_OF,
    POSITION,
    RANKED,
    SHOWN,
    SUSPENDED_ON,
    TEXTS,
    TITLES,
    UNRANKED,
    VALIDITY,
    WANTED,
)
from projections.requirement.text import Meant, meant, words
from projections.view import Connections, Row, Sql, View

PAGE = 20
MOST = 100
ENDS, SUSPENDED = 1, 2
"""Bits of the status in the index: see `RequirementView.changed_since`."""


class Times(NamedTuple):
    """When a version holds and when it was believed; see `domain.requirement.History`.

    Attributes:
        known_from: when it was recorded, UTC.
        known_until: when another version corrected it, UTC; none when it is believed.
        valid_from: the first day it says it holds.
        declared_end: the last day as it declares it.
        repealed_from: the first day without the requirement.
        repeal_known_at: when the repeal was recorded, UTC.
    """

    known_from: datetime
    known_until: datetime | None
    valid_from: date
    declared_end: date | None
    repealed_from: date | None
    repeal_known_at: datetime | None


class BadCursor(Invalid):
    code = "bad-register-cursor"
    title = "This is not a cursor that the list gave"
    about = "after"


class Filters(Value):
    """What to look for; what is absent is not asked.

    Attributes:
        text: words in Russian, in any form; misspelt ones are understood.
        act: number of the act, e.g. "1479".
        body: the supervisory body, as the register names it.
        kind: the kind of control, as the register names it.
        activity: an OKVED code, e.g. "56.10": requirements that name it or something
            it falls under.
        sector: a topic, e.g. "catering".
        validity: how the requirement stands on the day.
        ends_by: holds on the day, and its last known day is not after this one.
        certainty: how sure the register is of the least sure part.
    """

    text: str | None = Field(default=None, max_length=200)
    act: Text | None = None
    body: Text | None = None
    kind: Text | None = None
    activity: OkvedCode | None = None
    sector: Slug | None = None
    validity: Validity | None = None
    ends_by: Day | None = None
    certainty: Certainty | None = None


class Line(Value):
    """A requirement in a list: the version to show on a day.

    Attributes:
        id: of the requirement.
        code: its name in the register and in addresses.
        number: of the version.
        validity: how it stands on the day.
        valid_from: the first day of the version.
        valid_until: its last known day; none when open.
    """

    id: UUID
    code: str
    number: int
    title: str
    act_name: str
    act_number: str
    act_date: date
    act_unit: str
    control_kind: str
    control_body: str
    sectors: tuple[str, ...]
    certainty: CertaintyMarks
    validity: Validity
    valid_from: date
    valid_until: date | None


class Found(Value):
    """A page of what was found.

    Attributes:
        items: at most as many as asked for; by rank and code, without a text by code.
        next: cursor of the next page; none on the last.
        corrected: the text with misspelt words replaced; none when none was.
    """

    items: tuple[Line, ...]
    next: str | None
    corrected: str | None = None


class Count(Value):
    """How many of what was found have a value.

    Attributes:
        value: as the filter takes it.
        name: what to call it: for an act its title, else the value.
        count: of requirements.
    """

    value: str
    name: str
    count: int


class Facets(Value):
    """What was found, by each filter, the most frequent first; at most 50 each.

    `total` counts each requirement once; in `sector` it may stand under several.
    """

    total: int
    validity: tuple[Count, ...]
    body: tuple[Count, ...]
    kind: tuple[Count, ...]
    act: tuple[Count, ...]
    sector: tuple[Count, ...]
    certainty: tuple[Count, ...]


class Card(Value):
    """Everything about one requirement.

    Attributes:
        code: its name in the register.
        version: of its history; the API's ETag.
        status: draft, published or repealed.
        content: of the newest version, or of the draft.
        history: what was published, suspended, repealed; empty for a draft.
        changed_at: when it was last changed, UTC.
    """

    id: UUID
    code: str
    version: int
    status: Status
    content: Content
    history: History
    changed_at: datetime

    def on(self, day: date, known_at: datetime | None = None) -> Standing | None:
        """How it stands on a day; see `History.on`."""
        return self.history.on(day, known_at)


class Draft(Value):
    """A line of the registrars' list of drafts."""

    code: str
    title: str
    version: int
    changed_at: datetime


class ActivityTitle(Value):
    """A line of the classifier of activities; a section has its letter as code."""

    code: str
    section: str
    parent: str | None
    title: str


class RequirementView(View):
    """Answers about the register. Drafts are only in `get` and `drafts`."""

    def __init__(self, database: Connections) -> None:
        super().__init__(database)
        self._counted = lru_cache(maxsize=128)(self._count)

    def search(
        self,
        filters: Filters,
        day: date,
        *,
        after: str | None = None,
        limit: int = PAGE,
    ) -> Found:
        """A page of the requirements that pass every filter.

        Args:
            filters: what to look for.
            day: as of which day; for each requirement one version is looked at.
            after: cursor of a page before; it stays right when others are published.
            limit: 1..100.

        Raises:
            BadCursor: `after` is none of ours.
        """
        rank, code = _position(after) if after else (None, "")
        with self.read() as sql:
            asked = _asked(sql, filters)
            rows = sql.execute(
                _page_of(filters, ranked=asked is not None),
                _parameters(filters, day, asked)
                | {"rank": rank, "code": code, "limit": limit + 1},
            ).fetchall()
        last = rows[limit - 1] if len(rows) > limit else None
        return Found(
            items=tuple(_line(row) for row in rows[:limit]),
            next=_cursor(last["rank"], last["code"]) if last else None,
            corrected=asked.corrected if asked else None,
        )

    def facets(self, filters: Filters, day: date) -> Facets:
        """How many requirements pass every filter, by the values of each filter."""
        with self.read() as sql:
            row = sql.execute(POSITION, prepare=True).fetchone()
        return self._counted(filters, day, row["position"] if row else 0)

    def get(self, code: str) -> Card | None:
        """Everything about one requirement, a draft too; None when there is none."""
        return self.one(Card, CARD, (code,))

    def versions(self, code: str) -> tuple[Version, ...]:
        """The published versions, by number; empty for a draft or an unknown code."""
        card = self.get(code)
        return card.history.versions if card else ()

    def as_of(
        self, code: str, day: date, known_at: datetime | None = None
    ) -> Standing | None:
        """How a requirement stands on a day, as known at an instant (now when absent).

        Returns:
            None when there is no such requirement, or nothing was published by then.
        """
        card = self.get(code)
        return card.on(day, known_at) if card else None

    def standing(self, codes: Sequence[str], day: date) -> dict[str, Standing]:
        """How requirements stand on a day, by code; unknown codes are missing."""
        cards = self.all(Card, CARDS, (list(codes),))
        return {
            card.code: standing
            for card in cards
            if (standing := card.on(day)) is not None
        }

    def texts(self, keys: Sequence[tuple[UUID, int]], day: date) -> list[Line]:
        """Versions as lines of a list, in the order asked for; unknown ones left out.

        Args:
            keys: id of the requirement and number of the version.
            day: for which to say how they stand.
        """
        with self.read() as sql:
            rows = sql.execute(
                TEXTS,
                {
                    "ids": [id for id, _ in keys],
                    "numbers": [number for _, number in keys],
                    "day": day,
                },
                prepare=True,
            ).fetchall()
        return [_line(row) for row in rows]

    def suspended_on(self, day: date) -> frozenset[UUID]:
        """The requirements suspended on a day."""
        with self.read() as sql:
            rows = sql.execute(SUSPENDED_ON, (day,), prepare=True)
            return frozenset(row["requirement"] for row in rows)

    def drafts(self) -> list[Draft]:
        """What registrars have not published yet, the newest first; at most 500."""
        return self.all(Draft, DRAFTS)

    def changed_since(self, position: int) -> Iterator[tuple[int, Entry, Times]]:
        """The versions written after a position, for the index in memory.

        Args:
            position: the greatest that came before; 0 for all.

        Yields:
            The position, the version and its times, by position; read as they come.
            `since` and `until` are the known valid days. In `status`, ENDS says that
            `until` is the act's declared end and nobody knows a successor; SUSPENDED,
            that a suspension is recorded (see `suspended_on`). `order` is the order of
            entry in the register. `labels` are supervisory body, act and first topic. A
            corrected version comes as one that never begins: nobody believes it any
            more, but it is asked what was believed.
        """
        with self.read() as sql:
            connection = sql.connection
            with connection.transaction(), connection.cursor("changed") as rows:
                rows.itersize = 2000
                for row in rows.execute(CHANGED, (position,)):
                    position, fields, labels = row[0], row[1:8], row[8]
                    entry = Entry._make([*fields, tuple(labels)])
                    yield position, entry, Times._make(row[9:])

    def has_control_kind(self, name: str) -> bool:
        """Whether there are requirements of a kind of control."""
        with self.read() as sql:
            found = sql.execute(OF_CONTROL_KIND, (name,), prepare=True).fetchone()
            return found is not None

    def titles(self, codes: Iterable[str]) -> dict[str, str]:
        """Names of OKVED codes and sections; codes that are not loaded are missing."""
        with self.read() as sql:
            rows = sql.execute(TITLES, (list(codes),), prepare=True)
            return {row["code"]: row["title"] for row in rows}

    def activities(self, text: str, limit: int = PAGE) -> list[ActivityTitle]:
        """Activities whose code begins so, or whose name has all these words."""
        asked = words(text)
        begins = text.strip() if text.strip()[:1].isdigit() else None
        pattern = [f"%{word}%" for word in asked]
        return self.all(
            ActivityTitle, ACTIVITIES, {"b": begins, "w": pattern, "limit": limit}
        )

    def _count(self, filters: Filters, day: date, _position: int) -> Facets:
        with self.read() as sql:
            asked = _asked(sql, filters)
            source = _found(filters, ranked=asked is not None)
            found = sql.execute(
                COUNTS.format(validity=VALIDITY, found=source),
                _parameters(filters, day, asked),
            ).fetchall()
        by: dict[str, list[Count]] = {}
        for row in found:
            name = str(row["name"] or row["value"])
            by.setdefault(row["facet"], []).append(
                Count(value=str(row["value"]), name=name, count=row["count"])
            )
        total = sum(one.count for one in by.get("validity", ()))
        names = ("validity", "body", "kind", "act", "sector", "certainty")
        return Facets(total=total, **{name: tuple(by.get(name, ())) for name in names})


def _asked(sql: Sql, filters: Filters) -> Meant | None:
    if not filters.text:
        return None
    asked = meant(sql, filters.text)
    row = sql.execute(ANY_WITH_ALL, (asked.all,), prepare=True).fetchone()
    # When no requirement has every word, show those with most of them.
    return asked if row and row["found"] else asked._replace(all=asked.any)


def _found(filters: Filters, *, ranked: bool) -> Composed:
    wanted = [
        condition
        for name, condition in WANTED.items()
        if getattr(filters, name) is not None
    ]
    return SQL("{source} WHERE {wanted}").format(
        source=SQL(RANKED if ranked else UNRANKED),
        wanted=SQL(" AND ").join([SHOWN, *wanted]),
    )


def _page_of(filters: Filters, *, ranked: bool) -> Composed:
    return PAGE_OF.format(
        columns=COLUMNS,
        validity=VALIDITY,
        rank=SQL("rank" if ranked else "NULL::integer"),
        found=_found(filters, ranked=ranked),
        after=SQL(AFTER_RANKED if ranked else AFTER),
        order=SQL("rank DESC, code" if ranked else "code"),
    )


def _parameters(filters: Filters, day: date, asked: Meant | None) -> dict[str, Any]:
    return filters.model_dump() | {
        "day": day,
        "query": asked.all if asked else "",
        "above": list(prefixes(filters.activity)) if filters.activity else [],
    }


def _line(row: Row) -> Line:
    return Line(**{name: row[name] for name in Line.model_fields})


_CURSOR = TypeAdapter(tuple[int | None, Code])


def _cursor(rank: int | None, code: str) -> str:
    packed = orjson.dumps([rank, code])
    return base64.urlsafe_b64encode(packed).decode().rstrip("=")


def _position(cursor: str) -> tuple[int | None, str]:
    try:
        packed = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4))
        return _CURSOR.validate_json(packed)
    except (ValidationError, ValueError):
        raise BadCursor from None
