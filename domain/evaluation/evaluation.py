"""What was said of a rule, by nobody in particular; what came of it (E3, E5).

This is the stream of content. It bears no client, no hour of sending, no segment, and
is written by the service itself, at the same instant as those of other clients.
"""

from base64 import b32encode
from datetime import date
from enum import StrEnum
from typing import Any
from uuid import UUID

from eventsourcing.domain import event
from pydantic import TypeAdapter

from domain.anonymity import Kind, find
from domain.evaluation.refusals import (
    ConsideredAlready,
    NoSuchRemark,
    NotSent,
    NotToBeSeen,
    ReasonMissing,
    ReleasedAlready,
    ReleaseTellsWho,
)
from domain.evaluation.said import Remark, Said, Subject
from domain.kernel import Actor, Aggregate, Personal

_REMARKS = TypeAdapter(tuple[Remark, ...])
_SIGNS = 5

SURELY_TELLS = frozenset({Kind.INN, Kind.OGRN, Kind.ACCOUNT, Kind.CARD, Kind.PHONE})
SURELY_TELLS |= {Kind.EMAIL}
"""What no released text holds, whoever released it."""


class Outcome(StrEnum):
    """What the developer of the rule does with an evaluation."""

    ACCEPTED = "accepted"
    PARTLY = "partly"
    DECLINED = "declined"


