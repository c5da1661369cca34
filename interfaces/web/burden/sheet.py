"""The form of a day: rows of time, roubles by kind, words and documents (I11)."""

import re
from collections.abc import AsyncIterator, Mapping
from decimal import Decimal, InvalidOperation
from typing import Final, NamedTuple, TypeVar
from uuid import UUID

from fastapi import Request
from starlette.datastructures import UploadFile

from domain.burden import (
    HOUR,
    Amounts,
    Cost,
    CostKind,
    Damage,
    DamageKind,
    Who,
    Work,
)
from interfaces.locale import N_
from interfaces.web.burden.words import COSTS, DAMAGE
from projections.burden import DayCard

ROWS: Final = 2
MOST_ROWS: Final = 20
MOST_PEOPLE, MOST_RATE, MOST_ROUBLES = 10_000, 1_000_000, 10**12
MOST_HOURS: Final = 24

NO_HOURS: Final = N_("Say how many hours, from 0.1 to 24, for example 1.5")
NO_PEOPLE: Final = N_("Say how many people, from 1 to 10,000")
NO_RATE: Final = N_("Say how many whole roubles an hour costs, or leave it empty")
NO_ROUBLES: Final = N_("Say how many whole roubles, or leave it empty")
K = TypeVar("K", CostKind, DamageKind)


class Row(NamedTuple):
    """Time of some people, as it was typed."""

    who: str = Who.OWNER
    people: str = "1"
    hours: str = ""
    rate: str = ""

    @property
    def is_empty(self) -> bool:
        return not (self.hours.strip() or self.rate.strip())


class Sheet(NamedTuple):
    """A form as it was filled in.

    Attributes:
        act: "count", "add", "record", or "remove <id of a document>".
        day: as it was typed.
        rows: of time.
        costs, damage: roubles by kind, as they were typed.
        note: in words.
        files: ids of documents that are kept.
        upload: that was just chosen.
    """

    act: str = ""
    day: str = ""
    rows: tuple[Row, ...] = (Row(),) * ROWS
    costs: Mapping[str, str] = {}
    damage: Mapping[str, str] = {}
    note: str = ""
    files: tuple[UUID, ...] = ()
    upload: UploadFile | None = None

    @classmethod
    def of(cls, card: DayCard) -> "Sheet":
        """The form of a day that is recorded."""
        rows = tuple(
            Row(one.who, str(one.people), _plain(one.minutes), _text(one.rate))
            for one in card.amounts.work
        )
        costs = [(one.kind.value, one.roubles) for one in card.amounts.costs]
        damage = [(one.kind.value, one.roubles) for one in card.amounts.damage]
        return cls(
            day=card.day.isoformat(),
            rows=(*rows, *[Row()] * max(1, ROWS - len(rows))),
            costs=_summed(costs),
            damage=_summed(damage),
            note=card.note or "",
            files=card.files,
        )

    def longer(self) -> "Sheet":
        """The same with one more row of time."""
        return self._replace(rows=(*self.rows, Row())[:MOST_ROWS])

    def read(self) -> tuple[Amounts, dict[str, str]]:
        """What was filled in; and what of it cannot be read, by field."""
        errors: dict[str, str] = {}
        work = [
            found
            for n, row in enumerate(self.rows, 1)
            if not row.is_empty and (found := _work(n, row, errors))
        ]
        costs = [
            Cost(kind=kind, roubles=roubles)
            for kind, roubles in _roubles("cost", COSTS, self.costs, errors)
        ]
        damage = [
            Damage(kind=kind, roubles=roubles)
            for kind, roubles in _roubles("damage", DAMAGE, self.damage, errors)
        ]
        amounts = Amounts(work=tuple(work), costs=tuple(costs), damage=tuple(damage))
        return amounts, errors


async def filled(request: Request) -> AsyncIterator[Sheet]:
    """The form that came."""
    form = await request.form()
    texts = {name: said for name, said in form.multi_items() if isinstance(said, str)}
    upload = form.get("file")
    rows = tuple(
        Row(*(texts.get(f"{part}-{n}", "")[:40] for part in Row._fields))
        for n in range(1, MOST_ROWS + 1)
        if f"hours-{n}" in texts
    )
    try:
        yield Sheet(
            act=texts.get("act", ""),
            day=texts.get("day", "")[:40],
            rows=rows or Sheet().rows,
            costs={one: texts.get(f"cost-{one}", "")[:40] for one in COSTS},
            damage={one: texts.get(f"damage-{one}", "")[:40] for one in DAMAGE},
            note=texts.get("note", ""),
            files=tuple(
                dict.fromkeys(
                    UUID(one)
                    for one in form.getlist("kept")
                    if isinstance(one, str) and re.fullmatch(r"[0-9a-f-]{36}", one)
                )
            ),
            upload=upload
            if isinstance(upload, UploadFile) and upload.filename
            else None,
        )
    finally:
        await form.close()


def _work(n: int, row: Row, errors: dict[str, str]) -> Work | None:
    minutes, people = _minutes(row.hours), _whole(row.people, 1, MOST_PEOPLE)
    rate = _whole(row.rate, 0, MOST_RATE) if row.rate.strip() else None
    if minutes is None:
        errors[f"hours-{n}"] = NO_HOURS
    if people is None:
        errors[f"people-{n}"] = NO_PEOPLE
    if rate is None and row.rate.strip():
        errors[f"rate-{n}"] = NO_RATE
    if minutes is None or people is None or row.who not in list(Who):
        return None
    return Work(who=Who(row.who), people=people, minutes=minutes, rate=rate)


def _roubles(
    prefix: str, kinds: Mapping[K, str], said: Mapping[str, str], errors: dict[str, str]
) -> list[tuple[K, int]]:
    found = []
    for kind in kinds:
        if not (typed := said.get(kind, "").strip()):
            continue
        roubles = _whole(typed, 0, MOST_ROUBLES)
        if roubles is None:
            errors[f"{prefix}-{kind}"] = NO_ROUBLES
        elif roubles:
            found.append((kind, roubles))
    return found


def _whole(typed: str, least: int, most: int) -> int | None:
    digits = re.sub(r"\s", "", typed)
    if not re.fullmatch(r"[0-9]{1,13}", digits):
        return None
    return int(digits) if least <= int(digits) <= most else None


def _minutes(typed: str) -> int | None:
    """Hours as "1.5", "1,5" or "1:30"."""
    said = typed.strip().replace(",", ".")
    if found := re.fullmatch(r"([0-9]{1,2}):([0-5][0-9])", said):
        minutes = int(found[1]) * HOUR + int(found[2])
    else:
        try:
            minutes = round(Decimal(said) * HOUR) if len(said) <= 6 else 0
        except (InvalidOperation, ValueError, OverflowError):
            return None
    return minutes if 1 <= minutes <= MOST_HOURS * HOUR else None


def _summed(said: list[tuple[str, int]]) -> dict[str, str]:
    found: dict[str, int] = {}
    for kind, roubles in said:
        found[kind] = found.get(kind, 0) + roubles
    return {kind: str(roubles) for kind, roubles in found.items()}


def _plain(minutes: int) -> str:
    """Hours as they are typed: whole, or with minutes."""
    whole, rest = divmod(minutes, HOUR)
    return f"{whole}:{rest:02}" if rest else str(whole)


def _text(number: int | None) -> str:
    return "" if number is None else str(number)
