"""Taking the steps of an execution: by the client, or by whom it handed one to."""

from collections.abc import Callable
from typing import BinaryIO
from uuid import UUID

from pydantic import Field

from application.access import Action, allow, allow_step
from application.evidence import EvidenceFiles
from application.log import EventLog, Key, Receipt, check_version
from application.person import OF_CLIENT
from application.ports import Clock, ListFacts, Places
from domain.errors import NotFound, Stale
from domain.evidence import EvidenceFile
from domain.execution import Execution, Form, NotYourColleague
from domain.kernel import Actor, Role, Value
from domain.person import Membership, Person
from domain.profile import Profile

MOST_TEXT = 5000


class GiveEvidence(Value):
    """Attach something that shows a step.

    Attributes:
        form: "file" with `file`; "text" and "record" with `text`.
        file: id of a file handed in before.
        name: what it is called; of a file its own name when absent.
        text: what was written down, or the number or address of a record.
        also: numbers of other steps that it shows too.
    """

    form: Form
    file: UUID | None = None
    name: str | None = Field(default=None, max_length=300)
    text: str | None = Field(
        default=None, max_length=MOST_TEXT, examples=["Л014-01137-63/00000001"]
    )
    also: tuple[int, ...] = Field(default=(), max_length=100)


class ShareEvidence(Value):
    """Let what is attached to another step show this one too."""

    evidence: UUID


class DoStep(Value):
    """Say that a step is done; a note if there is something to say."""

    note: str | None = Field(default=None, max_length=MOST_TEXT)


class SkipStep(Value):
    """Leave a step out, with the reason."""

    reason: str = Field(
        min_length=1, max_length=MOST_TEXT, examples=["У нас нет работников"]
    )


class HandStep(Value):
    """Let one of your people do a step; null: nobody special any more."""

    person: UUID | None = None


