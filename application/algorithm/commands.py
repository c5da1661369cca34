"""Writing algorithms down, vouching for them, withdrawing and asking for them (C1)."""

from collections.abc import Iterable
from uuid import UUID

from pydantic import Field

from application.access import Action, allow
from application.algorithm.register import Named, Register
from application.log import EventLog, Key, Receipt
from application.ports import AlgorithmsFor, Bodies, Clock
from domain.algorithm import (
    Algorithm,
    AlgorithmCodeTaken,
    AlgorithmContent,
    AlgorithmFaulty,
    AlreadyAsked,
    NotCompetent,
    Wish,
    algorithm_id,
    findings,
)
from domain.condition import parse
from domain.errors import NotFound, Stale
from domain.kernel import Actor, Role, Value
from domain.profile import Vocabulary
from domain.requirement import Code, Line


class DraftAlgorithm(Value):
    """Write an algorithm down.

    Attributes:
        code: its name, e.g. "ALG-001"; never changes.
        content: what it says.
    """

    code: Code = Field(examples=["ALG-101"])
    content: AlgorithmContent


class AmendAlgorithm(Value):
    """Rewrite the draft, or begin the next version."""

    content: AlgorithmContent


class ApproveAlgorithm(Value):
    """Vouch for a draft, as to the requirements that the body supervises.

    Attributes:
        number: of the version that the officer read.
        basis: on what the approval rests.
    """

    number: int = Field(ge=1, le=100_000)
    basis: Line = Field(examples=["Приказ от 21.11.2026 № 12"])


class WithdrawAlgorithm(Value):
    """Take an algorithm back for good."""

    reason: Line = Field(examples=["Порядок изменён приказом № 12"])


class AskForAlgorithm(Value):
    """Ask for an algorithm for a requirement that has none."""

    requirement: Code = Field(examples=["REQ-FIRE-004"])


