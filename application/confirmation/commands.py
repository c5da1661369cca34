"""A client confirms situations, segments and requirements, one or many (L3)."""

from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID

from pydantic import Field

from application.access import Action, allow
from application.client import living_client
from application.log import EventLog, Key, Receipt, check_version
from application.ports import Clock, ListFacts
from domain.applicability import Subject
from domain.client import Client, Facts, FactSource, NothingChanged, UnknownFact
from domain.condition import Verdict, judge
from domain.confirmation import (
    AlreadyConfirmed,
    Confirmation,
    ConfirmedVersionChanged,
    NothingToConfirm,
    ThingKind,
    VerdictNotKnown,
)
from domain.errors import NotFound
from domain.kernel import Actor, Value
from domain.profile import FactValue, Profile, Vocabulary
from domain.requirement import Code
from domain.situation import Situation, SituationStatus, situation_id

MOST_AT_ONCE = 500


class ConfirmRequirements(Value):
    """Confirm what the list says of requirements: one, or many at once.

    Attributes:
        requirements: codes; at least one.
        seen: version of each requirement that the client read; checked where given.
    """

    requirements: tuple[Code, ...] = Field(
        min_length=1, max_length=MOST_AT_ONCE, examples=[["REQ-FIRE-001"]]
    )
    seen: dict[str, int] = Field(
        default_factory=dict, max_length=MOST_AT_ONCE, examples=[{"REQ-FIRE-001": 1}]
    )


class ConfirmSituation(Value):
    """Confirm a life situation or a segment, and what is so of it.

    Attributes:
        number: the version that the client read.
        facts: of those it proposes; as proposed or corrected. What is left out, or
            null, is not confirmed and stays as it is known.
    """

    number: int = Field(ge=1, le=100_000)
    facts: dict[str, FactValue] = Field(
        default_factory=dict, max_length=100, examples=[{"activity:cooks_food": True}]
    )


class _Word(NamedTuple):
    """What a client says of one thing, see `Confirmation.Given`."""

    kind: ThingKind
    code: str
    number: int
    verdict: Verdict | None
    facts: Facts
    corrected: tuple[str, ...] = ()


