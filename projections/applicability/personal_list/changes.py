"""What changes in a list, by itself or between two moments, and why."""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from domain.applicability import Status
from domain.condition import Verdict
from domain.kernel import Value
from domain.profile import FactValue
from domain.requirement import CertaintyMarks
from projections.applicability.personal_list.values import PAGE, AsOf, Line


class CauseKind(StrEnum):
    """Why a line is not as it was.

    IN_FORCE: the requirement holds from `day`.
    RECORDED: the register learned of it at `at`; it holds from `day`.
    NEW_VERSION: `version` holds from `day`; the register learned of it at `at`.
    CORRECTED: at `at` the register found its earlier version wrong.
    CONDITION: the new version concerns others than the one before.
    ENDED: `day` is the last day that the act declares; nobody knows what comes then.
    REPLACED: `day` is the last day; another version is known, of a later day.
    REPEALED: `day` is the last day; `text` says why, `successor` what takes its place.
    SUSPENDED: it does not hold from `day` on; `text` says by which act.
    RESUMED: it holds again from `day` on.
    FACT: `fact` was `before` and is `after`.
    DECLARATION: the client's declaration stood at `stood` and stands at `stands`.
    """

    IN_FORCE = "in_force"
    RECORDED = "recorded"
    NEW_VERSION = "new_version"
    CORRECTED = "corrected"
    CONDITION = "condition"
    ENDED = "ended"
    REPLACED = "replaced"
    REPEALED = "repealed"
    SUSPENDED = "suspended"
    RESUMED = "resumed"
    FACT = "fact"
    DECLARATION = "declaration"


class Cause(Value):
    """One reason of a change; what does not belong to its kind is absent.

    Attributes:
        kind: see there what the others mean.
        stood, stands: None: no declaration in effect, or one that ended.
    """

    kind: CauseKind
    day: date | None = None
    at: datetime | None = None
    version: int | None = None
    text: str = ""
    successor: str | None = None
    fact: str | None = None
    before: FactValue = None
    after: FactValue = None
    declaration_id: UUID | None = None
    stood: Status | None = None
    stands: Status | None = None


class ComingKind(StrEnum):
    """What is going to happen to a requirement.

    BEGINS, NEW_VERSION, RESUMES, SUSPENDED, FACT happen on their day; of ENDS and
    REPEALED it is the last day.
    """

    BEGINS = "begins"
    NEW_VERSION = "new_version"
    ENDS = "ends"
    REPEALED = "repealed"
    SUSPENDED = "suspended"
    RESUMES = "resumes"
    FACT = "fact"


class Coming(Value):
    """Something that is going to change in a client's list, as far as is known.

    Attributes:
        day: when; see ComingKind.
        kind: what.
        code, version, title, act, control_body: of the requirement; of a new version,
            the new one.
        nth: place of the version among those believed, by their first days, from 1.
        before, after: where it stands in the list up to then and from then on; None:
            not in the list.
        cause: why.
        successor_unknown: whether nobody knows what comes then.
        certainty: how sure the register is of each part; of the day, `validity`.
        declaration_id: of the client's declaration that has to be looked at again.
        revision: grows with everything that the register learns of the requirement.
        changed_at: when it last learned something, UTC.
    """

    day: date
    kind: ComingKind
    code: str
    version: int
    nth: int
    title: str
    act: str
    control_body: str
    before: Verdict | None
    after: Verdict | None
    cause: Cause
    successor_unknown: bool
    certainty: CertaintyMarks
    declaration_id: UUID | None = None
    revision: int
    changed_at: datetime


class ChangeKind(StrEnum):
    """How a line differs between two moments.

    ENTERED, LEFT: it is in force at one of them only. VERSION: in another version.
    VERDICT: other facts are known. DECLARATION: the client's own word moved it.
    """

    ENTERED = "entered"
    LEFT = "left"
    VERSION = "version"
    VERDICT = "verdict"
    DECLARATION = "declaration"


class Change(Value):
    """A line that is not as it was.

    Attributes:
        kind: the first of ChangeKind that fits.
        before, after: the line at both moments; None where it is not in force.
        causes: why; at least one.
    """

    kind: ChangeKind
    before: Line | None
    after: Line | None
    causes: tuple[Cause, ...]


class WantedChanges(Value):
    """Which changes to show.

    Attributes:
        kind: only of this kind; None: all.
        after: changes to pass over: those of the pages before.
        limit: changes on a page, 1..200.
    """

    kind: ChangeKind | None = None
    after: int = 0
    limit: int = PAGE


class Difference(Value):
    """A page of what changed between two moments.

    Only what applies or may at one of them is shown.

    Attributes:
        before, after: the moments.
        counts_before, counts_after: lines of each group at both.
        counts: changes of each kind.
        beyond: changes of requirements that are at both not about the business.
        found: changes of the wanted kind.
        changes: of this page: by kind, then as entered in the register.
        next: for the next page; None at the end.
    """

    before: AsOf
    after: AsOf
    counts_before: dict[Verdict, int]
    counts_after: dict[Verdict, int]
    counts: dict[ChangeKind, int]
    beyond: int
    found: int
    changes: tuple[Change, ...]
    next: int | None
