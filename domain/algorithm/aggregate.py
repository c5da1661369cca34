"""An algorithm of compliance: drafted, approved, amended, withdrawn (C1)."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from uuid import UUID

from eventsourcing.domain import event

from domain.algorithm.content import AlgorithmContent, algorithm_id
from domain.algorithm.refusals import (
    AlgorithmUnchanged,
    AlgorithmWithdrawn,
    NotCompetent,
    NothingToApprove,
    VersionMoved,
)
from domain.kernel import Actor, Aggregate, Value
from domain.requirement import Code, Day, Line


class Promise(StrEnum):
    """What may be said of a version: only an approved one may say "guarantees"."""

    GUARANTEES = "guarantees"
    RECOMMENDED = "recommended"
    NOTHING = "nothing"


class AlgorithmStatus(StrEnum):
    """What a client may rely on.

    DRAFT recommends. APPROVED guarantees: its newest approved version does, while a
    newer draft may be in the making. WITHDRAWN does neither.
    """

    DRAFT = "draft"
    APPROVED = "approved"
    WITHDRAWN = "withdrawn"

    def promise(self, version: "AlgorithmVersion") -> Promise:
        """What a version of an algorithm that stands so may say."""
        if self is AlgorithmStatus.WITHDRAWN:
            return Promise.NOTHING
        return Promise.GUARANTEES if version.is_approved else Promise.RECOMMENDED


class Approval(Value):
    """One body's word that a version leads to compliance with its requirements.

    Attributes:
        authority: the organisation that approved.
        bodies: names of the register's supervisory bodies that it answered for.
        requirements: codes of those it vouches for.
        basis: on what it rests, e.g. the number of the order.
        on: the day of the approval, local time.
    """

    authority: UUID
    bodies: tuple[str, ...]
    requirements: tuple[Code, ...]
    basis: Line
    on: Day


class AlgorithmVersion(Value):
    """One version: what it says and who vouches for it.

    Attributes:
        number: from 1.
        content: what it says; of a draft, what it says now.
        approvals: in the order in which they came.
    """

    number: int
    content: AlgorithmContent
    approvals: tuple[Approval, ...] = ()

    @property
    def waiting(self) -> tuple[str, ...]:
        """Codes of what it guarantees that nobody competent has vouched for yet."""
        vouched = {code for one in self.approvals for code in one.requirements}
        return tuple(c for c in self.content.guarantees if c not in vouched)

    @property
    def is_approved(self) -> bool:
        """Whether it guarantees: every requirement is vouched for."""
        return not self.waiting


class Algorithm(Aggregate):
    """One way to comply, known by its code for ever."""

    class Drafted(Aggregate.Created):
        """Somebody wrote it down: version 1, which recommends."""

        code: Code
        content: AlgorithmContent

    class Redrafted(Aggregate.Event):
        """The draft was rewritten; what had been vouched for it is void."""

        number: int
        content: AlgorithmContent

    class Amended(Aggregate.Event):
        """A draft of the next version was begun; the approved one still stands."""

        number: int
        content: AlgorithmContent

    class Approved(Aggregate.Event):
        """A body vouches for the draft, as to the requirements that it supervises.

        Attributes:
            number: of the version.
            authority, bodies, requirements, basis, on: as in Approval.
            complete: whether nothing waits any more, so that it guarantees from now.
        """

        number: int
        authority: UUID
        bodies: tuple[str, ...]
        requirements: tuple[Code, ...]
        basis: Line
        on: Day
        complete: bool

    class Withdrawn(Aggregate.Event):
        """It recommends and guarantees nothing any more, for good."""

        reason: Line
        on: Day

    @classmethod
    def draft(cls, *, code: str, content: AlgorithmContent, by: Actor) -> "Algorithm":
        """Write an algorithm down.

        Args:
            code: its name, new, e.g. "ALG-001".
            content: what it says.
            by: the registrar, or an officer of a body.
        """
        return cls(code=code, content=content, by=by)

    def amend(self, *, content: AlgorithmContent, by: Actor) -> int:
        """Rewrite the draft, or begin the next version when there is none.

        Returns:
            The number of the draft.

        Raises:
            AlgorithmWithdrawn: nothing can be changed any more.
            AlgorithmUnchanged: its newest version says exactly this.
        """
        self._must_stand()
        newest = self.newest
        if content == newest.content:
            raise AlgorithmUnchanged
        if newest.is_approved:
            self._amend(number=newest.number + 1, content=content, by=by)
        else:
            self._redraft(number=newest.number, content=content, by=by)
        return self.newest.number

    def approve(
        self,
        *,
        number: int,
        supervised: Mapping[str, str],
        bodies: frozenset[str],
        authority: UUID,
        basis: str,
        by: Actor,
        today: date,
    ) -> None:
        """Vouch for the draft, as to the requirements that the body supervises.

        Args:
            number: of the version that the officer read.
            supervised: the supervisory body of each guaranteed requirement, by code.
            bodies: those that the officer's organisation answers for.
            authority: that organisation.
            basis: on what the approval rests.
            by: the officer.
            today: local time.

        Raises:
            AlgorithmWithdrawn: nothing can be approved any more.
            NothingToApprove: the newest version is approved.
            VersionMoved: the draft is of another number now.
            NotCompetent: the body supervises nothing that waits.
        """
        self._must_stand()
        draft = self.newest
        if draft.is_approved:
            raise NothingToApprove
        if draft.number != number:
            raise VersionMoved(version=draft.number)
        waiting = draft.waiting
        own = tuple(code for code in waiting if supervised.get(code) in bodies)
        if not own:
            named = {supervised[code] for code in waiting if code in supervised}
            raise NotCompetent(bodies=sorted(named))
        self._approve(
            number=number,
            authority=authority,
            bodies=tuple(sorted({supervised[code] for code in own})),
            requirements=own,
            basis=basis,
            on=today,
            complete=len(own) == len(waiting),
            by=by,
        )

    def withdraw(self, *, reason: str, by: Actor, today: date) -> None:
        """Take it back for good.

        Raises:
            AlgorithmWithdrawn: it was before.
        """
        self._must_stand()
        self._withdraw(reason=reason, on=today, by=by)

    @property
    def newest(self) -> AlgorithmVersion:
        """The newest version, a draft or approved."""
        return self.versions[-1]

    @property
    def approved(self) -> AlgorithmVersion | None:
        """The version that guarantees; none when none does."""
        if self.is_withdrawn:
            return None
        return next((v for v in reversed(self.versions) if v.is_approved), None)

    @property
    def in_use(self) -> AlgorithmVersion:
        """The version that a client follows: the approved one, else the draft."""
        return self.approved or self.newest

    @property
    def status(self) -> AlgorithmStatus:
        if self.is_withdrawn:
            return AlgorithmStatus.WITHDRAWN
        return AlgorithmStatus.APPROVED if self.approved else AlgorithmStatus.DRAFT

    def version_of(self, number: int) -> AlgorithmVersion | None:
        """The version of this number, if there is one."""
        return next((v for v in self.versions if v.number == number), None)

    def _must_stand(self) -> None:
        if self.is_withdrawn:
            raise AlgorithmWithdrawn

    @staticmethod
    def create_id(code: str) -> UUID:
        """One algorithm per code: the primary key enforces it."""
        return algorithm_id(code)

    @event(Drafted)
    def __init__(self, code: str, content: AlgorithmContent, by: Actor) -> None:
        self.code = code
        self.versions: tuple[AlgorithmVersion, ...] = (
            AlgorithmVersion(number=1, content=content),
        )
        self.is_withdrawn = False

    @event(Redrafted)
    def _redraft(self, number: int, content: AlgorithmContent, by: Actor) -> None:
        rewritten = AlgorithmVersion(number=number, content=content)
        self.versions = (*self.versions[:-1], rewritten)

    @event(Amended)
    def _amend(self, number: int, content: AlgorithmContent, by: Actor) -> None:
        following = AlgorithmVersion(number=number, content=content)
        self.versions = (*self.versions, following)

    @event(Approved)
    def _approve(
        self,
        number: int,
        authority: UUID,
        bodies: tuple[str, ...],
        requirements: tuple[str, ...],
        basis: str,
        on: date,
        complete: bool,  # noqa: FBT001
        by: Actor,
    ) -> None:
        approval = Approval(
            authority=authority,
            bodies=bodies,
            requirements=requirements,
            basis=basis,
            on=on,
        )
        newest = self.newest
        vouched = newest.model_copy(update={"approvals": (*newest.approvals, approval)})
        self.versions = (*self.versions[:-1], vouched)

    @event(Withdrawn)
    def _withdraw(self, reason: str, on: date, by: Actor) -> None:
        self.is_withdrawn = True
