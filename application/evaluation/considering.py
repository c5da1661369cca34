"""The developer of a rule says what it does with evaluations, one or many (E3)."""

from collections.abc import Mapping
from uuid import UUID

from pydantic import Field

from application.access import allow_considering
from application.log import EventLog, Key, Receipt
from application.ports import Bodies, Clock, EvaluatedRules
from domain.errors import NotFound, Stale
from domain.evaluation import Evaluation, Outcome, Subject
from domain.kernel import Actor, Value

MOST_AT_ONCE = 1000


class Consider(Value):
    """Answer evaluations, all of them alike.

    Attributes:
        evaluations: version of each, by id, as it was read.
        remark: which remark, from 1; 0: everything that is not answered.
        outcome: what is done.
        reason: why; everybody reads it.
        used_in: where it was used, e.g. a provision of the next version.
    """

    evaluations: Mapping[UUID, int] = Field(min_length=1, max_length=MOST_AT_ONCE)
    remark: int = Field(default=0, ge=0, le=100)
    outcome: Outcome = Field(examples=["partly"])
    reason: str = Field(max_length=5000, examples=["Срок продлён до 10 дней"])
    used_in: str | None = Field(default=None, max_length=200, examples=["п. 2.1"])


class Considerations:
    """The commands of those who develop rules."""

    def __init__(
        self, log: EventLog, clock: Clock, rules: EvaluatedRules, bodies: Bodies
    ) -> None:
        self._log = log
        self._clock = clock
        self._rules = rules
        self._bodies = bodies

    def consider(
        self, command: Consider, *, by: Actor, key: Key | None = None
    ) -> Receipt:
        """Answer evaluations of one's own rules: all or none.

        Raises:
            NotFound: there is no such evaluation, or another body develops the rule.
            Stale: one was revised, withdrawn or answered after it was read.
            NoSuchRemark, NotToBeSeen, ReasonMissing, ConsideredAlready, NotSent: see
                `Evaluation.consider`.
        """

        def decide() -> Receipt:
            ids = list(command.evaluations)
            found = self._log.find_many(Evaluation, ids)
            if len(found) < len(ids):
                raise NotFound
            for of in {str(one.of): one.of for one in found.values()}.values():
                self._allow(by, of)
            today = self._clock.today()
            for id, seen in command.evaluations.items():
                if found[id].version != seen:
                    raise Stale(evaluation=id, version=found[id].version)
                found[id].consider(
                    command.remark,
                    command.outcome,
                    command.reason,
                    used_in=command.used_in,
                    by=by,
                    today=today,
                )
            return self._log.record(*found.values(), by=by, key=key)

        return self._log.once(by, key, decide)

    def _allow(self, by: Actor, of: Subject) -> None:
        allow_considering(by, self._rules.of(of), self._bodies)
