"""A body offers or announces a visit, arranges and holds it (C6)."""

from collections.abc import Callable, Sequence
from uuid import UUID

from application.access import Action, allow
from application.client.clients import living
from application.exchange import Correspondence
from application.log import EventLog, Key, Receipt
from application.ports import Clock, Pseudonyms
from application.risk import RiskCategories
from application.visit.commands import (
    AnnounceVisit,
    ChooseSlot,
    OfferSlots,
    OfferVisit,
    SayWhy,
    StartVisit,
)
from application.visit.handling import (
    Handling,
    VisitsKnown,
    about,
    own,
    writers,
)
from application.visit.wording import TITLES
from domain.client.numbers import INN_DIGITS, inn_of
from domain.exchange import Kind, Letter
from domain.kernel import Actor, Aggregate
from domain.profile import ClientKind
from domain.term import Place, Reckoning
from domain.visit import (
    Ground,
    Visit,
    VisitedClientUnknown,
    VisitKind,
    duty,
    new_visit_id,
)

Act = Callable[[Visit], Sequence[Aggregate]]


class Visits:
    """The commands of the body that visits."""

    def __init__(
        self,
        log: EventLog,
        clock: Clock,
        visits: VisitsKnown,
        pseudonyms: Pseudonyms,
        correspondence: Correspondence,
        handling: Handling,
        risk: RiskCategories,
    ) -> None:
        self._log = log
        self._clock = clock
        self._visits = visits
        self._pseudonyms = pseudonyms
        self._correspondence = correspondence
        self._handling = handling
        self._risk = risk

    def offer(
        self, command: OfferVisit, *, by: Actor, key: Key | None = None
    ) -> Receipt:
        """Offer a business a visit, which it may refuse.

        Returns:
            A receipt that names the visit first.

        Raises:
            NotFound: the actor visits nobody.
            VisitedClientUnknown, BadInn: there is no such business.
            VisitPlaceUnknown, NotSupervised: it cannot be about this.
            Refusal: what `Visit.begin` and `Visit.offer` raise.
        """
        allow(by, Action.VISIT)

        def decide() -> Receipt:
            visit, told = self._invited(command, by)
            return self._log.record(visit, *told, by=by, key=key)

        return self._log.once(by, key, decide)

    def announce(
        self, command: AnnounceVisit, *, by: Actor, key: Key | None = None
    ) -> Receipt:
        """Announce a mandatory visit, in the term of notice.

        Returns:
            A receipt that names the visit first.

        Raises:
            NotFound: the actor visits nobody.
            VisitedClientUnknown, BadInn: there is no such business.
            VisitPlaceUnknown, NotSupervised: it cannot be about this.
            Refusal: what `duty`, `Visit.begin` and `Visit.offer` raise.
        """
        allow(by, Action.VISIT)

        def decide() -> Receipt:
            visit, told = self._invited(command, by)
            return self._log.record(visit, *told, by=by, key=key)

        return self._log.once(by, key, decide)

    def prepare(self, command: OfferVisit, *, by: Actor) -> Visit:
        """The visit that `offer` or `announce` would record; raises as they do."""
        allow(by, Action.VISIT)
        visit, _ = self._invited(command, by)
        return visit

    def place(self, inn: str, *, by: Actor) -> Place:
        """Where a business is, in whose zone its times are.

        Raises:
            NotFound: the actor visits nobody.
            VisitedClientUnknown, BadInn: there is no such business.
        """
        allow(by, Action.VISIT)
        return self._handling.place(self._client(inn))

    def offer_slots(
        self,
        id: UUID,
        command: OfferSlots,
        *,
        by: Actor,
        key: Key | None = None,
        version: int | None = None,
    ) -> Receipt:
        """Offer times, which is consent; see `Visit.offer` for refusals."""

        def act(visit: Visit) -> Sequence[Aggregate]:
            visit.offer(
                command.slots,
                until=command.until,
                terms=self._handling.terms_of(visit),
                now=self._clock.now(),
                by=by,
            )
            return self._handling.settled(visit, by)

        return self._change(id, act, by, key, version)

    def choose(
        self,
        id: UUID,
        command: ChooseSlot,
        *,
        by: Actor,
        key: Key | None = None,
        version: int | None = None,
    ) -> Receipt:
        """Set the time after silence; see `Visit.choose` for refusals."""

        def act(visit: Visit) -> Sequence[Aggregate]:
            terms = self._handling.terms_of(visit)
            visit.choose(command.slot, terms=terms, now=self._clock.now(), by=by)
            return []

        return self._change(id, act, by, key, version)

    def agree_move(
        self,
        id: UUID,
        command: ChooseSlot,
        *,
        by: Actor,
        key: Key | None = None,
        version: int | None = None,
    ) -> Receipt:
        """Move it to a wished time; see `Visit.agree_move` for refusals."""

        def act(visit: Visit) -> Sequence[Aggregate]:
            visit.agree_move(command.slot, now=self._clock.now(), by=by)
            return self._handling.settled(visit, by)

        return self._change(id, act, by, key, version)

    def decline_move(
        self,
        id: UUID,
        command: SayWhy,
        *,
        by: Actor,
        key: Key | None = None,
        version: int | None = None,
    ) -> Receipt:
        """Leave it at its time; see `Visit.decline_move` for refusals."""

        def act(visit: Visit) -> Sequence[Aggregate]:
            terms, now = self._handling.terms_of(visit), self._clock.now()
            visit.decline_move(reason=command.reason, terms=terms, now=now, by=by)
            return self._handling.settled(visit, by)

        return self._change(id, act, by, key, version)

    def decline(
        self,
        id: UUID,
        command: SayWhy,
        *,
        by: Actor,
        key: Key | None = None,
        version: int | None = None,
    ) -> Receipt:
        """Do not come, though a business asked; see `Visit.decline` for refusals."""

        def act(visit: Visit) -> Sequence[Aggregate]:
            visit.decline(reason=command.reason, by=by, today=self._clock.today())
            return self._handling.settled(visit, by)

        return self._change(id, act, by, key, version)

    def call_off(
        self,
        id: UUID,
        command: SayWhy,
        *,
        by: Actor,
        key: Key | None = None,
        version: int | None = None,
    ) -> Receipt:
        """Do not come; see `Visit.call_off` for refusals."""

        def act(visit: Visit) -> Sequence[Aggregate]:
            visit.call_off(reason=command.reason, by=by, today=self._clock.today())
            return self._handling.settled(visit, by)

        return self._change(id, act, by, key, version)

    def start(
        self,
        id: UUID,
        command: StartVisit,
        *,
        by: Actor,
        key: Key | None = None,
        version: int | None = None,
    ) -> Receipt:
        """Meet; see `Visit.start` for refusals."""

        def act(visit: Visit) -> Sequence[Aggregate]:
            terms = self._handling.terms_of(visit)
            visit.start(command.way, terms=terms, now=self._clock.now(), by=by)
            end = visit.finish
            return [self._handling.started(visit, end, by)] if end else []

        return self._change(id, act, by, key, version)

    def end(
        self,
        id: UUID,
        *,
        by: Actor,
        key: Key | None = None,
        version: int | None = None,
    ) -> Receipt:
        """Part; see `Visit.end` for refusals."""

        def act(visit: Visit) -> Sequence[Aggregate]:
            terms = self._handling.terms_of(visit)
            visit.end(terms=terms, now=self._clock.now(), by=by)
            return self._handling.settled(visit, by)

        return self._change(id, act, by, key, version)

    def record_evasion(
        self,
        id: UUID,
        command: SayWhy,
        *,
        by: Actor,
        key: Key | None = None,
        version: int | None = None,
    ) -> Receipt:
        """Record that it was evaded; see `Visit.record_evasion` for refusals."""

        def act(visit: Visit) -> Sequence[Aggregate]:
            terms, now = self._handling.terms_of(visit), self._clock.now()
            visit.record_evasion(reason=command.reason, terms=terms, now=now, by=by)
            return []

        return self._change(id, act, by, key, version)

    def _invited(
        self, command: OfferVisit, by: Actor
    ) -> tuple[Visit, tuple[Aggregate, ...]]:
        """The visit that a body offers, or announces, and what is recorded with it."""
        client_id = self._client(command.inn)
        if not isinstance(command, AnnounceVisit):
            return self._begun(VisitKind.OFFERED, command, client_id, by)
        hold = self._duty(command, client_id)
        return self._begun(
            VisitKind.MANDATORY, command, client_id, by, command.ground, hold
        )

    def _duty(self, command: AnnounceVisit, client_id: UUID) -> Reckoning | None:
        """Until when it has to take place, if the law wants one at all."""
        kind, premises = command.control_kind, command.premises
        objects = [premises] if premises else []
        return duty(
            command.ground,
            notified=command.notified,
            category=self._risk.category(client_id, kind or "", objects),
            last=self._visits.last_held(client_id, premises, kind),
            terms=self._handling.terms(client_id, kind),
            today=self._clock.today(),
        )

    def _begun(
        self,
        kind: VisitKind,
        command: OfferVisit,
        client_id: UUID,
        by: Actor,
        ground: Ground | None = None,
        hold: Reckoning | None = None,
    ) -> tuple[Visit, tuple[Aggregate, ...]]:
        """The visit with its times, and the message in which it is told."""
        id, authority = new_visit_id(), own(by)
        self._handling.check_topic(command, client_id, authority)
        thread, message, *files = self._correspondence.compose(
            client_id=client_id,
            about=about(id).address,
            title=TITLES[kind],
            parties=writers(client_id, authority),
            letter=Letter(
                kind=Kind.STATEMENT, text=command.told.strip(), basis=about(id).address
            ),
            by=by,
        )
        visit = Visit.begin(
            kind,
            id=id,
            client_id=client_id,
            authority=authority,
            control_kind=command.control_kind,
            requirements=command.requirements,
            premises=command.premises,
            told=command.told,
            ground=ground,
            hold=hold,
            thread=thread.id,
            by=by,
            today=self._clock.today(),
        )
        visit.offer(
            command.slots,
            until=command.until,
            terms=self._handling.terms_of(visit),
            now=self._clock.now(),
            by=by,
        )
        return visit, (thread, message, *files)

    def _client(self, inn: str) -> UUID:
        digits = "".join(inn.split())
        is_entity = len(digits) <= INN_DIGITS[ClientKind.LE]
        kind = ClientKind.LE if is_entity else ClientKind.IE
        id, known = living(self._log, self._pseudonyms, inn_of(digits, kind))
        if known is None:
            raise VisitedClientUnknown
        return id

    def _change(
        self, id: UUID, act: Act, by: Actor, key: Key | None, version: int | None
    ) -> Receipt:
        """Decide on a visit of the actor's body."""

        def decide() -> Receipt:
            visit = self._handling.of_body(id, version, by)
            due = act(visit)
            return self._log.record(visit, *due, by=by, key=key)

        return self._log.once(by, key, decide)
