"""An appeal is decided, and what the decision orders happens with it (I9)."""

from uuid import UUID

from application.appeal.commands import CheckDecision, DraftDecision
from application.appeal.handling import AppealHandling, by_appeal
from application.appeal.ports import Effects, WordedEffect
from application.appeal.wording import decision_text
from application.log import EventLog, Key, Receipt
from application.ports import Clock
from domain.appeal import Appeal, Grounds, Suspension
from domain.exchange import Kind
from domain.kernel import Actor, Aggregate


class AppealDecisions:
    """The commands of a decision; each takes id and version."""

    def __init__(
        self,
        log: EventLog,
        clock: Clock,
        grounds: Grounds,
        effects: Effects,
        handling: AppealHandling,
    ) -> None:
        self._log = log
        self._clock = clock
        self._grounds = grounds
        self._effects = effects
        self._handling = handling

    def draft(
        self,
        id: UUID,
        command: DraftDecision,
        *,
        by: Actor,
        key: Key | None = None,
        version: int | None = None,
    ) -> Receipt:
        """Draft it, or draft it anew.

        Raises:
            Refusal: what `AppealHandling.of_officer` and `Appeal.draft_decision` raise.
            AppealNotRead: something of the client is not opened.
        """

        def decide() -> Receipt:
            appeal = self._handling.of_officer(id, version, by)
            self._handling.check_read(appeal)
            appeal.draft_decision(
                {n: (one.upheld, one.reason) for n, one in command.points.items()},
                [(one.ordered(), one.words) for one in command.effects],
                command.words,
                by=by,
            )
            return self._log.record(appeal, by=by, key=key)

        return self._log.once(by, key, decide)

    def check(
        self,
        id: UUID,
        command: CheckDecision,
        *,
        by: Actor,
        key: Key | None = None,
        version: int | None = None,
    ) -> Receipt:
        """Agree with the draft of another, or return it.

        Raises:
            NotFound, Stale: of the appeal.
            AppealNotRead: something of the client is not opened.
            Refusal: what `Appeal.check_decision` raises.
        """

        def decide() -> Receipt:
            appeal = self._handling.of_body(id, version, by)
            self._handling.check_read(appeal)
            appeal.check_decision(
                self._handling.parts(appeal),
                agrees=command.agrees,
                reason=command.reason,
                by=by,
            )
            return self._log.record(appeal, by=by, key=key)

        return self._log.once(by, key, decide)

    def decide(
        self,
        id: UUID,
        *,
        by: Actor,
        key: Key | None = None,
        version: int | None = None,
    ) -> Receipt:
        """Decide as drafted; everything it changes is recorded with it, or nothing is.

        Raises:
            Refusal: what `AppealHandling.of_officer` and `Appeal.check_deciding`
                raise; EffectImpossible: something of it cannot happen any more.
            AppealNotRead: something of the client is not opened.
        """

        def act() -> Receipt:
            appeal = self._handling.of_officer(id, version, by)
            now = self._clock.now()
            self._handling.check_read(appeal)
            appeal.check_deciding(now)
            changed = self._changed(appeal, by)
            text = decision_text(appeal, self._grounds)
            message, *files = self._handling.from_body(appeal, Kind.DECISION, text, by)
            appeal.decide(
                deliver=self._handling.terms(appeal).to_deliver(now),
                message=message.id,
                at=now,
                by=by,
            )
            return self._log.record(appeal, message, *files, *changed, by=by, key=key)

        return self._log.once(by, key, act)

    def _changed(self, appeal: Appeal, by: Actor) -> tuple[Aggregate, ...]:
        effects = [WordedEffect(one, said) for one, said in appeal.ordered()]
        return self._effects.decide(
            appeal.matter,
            effects,
            suspended=appeal.suspension is Suspension.GRANTED,
            appeal=by_appeal(appeal),
            by=by,
        )