class Evaluation(Aggregate):
    """What one client says of one version of a rule.

    The remarks are sealed with a key of the evaluation's own.
    """

    class Given(Aggregate.Created):
        """It was counted for the first time."""

        of: Subject
        said: Said
        remarks: Personal
        written: int
        on: date
        due: date
        rule: str

    class Revised(Aggregate.Event):
        """Its client says something else; what was answered before is history."""

        said: Said
        remarks: Personal
        written: int
        on: date
        due: date
        rule: str

    class Withdrawn(Aggregate.Event):
        """Its client took it back."""

        on: date

    class Released(Aggregate.Event):
        """A person has read a remark: what of it may be shown."""

        remark: int
        text: Personal
        on: date
        due: date

    class KeptBack(Aggregate.Event):
        """A remark cannot be shown without telling who wrote it."""

        remark: int
        on: date

    class Considered(Aggregate.Event):
        """The developer said what it does with a remark, or with the whole (0)."""

        remark: int
        outcome: Outcome
        reason: str
        used_in: str | None
        on: date

    @classmethod
    def give(
        cls,
        subject: Subject,
        said: Said,
        *,
        id: UUID,
        due: date,
        rule: str,
        by: Actor,
        today: date,
    ) -> "Evaluation":
        """Count what a client says; the job of rounds.

        Args:
            subject: what it is of.
            said: everything.
            id: drawn by chance, when it was sent.
            due: last day to consider it.
            rule: of the law that says so.
            by: the job.
            today: the day of the round.
        """
        return cls._create(
            cls.Given,
            id=id,
            of=subject,
            on=today,
            due=due,
            rule=rule,
            by=by,
            **_parts(said),
        )

    def revise(
        self, said: Said, *, due: date, rule: str, by: Actor, today: date
    ) -> None:
        """Put other words in their place; arguments as for `give`."""
        self._revise(on=today, due=due, rule=rule, by=by, **_parts(said))

    def withdraw(self, *, by: Actor, today: date) -> None:
        """Show it no more."""
        self._check_stands()
        self._withdraw(on=today, by=by)

    def release(
        self, remark: int, text: str, *, due: date, by: Actor, today: date
    ) -> None:
        """Say what of a remark may be shown.

        Args:
            remark: its place, from 1.
            text: without what tells who wrote it.
            due: last day to consider it, from now on.
            by: who has read it; the caller sees that it is not the rule's author.
            today: the day.

        Raises:
            NotSent: it was withdrawn.
            NoSuchRemark: it has no such remark.
            ReleasedAlready: somebody has decided on it.
            ReleaseTellsWho: a number or an address still stands in it.
        """
        self._check_open(remark)
        if any(one.kind in SURELY_TELLS for one in find(text)):
            raise ReleaseTellsWho
        self._release(remark=remark, text=text.strip(), due=due, on=today, by=by)

    def keep_back(self, remark: int, *, by: Actor, today: date) -> None:
        """Show nothing of a remark; refusals as `release`."""
        self._check_open(remark)
        self._keep_back(remark=remark, on=today, by=by)

    def consider(
        self,
        remark: int,
        outcome: Outcome,
        reason: str,
        *,
        used_in: str | None,
        by: Actor,
        today: date,
    ) -> None:
        """Say what is done with a remark, or with the whole.

        Args:
            remark: its place, from 1; 0: everything that is not answered yet.
            outcome: what is done.
            reason: why; everybody reads it.
            used_in: where it was used, e.g. a provision of the next version.
            by: for the developer of the rule.
            today: the day.

        Raises:
            NotSent: it was withdrawn.
            NoSuchRemark: it has no such remark.
            NotToBeSeen: the remark is not released.
            ReasonMissing: there is no reason.
            ConsideredAlready: it was answered before.
        """
        self._check_stands()
        if not 0 <= remark <= self.written:
            raise NoSuchRemark
        if remark in self.considered or 0 in self.considered:
            raise ConsideredAlready
        if remark and remark not in self.released:
            raise NotToBeSeen
        if not reason.strip():
            raise ReasonMissing
        self._consider(
            remark=remark,
            outcome=outcome,
            reason=reason.strip(),
            used_in=used_in.strip() or None if used_in else None,
            on=today,
            by=by,
        )

    def _check_stands(self) -> None:
        if self.is_withdrawn:
            raise NotSent

    def _check_open(self, remark: int) -> None:
        self._check_stands()
        if not 1 <= remark <= self.written:
            raise NoSuchRemark
        if remark in self.released | self.kept_back:
            raise ReleasedAlready

    @event(Given)
    def __init__(
        self,
        of: Subject,
        said: Said,
        remarks: str,
        written: int,
        on: date,
        due: date,
        rule: str,
        by: Actor,
    ) -> None:
        self.of = of
        self.is_withdrawn = False
        self._say(said, remarks, written)

    @event(Revised)
    def _revise(
        self,
        said: Said,
        remarks: str,
        written: int,
        on: date,
        due: date,
        rule: str,
        by: Actor,
    ) -> None:
        self._say(said, remarks, written)

    @event(Withdrawn)
    def _withdraw(self, on: date, by: Actor) -> None:
        self.is_withdrawn = True

    @event(Released)
    def _release(self, remark: int, text: str, on: date, due: date, by: Actor) -> None:
        self.released |= {remark}

    @event(KeptBack)
    def _keep_back(self, remark: int, on: date, by: Actor) -> None:
        self.kept_back |= {remark}

    @event(Considered)
    def _consider(
        self,
        remark: int,
        outcome: Outcome,
        reason: str,
        used_in: str | None,
        on: date,
        by: Actor,
    ) -> None:
        self.considered |= {remark}

    def _say(self, said: Said, remarks: str, written: int) -> None:
        self.said = said
        self.remarks = remarks
        self.written = written
        self.released: frozenset[int] = frozenset()
        self.kept_back: frozenset[int] = frozenset()
        self.considered: frozenset[int] = frozenset()

    @property
    def content(self) -> Said:
        """Everything that is said, with the remarks."""
        return whole(self.said, self.remarks)


def whole(said: Said, remarks: str) -> Said:
    """What an event says, the remarks back in their place."""
    return said.model_copy(update={"remarks": _REMARKS.validate_json(remarks)})


def number_of(id: UUID) -> str:
    """How people name an evaluation, e.g. "7K3QA-M5XCE": ten signs of its id."""
    signs = b32encode(id.bytes).decode()[: 2 * _SIGNS]
    return f"{signs[:_SIGNS]}-{signs[_SIGNS:]}"


def _parts(said: Said) -> dict[str, Any]:
    return {
        "said": said.model_copy(update={"remarks": ()}),
        "remarks": _REMARKS.dump_json(said.remarks).decode(),
        "written": len(said.remarks),
    }
