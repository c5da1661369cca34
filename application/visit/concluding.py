"""What comes of a visit, and what silence decides (C6)."""

from collections.abc import Collection
from uuid import UUID

from application.exchange import Correspondence
from application.log import EventLog, Key, Receipt
from application.ports import AlgorithmsFor, Clock
from application.visit.commands import Conclude
from application.visit.handling import Handling, about
from application.visit.wording import outcome_text
from domain.exchange import Kind, Letter
from domain.kernel import Actor, Aggregate
from domain.visit import (
    Advice,
    AlgorithmMissing,
    OrderPoint,
    Outcome,
    OutcomeThere,
    Remedy,
    Visit,
    VisitStatus,
)


class VisitOutcomes:
    """The commands that follow a visit."""

    def __init__(
        self,
        log: EventLog,
        clock: Clock,
        algorithms: AlgorithmsFor,
        correspondence: Correspondence,
        handling: Handling,
    ) -> None:
        self._log = log
        self._clock = clock
        self._algorithms = algorithms
        self._correspondence = correspondence
        self._handling = handling

    def conclude(
        self,
        id: UUID,
        command: Conclude,
        *,
        by: Actor,
        key: Key | None = None,
        version: int | None = None,
    ) -> Receipt:
        """Advise, and order where the law allows it; once.

        Returns:
            A receipt that names the outcome first.

        Raises:
            NotFound, Stale: of the visit.
            OutcomeThere: it is said what comes of it.
            NotSupervised: the body does not supervise one, or it is not in force.
            AlgorithmMissing: there is one to follow.
            Refusal: what `Outcome.advise` and `Outcome.order` raise.
        """

        def decide() -> Receipt:
            concluded = self._concluded(id, command, version, by)
            return self._log.record(*concluded, by=by, key=key)

        return self._log.once(by, key, decide)

    def prepare(self, id: UUID, command: Conclude, *, by: Actor) -> None:
        """See that `conclude` would go through; raises as it does."""
        self._concluded(id, command, None, by)

    def move_by_silence(self, id: UUID, *, by: Actor) -> Receipt | None:
        """The time to decide on a move has passed; None: it was decided.

        For the reaction to the deadline that passed; may be repeated.
        """
        visit = self._handling.load(id)
        if visit.status is not VisitStatus.MOVING:
            return None
        visit.move_by_silence(now=self._clock.now(), by=by)
        return self._log.record(visit, *self._handling.silent(visit, by), by=by)

    def _concluded(
        self, id: UUID, command: Conclude, version: int | None, by: Actor
    ) -> tuple[Aggregate, ...]:
        """The outcome, and the message in which it is sent."""
        visit = self._handling.of_body(id, version, by)
        if self._log.find(Outcome, Outcome.create_id(id)) is not None:
            raise OutcomeThere
        self._handling.check_supervised(_codes(command), visit.authority)
        self._check_algorithms(command)
        letter = Letter(
            kind=Kind.DECISION, text=outcome_text(command), basis=about(id).address
        )
        message, *files = self._correspondence.write(visit.thread, letter, by=by)
        return (self._outcome(visit, command, message.id, by), message, *files)

    def _outcome(
        self, visit: Visit, command: Conclude, message: UUID, by: Actor
    ) -> Outcome:
        today = self._clock.today()
        advice = [
            Advice(number=n, requirement=one.requirement, algorithm=one.algorithm)
            for n, one in enumerate(command.advice, 1)
        ]
        texts = [one.text for one in command.advice]
        outcome = Outcome.advise(
            visit, advice, texts, message=message, by=by, today=today
        )
        if command.order:
            points = [
                OrderPoint(number=n, requirement=one.requirement, until=one.until)
                for n, one in enumerate(command.order, 1)
            ]
            wording = [
                Remedy(found=one.found, remedy=one.remedy, proof=one.proof)
                for one in command.order
            ]
            terms = self._handling.terms_of(visit)
            outcome.order(visit, points, wording, terms=terms, by=by, today=today)
        return outcome

    def _check_algorithms(self, command: Conclude) -> None:
        """See that advice about a requirement names an algorithm, if there is one."""
        wrong = []
        for number, one in enumerate(command.advice, 1):
            serving: Collection[str] = (
                self._algorithms.serving(one.requirement) if one.requirement else ()
            )
            if (serving or one.algorithm) and one.algorithm not in serving:
                wrong.append({"number": number, "algorithms": sorted(serving)})
        if wrong:
            raise AlgorithmMissing(advice=wrong)


def _codes(command: Conclude) -> frozenset[str]:
    advised = (one.requirement for one in command.advice if one.requirement)
    ordered = (one.requirement for one in command.order)
    return frozenset([*advised, *ordered])
