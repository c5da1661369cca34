"""Puts confirmations up again when what they rest on changed (L3)."""

from collections.abc import Iterable
from uuid import UUID

from application.log import EventLog
from application.ports import Clock, Confirmed, ListFacts
from domain.client import Client
from domain.condition import Verdict, judge
from domain.confirmation import Confirmation, ThingKind, WhyAgain, changed_facts
from domain.errors import NotFound, Stale
from domain.kernel import Actor, Event, Role
from domain.profile import FactValue, Profile
from domain.requirement import Requirement
from domain.situation import Situation, SituationStatus, situation_id

REVIEW = Actor(id="system:review", role=Role.SYSTEM)

OF_SITUATIONS = (ThingKind.SITUATION, ThingKind.SEGMENT)


class ConfirmationReviews:
    """A reaction; every one may be repeated: what was done leaves nothing to do."""

    on = (
        Requirement.Amended,
        Situation.Amended,
        Situation.Withdrawn,
        Client.FactsStated,
        Client.PremisesFactsStated,
        Client.PremisesOpened,
        Client.PremisesClosed,
        Confirmation.Given,
        Confirmation.GivenAgain,
    )

    def __init__(
        self, log: EventLog, clock: Clock, facts: ListFacts, confirmed: Confirmed
    ) -> None:
        self._log = log
        self._clock = clock
        self._facts = facts
        self._confirmed = confirmed

    def react(self, happened: Event) -> None:
        """Do what follows from one event; read models are at least that far."""
        match happened:
            case Requirement.Amended() | Situation.Amended() | Situation.Withdrawn():
                for id in self._confirmed.on_thing(happened.originator_id):
                    self._look_at(id)
            case Confirmation.Given() | Confirmation.GivenAgain():
                # It may name a version that was amended just before.
                self._look_at(happened.originator_id)
            case Client.FactsStated() | Client.PremisesFactsStated():
                self._look_at_client(happened.originator_id, happened.facts)
            case _:
                self._look_at_client(happened.originator_id, {"object:premises": None})

    def look_at_outdated(self) -> int:
        """Look at confirmations of versions that gave way as days went by.

        Returns:
            How many there were.
        """
        ids = list(self._confirmed.outdated(self._clock.today()))
        for id in ids:
            self._look_at(id)
        return len(ids)

    def _look_at(self, id: UUID) -> None:
        """Put one up when the thing it is about has a newer version."""
        confirmation = self._log.find(Confirmation, id)
        if confirmation is None or not confirmation.is_given:
            return
        if confirmation.kind is ThingKind.REQUIREMENT:
            self._review_requirements(confirmation.client_id, [confirmation])
        else:
            self._review_situation(confirmation)

    def _look_at_client(self, client_id: UUID, changed: dict[str, FactValue]) -> None:
        """Put those up whose verdict or facts are now otherwise."""
        ids = list(self._confirmed.of_client(client_id))
        if not ids:
            return
        found = [
            one
            for one in self._log.find_many(Confirmation, ids).values()
            if one.is_given
        ]
        profile = self._review_requirements(
            client_id, [one for one in found if one.kind is ThingKind.REQUIREMENT]
        )
        if profile is None:
            return
        now = {fact: profile.value(fact) for fact in changed}
        for one in found:
            if one.kind in OF_SITUATIONS and (facts := changed_facts(one.facts, now)):
                self._put_up(one, WhyAgain.FACTS_CHANGED, one.number, None, facts)

    def _review_requirements(
        self, client_id: UUID, confirmations: Iterable[Confirmation]
    ) -> Profile | None:
        """Compare with the versions in force and what the facts say today."""
        of = {one.code: one for one in confirmations}
        try:
            profile, subjects = self._facts.subjects(client_id, list(of))
        except NotFound:
            return None
        for code, subject in subjects.items():
            one = of[code]
            judgement = judge(subject.condition, profile)
            if subject.version > one.number:
                why = WhyAgain.NEW_VERSION
            elif judgement.verdict is not one.verdict:
                why = WhyAgain.VERDICT_CHANGED
            else:
                continue
            facts = {because.fact: because.value for because in judgement.because}
            self._put_up(one, why, subject.version, judgement.verdict, facts)
        return profile

    def _review_situation(self, confirmation: Confirmation) -> None:
        situation = self._log.find(Situation, situation_id(confirmation.code))
        if situation is None:
            return
        if situation.status is SituationStatus.WITHDRAWN:
            why = WhyAgain.OFFERED_NO_MORE
        elif situation.number > confirmation.number:
            why = WhyAgain.NEW_VERSION
        else:
            return
        self._put_up(confirmation, why, situation.number, None, {})

    def _put_up(
        self,
        confirmation: Confirmation,
        why: WhyAgain,
        number: int,
        verdict: Verdict | None,
        facts: dict[str, FactValue],
    ) -> None:
        confirmation.put_up(
            why=why, number=number, verdict=verdict, facts=facts, by=REVIEW
        )
        try:
            self._log.record(confirmation, by=REVIEW)
        except Stale:
            # Somebody confirmed meanwhile; that event is looked at in its turn.
            return