class Steps:
    """The commands on a step; arguments and refusals as of `Executions`.

    When no version is given, a race lost to somebody at another step is run again.
    """

    def __init__(
        self,
        log: EventLog,
        clock: Clock,
        facts: ListFacts,
        files: EvidenceFiles,
        places: Places,
    ) -> None:
        self._log = log
        self._clock = clock
        self._facts = facts
        self._files = files
        self._places = places

    def give_file(
        self,
        id: UUID,
        step: int,
        name: str,
        content: BinaryIO,
        *,
        by: Actor,
        key: Key | None = None,
        version: int | None = None,
    ) -> Receipt:
        """Hand a file in and attach it to a step.

        Raises:
            BadFile, FileInfected, NoRoomForFiles: see `EvidenceFiles.keep`.
        """

        def decide(execution: Execution) -> None:
            file = self._files.take_in(execution.client_id, name, content, by=by).id
            self._attach_file(execution, (step,), file, name=None, by=by)

        return self._change(id, step, decide, by, key, version)

    def give(
        self,
        id: UUID,
        step: int,
        command: GiveEvidence,
        *,
        by: Actor,
        key: Key | None = None,
        version: int | None = None,
    ) -> Receipt:
        """Attach a text, a record or a file handed in before.

        An employee attaches no files by name: they may be others'.
        """

        def decide(execution: Execution) -> None:
            steps = (step, *command.also)
            for number in steps:
                self._allow(by, execution, number)
            if command.form is Form.FILE and command.file:
                allow(by, Action.KEEP_EVIDENCE, of=execution.client_id)
                self._attach_file(execution, steps, command.file, command.name, by)
            else:
                execution.give_evidence(
                    steps,
                    form=command.form,
                    name=command.name,
                    text=command.text,
                    by=by,
                )

        return self._change(id, step, decide, by, key, version)

    def share(
        self,
        id: UUID,
        step: int,
        command: ShareEvidence,
        *,
        by: Actor,
        key: Key | None = None,
        version: int | None = None,
    ) -> Receipt:
        """Let what is attached to another step show this one too."""

        def decide(execution: Execution) -> None:
            piece = execution.evidence.get(command.evidence)
            if piece is None:
                raise NotFound
            if by.role is Role.EMPLOYEE and not any(
                _is_handed(by, execution, number) for number in piece.steps
            ):
                raise NotFound
            execution.share_evidence(command.evidence, step, by=by)

        return self._change(id, step, decide, by, key, version)

    def take_back(
        self,
        id: UUID,
        step: int,
        evidence: UUID,
        *,
        by: Actor,
        key: Key | None = None,
        version: int | None = None,
    ) -> Receipt:
        """Let a piece of evidence no longer show a step."""

        def decide(execution: Execution) -> None:
            execution.take_back_evidence(evidence, step, by=by)

        return self._change(id, step, decide, by, key, version)

    def do(
        self,
        id: UUID,
        step: int,
        command: DoStep,
        *,
        by: Actor,
        key: Key | None = None,
        version: int | None = None,
    ) -> Receipt:
        """Say that a step is done."""

        def decide(execution: Execution) -> None:
            execution.do_step(
                step,
                note=command.note,
                profile=self._profile(execution),
                calendar=self._places.at().calendar,
                by=by,
                today=self._clock.today(),
            )

        return self._change(id, step, decide, by, key, version)

    def skip(
        self,
        id: UUID,
        step: int,
        command: SkipStep,
        *,
        by: Actor,
        key: Key | None = None,
        version: int | None = None,
    ) -> Receipt:
        """Leave a step out, with the reason."""

        def decide(execution: Execution) -> None:
            execution.skip_step(
                step,
                reason=command.reason,
                profile=self._profile(execution),
                by=by,
                today=self._clock.today(),
            )

        return self._change(id, step, decide, by, key, version)

    def reopen(
        self,
        id: UUID,
        step: int,
        *,
        by: Actor,
        key: Key | None = None,
        version: int | None = None,
    ) -> Receipt:
        """Take a step up again."""

        def decide(execution: Execution) -> None:
            execution.reopen_step(step, by=by)

        return self._change(id, step, decide, by, key, version)

    def hand(
        self,
        id: UUID,
        step: int,
        command: HandStep,
        *,
        by: Actor,
        key: Key | None = None,
        version: int | None = None,
    ) -> Receipt:
        """Let one of the client's people do a step; whoever acts for the client.

        Raises:
            NotYourColleague: the person does not work for the client here.
        """
        allow(by, Action.EXECUTE)

        def decide(execution: Execution) -> None:
            allow(by, Action.EXECUTE, of=execution.client_id)
            if command.person:
                self._check_colleague(command.person, execution.client_id)
            execution.hand_step(step, command.person, by=by)

        return self._change(id, step, decide, by, key, version)

    def _attach_file(
        self,
        execution: Execution,
        steps: tuple[int, ...],
        file: UUID,
        name: str | None,
        by: Actor,
    ) -> None:
        found = self._log.find(EvidenceFile, file)
        if found is None or found.is_removed or found.client_id != execution.client_id:
            raise NotFound
        execution.give_evidence(
            steps,
            form=Form.FILE,
            file=file,
            media_type=found.media_type,
            sha256=found.sha256,
            name=name or found.name,
            by=by,
        )

    def _change(
        self,
        id: UUID,
        step: int,
        decide: Callable[[Execution], None],
        by: Actor,
        key: Key | None,
        version: int | None,
    ) -> Receipt:
        allow(by, Action.DO_STEP)

        def change() -> Receipt:
            execution = self._step(id, step, by, version)
            decide(execution)
            return self._log.record(execution, by=by, key=key)

        try:
            return self._log.once(by, key, change)
        except Stale:
            if version is not None:
                raise
            return self._log.once(by, key, change)

    def _step(self, id: UUID, step: int, by: Actor, version: int | None) -> Execution:
        execution = self._log.load(Execution, id)
        self._allow(by, execution, step)
        self._profile(execution)
        check_version(execution, version)
        if execution.content.step(step) is None:
            raise NotFound
        return execution

    def _allow(self, by: Actor, execution: Execution, step: int) -> None:
        handed_to = execution.handed.get(step)
        allow_step(by, client_id=execution.client_id, handed_to=handed_to)

    def _profile(self, execution: Execution) -> Profile:
        """What is known of the client, unless it was forgotten."""
        return self._facts.subjects(execution.client_id, ())[0]

    def _check_colleague(self, person: UUID, client_id: UUID) -> None:
        found = self._log.find(Person, person)
        ways = {Membership(organisation=client_id, role=role) for role in OF_CLIENT}
        if found is None or found.is_forgotten or not ways & set(found.memberships):
            raise NotYourColleague


def _is_handed(by: Actor, execution: Execution, step: int) -> bool:
    return str(execution.handed.get(step)) == by.id
