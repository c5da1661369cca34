"""A rule of law as an administrator keeps it up to date."""

from uuid import UUID, uuid5

from eventsourcing.domain import event

from domain.errors import Invalid, RuleBroken
from domain.kernel import Actor, Aggregate
from domain.law_term.terms import LawTerm

_RULES = UUID("0e5a3b53-9a55-5d0c-8f58-6b36f7f3c2d7")


class LawTermUnchanged(RuleBroken):
    code = "law-term-unchanged"
    title = "The rule says exactly this already"


class LawTermBackwards(Invalid):
    code = "law-term-backwards"
    title = "The last day is before the first"
    about = "valid_until"


class LawTermLosesNumber(Invalid):
    """Something is counted by the number, or by the unit."""

    code = "law-term-loses-number"
    title = "Terms are counted by this rule: it must keep a number, and a unit of time"
    about = "value"


class LawTermTooLong(Invalid):
    """Facts: `most`."""

    code = "law-term-too-long"
    title = "No term is as long as this"
    about = "value"


class Rule(Aggregate):
    """One rule of law, known by its id; what was entered last counts first."""

    class Entered(Aggregate.Created):
        """An administrator changed a rule for the first time, or entered a new one.

        Attributes:
            code: id of the rule, e.g. "LAW-075".
            term: what it says from its first day on.
            reason: why, in words.
        """

        code: str
        term: LawTerm
        reason: str

    class Amended(Aggregate.Event):
        """It was changed once more; fields as in Entered."""

        term: LawTerm
        reason: str

    @classmethod
    def enter(cls, term: LawTerm, *, reason: str, by: Actor) -> "Rule":
        """Change a rule for the first time; see `amend`."""
        _check(term)
        return cls(code=term.id, term=term, reason=reason, by=by)

    def amend(self, term: LawTerm, *, reason: str, by: Actor) -> None:
        """Change it once more.

        Args:
            term: what it says from its first day on.
            reason: why.
            by: the administrator.

        Raises:
            LawTermUnchanged: the same was entered last.
            LawTermBackwards: it ends before it begins.
        """
        if term == self.terms[-1]:
            raise LawTermUnchanged
        _check(term)
        self._amend(term=term, reason=reason, by=by)

    @staticmethod
    def create_id(code: str) -> UUID:
        """One per rule: the primary key enforces it."""
        return uuid5(_RULES, code)

    @event(Entered)
    def __init__(self, code: str, term: LawTerm, reason: str, by: Actor) -> None:
        self.code = code
        self.terms = [term]

    @event(Amended)
    def _amend(self, term: LawTerm, reason: str, by: Actor) -> None:
        self.terms.append(term)


def _check(term: LawTerm) -> None:
    if term.valid_from and term.valid_until and term.valid_until < term.valid_from:
        raise LawTermBackwards
