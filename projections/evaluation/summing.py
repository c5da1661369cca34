"""The sums that everybody reads: per rule, per group, per label (E4, E5)."""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from typing import Any, Self

import orjson

from domain.anonymity import Figures, Group
from domain.evaluation import Experience, Said, Subject, Tally
from domain.kernel import Event
from projections.view import Row, Rows, Sql

COUNTED = ("shown", "considered", "accepted", "partly", "declined")


class Sums:
    """The rows of sums that a batch of events concerns.

    Args:
        sql: of `apply`.
        subjects: names of the rules concerned.
        events: of the batch.
    """

    def __init__(
        self, sql: Sql, subjects: Collection[str], events: Sequence[Event]
    ) -> None:
        rounds = [one for one in events if isinstance(one, Tally.Counted)]
        self._summary = Rows(sql, "summary", subjects, "subject")
        self._groups = Rows(
            sql,
            "group",
            {(str(one.of), number) for one in rounds for number in one.dissolved},
            ("subject", "number"),
        )
        labels = {
            (str(one.of), text_of(group.label))
            for one in rounds
            for group in one.formed
        }
        for one in rounds:
            for number in one.dissolved:
                if row := self._groups.get((str(one.of), number)):
                    labels.add((str(one.of), text_of(row["label"])))
        self._labels = Rows(sql, "label", labels, ("subject", "label"))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, fault: type[BaseException] | None, *_: object) -> None:
        if fault is None:
            for rows in (self._groups, self._labels, self._summary):
                rows.save()

    def form(
        self, subject: str, number: int, group: Group, figures: Figures, on: date
    ) -> None:
        """Add a new group to the sums."""
        self._groups[subject, number] = {
            "subject": subject,
            "number": number,
            "label": [list(step) for step in group.label],
            "figures": figures.model_dump(mode="json"),
        }
        self._add(subject, text_of(group.label), figures)
        row = self._of(subject)
        row["round_on"] = on

    def dissolve(self, event: Tally.Counted) -> None:
        """Take groups out of the sums."""
        subject = str(event.of)
        for number in event.dissolved:
            row = self._groups[subject, number]
            figures = Figures.model_validate(row["figures"])
            self._add(subject, text_of(row["label"]), Figures() - figures)
            del self._groups[subject, number]

    @contextmanager
    def moved(self, row: Row) -> Iterator[None]:
        """Keep the progress of a rule while one of its rows changes."""
        before = standing(row)
        was_named = _named(row)
        yield
        after = standing(row)
        now_named = _named(row)
        if before == after and was_named == now_named:
            return
        summary = self._of(row["subject"])
        progress: Counter[str] = Counter(summary["progress"])
        progress.subtract(before)
        progress.update(after)
        summary["progress"] = {name: count for name, count in progress.items() if count}
        named = Figures.model_validate(summary["named"])
        summary["named"] = (named - was_named + now_named).model_dump(mode="json")

    def _add(self, subject: str, label: str, figures: Figures) -> None:
        key = subject, label
        row = self._labels.get(key)
        total = Figures.model_validate(row["figures"]) if row else Figures()
        total += figures
        if total.count:
            self._labels[key] = {
                "subject": subject,
                "label": label,
                "count": total.count,
                "figures": total.model_dump(mode="json"),
            }
        else:
            del self._labels[key]
        summary = self._of(subject)
        whole = Figures.model_validate(summary["figures"]) + figures
        summary["figures"] = whole.model_dump(mode="json")

    def _of(self, subject: str) -> Row:
        row = self._summary.get(subject)
        if row is None:
            of = Subject.named(subject)
            row = {
                "subject": subject,
                "kind": of.kind,
                "code": of.code,
                "number": of.version,
                "figures": Figures().model_dump(mode="json"),
                "named": Figures().model_dump(mode="json"),
                "progress": {},
                "round_on": None,
            }
        self._summary[subject] = row
        return row


def text_of(label: Any) -> str:
    """A label as a text that can be a key."""
    return orjson.dumps([list(step) for step in label]).decode()


def standing(row: Row) -> dict[str, int]:
    """What one evaluation adds to the progress of its rule."""
    seen = not row.get("is_withdrawn") and (row.get("group") or row.get("is_named"))
    if not seen or "due" not in row:
        return {}
    if on := row["considered_on"]:
        days = (_day(on) - _day(row["given_on"])).days
        outcome = str(row["outcome"] or "partly")
        return {"shown": 1, "considered": 1, outcome: 1, f"days:{days}": 1}
    if row["is_waiting"]:
        return {"shown": 1, f"due:{_day(row['due'])}": 1}
    return {"shown": 1}


def _named(row: Row) -> Figures:
    if row.get("is_withdrawn") or not row.get("is_named"):
        return Figures()
    return figures_of(row)


def figures_of(row: Row) -> Figures:
    """What one evaluation adds to figures."""
    said = Said.model_validate(row["said"])
    return Figures.of(
        said.scores,
        said.costs,
        said.named,
        is_actual=said.experience is Experience.ACTUAL,
    )


def _day(day: date | str) -> date:
    return day if isinstance(day, date) else date.fromisoformat(day)
