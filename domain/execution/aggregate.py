"""One client carries out one algorithm: begun, interrupted, finished (C2)."""

from datetime import date
from enum import StrEnum
from typing import ClassVar
from uuid import UUID, uuid4

from eventsourcing.domain import event

from domain.algorithm import AlgorithmContent, AlgorithmVersion, Step
from domain.condition import Verdict, judge
from domain.errors import NotFound
from domain.execution.covering import How, Proof, changes
from domain.execution.refusals import (
    AlgorithmChanged,
    AlgorithmHasCircle,
    AlgorithmNotForYou,
    EmptyEvidence,
    ExecutionOver,
    ExecutionPaused,
    NothingShown,
    NotPaused,
    ReasonForSkipping,
    StepNotReady,
    StepNotSettled,
    StepSettled,
    StepsOpen,
    TooMuchEvidence,
)
from domain.execution.showing import MOST_EVIDENCE, Form, Shown, accepted, is_shown
from domain.execution.term import until, until_by
from domain.kernel import Actor, Aggregate, Personal, Value
from domain.profile import Profile
from domain.term import WorkDays


class Status(StrEnum):
    """Where an execution stands."""

    RUNNING = "running"
    PAUSED = "paused"
    FINISHED = "finished"
    ABANDONED = "abandoned"


class About(Value):
    """What an execution is about, beside the client.

    Attributes:
        place: id of one of the client's premises; none: the whole business.
        place_name, address: as they are now.
        object: in the client's words, e.g. whose employment; none when nothing is.
    """

    place: UUID | None = None
    place_name: str | None = None
    address: str | None = None
    object: str | None = None


