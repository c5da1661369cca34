"""What is said of a confirmation: doubts of a body, answers, taking it back (C2)."""

from collections.abc import Callable
from uuid import UUID

from pydantic import Field

from application.access import Action, allow, allow_execution_confirmation
from application.log import EventLog, Key, Receipt, check_version
from application.ports import Bodies, ListFacts
from domain.errors import NotFound
from domain.execution import ExecutionConfirmation
from domain.kernel import Actor, Value
from domain.requirement import Code

Decide = Callable[[ExecutionConfirmation], None]


class QuestionConfirmation(Value):
    """Doubt that requirements are complied with as confirmed.

    Attributes:
        requirements: codes of some that the confirmation confirms.
        reason: why.
    """

    requirements: tuple[Code, ...] = Field(
        min_length=1, max_length=200, examples=[["REQ-FIRE-006"]]
    )
    reason: str = Field(
        min_length=1, max_length=5000, examples=["На фото виден закрытый выход"]
    )


class Reply(Value):
    """The client's answer to the question of a body.

    Attributes:
        authority: id of the organisation that asked.
        reply: in the client's words.
    """

    authority: UUID
    reply: str = Field(
        min_length=1, max_length=5000, examples=["Выход открыт, вот новое фото"]
    )


class WithReason(Value):
    """Why: in the words of the one who decides."""

    reason: str = Field(
        min_length=1, max_length=5000, examples=["Выход закрыт и на новом фото"]
    )


class WithoutReason(Value):
    """Why, if there is something to say."""

    reason: str | None = Field(default=None, max_length=5000)


class Recall(Value):
    """Take a confirmation back; why, if there is something to say."""

    reason: str | None = Field(default=None, max_length=5000)


class ExecutionConfirmationCommands:
    """The commands on a confirmation; arguments and refusals as of `Executions`."""

    def __init__(self, log: EventLog, facts: ListFacts, bodies: Bodies) -> None:
        self._log = log
        self._facts = facts
        self._bodies = bodies

    def recall(
        self,
        id: UUID,
        command: Recall,
        *,
        by: Actor,
        key: Key | None = None,
        version: int | None = None,
    ) -> Receipt:
        """Take it back; the client."""

        def decide(one: ExecutionConfirmation) -> None:
            one.recall(reason=command.reason, by=by)

        return self._of_client(id, decide, by, key, version)

    def reply(
        self,
        id: UUID,
        command: Reply,
        *,
        by: Actor,
        key: Key | None = None,
        version: int | None = None,
    ) -> Receipt:
        """Answer the question of a body; the client."""

        def decide(one: ExecutionConfirmation) -> None:
            one.reply(command.authority, reply=command.reply, by=by)

        return self._of_client(id, decide, by, key, version)

    def question(
        self,
        id: UUID,
        command: QuestionConfirmation,
        *,
        by: Actor,
        key: Key | None = None,
        version: int | None = None,
    ) -> Receipt:
        """Doubt it; a body that supervises some of its requirements."""

        def decide(one: ExecutionConfirmation, authority: UUID) -> None:
            one.question(
                command.requirements,
                bodies=self._bodies.of(authority),
                authority=authority,
                reason=command.reason,
                by=by,
            )

        return self._of_body(id, decide, by, key, version)

    def drop_question(
        self,
        id: UUID,
        command: WithoutReason,
        *,
        by: Actor,
        key: Key | None = None,
        version: int | None = None,
    ) -> Receipt:
        """Accept what was questioned; the body that did."""

        def decide(one: ExecutionConfirmation, authority: UUID) -> None:
            one.drop_question(authority, reason=command.reason, by=by)

        return self._of_body(id, decide, by, key, version)

    def uphold_question(
        self,
        id: UUID,
        command: WithReason,
        *,
        by: Actor,
        key: Key | None = None,
        version: int | None = None,
    ) -> Receipt:
        """Keep the view after the client's answer; the body that questioned."""

        def decide(one: ExecutionConfirmation, authority: UUID) -> None:
            one.uphold_question(authority, reason=command.reason, by=by)

        return self._of_body(id, decide, by, key, version)

    def _of_client(
        self,
        id: UUID,
        decide: Decide,
        by: Actor,
        key: Key | None,
        version: int | None,
    ) -> Receipt:
        allow(by, Action.EXECUTE)

        def change() -> Receipt:
            one = self._load(id)
            allow(by, Action.EXECUTE, of=one.client_id)
            return self._changed(one, decide, by, key, version)

        return self._log.once(by, key, change)

    def _of_body(
        self,
        id: UUID,
        decide: Callable[[ExecutionConfirmation, UUID], None],
        by: Actor,
        key: Key | None,
        version: int | None,
    ) -> Receipt:
        allow(by, Action.QUESTION_EXECUTION)
        authority = by.organisation
        if authority is None:
            raise NotFound

        def change() -> Receipt:
            one = self._load(id)
            allow_execution_confirmation(
                by,
                client_id=one.client_id,
                control_bodies={r.control_body for r in one.requirements},
                bodies=self._bodies.of(authority),
            )
            return self._changed(one, lambda o: decide(o, authority), by, key, version)

        return self._log.once(by, key, change)

    def _changed(
        self,
        one: ExecutionConfirmation,
        decide: Decide,
        by: Actor,
        key: Key | None,
        version: int | None,
    ) -> Receipt:
        check_version(one, version)
        decide(one)
        return self._log.record(one, by=by, key=key)

    def _load(self, id: UUID) -> ExecutionConfirmation:
        """The confirmation, unless its client was forgotten and it with the client."""
        one = self._log.load(ExecutionConfirmation, id)
        self._facts.subjects(one.client_id, ())
        return one
