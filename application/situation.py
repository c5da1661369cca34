"""A registrar keeps life situations and segment profiles (L3)."""

from pydantic import Field

from application.access import Action, allow
from application.log import EventLog, Key, Receipt
from domain.client import UnknownFact
from domain.condition import parse
from domain.errors import Stale
from domain.kernel import Actor, Value
from domain.profile import Vocabulary
from domain.requirement import Line
from domain.situation import (
    Situation,
    SituationCode,
    SituationCodeTaken,
    SituationContent,
    SituationKind,
    SituationStatus,
    situation_id,
)


class DraftSituation(Value):
    """Write a life situation or a segment profile down.

    Attributes:
        code: its name, e.g. "start-cafe"; never changes.
        kind: situation or segment.
        content: what it says.
    """

    code: SituationCode
    kind: SituationKind
    content: SituationContent


class AmendSituation(Value):
    """Record a new version, or rewrite a draft."""

    content: SituationContent


class WithdrawSituation(Value):
    """Offer it no more, and say why."""

    reason: Line = Field(examples=["Заменена двумя другими"])


class Situations:
    """The commands of situations and segments; all are the registrar's."""

    def __init__(self, log: EventLog, vocabulary: Vocabulary) -> None:
        self._log = log
        self._vocabulary = vocabulary

    def check(self, content: SituationContent, *, by: Actor) -> None:
        """See whether a content could be recorded.

        Raises:
            UnknownFact, ConditionNotUnderstood: see `draft`.
        """
        allow(by, Action.KEEP_SITUATIONS)
        strange = [
            fact
            for fact, value in content.facts.items()
            if value is None
            or fact == "client_kind"
            or not self._vocabulary.has(fact, value)
        ]
        if strange:
            raise UnknownFact(facts=strange)
        parse(content.whom.as_json, self._vocabulary)

    def draft(
        self, command: DraftSituation, *, by: Actor, key: Key | None = None
    ) -> Receipt:
        """Write one down; only registrars see it until it is published.

        Raises:
            UnknownFact: a fact is not of the vocabulary, or is left unknown.
            ConditionNotUnderstood: `whom` names what the vocabulary does not have.
            SituationCodeTaken: there is one with this code.
        """
        allow(by, Action.KEEP_SITUATIONS)

        def decide() -> Receipt:
            self.check(command.content, by=by)
            new = Situation.draft(
                code=command.code, kind=command.kind, content=command.content, by=by
            )
            try:
                return self._log.record(new, by=by, key=key)
            except Stale:
                raise SituationCodeTaken(code=command.code) from None

        return self._log.once(by, key, decide)

    def amend(
        self,
        code: str,
        command: AmendSituation,
        *,
        by: Actor,
        key: Key | None = None,
        version: int | None = None,
    ) -> Receipt:
        """Record a new version, or rewrite a draft; refusals as for `draft`."""
        allow(by, Action.KEEP_SITUATIONS)

        def decide() -> Receipt:
            self.check(command.content, by=by)
            found = self._log.load(Situation, situation_id(code), version)
            if found.status is SituationStatus.DRAFT:
                found.redraft(content=command.content, by=by)
            else:
                found.amend(content=command.content, by=by)
            return self._log.record(found, by=by, key=key)

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
        allow(by, Action.KEEP_SITUATIONS)

        def decide() -> Receipt:
            found = self._log.load(Situation, situation_id(code), version)
            found.publish(by=by)
            return self._log.record(found, by=by, key=key)

        return self._log.once(by, key, decide)

    def withdraw(
        self,
        code: str,
        command: WithdrawSituation,
        *,
        by: Actor,
        key: Key | None = None,
        version: int | None = None,
    ) -> Receipt:
        """Offer it no more; whoever confirmed it is asked again."""
        allow(by, Action.KEEP_SITUATIONS)

        def decide() -> Receipt:
            found = self._log.load(Situation, situation_id(code), version)
            found.withdraw(reason=command.reason, by=by)
            return self._log.record(found, by=by, key=key)

        return self._log.once(by, key, decide)