class Execution(Aggregate):
    """Steps of an algorithm as one client takes them."""

    class Event(Aggregate.Event):
        subject: ClassVar[str] = "client_id"
        client_id: UUID

    class Started(Aggregate.Created):
        """The client began.

        Attributes:
            algorithm: code.
            algorithm_version: that is followed.
            content: what that version says; a draft may be rewritten meanwhile.
            place: id of one of the premises; none: the whole business.
            carried: steps of an earlier execution that count on, in a renewal.
            renews: id of the confirmation that is renewed.
            on: the day.
        """

        subject: ClassVar[str] = "client_id"
        client_id: UUID
        algorithm: str
        algorithm_version: int
        content: AlgorithmContent
        place: UUID | None = None
        place_name: Personal | None = None
        address: Personal | None = None
        object: Personal | None = None
        carried: tuple[Proof, ...] = ()
        renews: UUID | None = None
        on: date

    class EvidenceGiven(Event):
        """Something was attached that shows one step or several.

        Attributes:
            evidence: id of this piece.
            steps: numbers.
            form: file, text or record.
            file: id of the file, when it is one; media_type and sha256 of its content.
            name: what it is called.
            text: what was written down, or number or address of the record.
        """

        evidence: UUID
        steps: tuple[int, ...]
        form: Form
        file: UUID | None = None
        media_type: str | None = None
        sha256: Personal | None = None
        name: Personal | None = None
        text: Personal | None = None

    class EvidenceShared(Event):
        """What was attached to one step shows another one too."""

        evidence: UUID
        step: int

    class EvidenceTakenBack(Event):
        """A piece of evidence no longer shows a step."""

        evidence: UUID
        step: int

    class StepDone(Event):
        """A step was done.

        Attributes:
            until: the last day on which it counts, where that is counted in working
                days; none where it follows from the day on which it was done.
        """

        step: int
        on: date
        note: Personal | None = None
        until: date | None = None

    class StepSkipped(Event):
        """A step was left out, with the reason.

        Attributes:
            concerned: whether the facts say that it is about the client.
        """

        step: int
        concerned: Verdict
        reason: Personal
        on: date

    class StepReopened(Event):
        """A step that was done, left out or carried over is to be done after all."""

        step: int

    class StepHanded(Event):
        """Somebody of the client's people is to do the step; none: nobody special."""

        step: int
        person: UUID | None = None

    class Paused(Event):
        """The client interrupted it."""

    class Resumed(Event):
        """The client goes on."""

    class Followed(Event):
        """The algorithm was changed; the client goes on with the new version.

        Attributes:
            redo: steps that say something else now and are open again.
        """

        algorithm_version: int
        content: AlgorithmContent
        redo: tuple[int, ...]

    class Finished(Event):
        """Every step is settled; `confirmation` is what came of it."""

        confirmation: UUID
        on: date

    class Abandoned(Event):
        """The client does not go on with it."""

    @classmethod
    def start(
        cls,
        *,
        client_id: UUID,
        algorithm: str,
        version: AlgorithmVersion,
        about: About,
        profile: Profile,
        carried: tuple[Proof, ...] = (),
        renews: UUID | None = None,
        by: Actor,
        today: date,
    ) -> "Execution":
        """Begin.

        Args:
            client_id: who carries it out.
            algorithm: code.
            version: that is in use.
            about: for which of the premises, or what else.
            profile: what is known of the client.
            carried: proofs that count on, in a renewal.
            renews: the confirmation that is renewed.
            by: who acts for the client.
            today: local time.

        Raises:
            AlgorithmNotForYou: the facts say that it is made for others.
            AlgorithmHasCircle: it cannot be finished.
        """
        content = version.content
        if judge(content.condition, profile).verdict is Verdict.DOES_NOT_APPLY:
            raise AlgorithmNotForYou
        if content.flow.circle:
            raise AlgorithmHasCircle(steps=content.flow.circle)
        return cls(
            client_id=client_id,
            algorithm=algorithm,
            algorithm_version=version.number,
            content=content,
            **about.model_dump(),
            carried=carried,
            renews=renews,
            on=today,
            by=by,
        )

    def give_evidence(
        self,
        steps: tuple[int, ...],
        *,
        form: Form,
        file: UUID | None = None,
        media_type: str | None = None,
        sha256: str | None = None,
        name: str | None = None,
        text: str | None = None,
        by: Actor,
    ) -> UUID:
        """Attach something that shows one step or several.

        Args:
            steps: numbers, at least one.
            form: FILE with `file`; TEXT and RECORD with `text`.
            file: id of the file.
            media_type: of the file.
            sha256: of its content.
            name: what it is called.
            text: what was written down, or the record's number or address.
            by: who attaches it.

        Returns:
            The id of the piece.

        Raises:
            NotFound: there is no such step.
            ExecutionOver, ExecutionPaused: not now.
            StepSettled: one of the steps is.
            EmptyEvidence: nothing was given.
            TooMuchEvidence: there are MOST_EVIDENCE pieces.
        """
        self._must_run()
        for number in steps:
            self._open_step(number)
        text = text.strip() if text else None
        if not steps or not (file if form is Form.FILE else text):
            raise EmptyEvidence
        if len(self.evidence) >= MOST_EVIDENCE:
            raise TooMuchEvidence
        evidence = uuid4()
        self._give_evidence(
            client_id=self.client_id,
            evidence=evidence,
            steps=tuple(dict.fromkeys(steps)),
            form=form,
            file=file,
            media_type=media_type,
            sha256=sha256,
            name=name.strip() or None if name else None,
            text=text,
            by=by,
        )
        return evidence

    def share_evidence(self, evidence: UUID, step: int, *, by: Actor) -> None:
        """Let what is attached to one step show another one; nothing when it does.

        Raises:
            NotFound: there is no such piece or step.
            ExecutionOver, ExecutionPaused, StepSettled: not now.
        """
        self._must_run()
        self._open_step(step)
        if step not in self._piece(evidence).steps:
            self._share_evidence(
                client_id=self.client_id, evidence=evidence, step=step, by=by
            )

    def take_back_evidence(self, evidence: UUID, step: int, *, by: Actor) -> None:
        """Let a piece of evidence no longer show a step.

        Raises:
            NotFound: it does not show it.
            ExecutionOver, ExecutionPaused, StepSettled: not now.
        """
        self._must_run()
        self._open_step(step)
        if step not in self._piece(evidence).steps:
            raise NotFound
        self._take_back_evidence(
            client_id=self.client_id, evidence=evidence, step=step, by=by
        )

    def do_step(
        self,
        number: int,
        *,
        note: str | None,
        profile: Profile,
        calendar: WorkDays | None = None,
        by: Actor,
        today: date,
    ) -> None:
        """Say that a step is done.

        Args:
            number: of the step.
            note: in words; none when there is nothing to say.
            profile: what is known of the client.
            calendar: of working days, for a step that is repeated after so many.
            by: who did it.
            today: local time.

        Raises:
            NotFound: there is no such step.
            ExecutionOver, ExecutionPaused, StepSettled: not now.
            StepNotReady: others come before it.
            NothingShown: nothing attached shows it.
        """
        self._must_run()
        step = self._open_step(number)
        self._must_be_ready(number, profile)
        if not is_shown(step, self.evidence_for(number)):
            raise NothingShown(accepted=sorted(accepted(step)))
        self._do_step(
            client_id=self.client_id,
            step=number,
            on=today,
            note=note.strip() or None if note else None,
            until=until_by(self.content, number, today, calendar),
            by=by,
        )

    def skip_step(
        self, number: int, *, reason: str, profile: Profile, by: Actor, today: date
    ) -> None:
        """Leave a step out, with the reason.

        Where the facts say that the step is about the client, what rests on it will not
        be confirmed.

        Raises:
            NotFound, ExecutionOver, ExecutionPaused, StepSettled, StepNotReady: as of
                `do_step`.
            ReasonForSkipping: no reason was given.
        """
        self._must_run()
        step = self._open_step(number)
        self._must_be_ready(number, profile)
        if not reason.strip():
            raise ReasonForSkipping
        self._skip_step(
            client_id=self.client_id,
            step=number,
            concerned=step.concerns(profile),
            reason=reason.strip(),
            on=today,
            by=by,
        )

    def reopen_step(self, number: int, *, by: Actor) -> None:
        """Take a step up again that was done, left out or carried over.

        Raises:
            NotFound: there is no such step.
            ExecutionOver, ExecutionPaused: not now.
            StepNotSettled: it is open.
        """
        self._must_run()
        self._step(number)
        if number not in self.settled:
            raise StepNotSettled
        self._reopen_step(client_id=self.client_id, step=number, by=by)

    def hand_step(self, number: int, person: UUID | None, *, by: Actor) -> None:
        """Let somebody of the client's people do a step; nothing when it is so.

        Args:
            number: of the step.
            person: who will do it; None: nobody special any more.
            by: who acts for the client.

        Raises:
            NotFound: there is no such step.
            ExecutionOver: it is over.
        """
        self._must_stand()
        self._step(number)
        if self.handed.get(number) != person:
            self._hand_step(client_id=self.client_id, step=number, person=person, by=by)

    def pause(self, *, by: Actor) -> None:
        """Interrupt it.

        Raises:
            ExecutionOver, ExecutionPaused: not now.
        """
        self._must_run()
        self._pause(client_id=self.client_id, by=by)

    def resume(self, *, by: Actor) -> None:
        """Go on.

        Raises:
            ExecutionOver: it is over.
            NotPaused: it was not interrupted.
        """
        self._must_stand()
        if self.status is not Status.PAUSED:
            raise NotPaused
        self._resume(client_id=self.client_id, by=by)

    def follow(self, version: AlgorithmVersion, *, by: Actor) -> None:
        """Go on with the version that is in use now; nothing when it says the same.

        Raises:
            ExecutionOver: it is over.
            AlgorithmHasCircle: the new version cannot be finished.
        """
        self._must_stand()
        content = version.content
        if (content, version.number) == (self.content, self.algorithm_version):
            return
        if content.flow.circle:
            raise AlgorithmHasCircle(steps=content.flow.circle)
        changed = changes(self.content, content).steps
        redo = tuple(sorted(number for number in changed if number in self.settled))
        self._follow(
            client_id=self.client_id,
            algorithm_version=version.number,
            content=content,
            redo=redo,
            by=by,
        )

    def check_current(self, version: AlgorithmVersion) -> None:
        """See that the version in use still asks for what is being done.

        Raises:
            AlgorithmChanged: it does not.
        """
        changed = changes(self.content, version.content)
        if changed.steps or changed.requirements:
            raise AlgorithmChanged(steps=sorted(changed.steps))

    def proofs(self, profile: Profile, today: date) -> tuple[Proof, ...]:
        """What became of every step, in order.

        Raises:
            StepsOpen: some are not settled.
        """
        found: list[Proof] = []
        missing: list[int] = []
        for step in self.content.steps:
            number = step.number
            if number in self.settled:
                found.append(self.settled[number])
            elif step.concerns(profile) is Verdict.DOES_NOT_APPLY:
                found.append(self._proof(number, How.NOT_CONCERNED, today))
            else:
                missing.append(number)
        if missing:
            raise StepsOpen(steps=missing)
        return tuple(found)

    def finish(self, *, confirmation: UUID, by: Actor, today: date) -> None:
        """Be done with it; `confirmation` is made of `proofs`.

        Raises:
            ExecutionOver, ExecutionPaused: not now.
        """
        self._must_run()
        self._finish(
            client_id=self.client_id, confirmation=confirmation, on=today, by=by
        )

    def abandon(self, *, by: Actor) -> None:
        """Not go on with it.

        Raises:
            ExecutionOver: it is over.
        """
        self._must_stand()
        self._abandon(client_id=self.client_id, by=by)

    def ready(self, profile: Profile) -> tuple[int, ...]:
        """Numbers of the steps that may be taken now, in order."""
        return self.content.flow.ready(self._behind(profile))

    def evidence_for(self, number: int) -> list[Shown]:
        """What is attached to a step."""
        return [one for one in self.evidence.values() if number in one.steps]

    def _behind(self, profile: Profile) -> set[int]:
        """Numbers of the steps that nothing has to wait for any more."""
        return set(self.settled) | {
            step.number
            for step in self.content.steps
            if step.concerns(profile) is Verdict.DOES_NOT_APPLY
        }

    def _must_be_ready(self, number: int, profile: Profile) -> None:
        behind = self._behind(profile) - {number}
        waits = [n for n in self.content.flow.before[number] if n not in behind]
        if waits:
            raise StepNotReady(waits_for=waits)

    def _must_stand(self) -> None:
        if self.status in {Status.FINISHED, Status.ABANDONED}:
            raise ExecutionOver

    def _must_run(self) -> None:
        self._must_stand()
        if self.status is Status.PAUSED:
            raise ExecutionPaused

    def _step(self, number: int) -> Step:
        step = self.content.step(number)
        if step is None:
            raise NotFound
        return step

    def _open_step(self, number: int) -> Step:
        step = self._step(number)
        if number in self.settled:
            raise StepSettled
        return step

    def _piece(self, evidence: UUID) -> Shown:
        if evidence not in self.evidence:
            raise NotFound
        return self.evidence[evidence]

    def _proof(self, number: int, how: How, on: date) -> Proof:
        pieces = tuple(id for id, one in self.evidence.items() if number in one.steps)
        return Proof(
            step=number,
            how=how,
            on=on,
            until=until(self.content, number, on) if how is How.DONE else None,
            evidence=pieces if how is How.DONE else (),
            execution=self.id,
        )

    @event(Started)
    def __init__(
        self,
        client_id: UUID,
        algorithm: str,
        algorithm_version: int,
        content: AlgorithmContent,
        on: date,
        by: Actor,
        place: UUID | None = None,
        place_name: str | None = None,
        address: str | None = None,
        object: str | None = None,
        carried: tuple[Proof, ...] = (),
        renews: UUID | None = None,
    ) -> None:
        self.client_id = client_id
        self.algorithm = algorithm
        self.algorithm_version = algorithm_version
        self.content = content
        self.about = About(
            place=place, place_name=place_name, address=address, object=object
        )
        self.renews = renews
        self.status = Status.RUNNING
        self.settled = {one.step: one for one in carried}
        self.evidence: dict[UUID, Shown] = {}
        self.handed: dict[int, UUID] = {}

    @event(EvidenceGiven)
    def _give_evidence(
        self,
        client_id: UUID,
        evidence: UUID,
        steps: tuple[int, ...],
        form: Form,
        by: Actor,
        file: UUID | None = None,
        media_type: str | None = None,
        sha256: str | None = None,
        name: str | None = None,
        text: str | None = None,
    ) -> None:
        self.evidence[evidence] = Shown(
            form=form, file=file, media_type=media_type, steps=frozenset(steps)
        )

    @event(EvidenceShared)
    def _share_evidence(
        self, client_id: UUID, evidence: UUID, step: int, by: Actor
    ) -> None:
        one = self.evidence[evidence]
        self.evidence[evidence] = one.model_copy(update={"steps": one.steps | {step}})

    @event(EvidenceTakenBack)
    def _take_back_evidence(
        self, client_id: UUID, evidence: UUID, step: int, by: Actor
    ) -> None:
        one = self.evidence.pop(evidence)
        left = one.model_copy(update={"steps": one.steps - {step}})
        self.evidence |= {evidence: left} if left.steps else {}

    @event(StepDone)
    def _do_step(
        self,
        client_id: UUID,
        step: int,
        on: date,
        by: Actor,
        note: str | None = None,
        until: date | None = None,
    ) -> None:
        done = self._proof(step, How.DONE, on)
        self.settled[step] = done.model_copy(update={"until": until}) if until else done

    @event(StepSkipped)
    def _skip_step(
        self,
        client_id: UUID,
        step: int,
        concerned: Verdict,
        reason: str,
        on: date,
        by: Actor,
    ) -> None:
        applies = concerned is Verdict.APPLIES
        how = How.LEFT_OUT if applies else How.NOT_CONCERNED
        self.settled[step] = self._proof(step, how, on)

    @event(StepReopened)
    def _reopen_step(self, client_id: UUID, step: int, by: Actor) -> None:
        del self.settled[step]

    @event(StepHanded)
    def _hand_step(
        self, client_id: UUID, step: int, by: Actor, person: UUID | None = None
    ) -> None:
        self.handed.pop(step, None)
        self.handed |= {step: person} if person else {}

    @event(Paused)
    def _pause(self, client_id: UUID, by: Actor) -> None:
        self.status = Status.PAUSED

    @event(Resumed)
    def _resume(self, client_id: UUID, by: Actor) -> None:
        self.status = Status.RUNNING

    @event(Followed)
    def _follow(
        self,
        client_id: UUID,
        algorithm_version: int,
        content: AlgorithmContent,
        redo: tuple[int, ...],
        by: Actor,
    ) -> None:
        self.algorithm_version = algorithm_version
        self.content = content
        for number in redo:
            self.settled.pop(number, None)

    @event(Finished)
    def _finish(self, client_id: UUID, confirmation: UUID, on: date, by: Actor) -> None:
        self.status = Status.FINISHED

    @event(Abandoned)
    def _abandon(self, client_id: UUID, by: Actor) -> None:
        self.status = Status.ABANDONED
