"""What can happen to an appeal (I9)."""

from datetime import date
from typing import TYPE_CHECKING, ClassVar
from uuid import UUID

from pydantic import AwareDatetime

from domain.appeal.conflict import EXPLAINED, Part
from domain.appeal.effects import Ordered
from domain.appeal.standing import (
    AppealStatus,
    Outcome,
    Restoration,
    Suspension,
    WhySuspensionEnded,
)
from domain.appeal.subject import Subject
from domain.appeal.writing import Drafted, DraftPart, Evidence, Point, Wish
from domain.kernel import Aggregate, Personal
from domain.term import Reckoning

if TYPE_CHECKING:
    from domain.appeal.state import State


class AppealEvent(Aggregate.Event):
    """Something that happened to an appeal that was begun."""

    subject: ClassVar[str] = "client_id"
    client_id: UUID


class Begun(Aggregate.Created):
    """A draft was begun.

    Attributes:
        matter: what it is against.
        told: of a thing outside the service, what it is, in the client's words.
        on: the day, local time.
    """

    subject: ClassVar[str] = "client_id"
    client_id: UUID
    matter: Subject
    told: Personal | None = None
    on: date


class Addressed(AppealEvent):
    """Of a thing outside: whose decision it is, and by which kind of control.

    Attributes:
        told: what it is, said anew.
    """

    authority: UUID
    control_kind: str
    decided_on: date | None = None
    register_number: str = ""
    told: Personal

    def apply(self, aggregate: "State") -> None:
        aggregate.authority = self.authority
        aggregate.control_kind = self.control_kind
        aggregate.decided_on = self.decided_on
        aggregate.told = self.told


class PointWritten(AppealEvent):
    """A point of the draft; under the same number the later words hold.

    Attributes:
        ground: code of a typical ground.
        words: what was wrong.
        leans_on: the rule of law, if the client names one.
    """

    number: int
    ground: str
    words: Personal
    leans_on: Personal | None = None
    evidence: Evidence

    def apply(self, aggregate: "State") -> None:
        aggregate.points[self.number] = Point(
            number=self.number, ground=self.ground, evidence=self.evidence
        )
        aggregate.words[self.number] = (self.words, self.leans_on or "")
        aggregate.last_point = max(aggregate.last_point, self.number)


class PointDropped(AppealEvent):
    """A point was taken out of the draft."""

    number: int

    def apply(self, aggregate: "State") -> None:
        del aggregate.points[self.number]
        del aggregate.words[self.number]


class Changed(AppealEvent):
    """Another part of the draft; said again, the later counts. See `DraftPart`."""

    part: DraftPart
    wanted: bool
    words: Personal | None = None
    files: tuple[UUID, ...] = ()
    learned_on: date | None = None
    office: UUID | None = None

    def apply(self, aggregate: "State") -> None:
        aggregate.wishes[self.part] = Wish(
            wanted=self.wanted,
            files=self.files,
            learned_on=self.learned_on,
            office=self.office,
        )
        aggregate.wished[self.part] = self.words or ""


class Discarded(AppealEvent):
    """The draft was thrown away."""

    def apply(self, aggregate: "State") -> None:
        aggregate.status = AppealStatus.DISCARDED


class Sent(AppealEvent):
    """It was signed and sent; by that it is registered, and the terms run.

    Attributes:
        authority: to whom.
        number: of the appeal.
        form: which of the official forms it follows.
        learned_on: when the client learned of the matter.
        filing: the term to appeal.
        late: whether it was over.
        signed_by: id of the person who signed.
        document: file of the power by which a representative signed.
        points: numbers of its points.
        suspension: the term to decide on suspending execution; None: not asked for.
        acceptance: the term to refuse consideration.
        decision: the term to decide.
        thread: the correspondence; message: in which it went.
        at: when.
    """

    authority: UUID
    number: str
    form: int
    learned_on: date
    filing: Reckoning
    late: bool
    signed_by: str
    document: UUID | None = None
    points: tuple[int, ...]
    suspension: Reckoning | None = None
    acceptance: Reckoning
    decision: Reckoning
    thread: UUID
    message: UUID
    at: AwareDatetime

    def apply(self, aggregate: "State") -> None:
        aggregate.status = AppealStatus.SENT
        aggregate.authority = self.authority
        aggregate.number = self.number
        aggregate.form = self.form
        aggregate.learned_on = self.learned_on
        aggregate.filing = self.filing
        aggregate.is_late = self.late
        aggregate.acceptance = self.acceptance
        aggregate.decision = self.decision
        aggregate.thread = self.thread
        aggregate.sent_at = self.at
        aggregate.submitted = (self.message,)
        if self.late:
            aggregate.restoration = Restoration.WAITS
        if self.suspension is not None:
            aggregate.suspension = Suspension.WAITS


