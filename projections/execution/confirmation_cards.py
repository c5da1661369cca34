"""What people read of a confirmation."""

from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

from domain.algorithm import EvidenceKind
from domain.condition import Verdict
from domain.execution import (
    OPEN,
    STANDING,
    Dispute,
    Force,
    Proof,
    Why,
    warned_from,
)
from domain.kernel import Value
from projections.execution.cards import Moment

RENEWABLE = STANDING | {Force.LAPSED}
FOR_GOOD = frozenset({Why.REQUIREMENT_ENDED, Why.ALGORITHM_WITHDRAWN, Why.PLACE_CLOSED})
"""Why something lapsed that no renewal brings back."""


class ConfirmedLine(Value):
    """One requirement of a confirmation, as it stands.

    Attributes:
        code: of the requirement.
        version: that was in force.
        control_body: who supervises it.
        steps: numbers of those that it rests on.
        verdict: whether the facts said then that it is about the client.
        until: the last day on which it is confirmed; None: no end is set.
        lapsed: why it is no longer confirmed; None: nothing has lapsed.
        lapsed_on: the day on which that was noticed.
    """

    code: str
    version: int
    control_body: str
    steps: tuple[int, ...]
    verdict: Verdict
    until: date | None
    lapsed: str | None = None
    lapsed_on: date | None = None

    def stands(self, today: date) -> bool:
        """Whether it is confirmed on a day."""
        return self.lapsed is None and (self.until is None or today <= self.until)


class StepProof(Proof):
    """What became of a step, and what it was.

    Attributes:
        action: what was to be done.
        evidence_kind, evidence_name: what it asked for.
        text: a note, or the reason why it was left out.
        lapsed: whether it no longer counts.
    """

    action: str
    evidence_kind: EvidenceKind | None = None
    evidence_name: str | None = None
    text: str | None = None
    lapsed: bool = False


class Question(Value):
    """What a body doubts.

    Attributes:
        authority: id of its organisation.
        body: name of that; None while it is not known yet.
        state: asked, replied, dropped or upheld.
        requirements: codes.
        reason: of the body.
        reply: of the client.
        decision: of the body at last.
        at: when it was last changed, UTC.
    """

    authority: UUID
    body: str | None = None
    state: Dispute
    requirements: tuple[str, ...]
    reason: str
    reply: str | None = None
    decision: str | None = None
    at: datetime

    @property
    def is_open(self) -> bool:
        """Whether it is not decided yet."""
        return self.state in OPEN


class ConfirmationCard(Value):
    """A confirmation as it stands.

    Attributes:
        id: of the confirmation.
        version: its version; the ETag.
        number: place in the log; people name it by this.
        client_id: whose it is.
        client_name, client_inn: as registered; None where they were not asked for.
        execution: id.
        algorithm, algorithm_version, title: that was carried out.
        guarantees: whether competent bodies had approved that version.
        place_name, address: the premises, if it is about one.
        object: what else it is about.
        on: day of the confirmation.
        issued_at, changed_at: instants, UTC.
        force: where it stands, as far as was noticed.
        requirements: that it confirms.
        steps: what became of each.
        questions: of bodies, oldest first.
        renews, renewed_by: ids of its neighbours in time.
        moments: what happened, oldest first.
        sha256: of the receipt, hex.
    """

    id: UUID
    version: int
    number: int
    client_id: UUID
    client_name: str | None = None
    client_inn: str | None = None
    execution: UUID
    algorithm: str
    algorithm_version: int
    title: str
    guarantees: bool
    place: UUID | None
    place_name: str | None
    address: str | None
    object: str | None
    on: date
    issued_at: datetime
    changed_at: datetime
    force: Force
    requirements: tuple[ConfirmedLine, ...]
    steps: tuple[StepProof, ...]
    questions: tuple[Question, ...]
    renews: UUID | None
    renewed_by: UUID | None
    moments: tuple[Moment, ...]
    sha256: str

    def seen_by(self, bodies: Collection[str] | None) -> "ConfirmationCard":
        """What those may see who supervise some of it; None sees all.

        That is their requirements, the steps on which these rest, and what was said
        of these requirements.
        """
        if bodies is None:
            return self
        own = tuple(r for r in self.requirements if r.control_body in bodies)
        codes = {one.code for one in own}
        steps = {number for one in own for number in one.steps}
        questions = tuple(q for q in self.questions if codes & set(q.requirements))
        asking = {None, *(q.authority for q in questions)}
        return self.model_copy(
            update={
                "requirements": own,
                "steps": tuple(s for s in self.steps if s.step in steps),
                "questions": questions,
                "moments": tuple(
                    m
                    for m in self.moments
                    if m.authority in asking
                    and (not m.requirements or codes & set(m.requirements))
                ),
            }
        )

    def force_on(self, today: date) -> Force:
        """Where it stands on a day: a term may have ended since somebody looked."""
        if self.force not in STANDING:
            return self.force
        standing = [one.stands(today) for one in self.requirements]
        if all(standing):
            return Force.IN_FORCE
        return Force.PARTLY if any(standing) else Force.LAPSED

    @property
    def ends_on(self) -> date | None:
        """The first day on which something of it ends; None: nothing does."""
        ends = [one.until for one in self.requirements if not one.lapsed and one.until]
        return min(ends, default=None)

    def is_ending(self, today: date) -> bool:
        """Whether people are to be told that something of it ends soon."""
        return self.force_on(today) in STANDING and any(
            step.until is not None and warned_from(step.on, step.until) <= today
            for step in self.steps
            if not step.lapsed
        )

    def to_redo(self, today: date) -> tuple[int, ...]:
        """Numbers of the steps that a renewal would ask for again."""
        lapsed = {
            n for one in self.requirements if not one.stands(today) for n in one.steps
        }
        return tuple(
            step.step
            for step in self.steps
            if step.lapsed
            or step.step in lapsed
            or (step.until and warned_from(step.on, step.until) <= today)
        )

    def wants_renewal(self, today: date) -> bool:
        """Whether something ends soon or has lapsed that can be confirmed again."""
        if self.force not in RENEWABLE:
            return False
        return self.is_ending(today) or any(
            not one.stands(today) and one.lapsed not in FOR_GOOD
            for one in self.requirements
        )

    def question_of(self, authority: UUID | None) -> Question | None:
        """The question of a body, if there is one."""
        return next((q for q in self.questions if q.authority == authority), None)


class ConfirmationPage(Value):
    """A page of confirmations.

    Attributes:
        confirmations: newest first.
        after: cursor of the next page; None at the end.
    """

    confirmations: tuple[ConfirmationCard, ...]
    after: int | None


class Ending(Value):
    """The day on which something of a confirmation ends.

    Attributes:
        confirmation: id of the confirmation.
        title: of the algorithm.
        on: the last day on which it is confirmed.
        requirements: codes of what ends, in order.
        version: of the confirmation.
        changed_at: when that last changed, UTC.
    """

    confirmation: UUID
    title: str
    on: date
    requirements: tuple[str, ...]
    version: int
    changed_at: datetime


class Standing(Value):
    """That a requirement is confirmed, for a line of a list.

    Attributes:
        code: of the requirement.
        confirmation: id of the newest confirmation that stands.
        number: of it.
        on: day of it.
        until: the last day; None: no end is set.
        guarantees: whether the algorithm was approved.
    """

    code: str
    confirmation: UUID
    number: int
    on: date
    until: date | None
    guarantees: bool