class Confirmations:
    """The commands of confirmations; all are the client's own."""

    def __init__(
        self, log: EventLog, clock: Clock, facts: ListFacts, vocabulary: Vocabulary
    ) -> None:
        self._log = log
        self._clock = clock
        self._facts = facts
        self._vocabulary = vocabulary

    def requirements(
        self,
        client_id: UUID,
        command: ConfirmRequirements,
        *,
        by: Actor,
        key: Key | None = None,
    ) -> Receipt:
        """Confirm requirements: all of them or none; confirmed ones stay as they are.

        Raises:
            NotFound: a requirement is not in force.
            ConfirmedVersionChanged: it changed after the client read it.
            VerdictNotKnown: whether it is about the client is not known.
            AlreadyConfirmed: all of them are.
        """
        allow(by, Action.CONFIRM, of=client_id)

        def decide() -> Receipt:
            profile, subjects = self._in_force(client_id, command)
            given = self._each(client_id, subjects, profile, by)
            return self._log.record(*given, by=by, key=key)

        return self._log.once(by, key, decide)

    def situation(
        self,
        client_id: UUID,
        code: str,
        command: ConfirmSituation,
        *,
        by: Actor,
        key: Key | None = None,
    ) -> Receipt:
        """Confirm a life situation or a segment; its facts are stated by the client.

        Raises:
            NotFound: nothing with this code is offered.
            ConfirmedVersionChanged: it changed after the client read it.
            UnknownFact: a fact is none of the proposed, or of another kind.
            NothingToConfirm: no fact is said.
            AlreadyConfirmed: exactly this is confirmed.
        """
        allow(by, Action.CONFIRM, of=client_id)

        def decide() -> Receipt:
            situation = self._offered(code, command.number)
            said = self._said(situation, command.facts)
            client = self._log.load(Client, client_id)
            self._state(client, said, by)
            confirmation = self._given(client_id, situation, said, by)
            changed = [client] if client.pending_events else []
            return self._log.record(confirmation, *changed, by=by, key=key)

        return self._log.once(by, key, decide)

    def take_back(
        self,
        id: UUID,
        *,
        by: Actor,
        key: Key | None = None,
        version: int | None = None,
    ) -> Receipt:
        """Say that it is no longer so; a life situation that began then ends.

        Raises:
            NotConfirmed: it was taken back before.
        """
        allow(by, Action.CONFIRM)

        def decide() -> Receipt:
            confirmation = self._log.load(Confirmation, id)
            allow(by, Action.CONFIRM, of=confirmation.client_id)
            client = living_client(self._log, confirmation.client_id)
            check_version(confirmation, version)
            confirmation.take_back(by=by, today=self._clock.today())
            self._state(client, _ended(confirmation, client), by)
            changed = [client] if client.pending_events else []
            return self._log.record(confirmation, *changed, by=by, key=key)

        return self._log.once(by, key, decide)

    def _in_force(
        self, client_id: UUID, command: ConfirmRequirements
    ) -> tuple[Profile, list[Subject]]:
        codes = list(dict.fromkeys(command.requirements))
        profile, subjects = self._facts.subjects(client_id, codes)
        missing = [code for code in codes if code not in subjects]
        if missing:
            raise NotFound(requirements=missing)
        changed = [
            code
            for code in codes
            if command.seen.get(code, subjects[code].version) != subjects[code].version
        ]
        if changed:
            raise ConfirmedVersionChanged(requirements=changed)
        return profile, [subjects[code] for code in codes]

    def _each(
        self,
        client_id: UUID,
        subjects: Sequence[Subject],
        profile: Profile,
        by: Actor,
    ) -> list[Confirmation]:
        judged = {one.code: judge(one.condition, profile) for one in subjects}
        open_ = [c for c, j in judged.items() if j.verdict is Verdict.UNKNOWN]
        if open_:
            raise VerdictNotKnown(requirements=open_)
        ids = {
            one.code: Confirmation.create_id(client_id, ThingKind.REQUIREMENT, one.code)
            for one in subjects
        }
        known = self._log.find_many(Confirmation, list(ids.values()))
        given, already = [], None
        for one in subjects:
            judgement = judged[one.code]
            word = _Word(
                ThingKind.REQUIREMENT,
                one.code,
                one.version,
                judgement.verdict,
                {why.fact: why.value for why in judgement.because},
            )
            try:
                found = known.get(ids[one.code])
                given.append(self._confirmed(found, client_id, word, by))
            except AlreadyConfirmed as refusal:
                already = refusal
        if not given and already:
            raise already
        return given

    def _offered(self, code: str, number: int) -> Situation:
        situation = self._log.find(Situation, situation_id(code))
        if situation is None or situation.status is not SituationStatus.PUBLISHED:
            raise NotFound
        if situation.number != number:
            raise ConfirmedVersionChanged(number=situation.number)
        return situation

    def _said(self, situation: Situation, facts: Facts) -> dict[str, FactValue]:
        strange = [
            fact
            for fact, value in facts.items()
            if fact not in situation.content.facts
            or not self._vocabulary.has(fact, value)
        ]
        if strange:
            raise UnknownFact(facts=strange)
        said: dict[str, FactValue] = {
            fact: value for fact, value in facts.items() if value is not None
        }
        if not said:
            raise NothingToConfirm
        return said

    def _given(
        self,
        client_id: UUID,
        situation: Situation,
        said: dict[str, FactValue],
        by: Actor,
    ) -> Confirmation:
        kind, code = ThingKind(situation.kind.value), situation.code
        proposed = situation.content.facts
        found = self._log.find(
            Confirmation, Confirmation.create_id(client_id, kind, code)
        )
        corrected = tuple(f for f, value in said.items() if value != proposed[f])
        word = _Word(kind, code, situation.number, None, said, corrected)
        return self._confirmed(found, client_id, word, by)

    def _confirmed(
        self, found: Confirmation | None, client_id: UUID, word: _Word, by: Actor
    ) -> Confirmation:
        today = self._clock.today()
        if found is None:
            return Confirmation.give(
                client_id=client_id, **word._asdict(), by=by, today=today
            )
        found.give_again(
            number=word.number,
            verdict=word.verdict,
            facts=word.facts,
            corrected=word.corrected,
            by=by,
            today=today,
        )
        return found

    def _state(self, client: Client, facts: Facts, by: Actor) -> None:
        if not facts:
            return
        try:
            client.state_facts(
                facts, source=FactSource.CLIENT, since=self._clock.today(), by=by
            )
        except NothingChanged:
            return


def _ended(confirmation: Confirmation, client: Client) -> dict[str, FactValue]:
    """Life situations that the confirmation began and that still go on."""
    profile = client.profile()
    return {
        fact: False
        for fact, value in confirmation.facts.items()
        if fact.startswith("life_situation:")
        and value is True
        and profile.value(fact) is True
    }
