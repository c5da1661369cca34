"""A body assigns categories, decides about rises, and answers objections (C5)."""

from uuid import UUID

from application.access import Action, allow
from application.client.clients import living
from application.log import EventLog, Key, Receipt
from application.ports import Bodies, Clock, Pseudonyms
from application.risk.commands import AnswerRiskObjection, AssignRisk, DecideRise
from application.risk.handling import RiskHandling
from application.risk.profiles import check_ours, own
from application.risk.reckoning import Explained, RiskReckoning
from domain.client.numbers import INN_DIGITS, inn_of
from domain.deadline import Task
from domain.kernel import Actor
from domain.profile import ClientKind
from domain.risk import (
    RiskAssignedAlready,
    RiskAssignment,
    RiskClientUnknown,
    RiskNotObjected,
)


class RiskAssignments:
    """The commands of the body."""

    def __init__(
        self,
        log: EventLog,
        clock: Clock,
        bodies: Bodies,
        pseudonyms: Pseudonyms,
        reckoning: RiskReckoning,
        handling: RiskHandling,
    ) -> None:
        self._log = log
        self._clock = clock
        self._bodies = bodies
        self._pseudonyms = pseudonyms
        self._reckoning = reckoning
        self._handling = handling

    def prepare(self, command: AssignRisk, *, by: Actor) -> Explained:
        """What would be assigned, told line by line; records nothing, raises as it."""
        allow(by, Action.ASSIGN_RISK)
        client_id = self._to_assign(command, by)
        return self._reckoning.explain(
            client_id, command.premises, command.control_kind
        )

    def assign(
        self, command: AssignRisk, *, by: Actor, key: Key | None = None
    ) -> Receipt:
        """Assign the category that is reckoned today.

        Raises:
            RiskClientUnknown, BadInn: there is no such business.
            NotFound: it has no such place, or another body has this kind of control.
            NoRiskCriteria: nothing is reckoned by, so that the risk stays low.
            RiskAssignedAlready: it has a category.
        """
        allow(by, Action.ASSIGN_RISK)

        def decide() -> Receipt:
            client_id, kind = self._to_assign(command, by), command.control_kind
            assignment = RiskAssignment.assign(
                self._reckoning.reckon(client_id, command.premises, kind),
                client_id=client_id,
                premises=command.premises,
                control_kind=kind,
                authority=own(by),
                by=by,
                today=self._clock.today(),
            )
            return self._log.record(assignment, by=by, key=key)

        return self._log.once(by, key, decide)

    def decide_rise(
        self,
        id: UUID,
        command: DecideRise,
        *,
        by: Actor,
        key: Key | None = None,
        version: int | None = None,
    ) -> Receipt:
        """Let a category rise to what was reckoned, or stay.

        Raises:
            NotFound, Stale: of the category.
            RiskAssignmentOver, NoRiseOfRisk, RiskReasonMissing: see
                `RiskAssignment.let_rise`.
        """

        def decide() -> Receipt:
            one = self._handling.assignment(id, Action.DECIDE_RISK, by, version)
            told = one.let_rise if command.rises else one.decline_rise
            told(reason=command.reason, by=by, today=self._clock.today())
            kept = self._handling.kept(Task.DECIDE_RISE_OF_RISK, id, one.rises, by)
            return self._log.record(one, *kept, by=by, key=key)

        return self._log.once(by, key, decide)

    def answer(
        self,
        id: UUID,
        command: AnswerRiskObjection,
        *,
        by: Actor,
        key: Key | None = None,
        version: int | None = None,
    ) -> Receipt:
        """Answer an objection: assign less, or say why not.

        Args:
            id: of the category.
            command: the answer.
            by: an officer of the body.
            key: of the command.
            version: of the category that was seen.

        Raises:
            NotFound, Stale: of the category.
            RiskNotObjected, RiskReasonMissing: see `RiskObjections.uphold`.
            RiskNotLowered: see `RiskAssignment.lower`.
        """

        def decide() -> Receipt:
            one = self._handling.assignment(id, Action.DECIDE_RISK, by, version)
            objections = self._handling.objections(one)
            if objections is None:
                raise RiskNotObjected
            turn, today = objections.turn, self._clock.today()
            done = self._handling.kept(Task.ANSWER_RISK_OBJECTION, id, turn, by)
            if command.category is None:
                objections.decline(reason=command.reason, by=by, today=today)
                return self._log.record(one, objections, *done, by=by, key=key)
            objections.uphold(
                command.category, reason=command.reason, by=by, today=today
            )
            one.lower(command.category, objection=turn, by=by, today=today)
            task = Task.DECIDE_RISE_OF_RISK
            done += self._handling.cancelled(task, id, one.rises, by)
            return self._log.record(one, objections, *done, by=by, key=key)

        return self._log.once(by, key, decide)

    def _to_assign(self, command: AssignRisk, by: Actor) -> UUID:
        """The business, when its object may be given a category."""
        kind = command.control_kind
        profile = self._reckoning.profile(kind)
        check_ours(self._bodies, profile.control_body, by)
        client_id = self.client(command.inn, by=by)
        id = RiskAssignment.create_id(client_id, command.premises, kind)
        if self._log.find(RiskAssignment, id) is not None:
            raise RiskAssignedAlready
        return client_id

    def client(self, inn: str, *, by: Actor) -> UUID:
        """The business with an INN, for whoever is to assign a category to its object.

        Raises:
            RiskClientUnknown, BadInn: there is no such business.
        """
        allow(by, Action.ASSIGN_RISK)
        digits = "".join(inn.split())
        is_entity = len(digits) <= INN_DIGITS[ClientKind.LE]
        kind = ClientKind.LE if is_entity else ClientKind.IE
        id, known = living(self._log, self._pseudonyms, inn_of(digits, kind))
        if known is None:
            raise RiskClientUnknown
        return id
