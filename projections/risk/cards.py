"""Criteria, categories and objections as people read them (C5)."""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from domain.kernel import Value
from domain.risk import Category, CriterionId, Reckoned, RiskCriteria, WhyEnded


class CriteriaEdition(Value):
    """What a kind of control reckons by, from a day on.

    Attributes:
        number: from 1; of several that hold, the last one counts.
        criteria: the whole of it.
        reason: why it was changed.
        on: day of the decision.
    """

    number: int
    criteria: RiskCriteria
    reason: str
    on: date


class CriteriaLine(Value):
    """A kind of control in the list of those that have criteria.

    Attributes:
        id: of its criteria.
        control_kind: its name.
        number: in the register of kinds of control; None: not known.
        control_body: who has it.
        since: first day of the edition that holds; None: none holds yet.
    """

    id: UUID
    control_kind: str
    number: str | None
    control_body: str
    since: date | None


class CriteriaCard(Value):
    """The criteria of a kind of control, with all their editions.

    Attributes:
        version: of the whole; the ETag.
        editions: in order; numbers from 1.
    """

    id: UUID
    version: int
    control_kind: str
    number: str | None
    control_body: str
    editions: tuple[CriteriaEdition, ...]

    def on(self, day: date) -> CriteriaEdition | None:
        """The edition that holds on a day; None: none does yet."""
        holding = [one for one in self.editions if one.criteria.since <= day]
        return holding[-1] if holding else None

    def edition(self, number: int) -> CriteriaEdition | None:
        """The edition with this number; None when there is none."""
        return next((one for one in self.editions if one.number == number), None)


class ObjectionStatus(StrEnum):
    """Where an objection stands."""

    WAITING = "waiting"
    UPHELD = "upheld"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


class Objection(Value):
    """One time the business objected.

    Attributes:
        turn: which time, from 1.
        category: to which it objected.
        criteria: ids of those that it is about; none: all of it.
        reason: in words.
        files: ids of the files that show it.
        status: where it stands.
        made_at: when, UTC.
        assigned: the lower category that was assigned; None: none was.
        answer: what the body decided, and why; None: nothing yet.
        answered_at: when, UTC; also when it was withdrawn.
    """

    turn: int
    category: Category
    criteria: tuple[CriterionId, ...]
    reason: str
    files: tuple[UUID, ...]
    status: ObjectionStatus
    made_at: datetime
    assigned: Category | None = None
    answer: str | None = None
    answered_at: datetime | None = None


class RiskMoment(Value):
    """One step in the history of a category.

    Attributes:
        kind: "assigned", "recomputed", "rise_found", "raised", "rise_declined",
            "lowered", "lowered_by_appeal" or "ended".
        at: when, UTC.
        category: that held after it; of a rise that was found, the one that was found.
        why: what changed, as `WhyReckoned` or `WhyEnded` has it; None: it was decided.
        reason: in words, of a decision.
    """

    kind: str
    at: datetime
    category: Category
    why: str | None = None
    reason: str | None = None


class RiskLine(Value):
    """A category in a list.

    Attributes:
        id: of it.
        version: its version; the ETag.
        number: place of it in the log; what people call it by.
        client_id, client_name: whose object it is.
        premises: the place; None: what the business does, wherever.
        place_name, address: of the place; None: it has no place, or is closed.
        control_kind: name of the kind of control.
        profile: id of its criteria.
        authority, authority_name: organisation that assigned it.
        category: that holds.
        rise: a higher one that was found and waits for a decision; None: none does.
        objected: whether an objection waits for its answer.
        ended: why there is no category any more; None: there is one.
        on: day of the assignment.
        changed_at: when something happened last, UTC.
    """

    id: UUID
    version: int
    number: int
    client_id: UUID
    client_name: str | None
    premises: UUID | None
    place_name: str | None
    address: str | None
    control_kind: str
    profile: UUID
    authority: UUID
    authority_name: str | None
    category: Category
    rise: Category | None
    objected: bool
    ended: WhyEnded | None
    on: date
    changed_at: datetime


class RiskCard(RiskLine):
    """A category as a whole.

    Attributes:
        reckoned: how it was found.
        risen: how the higher one was found that waits; None: none does.
        objections: each time the business objected, the last one first.
        moments: what happened, oldest first.
    """

    reckoned: Reckoned
    risen: Reckoned | None
    objections: tuple[Objection, ...]
    moments: tuple[RiskMoment, ...]

    @property
    def contested(self) -> Reckoned:
        """What the business reads and may object to: a rise that was found, first."""
        return self.risen or self.reckoned


class RiskPage(Value):
    """Some categories.

    Attributes:
        found: those that wait for somebody first, then the newest.
        after: cursor of the next page; None at the end.
    """

    found: tuple[RiskLine, ...]
    after: str | None


class RecordOf(Value):
    """Something that a line of a reckoning rests on.

    Attributes:
        id: of it.
        kind: "confirmation", "deadline", "assessment", "compliance" or "declaration".
        name: number or code that people call it by.
        address: of its page.
        on: the day.
    """

    id: UUID
    kind: str
    name: str
    address: str
    on: date