class Added(AppealEvent):
    """The client added to what it had sent; `number` counts its additions, from 1."""

    number: int
    words: Personal
    files: tuple[UUID, ...] = ()
    message: UUID
    at: AwareDatetime

    def apply(self, aggregate: "State") -> None:
        aggregate.additions = self.number
        aggregate.submitted = (*aggregate.submitted, self.message)


class Withdrawn(AppealEvent):
    """The client took it back before it was decided."""

    reason: Personal | None = None
    message: UUID
    at: AwareDatetime

    def apply(self, aggregate: "State") -> None:
        aggregate.end(AppealStatus.WITHDRAWN)


class Assigned(AppealEvent):
    """It is an officer's now; `officer` is the person's id."""

    officer: str
    on: date

    def apply(self, aggregate: "State") -> None:
        aggregate.officer = self.officer


class Accepted(AppealEvent):
    """No ground to refuse consideration was found: it is being considered."""

    at: AwareDatetime

    def apply(self, aggregate: "State") -> None:
        aggregate.status = AppealStatus.ACCEPTED


class ConsiderationRefused(AppealEvent):
    """It is not considered, on a ground of the closed list of the law."""

    ground: str
    reason: Personal
    message: UUID
    at: AwareDatetime

    def apply(self, aggregate: "State") -> None:
        aggregate.end(AppealStatus.NOT_CONSIDERED)
        aggregate.message = self.message


class RestorationDecided(AppealEvent):
    """Whether the missed term to appeal is restored."""

    granted: bool
    reason: Personal
    message: UUID
    at: AwareDatetime

    def apply(self, aggregate: "State") -> None:
        aggregate.restoration = (
            Restoration.GRANTED if self.granted else Restoration.REFUSED
        )


class SuspensionDecided(AppealEvent):
    """Whether execution is suspended; if it is, it stands still from now on.

    Attributes:
        tell: the term to tell the client, which the message keeps.
    """

    granted: bool
    reason: Personal
    tell: Reckoning
    message: UUID
    at: AwareDatetime

    def apply(self, aggregate: "State") -> None:
        aggregate.suspension = (
            Suspension.GRANTED if self.granted else Suspension.REFUSED
        )


class SuspensionEnded(AppealEvent):
    """What was suspended goes on."""

    why: WhySuspensionEnded
    at: AwareDatetime

    def apply(self, aggregate: "State") -> None:
        aggregate.suspension = Suspension.ENDED


class InformationAsked(AppealEvent):
    """The client is asked for more; the term to decide stands still.

    Attributes:
        number: of the question, from 1.
        what: is asked for.
        until: the term to give it, during which the clock stands at most.
    """

    number: int
    what: Personal
    until: Reckoning
    message: UUID
    at: AwareDatetime

    def apply(self, aggregate: "State") -> None:
        aggregate.asked = self.number
        aggregate.awaited = (self.at, self.until)


class InformationGiven(AppealEvent):
    """The client gave it; `decision` is the term to decide from now on."""

    number: int
    words: Personal
    files: tuple[UUID, ...] = ()
    message: UUID
    decision: Reckoning
    at: AwareDatetime

    def apply(self, aggregate: "State") -> None:
        aggregate.go_on(self.at, self.decision)
        aggregate.submitted = (*aggregate.submitted, self.message)


