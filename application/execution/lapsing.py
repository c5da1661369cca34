"""Confirmations lapse when what they rest on changes, or their term ends (C2)."""

from collections.abc import Iterable
from uuid import UUID

from application.log import EventLog
from application.ports import Clock, ExecutionConfirmations
from domain.algorithm import Algorithm, algorithm_id
from domain.client import Client
from domain.errors import Stale
from domain.execution import (
    STANDING,
    Execution,
    ExecutionConfirmation,
    Present,
    lapses,
)
from domain.kernel import Actor, Event, Role
from domain.requirement import Requirement, requirement_id

LAPSE = Actor(id="system:lapse", role=Role.SYSTEM)


class Lapses:
    """Looks at confirmations whenever something happened that they may rest on.

    Each look is at the confirmation as a whole and as of today, so that it may be
    repeated, and none that was missed is lost.
    """

    on = (
        Requirement.Event,
        Client.Event,
        Algorithm.Event,
        ExecutionConfirmation.Issued,
    )

    def __init__(
        self, log: EventLog, clock: Clock, confirmations: ExecutionConfirmations
    ) -> None:
        self._log = log
        self._clock = clock
        self._confirmations = confirmations

    def react(self, happened: Event) -> None:
        """Do what follows from one event; read models are at least that far."""
        id = happened.originator_id
        match happened:
            case Requirement.Event():
                self._look_at(self._confirmations.on_requirement(id))
            case Client.Event():
                self._look_at(self._confirmations.of_client(id))
            case Algorithm.Event():
                self._look_at(self._confirmations.of_algorithm(id))
            case _:
                # Something may have changed between the decision and its record.
                self._look_at([id])

    def look_at_due(self) -> int:
        """Look at confirmations of which a term ended or a version gave way by today.

        Returns:
            How many there were.
        """
        ids = self._confirmations.due(self._clock.today())
        self._look_at(ids)
        return len(ids)

    def _look_at(self, ids: Iterable[UUID]) -> None:
        for id in ids:
            try:
                self._look_at_one(id)
            except Stale:
                self._look_at_one(id)

    def _look_at_one(self, id: UUID) -> None:
        one = self._log.find(ExecutionConfirmation, id)
        if one is None or one.force not in STANDING:
            return
        client = self._log.find(Client, one.client_id)
        execution = self._log.find(Execution, one.execution)
        algorithm = self._log.find(Algorithm, algorithm_id(one.algorithm))
        if client is None or client.is_forgotten or not execution or not algorithm:
            return
        today = self._clock.today()
        codes = {requirement_id(r.code): r.code for r in one.requirements}
        found = self._log.find_many(Requirement, list(codes))
        standings = {codes[id]: r.history.on(today) for id, r in found.items()}
        now = Present(
            algorithm=algorithm,
            requirements={code: s for code, s in standings.items() if s},
            profile=client.profile(),
            premises=client.premises,
            day=today,
        )
        for lapse in lapses(one, execution.content, now):
            if one.force in STANDING:
                one.lapse(lapse, by=LAPSE, today=today)
        self._log.record(one, by=LAPSE)
