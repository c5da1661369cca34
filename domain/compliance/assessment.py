"""What a client says of itself: how far it observes one requirement (L9).

It is the client's own: no supervisory body sees it. Of what is declared, the body sees
the evidence, never the note.
"""

from collections.abc import Collection
from datetime import date
from typing import Any, ClassVar
from uuid import UUID, uuid4, uuid5

from eventsourcing.domain import event

from domain.compliance.given import Concern, Degree, EvidenceKind, Given, Position
from domain.errors import Invalid, NotFound, RuleBroken
from domain.kernel import Actor, Aggregate, Personal

_ASSESSMENTS = UUID("a9e0a3a4-0d61-5d0c-8c0e-5d8e1f6d2c10")


class NotAboutYou(RuleBroken):
    code = "requirement-not-about-you"
    title = "This requirement is not about you: there is nothing to assess"
    about = "requirements"


class EvidenceNotAskedFor(Invalid):
    code = "evidence-not-asked-for"
    title = "The requirement does not ask for this evidence: name it in your own words"
    about = "shown_by"


class NothingToMend(RuleBroken):
    code = "nothing-to-mend"
    title = "You said that you observe this: there is nothing to mend"


class DueDayPassed(Invalid):
    code = "due-day-passed"
    title = "This day is over: choose today or a later day"
    about = "due"


class MeasureDoneAlready(RuleBroken):
    code = "measure-done-already"
    title = "This measure is done already"