class InformationTermPassed(AppealEvent):
    """Nothing came in time; the clock goes on, and the appeal is decided as it is."""

    number: int
    decision: Reckoning
    at: AwareDatetime

    def apply(self, aggregate: "State") -> None:
        aggregate.go_on(self.at, self.decision)


class ExplanationAsked(AppealEvent):
    """The body is asked why what it did was lawful: it has to prove that.

    Attributes:
        number: of the question, from 1.
        what: is asked, in words.
        until: the term that the officer gave.
    """

    number: int
    what: Personal
    until: Reckoning
    at: AwareDatetime

    def apply(self, aggregate: "State") -> None:
        aggregate.questions = self.number
        aggregate.unexplained.add(self.number)


class Explained(AppealEvent):
    """The body explained; `documents` are addresses of what it rests on."""

    number: int
    words: Personal
    documents: tuple[str, ...] = ()
    message: UUID
    at: AwareDatetime

    def apply(self, aggregate: "State") -> None:
        aggregate.unexplained.discard(self.number)
        part = Part(person=self.by.id, what=EXPLAINED, at=self.at)
        aggregate.explained = (*aggregate.explained, part)


class Extended(AppealEvent):
    """The term to decide was extended, exceptionally, and the client told why."""

    reason: Personal
    decision: Reckoning
    message: UUID
    at: AwareDatetime

    def apply(self, aggregate: "State") -> None:
        aggregate.is_extended = True
        aggregate.main = aggregate.decision
        aggregate.decision = self.decision


class PointJudged(AppealEvent):
    """What a draft decides about a point; the words of the last draft hold."""

    draft: int
    number: int
    upheld: bool
    reason: Personal

    def apply(self, aggregate: "State") -> None:
        aggregate.reasons[self.number] = (self.upheld, self.reason)


class EffectWorded(AppealEvent):
    """What an effect of a draft says in words; `number` is its place, from 1."""

    draft: int
    number: int
    words: Personal

    def apply(self, aggregate: "State") -> None:
        aggregate.effect_words[(self.draft, self.number)] = self.words


class DecisionDrafted(AppealEvent):
    """A decision was drafted, with what it says of each point and each effect.

    Attributes:
        draft: its number, from 1.
        words: what it says as a whole.
        upheld: numbers of the points that it upholds.
        effects: what it would order, in their order.
    """

    draft: int
    outcome: Outcome
    words: Personal
    upheld: tuple[int, ...]
    effects: tuple[Ordered, ...]

    def apply(self, aggregate: "State") -> None:
        aggregate.drafts = self.draft
        aggregate.drafted = Drafted(
            by=self.by.id,
            outcome=self.outcome,
            words=self.words,
            upheld=self.upheld,
            effects=self.effects,
        )
        aggregate.agreed = None


class DecisionChecked(AppealEvent):
    """A second person agreed with the draft, or returned it with reasons."""

    draft: int
    agrees: bool
    reason: Personal | None = None

    def apply(self, aggregate: "State") -> None:
        aggregate.agreed = self.agrees


class Decided(AppealEvent):
    """It was decided as drafted; what it orders happened with it.

    Attributes:
        draft: which.
        late: whether the term to decide was over.
        deliver: the term to deliver it, which the message keeps.
    """

    draft: int
    outcome: Outcome
    upheld: tuple[int, ...]
    effects: tuple[Ordered, ...]
    late: bool
    deliver: Reckoning
    message: UUID
    at: AwareDatetime

    def apply(self, aggregate: "State") -> None:
        aggregate.end(AppealStatus.DECIDED)
        aggregate.outcome = self.outcome
        aggregate.message = self.message


class Delivered(AppealEvent):
    """One who acts for the client opened the decision, or the refusal to consider.

    Attributes:
        court: the term to go to court from now on.
    """

    court: Reckoning
    at: AwareDatetime

    def apply(self, aggregate: "State") -> None:
        aggregate.is_delivered = True
