"""The personal list in time over JSON: what is coming, what changed (L2)."""

from datetime import date, datetime, timedelta
from typing import Annotated, Final
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request
from pydantic import Field

from application.access import Action
from domain.applicability import Status
from domain.condition import Verdict
from domain.kernel import Actor, Value
from domain.profile import FactValue
from domain.requirement import CertaintyMarks, Day
from interfaces.api.applicability import LineOut, line_out
from interfaces.deps import Asks, ServiceDep, own
from interfaces.exports.wording import ChangeWording
from interfaces.locale import language, preferred
from interfaces.moments import Instant, in_order, moment
from interfaces.service import Service
from interfaces.wording import Wording
from projections.applicability import (
    MOST_COMING,
    AsOf,
    Basis,
    Cause,
    CauseKind,
    Change,
    ChangeKind,
    Coming,
    ComingKind,
    WantedChanges,
)

router = APIRouter(prefix="/api/list", tags=["list"])

ListReader = Annotated[Actor, Depends(Asks(Action.READ_LIST))]

AHEAD: Final = timedelta(days=365)
BEHIND: Final = timedelta(days=90)


class CauseOut(Value):
    """Why a line changes.

    Attributes:
        kind: see the names; what does not belong to it is null.
        sentence: the same in words.
        day, at, version, fact, before, after: what the kind speaks of.
        successor: code of what takes the place of a repealed requirement.
        declaration: the client's, and where it stood and stands.
    """

    kind: CauseKind
    sentence: str
    day: date | None
    at: datetime | None
    version: int | None
    successor: str | None
    fact: str | None
    before: FactValue
    after: FactValue
    declaration: UUID | None
    stood: Status | None
    stands: Status | None


class ComingOut(Value):
    """Something that is going to change in the list.

    Attributes:
        day: when; of `ends` and `repealed` the last day.
        kind: what.
        id: code of the requirement.
        version, title, act, control_body: of the requirement.
        before, after: where it stands up to then and from then on; null: nowhere.
        cause: why.
        consequence: what follows, in words; "" when that is plain.
        successor_unknown: whether nobody knows what comes then.
        certainty: how sure the register is of each part; of the day, `validity`.
        declaration: of the client's declaration that has to be looked at again.
    """

    day: date
    kind: ComingKind
    id: str
    version: int
    title: str
    act: str
    control_body: str
    before: Verdict | None
    after: Verdict | None
    cause: CauseOut
    consequence: str
    successor_unknown: bool
    certainty: CertaintyMarks
    declaration: UUID | None


class ComingList(Value):
    """What is coming, the nearest first.

    Attributes:
        until: the last day that was looked at.
        coming: as many as were asked for.
        is_all: whether there are no more.
    """

    until: date
    coming: tuple[ComingOut, ...]
    is_all: bool


class ChangeOut(Value):
    """A line that differs; `before` or `after` is null where it is not in force."""

    kind: ChangeKind
    before: LineOut | None
    after: LineOut | None
    causes: tuple[CauseOut, ...]


class DifferenceOut(Value):
    """A page of what changed between two moments.

    Attributes:
        before, after: the moments.
        counts_before, counts_after: lines of each group at both.
        counts: changes of each kind.
        beyond: changes of requirements that are at both not about the business.
        found: changes of the wanted kind.
        changes: of this page.
        next: value of `after` for the next page; null at the end.
    """

    before: AsOf
    after: AsOf
    counts_before: dict[Verdict, int]
    counts_after: dict[Verdict, int]
    counts: dict[ChangeKind, int]
    beyond: int
    found: int
    changes: tuple[ChangeOut, ...]
    next: int | None


class DifferenceQuery(Value):
    """Between which moments to look for changes.

    Attributes:
        from_day, to_day: from 90 days ago until today unless named.
        from_known_at, to_known_at: as known at these instants; now unless named.
        basis: whose facts count.
        kind: only changes of this kind.
        after: `next` of the page before.
    """

    from_day: Day | None = Field(default=None, examples=["2026-09-01"])
    to_day: Day | None = Field(default=None, examples=["2027-03-01"])
    from_known_at: Instant | None = None
    to_known_at: Instant | None = None
    basis: Basis = Basis.THEN
    kind: ChangeKind | None = None
    after: int = Field(default=0, ge=0, le=10_000_000)
    limit: int = Field(default=50, ge=1, le=200)

    def moments(self, service: Service) -> tuple[AsOf, AsOf]:
        """Both moments, the earlier first."""
        to_day = self.to_day or service.clock.today()
        from_day = self.from_day or to_day - BEHIND
        return in_order(
            service,
            moment(service, from_day, self.from_known_at, self.basis),
            moment(service, to_day, self.to_known_at, self.basis),
        )


@router.get("/coming")
def coming(
    request: Request,
    service: ServiceDep,
    by: ListReader,
    until: Day | None = None,
    limit: Annotated[int, Query(ge=1, le=MOST_COMING)] = 100,
) -> ComingList:
    """What begins, ends or changes for you until a day; a year ahead unless named."""
    last = until or service.clock.today() + AHEAD
    profile = service.personal_lists.profile(own(by))
    found = service.personal_lists.coming(own(by), profile, last, limit + 1)
    _, words = _words(request, service)
    return ComingList(
        until=last,
        coming=tuple(_coming(one, words) for one in found[:limit]),
        is_all=len(found) <= limit,
    )


@router.get("/difference")
def difference(
    request: Request,
    query: Annotated[DifferenceQuery, Query()],
    service: ServiceDep,
    by: ListReader,
) -> DifferenceOut:
    """What changed in your list between two moments, each change with its reasons."""
    before, after = query.moments(service)
    wanted = WantedChanges(kind=query.kind, after=query.after, limit=query.limit)
    found = service.personal_lists.difference(own(by), before, after, wanted)
    wording, words = _words(request, service)
    return DifferenceOut(
        **found.model_dump(exclude={"changes"}),
        changes=tuple(_change(one, wording, words) for one in found.changes),
    )


def _words(request: Request, service: Service) -> tuple[Wording, ChangeWording]:
    code = preferred(request.headers.get("accept-language", ""))
    spoken = language(code, str(service.settings.time_zone))
    wording = service.wording(code)
    return wording, ChangeWording(spoken, wording)


def _coming(one: Coming, words: ChangeWording) -> ComingOut:
    return ComingOut(
        id=one.code,
        cause=_cause(one.cause, words),
        consequence=words.consequence(one),
        declaration=one.declaration_id,
        **one.model_dump(
            include=ComingOut.model_fields.keys()
            - {"id", "cause", "consequence", "declaration"}
        ),
    )


def _change(one: Change, wording: Wording, words: ChangeWording) -> ChangeOut:
    return ChangeOut(
        kind=one.kind,
        before=line_out(one.before, wording) if one.before else None,
        after=line_out(one.after, wording) if one.after else None,
        causes=tuple(_cause(cause, words) for cause in one.causes),
    )


def _cause(cause: Cause, words: ChangeWording) -> CauseOut:
    return CauseOut(
        sentence=words.cause(cause),
        declaration=cause.declaration_id,
        **cause.model_dump(exclude={"declaration_id", "text"}),
    )