class Algorithms:
    """The commands of the algorithm context.

    Registrars write any algorithm; officers of a body those that promise something
    which the body supervises. Every command on an existing algorithm takes its code
    and, where the caller has read it before, its version; it raises NotFound for an
    unknown code and Stale for another version, besides what its decision raises.
    """

    def __init__(
        self,
        log: EventLog,
        clock: Clock,
        bodies: Bodies,
        serving: AlgorithmsFor,
        vocabulary: Vocabulary | None = None,
    ) -> None:
        """Prepare to keep algorithms.

        Args:
            log: the event log.
            clock: what day it is.
            bodies: for which supervisory bodies an authority answers.
            serving: which algorithms there are for a requirement.
            vocabulary: names that conditions may use; any when absent.
        """
        self._log = log
        self._clock = clock
        self._bodies = bodies
        self._serving = serving
        self._register = Register(log)
        self._vocabulary = vocabulary

    def draft(
        self, command: DraftAlgorithm, *, by: Actor, key: Key | None = None
    ) -> Receipt:
        """Write an algorithm down: it recommends.

        Raises:
            AlgorithmCodeTaken: there is one with this code.
            ConditionNotUnderstood: it names what the vocabulary does not have.
            NotCompetent: an officer's body supervises nothing that it promises.
        """
        allow(by, Action.KEEP_ALGORITHM)

        def decide() -> Receipt:
            understand(command.content, self._vocabulary)
            self._must_concern(command.content, by)
            drafted = Algorithm.draft(code=command.code, content=command.content, by=by)
            try:
                return self._log.record(drafted, by=by, key=key)
            except Stale:
                raise AlgorithmCodeTaken(algorithm=command.code) from None

        return self._log.once(by, key, decide)

    def amend(
        self,
        code: str,
        command: AmendAlgorithm,
        *,
        by: Actor,
        key: Key | None = None,
        version: int | None = None,
    ) -> Receipt:
        """Rewrite the draft, or begin the next version; the approved one still stands.

        Raises:
            ConditionNotUnderstood: it names what the vocabulary does not have.
            NotCompetent: an officer's body supervises nothing that it promises.
        """
        allow(by, Action.KEEP_ALGORITHM)

        def decide() -> Receipt:
            understand(command.content, self._vocabulary)
            algorithm = self._load(code, version)
            self._must_concern(algorithm.newest.content, by)
            self._must_concern(command.content, by)
            algorithm.amend(content=command.content, by=by)
            return self._log.record(algorithm, by=by, key=key)

        return self._log.once(by, key, decide)

    def approve(
        self,
        code: str,
        command: ApproveAlgorithm,
        *,
        by: Actor,
        key: Key | None = None,
        version: int | None = None,
    ) -> Receipt:
        """Vouch for the draft; heads of the bodies that supervise what it promises.

        Raises:
            AlgorithmFaulty: the checks found something that must be corrected first.
        """
        allow(by, Action.APPROVE_ALGORITHM)

        def decide() -> Receipt:
            if by.organisation is None:
                raise NotFound
            algorithm = self._load(code, version)
            content = algorithm.newest.content
            named = self._named(content)
            algorithm.approve(
                number=command.number,
                supervised={code: one.body for code, one in named.items()},
                bodies=self._bodies.of(by.organisation),
                authority=by.organisation,
                basis=command.basis,
                by=by,
                today=self._clock.today(),
            )
            known = {code: one.condition for code, one in named.items()}
            found = [one for one in findings(content, known) if one.blocks]
            if found:
                raise AlgorithmFaulty(
                    findings=[one.model_dump(mode="json") for one in found]
                )
            return self._log.record(algorithm, by=by, key=key)

        return self._log.once(by, key, decide)

    def withdraw(
        self,
        code: str,
        command: WithdrawAlgorithm,
        *,
        by: Actor,
        key: Key | None = None,
        version: int | None = None,
    ) -> Receipt:
        """Take an algorithm back; registrars, and heads of a body that it concerns."""
        allow(by, Action.WITHDRAW_ALGORITHM)

        def decide() -> Receipt:
            algorithm = self._load(code, version)
            self._must_concern(algorithm.in_use.content, by)
            algorithm.withdraw(reason=command.reason, by=by, today=self._clock.today())
            return self._log.record(algorithm, by=by, key=key)

        return self._log.once(by, key, decide)

    def ask(
        self,
        client_id: UUID,
        command: AskForAlgorithm,
        *,
        by: Actor,
        key: Key | None = None,
    ) -> Receipt:
        """Ask for an algorithm for a requirement that has none; the client.

        Raises:
            NotFound: there is no such published requirement.
            AlgorithmExists: there is one.
            AlreadyAsked: this client has asked before.
        """
        allow(by, Action.ASK_FOR_ALGORITHM, of=client_id)

        def decide() -> Receipt:
            code = command.requirement
            if code not in self._register.named([code], self._clock.today()):
                raise NotFound
            wish = Wish.ask(
                client_id=client_id,
                requirement=code,
                existing=self._serving.serving(code),
                by=by,
            )
            try:
                return self._log.record(wish, by=by, key=key)
            except Stale:
                raise AlreadyAsked from None

        return self._log.once(by, key, decide)

    def _load(self, code: str, version: int | None) -> Algorithm:
        return self._log.load(Algorithm, algorithm_id(code), version)

    def _named(self, content: AlgorithmContent) -> dict[str, Named]:
        return self._register.named(content.guarantees, self._clock.today())

    def _must_concern(self, content: AlgorithmContent, by: Actor) -> None:
        """See that an officer's body supervises something that it promises."""
        if by.role is Role.REGISTRAR:
            return
        own = self._bodies.of(by.organisation) if by.organisation else frozenset()
        supervising = {one.body for one in self._named(content).values()}
        if own.isdisjoint(supervising):
            raise NotCompetent(bodies=sorted(supervising))


def understand(content: AlgorithmContent, vocabulary: Vocabulary | None) -> None:
    """See that the conditions name only what the vocabulary has.

    Raises:
        ConditionNotUnderstood: one names something else.
    """
    branches: Iterable[object] = (
        step.only_if.as_json for step in content.steps if step.only_if
    )
    for condition in (content.condition.as_json, *branches):
        parse(condition, vocabulary)