class SelfAssessment(Aggregate):
    """What one client says of one requirement, and what it plans to mend."""

    class Event(Aggregate.Event):
        subject: ClassVar[str] = "client_id"
        client_id: UUID

    class Assessed(Aggregate.Created):
        """The client assessed for the first time, on a version of the requirement."""

        subject: ClassVar[str] = "client_id"
        client_id: UUID
        requirement: str
        requirement_version: int
        degree: Degree
        shown_by: tuple[str, ...]
        evidence_kind: EvidenceKind | None
        evidence: Personal | None
        document_id: UUID | None
        note: Personal | None

    class AssessedAgain(Event):
        """The client looked again; what it said before is history."""

        requirement_version: int
        degree: Degree
        shown_by: tuple[str, ...]
        evidence_kind: EvidenceKind | None
        evidence: Personal | None
        document_id: UUID | None
        note: Personal | None

    class MeasurePlanned(Event):
        """The client means to mend something by a day."""

        measure_id: UUID
        what: Personal
        due: date

    class MeasureChanged(Event):
        """It is another thing now, or another day."""

        measure_id: UUID
        what: Personal
        due: date

    class MeasureDone(Event):
        """It is mended."""

        measure_id: UUID
        on: date

    class MeasureDropped(Event):
        """It is no longer meant."""

        measure_id: UUID

    @classmethod
    def assess(
        cls,
        concern: Concern,
        given: Given,
        *,
        client_id: UUID,
        asked: Collection[str],
        by: Actor,
    ) -> "SelfAssessment":
        """Say for the first time how far a requirement is observed.

        Args:
            concern: the requirement in its version in force.
            given: what the client says.
            client_id: who says it.
            asked: evidence that this version asks for.
            by: who says it for the client.

        Raises:
            EvidenceNotAskedFor: `given.shown_by` names other evidence.

        Source:
            248-ФЗ, ст. 51.
        """
        return cls(
            client_id=client_id,
            requirement=concern.code,
            requirement_version=concern.version,
            by=by,
            **_said(given, asked),
        )

    def assess_again(
        self, concern: Concern, given: Given, *, asked: Collection[str], by: Actor
    ) -> None:
        """Look again, on the version in force now; arguments as for `assess`."""
        self._assess_again(
            client_id=self.client_id,
            requirement_version=concern.version,
            by=by,
            **_said(given, asked),
        )

    def plan(self, *, what: str, due: date, by: Actor, today: date) -> UUID:
        """Plan a measure.

        Returns:
            The id of the measure.

        Raises:
            NothingToMend: the client said that it observes the requirement.
            DueDayPassed: `due` is before today.
        """
        if self.degree is Degree.COMPLIES:
            raise NothingToMend
        _check_due(due, today)
        measure_id = uuid4()
        self._plan(
            client_id=self.client_id, measure_id=measure_id, what=what, due=due, by=by
        )
        return measure_id

    def change_measure(
        self, measure_id: UUID, *, what: str, due: date, by: Actor, today: date
    ) -> None:
        """Put a measure in other words, or on another day.

        Raises:
            NotFound: there is no such measure.
            MeasureDoneAlready: it is done.
            DueDayPassed: `due` is another day than before, and is over.
        """
        if due != self._open(measure_id):
            _check_due(due, today)
        self._change_measure(
            client_id=self.client_id, measure_id=measure_id, what=what, due=due, by=by
        )

    def finish_measure(self, measure_id: UUID, *, by: Actor, today: date) -> None:
        """Say that it is mended; refusals as `change_measure`."""
        self._open(measure_id)
        self._finish_measure(
            client_id=self.client_id, measure_id=measure_id, on=today, by=by
        )

    def drop_measure(self, measure_id: UUID, *, by: Actor) -> None:
        """Take a measure off the plan; refusals as `change_measure`."""
        self._open(measure_id)
        self._drop_measure(client_id=self.client_id, measure_id=measure_id, by=by)

    def as_of(self, concern: Concern) -> Position:
        """What is said, beside the requirement as it is in force."""
        return Position(
            concern=concern,
            degree=self.degree,
            given_on=self.requirement_version,
            assessment_version=self.said_at,
        )

    @staticmethod
    def create_id(client_id: UUID, requirement: str) -> UUID:
        """One self-assessment per client and requirement."""
        return uuid5(_ASSESSMENTS, f"{client_id}/{requirement}")

    def _open(self, measure_id: UUID) -> date:
        """The day by which an open measure is to be done."""
        if measure_id in self.done:
            raise MeasureDoneAlready
        if measure_id not in self.open:
            raise NotFound
        return self.open[measure_id]

    @event(Assessed)
    def __init__(
        self,
        client_id: UUID,
        requirement: str,
        requirement_version: int,
        degree: Degree,
        shown_by: tuple[str, ...],
        evidence_kind: EvidenceKind | None,
        evidence: str | None,
        document_id: UUID | None,
        note: str | None,
        by: Actor,
    ) -> None:
        self.client_id = client_id
        self.requirement = requirement
        self.requirement_version = requirement_version
        self.degree = degree
        self.said_at = 1
        self.open: dict[UUID, date] = {}
        self.done: set[UUID] = set()

    @event(AssessedAgain)
    def _assess_again(
        self,
        client_id: UUID,
        requirement_version: int,
        degree: Degree,
        shown_by: tuple[str, ...],
        evidence_kind: EvidenceKind | None,
        evidence: str | None,
        document_id: UUID | None,
        note: str | None,
        by: Actor,
    ) -> None:
        self.requirement_version = requirement_version
        self.degree = degree
        self.said_at = self.version + 1  # the library counts after the fold

    @event(MeasurePlanned)
    def _plan(
        self, client_id: UUID, measure_id: UUID, what: str, due: date, by: Actor
    ) -> None:
        self.open[measure_id] = due

    @event(MeasureChanged)
    def _change_measure(
        self, client_id: UUID, measure_id: UUID, what: str, due: date, by: Actor
    ) -> None:
        self.open[measure_id] = due

    @event(MeasureDone)
    def _finish_measure(
        self, client_id: UUID, measure_id: UUID, on: date, by: Actor
    ) -> None:
        del self.open[measure_id]
        self.done.add(measure_id)

    @event(MeasureDropped)
    def _drop_measure(self, client_id: UUID, measure_id: UUID, by: Actor) -> None:
        del self.open[measure_id]


def _said(given: Given, asked: Collection[str]) -> dict[str, Any]:
    strange = [one for one in given.shown_by if one not in asked]
    if strange:
        raise EvidenceNotAskedFor(shown_by=strange)
    return given.model_dump() | {
        "shown_by": tuple(dict.fromkeys(given.shown_by)),
        "evidence": _text(given.evidence),
        "note": _text(given.note),
    }


def _check_due(due: date, today: date) -> None:
    if due < today:
        raise DueDayPassed(earliest=today)


def _text(text: str | None) -> str | None:
    return text.strip() or None if text else None
