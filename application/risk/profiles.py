"""The head of a body keeps what its kinds of control reckon by (C5)."""

from uuid import UUID

from application.access import Action, allow
from application.log import EventLog, Key, Receipt
from application.ports import Bodies, Clock
from application.risk.commands import KeepRiskCriteria
from application.risk.ports import Law
from domain.condition import ConditionNotUnderstood, parse
from domain.errors import NotFound
from domain.kernel import Actor
from domain.profile import Vocabulary
from domain.risk import RiskProfile

FEWEST = "LAW-171"
"""The rule of law that says how many categories a kind of control uses at least."""


class RiskProfiles:
    """The commands of the criteria.

    Args:
        log: where they are kept.
        clock: tells the day.
        law: says how many categories there must be.
        bodies: knows who answers for a body.
        vocabulary: names that conditions may use; any when absent.
    """

    def __init__(
        self,
        log: EventLog,
        clock: Clock,
        law: Law,
        bodies: Bodies,
        vocabulary: Vocabulary | None = None,
    ) -> None:
        self._log = log
        self._clock = clock
        self._law = law
        self._bodies = bodies
        self._vocabulary = vocabulary

    def check(self, command: KeepRiskCriteria, *, by: Actor) -> None:
        """See that criteria can be reckoned by; records nothing, raises as `keep`."""
        allow(by, Action.KEEP_RISK_CRITERIA)
        check_ours(self._bodies, command.control_body, by)
        self._check_conditions(command)
        command.criteria.check(self._fewest(command.number))

    def keep(
        self,
        command: KeepRiskCriteria,
        *,
        by: Actor,
        key: Key | None = None,
        version: int | None = None,
    ) -> Receipt:
        """Let a kind of control reckon by these criteria from their first day on.

        Args:
            command: the criteria, and why.
            by: a head of the body.
            key: of the command.
            version: of the criteria that were seen; 0: there are none yet.

        Raises:
            NotFound: another body has this kind of control, or it has no criteria.
            ConditionNotUnderstood: it names what the vocabulary does not have.
            RiskCriteriaUnchanged, RiskCriteriaPast, RiskReasonMissing,
            RiskCategoriesTooFew, RiskBandsUnordered, RiskCriterionTwice: see
                `RiskProfile.amend`.
            Stale: somebody else changed them meanwhile.
        """
        allow(by, Action.KEEP_RISK_CRITERIA)

        def decide() -> Receipt:
            self._check_conditions(command)
            profile = self._decided(command, by, version)
            return self._log.record(profile, by=by, key=key)

        return self._log.once(by, key, decide)

    def _decided(
        self, command: KeepRiskCriteria, by: Actor, version: int | None
    ) -> RiskProfile:
        id, today = RiskProfile.create_id(command.control_kind), self._clock.today()
        if self._log.find(RiskProfile, id) is None:
            if version:
                raise NotFound
            check_ours(self._bodies, command.control_body, by)
            return RiskProfile.begin(
                command.control_kind,
                command.criteria,
                number=command.number,
                control_body=command.control_body,
                fewest=self._fewest(command.number),
                reason=command.reason,
                by=by,
                today=today,
            )
        profile = self._log.load(RiskProfile, id, version)
        check_ours(self._bodies, profile.control_body, by)
        profile.amend(
            command.criteria,
            fewest=self._fewest(profile.number),
            reason=command.reason,
            by=by,
            today=today,
        )
        return profile

    def _fewest(self, number: str | None) -> int:
        return self._law.on(FEWEST, self._clock.today(), number).number

    def _check_conditions(self, command: KeepRiskCriteria) -> None:
        """See that conditions name what the vocabulary has; a fault tells of which."""
        for one in command.criteria.harm:
            try:
                parse(one.condition.as_json, self._vocabulary)
            except ConditionNotUnderstood as fault:
                fault.facts["criterion"] = one.id
                raise


def check_ours(bodies: Bodies, control_body: str, by: Actor) -> None:
    """See that somebody decides for a body.

    Raises:
        NotFound: it is another's.
    """
    if control_body not in bodies.of(own(by)):
        raise NotFound


def own(by: Actor) -> UUID:
    """The organisation somebody acts for.

    Raises:
        NotFound: for none.
    """
    if by.organisation is None:
        raise NotFound
    return by.organisation
