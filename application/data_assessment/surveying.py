"""A body looks at a segment without names, and offers help (C3)."""

from datetime import tzinfo
from uuid import UUID

from pydantic import Field

from application.access import Action, allow
from application.data_assessment.choosing import Choosing, Chosen
from application.log import EventLog, Key, Receipt, check_version
from application.ports import (
    AlgorithmsFor,
    Bodies,
    Clock,
    OffersReceived,
    RecordsKept,
)
from domain.data_assessment import Dismissal, Segment, Survey
from domain.errors import NotFound, Stale
from domain.kernel import Actor, Role, Value
from domain.requirement import Code

SURVEYOR = Actor(id="system:surveys", role=Role.SYSTEM)
AT_ONCE = 1000
"""Clients that are looked at between two places where a survey may be broken off."""


class AskSurvey(Chosen):
    """Ask how a segment stands.

    Attributes:
        segment: of which clients.
    """

    segment: Segment = Field(
        default_factory=Segment, examples=[{"okved": "56", "region": "63"}]
    )


class OfferHelp(Value):
    """Offer an algorithm to all whom it could help with a requirement.

    Attributes:
        requirement: code, of the survey.
        algorithm: code of one that serves the requirement.
    """

    requirement: Code = Field(examples=["REQ-FIRE-001"])
    algorithm: str = Field(min_length=1, max_length=64, examples=["ALG-001"])


class Surveys:
    """The commands of surveys; one that was asked is gone through by the worker."""

    def __init__(
        self,
        log: EventLog,
        clock: Clock,
        zone: tzinfo,
        records: RecordsKept,
        bodies: Bodies,
        algorithms: AlgorithmsFor,
        known: OffersReceived,
    ) -> None:
        self._log = log
        self._records = records
        self._algorithms = algorithms
        self._known = known
        self._choosing = Choosing(clock, zone, records, bodies)

    def ask(self, command: AskSurvey, *, by: Actor, key: Key | None = None) -> Receipt:
        """Ask; inspectors and heads. Refusals as of `Looks.look`."""

        def decide() -> Receipt:
            authority, bodies = self._choosing.supervised_by(by)
            moment = self._choosing.moment(None)
            survey = Survey.ask(
                authority=authority,
                bodies=bodies,
                purpose=command.purpose,
                segment=command.segment,
                requirements=self._choosing.subjects(command, bodies, moment),
                moment=moment,
                expected=self._records.size(command.segment),
                by=by,
            )
            return self._log.record(survey, by=by, key=key)

        return self._log.once(by, key, decide)

    def go_on(self, id: UUID, *, by: Actor = SURVEYOR, most: int = AT_ONCE) -> bool:
        """Look at the next clients of a survey, or finish it; the worker.

        Every step is one event of the survey, which names where it came to: a survey
        that was broken off goes on there, and when two workers are at it, one of them
        loses the race and counts nothing.

        Returns:
            Whether there is something left.
        """
        allow(by, Action.REACT)
        survey = self._log.load(Survey, id)
        if survey.is_finished:
            return False
        clients = self._records.members(survey.segment, survey.after, most)
        if clients:
            outcomes = self._records.outcomes(
                clients, survey.requirements, survey.moment, survey.bodies
            )
            survey.go_on(outcomes, by=by)
        else:
            survey.finish(by=by)
        try:
            self._log.record(survey, by=by)
        except Stale:
            return True
        return bool(clients)

    def go_on_with_all(self, *, by: Actor = SURVEYOR) -> None:
        """Finish every survey that is not; the worker."""
        for id in self._known.running():
            while self.go_on(id, by=by):
                pass

    def offer(
        self,
        id: UUID,
        command: OfferHelp,
        *,
        by: Actor,
        key: Key | None = None,
        version: int | None = None,
    ) -> Receipt:
        """Offer an algorithm to a group of a finished survey; the body that asked.

        Raises:
            NotFound: there is no such survey of this body, or no such requirement.
            SurveyRunning, GroupTooSmall, AlgorithmDoesNotServe, OfferedAlready: see
                `Survey.offer`.
        """

        def decide() -> Receipt:
            allow(by, Action.LOOK_AT_RECORDS)
            survey = self._log.load(Survey, id)
            allow(by, Action.LOOK_AT_RECORDS, of=survey.authority)
            check_version(survey, version)
            survey.offer(
                command.requirement,
                command.algorithm,
                serving=self._algorithms.serving(command.requirement),
                by=by,
            )
            return self._log.record(survey, by=by, key=key)

        return self._log.once(by, key, decide)


class Offers:
    """What a client does with an offer."""

    def __init__(self, log: EventLog, known: OffersReceived) -> None:
        self._log = log
        self._known = known

    def dismiss(
        self, client_id: UUID, offer: UUID, *, by: Actor, key: Key | None = None
    ) -> Receipt:
        """Not hear of an offer again; nothing when that was said before.

        Raises:
            NotFound: it was not made to this client.
        """
        allow(by, Action.ANSWER_LOOK, of=client_id)

        def decide() -> Receipt:
            if not self._known.received(client_id, offer):
                raise NotFound
            id = Dismissal.create_id(client_id, offer)
            known = self._log.find(Dismissal, id)
            if known is None:
                known = Dismissal(client_id=client_id, offer=offer, by=by)
            return self._log.record(known, by=by, key=key)

        return self._log.once(by, key, decide)
