"""A client examines itself: begins, answers, undoes, finishes (L5)."""

from copy import deepcopy
from datetime import date
from uuid import UUID

from pydantic import Field

from application.access import Action, allow
from application.client import living_client
from application.log import EventLog, Key, Receipt, check_version
from application.ports import Clock, Undecided
from domain.client import Client, Facts, FactSource, UnknownFact
from domain.errors import NotFound
from domain.kernel import Actor, Event, Role, Value
from domain.profile import FactValue, Vocabulary
from domain.self_examination import Catalogue, Examination
from domain.self_examination.catalogue import differing
from domain.self_examination.examination import check_agreement

CONCLUDE = Actor(id="system:conclude", role=Role.SYSTEM)


class GiveAnswer(Value):
    """Answer one question, or several at once.

    Attributes:
        facts: by fact key; null: "I don't know", which is an answer and is kept.
    """

    facts: dict[str, FactValue] = Field(
        min_length=1, max_length=100, examples=[{"employees": 8, "object:lift": None}]
    )


class SelfExaminations:
    """The commands of self-examination; all are the client's own.

    An answer states facts of the client and is noted here, both or neither. What
    follows from it is stated with the source "derived".
    """

    def __init__(
        self,
        log: EventLog,
        clock: Clock,
        vocabulary: Vocabulary,
        catalogue: Catalogue,
        undecided: Undecided,
    ) -> None:
        self._log = log
        self._clock = clock
        self._vocabulary = vocabulary
        self._catalogue = catalogue
        self._undecided = undecided

    def begin(self, client_id: UUID, *, by: Actor, key: Key | None = None) -> Receipt:
        """Begin, or begin anew after the last one was finished.

        Raises:
            ExaminationGoesOn: the last one is not finished.
        """
        allow(by, Action.EXAMINE_ITSELF, of=client_id)

        def decide() -> Receipt:
            client = self._log.load(Client, client_id)
            known = client.profile().facts()
            follows = self._conclude(client, by)
            said = {"known": known, "follows": follows}
            today = self._clock.today()
            found = self._log.find(Examination, Examination.create_id(client_id))
            if found is None:
                found = Examination.begin(
                    client_id=client_id, by=by, today=today, **said
                )
            else:
                found.begin_again(by=by, today=today, **said)
            return self._log.record(found, *_changed(client), by=by, key=key)

        return self._log.once(by, key, decide)

    def answer(
        self,
        client_id: UUID,
        command: GiveAnswer,
        *,
        by: Actor,
        key: Key | None = None,
        version: int | None = None,
    ) -> Receipt:
        """Answer; in any order, also what was not asked.

        Raises:
            NotFound: nothing was begun.
            UnknownFact: a fact is not of the vocabulary.
            AnswersDisagree: it does not fit what is known.
            ExaminationOver: the self-examination is finished.
        """
        allow(by, Action.EXAMINE_ITSELF, of=client_id)

        def decide() -> Receipt:
            said = self._checked(command.facts)
            examination, client = self._load(client_id, version)
            before = said_by_client(client)
            self._state(client, said, FactSource.CLIENT, by)
            follows = self._conclude(client, by)
            check_agreement(self._catalogue, client.profile(), {**follows, **said})
            examination.answer(said=said, follows=follows, before=before, by=by)
            return self._log.record(examination, *_changed(client), by=by, key=key)

        return self._log.once(by, key, decide)

    def undo(
        self,
        client_id: UUID,
        number: int,
        *,
        by: Actor,
        key: Key | None = None,
        version: int | None = None,
    ) -> Receipt:
        """Take an answer back: its facts are again what they were before it.

        Raises:
            NotFound: there is no such answer.
            NothingToUndo: it was undone.
            ExaminationOver: the self-examination is finished.
        """
        allow(by, Action.EXAMINE_ITSELF, of=client_id)

        def decide() -> Receipt:
            examination, client = self._load(client_id, None)
            if not 0 < number <= examination.count:
                raise NotFound
            check_version(examination, version)
            restored = examination.to_restore(number, said_by_client(client))
            self._state(client, restored, FactSource.CLIENT, by)
            follows = self._conclude(client, by)
            examination.undo(number=number, restored=restored, follows=follows, by=by)
            return self._log.record(examination, *_changed(client), by=by, key=key)

        return self._log.once(by, key, decide)

    def finish(
        self,
        client_id: UUID,
        *,
        by: Actor,
        key: Key | None = None,
        version: int | None = None,
    ) -> Receipt:
        """End it; facts that still decide something are named.

        Raises:
            NotFound: nothing was begun.
            ExaminationOver: it was ended before.
        """
        allow(by, Action.EXAMINE_ITSELF, of=client_id)

        def decide() -> Receipt:
            examination, _ = self._load(client_id, version)
            today = self._clock.today()
            left = self._undecided.facts(client_id, today)
            examination.finish(left=left, by=by, today=today)
            return self._log.record(examination, by=by, key=key)

        return self._log.once(by, key, decide)

    def _load(self, client_id: UUID, version: int | None) -> tuple[Examination, Client]:
        client = living_client(self._log, client_id)
        found = self._log.load(Examination, Examination.create_id(client_id))
        return check_version(found, version), client

    def _conclude(self, client: Client, by: Actor) -> dict[str, FactValue]:
        """Bring what follows up to date; the facts that changed, None: no longer."""
        changed = conclusions(client, self._catalogue)
        self._state(client, changed, FactSource.DERIVED, by)
        return changed

    def _state(
        self, client: Client, facts: Facts, source: FactSource, by: Actor
    ) -> None:
        changed = differing(facts, client.words.said_by(source, None))
        if changed:
            client.state_facts(changed, source=source, since=self._clock.today(), by=by)

    def _checked(self, facts: dict[str, FactValue]) -> dict[str, FactValue]:
        strange = [
            fact
            for fact, value in facts.items()
            if not self._vocabulary.has(fact, value)
        ]
        if strange:
            raise UnknownFact(facts=strange)
        return dict(facts)


