"""What a kind of control reckons risk by, as the head of its body keeps it."""

from datetime import date
from uuid import UUID, uuid5

from eventsourcing.domain import event

from domain.kernel import Actor, Aggregate
from domain.risk.criteria import RiskCriteria
from domain.risk.refusals import (
    RiskCriteriaPast,
    RiskCriteriaUnchanged,
    RiskReasonMissing,
)

_PROFILES = UUID("5d1f1b0e-8a5f-5b5e-9a0e-0c5f5b7c5a05")


class RiskProfile(Aggregate):
    """The public criteria of one kind of control; each edition holds from a day on."""

    class Begun(Aggregate.Created):
        """A kind of control got its first criteria.

        Attributes:
            control_kind: its name, as in the register of requirements.
            number: in the register of kinds of control, e.g. "004"; None: not known.
            control_body: who has it, as in the register of requirements.
            criteria: what is reckoned by; the first edition.
            reason: why, in words that everybody reads.
            on: day of the decision, local time.
        """

        control_kind: str
        number: str | None
        control_body: str
        criteria: RiskCriteria
        reason: str
        on: date

    class Amended(Aggregate.Event):
        """It reckons otherwise from a day on; fields as in Begun."""

        edition: int
        criteria: RiskCriteria
        reason: str
        on: date

    @classmethod
    def begin(
        cls,
        control_kind: str,
        criteria: RiskCriteria,
        *,
        number: str | None,
        control_body: str,
        fewest: int,
        reason: str,
        by: Actor,
        today: date,
    ) -> "RiskProfile":
        """Give a kind of control its first criteria.

        Args:
            control_kind: its name, as in the register of requirements.
            criteria: what is reckoned by.
            number: in the register of kinds of control; None: not known.
            control_body: who has it.
            fewest: how many categories a kind of control uses at least.
            reason: why.
            by: a head of the body.
            today: day of the decision, local time.

        Raises:
            RiskReasonMissing, RiskCriteriaPast: see `amend`.
            RiskCategoriesTooFew, RiskBandsUnordered, RiskCriterionTwice: of criteria.

        Source:
            248-ФЗ, ст. 23.
        """
        _check(criteria, fewest, reason, today)
        return cls(
            control_kind=control_kind,
            number=number,
            control_body=control_body,
            criteria=criteria,
            reason=reason.strip(),
            on=today,
            by=by,
        )

    def amend(
        self,
        criteria: RiskCriteria,
        *,
        fewest: int,
        reason: str,
        by: Actor,
        today: date,
    ) -> None:
        """Reckon otherwise from a day on; what was before stays for its days.

        Args:
            criteria: what is reckoned by from their first day on.
            fewest: how many categories a kind of control uses at least.
            reason: why.
            by: a head of the body.
            today: day of the decision, local time.

        Raises:
            RiskCriteriaUnchanged: the same was entered last.
            RiskReasonMissing: it is not said why.
            RiskCriteriaPast: they would hold before today.
            RiskCategoriesTooFew, RiskBandsUnordered, RiskCriterionTwice: of criteria.
        """
        if criteria == self.editions[-1]:
            raise RiskCriteriaUnchanged
        _check(criteria, fewest, reason, today)
        self._amend(
            edition=len(self.editions) + 1,
            criteria=criteria,
            reason=reason.strip(),
            on=today,
            by=by,
        )

    def edition_on(self, day: date) -> int | None:
        """Number of the edition that holds on a day; None: none does yet.

        Of several that hold, the one entered last.
        """
        numbered = enumerate(self.editions, 1)
        holding = [number for number, one in numbered if one.since <= day]
        return holding[-1] if holding else None

    def edition(self, number: int) -> RiskCriteria:
        """The criteria of an edition, from 1."""
        return self.editions[number - 1]

    @staticmethod
    def create_id(control_kind: str) -> UUID:
        """One per kind of control: the primary key enforces it."""
        return uuid5(_PROFILES, control_kind)

    @event(Begun)
    def __init__(
        self,
        control_kind: str,
        control_body: str,
        criteria: RiskCriteria,
        reason: str,
        on: date,
        by: Actor,
        number: str | None = None,
    ) -> None:
        self.control_kind = control_kind
        self.number = number
        self.control_body = control_body
        self.editions = [criteria]

    @event(Amended)
    def _amend(
        self, edition: int, criteria: RiskCriteria, reason: str, on: date, by: Actor
    ) -> None:
        self.editions.append(criteria)


def _check(criteria: RiskCriteria, fewest: int, reason: str, today: date) -> None:
    if not reason.strip():
        raise RiskReasonMissing
    if criteria.since < today:
        raise RiskCriteriaPast(earliest=today)
    criteria.check(fewest)
