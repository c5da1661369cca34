"""An administrator keeps the numbers of the law up to date."""

from collections.abc import Sequence
from typing import Annotated

from pydantic import Field

from application.access import Action, allow
from application.log import EventLog, Key, Receipt
from domain.errors import NotFound, Stale
from domain.kernel import Actor, Certainty, Value
from domain.law_term import (
    LawTerm,
    LawTermLosesNumber,
    LawTerms,
    LawTermTooLong,
    Rule,
)
from domain.requirement import Day, Line, Text
from domain.term import LONGEST, Counting

Number = Annotated[int, Field(ge=0, le=10**9)]


class AmendLawTerm(Value):
    """Say what a rule says from a day on.

    Attributes:
        rule: what it says, in words.
        value: its number; None where it has none.
        unit: of the number.
        counted_from: what the count begins with; None where nothing is counted.
        counting: whether the day after that is the first, or that day, or it is
            counted back.
        moves: the act by which a last day off gives way to the next working day; None:
            none does.
        source: act and article.
        certainty: how sure that is.
        note: what is worth knowing beside it.
        valid_from, valid_until: first and last day it holds; None: open.
        control_kind: name, as the register has it, of the kind of control for which it
            holds; None: for all.
        reason: why it is changed.
    """

    rule: Text = Field(examples=["Consideration of an appeal"])
    value: Number | None = Field(examples=[15])
    unit: Line = Field(examples=["working_day"])
    counted_from: Line | None = Field(default=None, examples=["registration"])
    counting: Counting = Counting.WITHIN
    moves: Line | None = Field(default=None, examples=["ГК РФ ст. 193"])
    source: Line = Field(examples=["248-ФЗ art. 43 pt 2"])
    certainty: Certainty
    note: Annotated[str, Field(max_length=1000)] = ""
    valid_from: Day | None = None
    valid_until: Day | None = None
    control_kind: Line | None = Field(
        default=None, examples=["Федеральный государственный пожарный надзор"]
    )
    reason: Line = Field(examples=["540-ФЗ от 28.12.2024"])


class LawTermCommands:
    """The commands of the rules; all are an administrator's.

    Args:
        log: where they are kept.
        shipped: the rules that the product came with.
    """

    def __init__(self, log: EventLog, shipped: LawTerms) -> None:
        self._log = log
        self._shipped = shipped

    def amend(
        self,
        code: str,
        command: AmendLawTerm,
        *,
        by: Actor,
        key: Key | None = None,
        version: int | None = None,
    ) -> Receipt:
        """Let a rule say something else; what was before stays for its days.

        Args:
            code: id of the rule.
            command: what it says.
            by: the administrator.
            key: of the command.
            version: 0 when only the shipped rule was seen.

        Raises:
            NotFound: there is no such rule.
            LawTermLosesNumber: terms are counted by it, and it would be none.
            LawTermUnchanged, LawTermBackwards: see `Rule.amend`.
            Stale: somebody else changed it meanwhile.
        """
        allow(by, Action.KEEP_LAW)

        def decide() -> Receipt:
            before = self._shipped.versions(code)
            if not before:
                raise NotFound
            term = LawTerm(
                id=code,
                topic=before[0].topic,
                **command.model_dump(exclude={"reason"}),
            )
            _check(term, before)
            rule = self._changed(code, term, command.reason, by, version)
            return self._log.record(rule, by=by, key=key)

        return self._log.once(by, key, decide)

    def _changed(
        self, code: str, term: LawTerm, reason: str, by: Actor, version: int | None
    ) -> Rule:
        id = Rule.create_id(code)
        if self._log.find(Rule, id) is None:
            if version:
                raise Stale(version=0)
            return Rule.enter(term, reason=reason, by=by)
        rule = self._log.load(Rule, id, version)
        rule.amend(term, reason=reason, by=by)
        return rule


def _check(term: LawTerm, before: Sequence[LawTerm]) -> None:
    """See that whoever counts by the rule can go on."""
    if term.value is None and any(one.value is not None for one in before):
        raise LawTermLosesNumber
    if any(one.is_term for one in before) and not term.is_term:
        raise LawTermLosesNumber
    if term.is_term and term.number > LONGEST:
        raise LawTermTooLong(most=LONGEST)
