"""A registrar keeps the register: drafts, publishes, amends, suspends, repeals."""

from pydantic import Field

from application.access import Action, allow
from application.log import EventLog, Key, Receipt
from domain.condition import parse
from domain.errors import Stale
from domain.kernel import Actor, Value
from domain.profile import Vocabulary
from domain.requirement import (
    Code,
    CodeTaken,
    Content,
    Day,
    Line,
    Requirement,
    Status,
    UnknownSuccessor,
    requirement_id,
)


class DraftRequirement(Value):
    """Write a requirement down.

    Attributes:
        code: its name in the register, e.g. "REQ-FIRE-001"; never changes.
        content: what it says.
    """

    code: Code
    content: Content


class AmendRequirement(Value):
    """Record a new version, or rewrite a draft.

    Attributes:
        content: what it says; `in_force_from` is the day this version holds from.
        corrects: the number of the version that was recorded wrongly; absent when the
            rule itself changes. Absent for a draft.
    """

    content: Content
    corrects: int | None = Field(default=None, ge=1, le=100_000)


class SuspendRequirement(Value):
    """Record that the requirement does not hold for a time.

    Attributes:
        from_day: the first day without it.
        until: the last day without it; absent when nobody knows.
        reason: why.
        act: by which act.
    """

    from_day: Day
    until: Day | None = None
    reason: Line
    act: Line


class ResumeRequirement(Value):
    """Record that a suspension ended early.

    Attributes:
        from_day: the first day on which the requirement holds again.
        act: by which act.
    """

    from_day: Day
    act: Line


class RepealRequirement(Value):
    """Record that the requirement does not hold any more.

    Attributes:
        from_day: the first day without it.
        reason: why, and by which act.
        successor: the code of the requirement that takes its place, if one does.
    """

    from_day: Day
    reason: Line
    successor: Code | None = None


class Requirements:
    """The commands of the requirement context; registrars only.

    Every command on an existing requirement takes its code and, where the caller has
    read it before, its version; it raises NotFound for an unknown code and Stale for
    another version, besides what its decision raises.
    """

    def __init__(self, log: EventLog, vocabulary: Vocabulary | None = None) -> None:
        """Prepare to keep the register.

        Args:
            log: the event log.
            vocabulary: names that conditions may use; any when absent.
        """
        self._log = log
        self._vocabulary = vocabulary

    def draft(
        self, command: DraftRequirement, *, by: Actor, key: Key | None = None
    ) -> Receipt:
        """Write a requirement down.

        Raises:
            CodeTaken: there is one with this code.
            ConditionNotUnderstood: it names what the vocabulary does not have.
        """
        allow(by, Action.KEEP_REGISTER)

        def decide() -> Receipt:
            self._understand(command.content)
            drafted = Requirement.draft(
                code=command.code, content=command.content, by=by
            )
            try:
                return self._log.record(drafted, by=by, key=key)
            except Stale:
                raise CodeTaken(code=command.code) from None

        return self._log.once(by, key, decide)

    def publish(
        self,
        code: str,
        *,
        by: Actor,
        key: Key | None = None,
        version: int | None = None,
    ) -> Receipt:
        """Make a draft version 1, for everybody to see."""
        allow(by, Action.KEEP_REGISTER)

        def decide() -> Receipt:
            requirement = self._load(code, version)
            requirement.publish(by=by)
            return self._log.record(requirement, by=by, key=key)

        return self._log.once(by, key, decide)

    def amend(
        self,
        code: str,
        command: AmendRequirement,
        *,
        by: Actor,
        key: Key | None = None,
        version: int | None = None,
    ) -> Receipt:
        """Record a new version, or rewrite a draft.

        Raises:
            ConditionNotUnderstood: it names what the vocabulary does not have.
        """
        allow(by, Action.KEEP_REGISTER)

        def decide() -> Receipt:
            self._understand(command.content)
            requirement = self._load(code, version)
            if requirement.status is Status.DRAFT and command.corrects is None:
                requirement.redraft(content=command.content, by=by)
            else:
                requirement.amend(
                    content=command.content, corrects=command.corrects, by=by
                )
            return self._log.record(requirement, by=by, key=key)

        return self._log.once(by, key, decide)

    def suspend(
        self,
        code: str,
        command: SuspendRequirement,
        *,
        by: Actor,
        key: Key | None = None,
        version: int | None = None,
    ) -> Receipt:
        """Record that a requirement does not hold for a time."""
        allow(by, Action.KEEP_REGISTER)

        def decide() -> Receipt:
            requirement = self._load(code, version)
            requirement.suspend(
                from_day=command.from_day,
                until=command.until,
                reason=command.reason,
                act=command.act,
                by=by,
            )
            return self._log.record(requirement, by=by, key=key)

        return self._log.once(by, key, decide)

    def resume(
        self,
        code: str,
        command: ResumeRequirement,
        *,
        by: Actor,
        key: Key | None = None,
        version: int | None = None,
    ) -> Receipt:
        """Record that a suspension ended early."""
        allow(by, Action.KEEP_REGISTER)

        def decide() -> Receipt:
            requirement = self._load(code, version)
            requirement.resume(from_day=command.from_day, act=command.act, by=by)
            return self._log.record(requirement, by=by, key=key)

        return self._log.once(by, key, decide)

    def repeal(
        self,
        code: str,
        command: RepealRequirement,
        *,
        by: Actor,
        key: Key | None = None,
        version: int | None = None,
    ) -> Receipt:
        """Record that a requirement does not hold any more.

        Raises:
            UnknownSuccessor: no published requirement has the successor's code.
        """
        allow(by, Action.KEEP_REGISTER)

        def decide() -> Receipt:
            requirement = self._load(code, version)
            requirement.repeal(
                from_day=command.from_day,
                reason=command.reason,
                successor=command.successor,
                by=by,
            )
            self._must_be_published(command.successor)
            return self._log.record(requirement, by=by, key=key)

        return self._log.once(by, key, decide)

    def _load(self, code: str, version: int | None) -> Requirement:
        return self._log.load(Requirement, requirement_id(code), version)

    def _understand(self, content: Content) -> None:
        parse(content.condition.as_json, self._vocabulary)

    def _must_be_published(self, code: str | None) -> None:
        if code is None:
            return
        found = self._log.find(Requirement, requirement_id(code))
        if found is None or found.status is Status.DRAFT:
            raise UnknownSuccessor(successor=code)