class Conclusions:
    """Takes back what no longer follows when somebody says otherwise (a reaction)."""

    on = (
        Client.FactsStated,
        Client.PremisesFactsStated,
        Client.PremisesOpened,
        Client.PremisesClosed,
    )

    def __init__(self, log: EventLog, clock: Clock, catalogue: Catalogue) -> None:
        self._log = log
        self._clock = clock
        self._catalogue = catalogue

    def react(self, happened: Event) -> None:
        """Look at the client of an event; nothing is drawn anew."""
        client = self._log.find(Client, happened.originator_id)
        if client is None or client.is_forgotten:
            return
        gone = {
            fact: value
            for fact, value in conclusions(client, self._catalogue).items()
            if value is None
        }
        if gone:
            client.state_facts(
                gone, source=FactSource.DERIVED, since=self._clock.today(), by=CONCLUDE
            )
            self._log.record(client, by=CONCLUDE)


def said_by_client(client: Client) -> Facts:
    """What the client itself says, whatever stands."""
    return client.words.said_by(FactSource.CLIENT, None)


def conclusions(client: Client, catalogue: Catalogue) -> dict[str, FactValue]:
    """What follows and was not concluded yet, and (None) what no longer follows."""
    concluded = {
        fact: value
        for fact, value in client.words.said_by(FactSource.DERIVED, None).items()
        if value is not None
    }
    known = deepcopy(client)
    if concluded:
        known.state_facts(
            dict.fromkeys(concluded),
            source=FactSource.DERIVED,
            since=date.max,
            by=CONCLUDE,
        )
    follows = catalogue.follows(known.profile())
    gone = dict.fromkeys(concluded.keys() - follows.keys())
    return {**gone, **differing(follows, concluded)}


def _changed(client: Client) -> list[Client]:
    return [client] if client.pending_events else []
