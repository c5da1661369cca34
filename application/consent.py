"""A client agrees that the state turns to it unasked, and takes it back (R3)."""

from uuid import UUID

from pydantic import Field

from application.access import Action, allow
from application.log import EventLog, Key, Receipt, check_version
from application.ports import AgreeableScopes, Clock, Pseudonyms
from domain.consent import WORDS, Consent, NothingToAgreeTo, Scope, Way
from domain.errors import NotFound
from domain.kernel import PUBLIC, Actor, Value


class GiveConsent(Value):
    """Agree to one thing.

    Attributes:
        scope: a proactive service, or a life situation with all of them.
    """

    scope: Scope = Field(examples=[{"kind": "service", "name": "help"}])


class Consents:
    """The commands of consents.

    Args:
        log: where they are recorded.
        clock: what day it is.
        scopes: what one can agree to.
        pseudonyms: makes the words by which whoever has a notice revokes.
    """

    def __init__(
        self,
        log: EventLog,
        clock: Clock,
        scopes: AgreeableScopes,
        pseudonyms: Pseudonyms,
    ) -> None:
        self._log = log
        self._clock = clock
        self._scopes = scopes
        self._pseudonyms = pseudonyms

    def give(
        self,
        client_id: UUID,
        command: GiveConsent,
        *,
        by: Actor,
        key: Key | None = None,
    ) -> Receipt:
        """Agree; whoever acts for the client.

        Raises:
            NotFound: the role may not.
            NothingToAgreeTo: there is no such service or life situation.
            ConsentStands: that was done before.
        """
        allow(by, Action.CONSENT, of=client_id)

        def decide() -> Receipt:
            if not self._scopes.agreeable(command.scope):
                raise NothingToAgreeTo
            today = self._clock.today()
            id = Consent.create_id(client_id, command.scope)
            consent = self._log.find(Consent, id)
            if consent is None:
                consent = Consent(
                    client_id=client_id,
                    scope=command.scope,
                    text=WORDS,
                    on=today,
                    by=by,
                )
            else:
                consent.give_again(text=WORDS, on=today, by=by)
            return self._log.record(consent, by=by, key=key)

        return self._log.once(by, key, decide)

    def revoke(
        self,
        id: UUID,
        *,
        by: Actor,
        key: Key | None = None,
        version: int | None = None,
    ) -> Receipt:
        """Take a consent back, in one step and without a reason; the client.

        Raises:
            NotFound: it is none of the client's.
            ConsentRevoked: that was done before.
            Stale: it was changed since `version`.
        """
        allow(by, Action.CONSENT)

        def decide() -> Receipt:
            consent = self._log.load(Consent, id)
            allow(by, Action.CONSENT, of=consent.client_id)
            check_version(consent, version)
            consent.revoke(way=Way.PAGE, on=self._clock.today(), by=by)
            return self._log.record(consent, by=by, key=key)

        return self._log.once(by, key, decide)

    def revoke_by_link(
        self, id: UUID, word: UUID, *, by: Actor = PUBLIC, key: Key | None = None
    ) -> Receipt:
        """Take a consent back by the address in a notice; whoever has it.

        Raises:
            NotFound: the word is not that of this consent.
            ConsentRevoked: that was done before.
        """
        allow(by, Action.REVOKE_CONSENT)
        self.check(id, word)

        def decide() -> Receipt:
            consent = self._log.load(Consent, id)
            consent.revoke(way=Way.LINK, on=self._clock.today(), by=by)
            return self._log.record(consent, by=by, key=key)

        return self._log.once(by, key, decide)

    def word_of(self, id: UUID) -> UUID:
        """The word that a notice bears, so that whoever has it can revoke.

        It stays the same; nobody without the master key can guess it.
        """
        return self._pseudonyms.of("consent", str(id))

    def check(self, id: UUID, word: UUID) -> None:
        """See that a word is that of a consent.

        Raises:
            NotFound: it is not.
        """
        if self.word_of(id) != word:
            raise NotFound
